import { Heading } from '../shell/heading.js';
import { glossary } from './glossary.js';

/** Every word of the trade that the page uses. */
export const GlossaryPage = () => (
  <>
    <Heading title="Glossary" />
    <dl className="nhsuk-summary-list">
      {Object.entries(glossary)
        .toSorted(([one], [other]) => one.localeCompare(other, 'en-GB'))
        .map(([word, says]) => (
          <div className="nhsuk-summary-list__row" key={word}>
            <dt className="nhsuk-summary-list__key">{word}</dt>
            <dd className="nhsuk-summary-list__value">{says}</dd>
          </div>
        ))}
    </dl>
  </>
);
