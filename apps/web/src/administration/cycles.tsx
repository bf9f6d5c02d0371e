import { Act } from '../shell/act.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { useRoles } from '../shell/use-roles.js';
import { dayInWords } from '../words/dates.js';
import { activateCycle, planCycle } from './administration-commands.js';
import type { Settings } from './organisation-documents.js';

const stateWords: Readonly<Record<string, string>> = { PLANNING: 'being planned', ACTIVE: 'active', CLOSED: 'closed' };

/** The organisation's cycles, and for executives the next one. */
export const Cycles = ({ cycles, again }: { readonly cycles: Settings['cycles']; readonly again: () => void }) => {
  const actingPost = useActingPost('EXECUTIVE');
  const mayChange = useRoles().includes('EXECUTIVE');
  const planned = cycles.filter(({ state }) => state === 'PLANNING');
  return (
    <section aria-labelledby="setting-cycles">
      <h2 className="nhsuk-heading-m" id="setting-cycles">
        Cycles
      </h2>
      {cycles.length === 0 ? (
        <p>No cycle is planned yet.</p>
      ) : (
        <ul>
          {cycles.map(({ id, name, starts, ends, state, current }) => (
            <li key={id}>
              <strong>{name}</strong>, {dayInWords(starts)} to {dayInWords(ends)}: {stateWords[state] ?? state.toLowerCase()}
              {current && ', the current one'}
            </li>
          ))}
        </ul>
      )}
      {mayChange ? (
        <>
          <Act
            name="Plan a cycle"
            document={planCycle}
            fields={[
              { kind: 'line', name: 'name', label: 'Name', hint: 'As people call it: 2027/28.' },
              { kind: 'day', name: 'starts', label: 'First day' },
              { kind: 'day', name: 'ends', label: 'Last day' },
            ]}
            input={{ actingPost }}
            submit="Plan"
            done="Planned."
            onTaken={again}
          />
          {planned.length > 0 && (
            <Act
              name="Activate a cycle"
              document={activateCycle}
              fields={[{ kind: 'choice', name: 'cycle', label: 'Cycle', choices: planned.map(({ id, name }) => [id, name] as const) }]}
              input={{ actingPost }}
              submit="Activate"
              done="Active."
              onTaken={again}
            >
              <p>Goals signed for it become active, and a drafted True North comes into force with it.</p>
            </Act>
          )}
        </>
      ) : (
        <p className="nhsuk-hint">Cycles are planned and activated by executives.</p>
      )}
    </section>
  );
};
