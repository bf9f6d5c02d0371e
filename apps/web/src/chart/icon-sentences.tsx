import { Term } from '../shell/term.js';
import type { Chart } from './chart-documents.js';
import { AssuranceIcon, VariationIcon } from './icons.js';

/** The two icons of a chart, each with its whole sentence. */
export const IconSentences = ({
  chart: { variation, variationText, assurance, assuranceText },
}: {
  readonly chart: Pick<Chart, 'variation' | 'variationText' | 'assurance' | 'assuranceText'>;
}) => (
  <div className="app-sentences">
    <p>
      <VariationIcon variation={variation} text="" />
      <span>
        <strong>
          <Term of="Variation" />:
        </strong>{' '}
        {variationText || 'It cannot be said yet whether the process has changed.'}
      </span>
    </p>
    <p>
      <AssuranceIcon assurance={assurance} text="" />
      <span>
        <strong>
          <Term of="Assurance" />:
        </strong>{' '}
        {assuranceText || 'There is no target, or there are too few figures.'}
      </span>
    </p>
  </div>
);
