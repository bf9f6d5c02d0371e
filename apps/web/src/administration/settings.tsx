import { useQuery } from 'urql';
import { Act, why } from '../shell/act.js';
import { Disclosed } from '../shell/disclosed.js';
import { Heading } from '../shell/heading.js';
import { History } from '../shell/history.js';
import { Answer } from '../shell/states.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { useRoles } from '../shell/use-roles.js';
import { nameFinalArbiter, nameOrganisation } from './administration-commands.js';
import { Cycles } from './cycles.js';
import { organisationDocument, type Settings as Settled } from './organisation-documents.js';
import { monthNames } from './organisation-words.js';
import { CalendarSetting, ConventionSetting } from './rules-settings.js';
import { useOrganisation } from './use-organisation.js';

const NameSetting = ({ organisation, again }: { readonly organisation: Settled['organisation']; readonly again: () => void }) => {
  const actingPost = useActingPost('ADMINISTRATOR');
  const mayChange = useRoles().includes('ADMINISTRATOR');
  const { name, financialYearStart } = organisation;
  return (
    <section aria-labelledby="setting-name">
      <h2 className="nhsuk-heading-m" id="setting-name">
        Name and financial year
      </h2>
      <p>
        <strong>{name === '' ? 'Not named yet' : name}</strong>; its financial year begins in {monthNames[financialYearStart - 1]}.
      </p>
      {mayChange && (
        <Act
          key={`${name} ${financialYearStart}`}
          name="Change the name or the year"
          document={nameOrganisation}
          fields={[
            { kind: 'line', name: 'name', label: 'Name', initial: name },
            {
              kind: 'choice',
              name: 'financialYearStart',
              label: 'The financial year begins in',
              initial: String(financialYearStart),
              choices: monthNames.map((month, index) => [String(index + 1), month] as const),
            },
          ]}
          input={(typed) => ({ ...typed, financialYearStart: Number(typed['financialYearStart']), actingPost })}
          submit="Change"
          done="Changed."
          onTaken={again}
        />
      )}
    </section>
  );
};

const ArbiterSetting = ({ organisation, again }: { readonly organisation: Settled['organisation']; readonly again: () => void }) => {
  const actingPost = useActingPost('ADMINISTRATOR', 'EXECUTIVE');
  const { asked, again: readAgain } = useOrganisation(null);
  const { finalArbiter } = organisation;
  return (
    <section aria-labelledby="setting-arbiter">
      <h2 className="nhsuk-heading-m" id="setting-arbiter">
        Final arbiter
      </h2>
      <p>
        Decides where no lead stands above both sides: <strong>{finalArbiter?.title ?? 'nobody yet'}</strong>.
      </p>
      <Answer asked={asked} what="the posts" retry={readAgain}>
        {({ posts }) => (
          <Act
            key={finalArbiter?.id}
            name={finalArbiter ? 'Name another final arbiter' : 'Name the final arbiter'}
            document={nameFinalArbiter}
            fields={[
              {
                kind: 'choice',
                name: 'post',
                label: 'Executive’s post',
                initial: finalArbiter?.id ?? '',
                choices: posts
                  .filter(({ role, closedOn }) => role === 'EXECUTIVE' && closedOn === null)
                  .map(({ id, title }) => [id, title] as const),
              },
              why,
            ]}
            input={{ actingPost }}
            submit="Name"
            done="Named."
            onTaken={again}
          />
        )}
      </Answer>
    </section>
  );
};

const Shown = ({ settings: { organisation, cycles }, again }: { readonly settings: Settled; readonly again: () => void }) => (
  <>
    <NameSetting organisation={organisation} again={again} />
    <Cycles cycles={cycles} again={again} />
    <ArbiterSetting organisation={organisation} again={again} />
    <CalendarSetting calendar={organisation.calendar} again={again} />
    <ConventionSetting convention={organisation.chartConvention} again={again} />
    <Disclosed name="Everything that happened to the organisation">
      <History subject={organisation.id} />
    </Disclosed>
  </>
);

/** What holds for the whole organisation, and who may change it. */
export const Settings = () => {
  const [asked, ask] = useQuery({ query: organisationDocument });
  const again = (): void => ask({ requestPolicy: 'network-only' });
  return (
    <>
      <Heading title="Settings" />
      <Answer asked={asked} what="the settings" retry={again}>
        {(settings) => <Shown settings={settings} again={again} />}
      </Answer>
    </>
  );
};
