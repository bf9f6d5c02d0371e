import { sentence } from '../words/sentences.js';
import { Term } from '../shell/term.js';
import { byMonths, isMonth } from '../words/dates.js';
import type { Chart } from './chart-documents.js';
import { AssuranceIcon, VariationIcon } from './icons.js';

/** The two icons of a chart, each with its whole sentence. */
export const IconSentences = ({
  chart: { variation, variationText, assurance, assuranceText, targetBecause, points },
}: {
  readonly chart: Pick<Chart, 'variation' | 'variationText' | 'assurance' | 'assuranceText' | 'targetBecause' | 'points'>;
}) => (
  <div className="app-sentences">
    <p>
      <VariationIcon variation={variation} text="" />
      <span>
        <strong>
          <Term of="Variation" />:
        </strong>{' '}
        {byMonths(variationText, isMonth(points[0]?.period)) || 'It cannot be said yet whether the process has changed.'}
      </span>
    </p>
    <p>
      <AssuranceIcon assurance={assurance} text="" />
      <span>
        <strong>
          <Term of="Assurance" />:
        </strong>{' '}
        {byMonths(assuranceText, isMonth(points[0]?.period)) || 'There is no target, or there are too few figures.'}
        {points.length > 0 && points.at(-1)!.target === null && ` ${sentence(targetBecause)}`}
      </span>
    </p>
  </div>
);
