import { dayInWords } from '../words/dates.js';
import { isChanged, offerLines } from './offer-lines.js';
import type { OfferMade, Thread } from './thread-documents.js';

const headOf = ({ round, episode, on, post, by }: OfferMade, isRenegotiated: boolean): string =>
  `${isRenegotiated ? `Episode ${episode}, round` : 'Round'} ${round}: ${post?.title ?? by.name}, ${dayInWords(on)}`;

/** Every offer beside the others, the latest first; what a round changed is marked by a sign and in bold. */
export const OffersTable = ({ thread: { offers, episode, inForce } }: { readonly thread: Thread }) => {
  const made = offers.toReversed().map((offer) => ({ offer, lines: new Map(offerLines(offer.offer).map((line) => [line.name, line])) }));
  const names = [...new Set(made.flatMap(({ lines }) => [...lines.keys()]))];
  return (
    <>
      <p className="nhsuk-hint">The latest first. ≠ marks what changed against the offer before.</p>
      <div className="app-offers" tabIndex={0} role="region" aria-label="Offers side by side">
        <table className="nhsuk-table app-offers__table app-offers__table--side">
          <caption className="nhsuk-u-visually-hidden">Offers, the latest first</caption>
          <thead>
            <tr>
              <td />
              {made.map(({ offer }) => (
                <th scope="col" key={offer.position}>
                  {headOf(offer, episode > 1)}
                  {inForce?.hash === offer.offer.hash && <span className="app-mark">in force</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {made.map(({ offer, lines }) => {
                  const line = lines.get(name);
                  const changed = line !== undefined && isChanged(line, offer.differences);
                  return (
                    <td key={offer.position} className={changed ? 'app-offers__changed' : undefined}>
                      {changed && (
                        <>
                          <span aria-hidden="true">≠ </span>
                          <span className="nhsuk-u-visually-hidden">changed: </span>
                        </>
                      )}
                      {line?.says ?? '–'}
                    </td>
                  );
                })}
              </tr>
            ))}
            <tr>
              <th scope="row">Why</th>
              {made.map(({ offer }) => (
                <td key={offer.position}>{offer.rationale}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </>
  );
};
