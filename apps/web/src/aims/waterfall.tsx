import { useState } from 'react';
import { Link } from 'react-router';
import { Empty } from '../shell/states.js';
import { partInWords, stepInWords } from '../words/figures.js';
import { standingWords } from '../words/node-words.js';
import type { AimPage, InPlay } from './aims-documents.js';
import { offeredAmount, ownInForce, whatIf } from './what-if.js';

/** One bar of the waterfall. */
interface Step {
  readonly thread: string;
  readonly name: string;
  readonly standing: string;
  readonly kind: 'committed' | 'directed' | 'tentative' | 'table';
  /** Null where it counts for nothing, or for nothing that can be said. */
  readonly amount: number | null;
  readonly because: string | null;
  /** What is in force counts; the others count only where somebody asks "what if". */
  readonly isInForce: boolean;
}

const kinds = { COMMITTED: 'committed', DIRECTED: 'directed', TENTATIVE: 'tentative' } as const;

/** Every child: what it has promised, and what lies on the table. */
export const stepsOf = ({ addsUp, measured }: Pick<AimPage, 'addsUp' | 'measured'>, inPlay: readonly InPlay[]): Step[] => [
  ...addsUp.lines.map(({ thread, name, standing, amount, counted, because }) => ({
    thread,
    name,
    standing: standingWords[standing],
    kind: standing in kinds ? kinds[standing as keyof typeof kinds] : ('table' as const),
    amount: amount === null ? null : Number(amount),
    because: counted === 'COUNTED' ? null : (because ?? 'not counted'),
    isInForce: standing !== 'TENTATIVE',
  })),
  ...inPlay.flatMap(({ id, phase, receiver, table, unitWeight }) => {
    if (table === null || phase === 'TENTATIVE') return [];
    const offered = offeredAmount(addsUp, measured, id, table, unitWeight);
    return [
      {
        thread: id,
        name: receiver?.unit?.name ?? receiver?.title ?? 'A former post',
        standing: phase === 'ESCALATED' ? 'Escalated' : 'On the table',
        kind: 'table' as const,
        amount: offered === null ? null : offered - ownInForce(addsUp, id),
        because: offered === null ? 'states no contribution' : null,
        isInForce: false,
      },
    ];
  }),
];

const Bar = ({ kind, from, to, reach }: { readonly kind: string; readonly from: number; readonly to: number; readonly reach: number }) => (
  <svg className="app-waterfall" viewBox="0 0 200 14" aria-hidden="true" preserveAspectRatio="none">
    <rect
      className={`app-coverage__${kind}`}
      x={(Math.min(from, to) / reach) * 200}
      y={1}
      width={(Math.abs(to - from) / reach) * 200}
      height={12}
    />
  </svg>
);

/**
 * What the aim needs, and child by child what is promised of it: each bar begins where the one before ends. What is not
 * signed yet can be counted in, one by one: what if it were accepted?
 */
export const Waterfall = ({
  aim,
  inPlay,
}: {
  readonly aim: Pick<AimPage, 'id' | 'addsUp' | 'measured'>;
  readonly inPlay: readonly InPlay[];
}) => {
  const { addsUp } = aim;
  const plain = (value: number): string => stepInWords(value, aim.measured?.measure?.kind ?? '');
  const [asked, ask] = useState<ReadonlySet<string>>(new Set());
  const steps = stepsOf(aim, inPlay);
  if (steps.length === 0)
    return (
      <Empty>
        <p>Nobody has been asked yet. Its sponsor serves the first ball.</p>
      </Empty>
    );
  const need = addsUp.need === null ? null : Number(addsUp.need);
  const isCounted = ({ thread, isInForce }: Step): boolean => isInForce || asked.has(thread);
  const ends = steps.reduce<number[]>((all, step) => [...all, (all.at(-1) ?? 0) + (isCounted(step) ? (step.amount ?? 0) : 0)], []);
  const reach = Math.max(
    need ?? 0,
    ...ends,
    ...steps.map((step, at) => (ends[at] ?? 0) + (isCounted(step) ? 0 : Math.max(0, step.amount ?? 0))),
    1e-9,
  );
  const added = steps.filter((step) => !step.isInForce && asked.has(step.thread));
  const then = whatIf(
    addsUp,
    added.map(({ amount }) => amount ?? 0),
  );
  const toggled = (thread: string): void => {
    const after = new Set(asked);
    if (!after.delete(thread)) after.add(thread);
    ask(after);
  };
  return (
    <>
      <div className="app-offers" tabIndex={0} role="region" aria-label="Does it add up">
        <table className="nhsuk-table app-offers__table app-waterfall__table">
          <caption className="nhsuk-u-visually-hidden">What each child contributes</caption>
          <thead>
            <tr>
              <th scope="col">Child</th>
              <th scope="col">Standing</th>
              <th scope="col">Contributes</th>
              <th scope="col" className="app-waterfall__head">
                Of the need
              </th>
            </tr>
          </thead>
          <tbody>
            {need !== null && (
              <tr>
                <th scope="row">What is needed</th>
                <td />
                <td>{plain(need)}</td>
                <td>
                  <Bar kind="need" from={0} to={need} reach={reach} />
                </td>
              </tr>
            )}
            {steps.map((step, at) => {
              const { thread, name, standing, kind, amount, because, isInForce } = step;
              const before = at === 0 ? 0 : ends[at - 1]!;
              const canBeAsked = !isInForce && amount !== null && then !== null;
              return (
                <tr key={`${thread} ${kind}`}>
                  <th scope="row">
                    <Link to={`/threads/${thread}`}>{name}</Link>
                  </th>
                  <td>
                    {standing}
                    {canBeAsked && (
                      <label className="app-check">
                        <input type="checkbox" checked={asked.has(thread)} onChange={() => toggled(thread)} /> What if it were accepted
                        <span className="nhsuk-u-visually-hidden">: {name}</span>
                      </label>
                    )}
                  </td>
                  <td>
                    {amount === null ? 'not known' : plain(amount)}
                    {because !== null && <span className="nhsuk-hint"> {because}</span>}
                  </td>
                  <td>
                    {amount !== null && (
                      <Bar
                        kind={isCounted(step) ? (isInForce ? kind : 'tentative') : 'table'}
                        from={before}
                        to={before + amount}
                        reach={reach}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
            {need !== null && then !== null && (
              <tr>
                <th scope="row">{then.gap >= 0 ? 'Gap' : 'More than needed'}</th>
                <td>{added.length > 0 ? 'If accepted' : ''}</td>
                <td>{plain(Math.abs(then.gap))}</td>
                <td>
                  <Bar kind="gap" from={Math.min(then.inForce, need)} to={Math.max(then.inForce, need)} reach={reach} />
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {then !== null && added.length > 0 && need !== null && (
        <p role="status" className="app-what-if">
          If {added.length === 1 ? 'this offer were' : `these ${added.length} offers were`} accepted: {plain(then.inForce)} of {plain(need)}{' '}
          promised, {partInWords(then.coverage)};{' '}
          {then.gap > 0
            ? `${plain(then.gap)} still to find`
            : then.gap < 0
              ? `${plain(-then.gap)} more than needed`
              : 'nothing left to find'}
          .
        </p>
      )}
    </>
  );
};
