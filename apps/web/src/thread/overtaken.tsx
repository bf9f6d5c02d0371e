import { offerLines } from './offer-lines.js';
import type { Draft } from './offer-draft.js';
import type { Offer } from './thread-documents.js';

const asOffer = (draft: Draft): Offer => ({ ...draft, hash: '', rationale: '' });

/** Somebody threw another offer while this one was written: both side by side, and two ways on. */
export const Overtaken = ({
  begun,
  now,
  mine,
  begunRound,
  round,
  isParentOther,
  onCarryOver,
  onBeginAgain,
}: {
  readonly begun: Draft;
  readonly now: Draft;
  readonly mine: Draft;
  readonly begunRound: number;
  readonly round: number;
  /** What they serve was revised meanwhile. */
  readonly isParentOther: boolean;
  readonly onCarryOver: () => void;
  readonly onBeginAgain: () => void;
}) => {
  const columns = [
    { name: `Round ${begunRound}, which you answer`, lines: offerLines(asOffer(begun)) },
    { name: `Round ${round}, on the table now`, lines: offerLines(asOffer(now)) },
    { name: 'Your draft', lines: offerLines(asOffer(mine)) },
  ].map(({ name, lines }) => ({ name, says: new Map(lines.map((line) => [line.name, line.says])) }));
  const names = [...new Set(columns.flatMap(({ says }) => [...says.keys()]))];
  const differing = names.filter((name) => new Set(columns.map(({ says }) => says.get(name))).size > 1);
  return (
    <div className="nhsuk-warning-callout" role="alert">
      <h3 className="nhsuk-warning-callout__label">
        {round !== begunRound ? `Round ${round} was thrown` : isParentOther ? 'What it serves changed' : 'The table changed'} while you
        wrote
      </h3>
      <p>Your draft is still here, and nothing of it was sent. This is where the three differ:</p>
      {differing.length === 0 ? (
        <p>The offers say the same.</p>
      ) : (
        <dl className="app-overtaken" aria-label="What you answer, what is on the table now, and your draft">
          {differing.map((line) => (
            <div key={line} className="app-overtaken__line">
              <dt>{line}</dt>
              {columns.map(({ name, says }, index) => {
                const isChanged = index > 0 && says.get(line) !== columns[0]!.says.get(line);
                return (
                  <dd key={name} className={isChanged ? 'app-offers__changed' : undefined}>
                    <span className="app-overtaken__of">{name}</span>
                    {isChanged && (
                      <>
                        <span aria-hidden="true">≠ </span>
                        <span className="nhsuk-u-visually-hidden">changed: </span>
                      </>
                    )}
                    {says.get(line) ?? '–'}
                  </dd>
                );
              })}
            </div>
          ))}
        </dl>
      )}
      <button type="button" className="nhsuk-button" onClick={onCarryOver}>
        Keep my changes, on round {round}
      </button>{' '}
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={onBeginAgain}>
        Begin again from round {round}
      </button>
    </div>
  );
};
