import { Link } from 'react-router';
import { offeredAmount, ownInForce, whatIf, type WhatIf } from '../aims/what-if.js';
import { partInWords, stepInWords } from '../words/figures.js';
import type { Parent } from './parent-documents.js';
import type { Thread } from './thread-documents.js';

/** What the parent still needs, with what is on the table counted, and without it. */
const InAndOut = ({ parent, thread }: { readonly parent: Parent; readonly thread: Thread }) => {
  const { sums, measured } = parent;
  const offer = thread.table ?? thread.inForce;
  if (sums === null) return <p>It is still in negotiation itself: nothing is added up under it yet.</p>;
  if (sums.state !== 'COMPUTED' || sums.need === null)
    return (
      <p>
        {sums.because ?? (sums.state === 'ALREADY_MET' ? 'Nothing more is needed: it is met already.' : 'Nothing is added up under it.')}
      </p>
    );
  const kind = measured?.measure?.kind ?? '';
  const unit = kind === 'PROPORTION' ? 'percentage points' : (measured?.measure?.unitOfMeasure ?? '');
  const plain = (value: number): string => stepInWords(value, kind);
  const gapInWords = ({ gap }: WhatIf): string => (gap > 0 ? plain(gap) : gap < 0 ? `none, ${plain(-gap)} more than needed` : 'none');
  const own = ownInForce(sums, thread.id);
  const amount = offer === null ? null : offeredAmount(sums, measured, thread.id, offer, thread.unitWeight);
  const out = whatIf(sums, [-own]);
  const inside = amount === null ? null : whatIf(sums, [amount - own]);
  if (out === null) return <p>The worst of its children decides, and nothing is added: what one offer changes cannot be said.</p>;
  const columns = [{ name: 'Without this offer', sum: out }, ...(inside === null ? [] : [{ name: 'With this offer', sum: inside }])];
  return (
    <>
      <table className="nhsuk-table app-need">
        <caption className="nhsuk-u-visually-hidden">What the parent still needs, in {unit}</caption>
        <thead>
          <tr>
            <td />
            {columns.map(({ name }) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Needed</th>
            {columns.map(({ name }) => (
              <td key={name}>{plain(Number(sums.need))}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">In force</th>
            {columns.map(({ name, sum }) => (
              <td key={name}>{plain(sum.inForce)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">Gap</th>
            {columns.map(({ name, sum }) => (
              <td key={name}>
                {gapInWords(sum)} <span className="app-need__share">({partInWords(sum.coverage)} covered)</span>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {inside === null && offer !== null && (
        <p className="nhsuk-hint">
          {sums.expected === null
            ? 'The offer states no contribution: it changes nothing in the sum.'
            : 'Figures are pooled here, and the child’s part of them is not known before it has reported figures of its own.'}
        </p>
      )}
    </>
  );
};

/** What the thread serves, and what that still needs with the offer in or out. */
export const ParentNeed = ({ parent, thread }: { readonly parent: Parent | null; readonly thread: Thread }) => {
  if (parent === null) return null;
  return (
    <section aria-labelledby="parent">
      <h2 id="parent">What it serves</h2>
      <p>
        <Link to={parent.address}>{parent.statement}</Link> {parent.owner && `Owned by ${parent.owner.title}.`}
      </p>
      {thread.openness !== 'STANDING_ONLY' && <InAndOut parent={parent} thread={thread} />}
    </section>
  );
};
