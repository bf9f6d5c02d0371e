import { useQuery } from 'urql';
import { Act, reasonField } from '../shell/act.js';
import { useRoles } from '../shell/use-roles.js';
import { useSidePost } from '../shell/use-side-post.js';
import { whoAmI } from '../shell/who-am-i.js';
import { periodInWords, today } from '../words/dates.js';
import { closePeriod, reopenPeriod } from './decision-commands.js';
import type { Measure, MeasureChart } from './measure-documents.js';
import { closableOf } from './closable.js';
import { Part } from './part.js';

/** Which periods count as published, and closing the next one: the data steward's, or whoever runs the measure where it has none. */
export const Closing = ({
  measure,
  chart,
  mayChange,
  onTaken,
}: {
  readonly measure: Measure;
  readonly chart: MeasureChart;
  readonly mayChange: boolean;
  readonly onTaken: () => void;
}) => {
  const [{ data }] = useQuery({ query: whoAmI });
  const mayRun = useRoles().some((role) => ['EXECUTIVE', 'LEAD', 'DATA_STEWARD'].includes(role));
  const { steward, closed, id } = measure;
  const acting = useSidePost([steward?.id]);
  const mayClose = mayChange && (steward === null ? mayRun : (data?.me.posts.some((post) => post.id === steward.id) ?? false));
  const closable = closableOf(measure, chart.points, today());
  const last = closed.at(-1);
  const next = closable.find((period) => last === undefined || period > last) ?? closable.at(-1) ?? '';
  const named = (periods: readonly string[]) => periods.toReversed().map((period) => [period, periodInWords(period)] as const);
  return (
    <Part name="Closed periods">
      <p>
        {last === undefined
          ? 'No period is closed yet: no figure counts as published.'
          : `Closed up to ${periodInWords(last)}; their figures count as published.`}{' '}
        {mayChange && !mayClose && (steward === null ? '' : `Periods are closed by the ${steward.title}.`)}
      </p>
      {mayClose && closable.length > 0 && (
        <Act
          key={`close ${closable.length}`}
          name="Close a period"
          document={closePeriod}
          fields={[{ kind: 'choice', name: 'period', label: 'Which', initial: next, choices: named(closable) }]}
          input={{ measure: id, ...acting }}
          submit="Close it"
          onTaken={onTaken}
        >
          <p>What is known now counts as published. Figures that come or change later are marked as such.</p>
        </Act>
      )}
      {mayClose && closed.length > 0 && (
        <Act
          key={`reopen ${closed.length}`}
          name="Open a closed period again"
          document={reopenPeriod}
          fields={[{ kind: 'choice', name: 'period', label: 'Which', initial: last ?? '', choices: named(closed) }, reasonField]}
          input={{ measure: id, ...acting }}
          submit="Open it again"
          onTaken={onTaken}
        >
          <p>What was published stays in the record as it was.</p>
        </Act>
      )}
    </Part>
  );
};
