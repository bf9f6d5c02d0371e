import { partInWords } from '../words/figures.js';
import type { AimShown } from './aims-documents.js';

type Sums = Pick<AimShown['addsUp'], 'state' | 'because' | 'coverage' | 'need' | 'committed' | 'directed' | 'tentative'>;

/** What of the need is promised, by pattern and word: signed, directed, agreed but not signed, and the gap. */
export const CoverageBar = ({ sums }: { readonly sums: Sums }) => {
  const { state, because, coverage, need, committed, directed, tentative } = sums;
  if (state !== 'COMPUTED' || need === null || coverage === null)
    return <p className="app-coverage__words">{state === 'ALREADY_MET' ? 'Already met' : (because ?? 'Coverage cannot be computed')}</p>;
  const share = (figure: string | null): number => (figure === null ? 0 : Math.max(0, Number(figure) / Number(need)));
  const parts = [
    { name: 'committed', share: share(committed) },
    { name: 'directed', share: share(directed) },
    { name: 'tentative', share: share(tentative) },
  ];
  const promised = parts.reduce((sum, part) => sum + part.share, 0);
  const words = [
    ...parts.filter((part) => part.share > 0).map((part) => `${partInWords(part.share)} ${part.name}`),
    ...(promised < 1 ? [`${partInWords(1 - promised)} gap`] : []),
  ].join(', ');
  const scale = Math.max(1, promised);
  return (
    <div className="app-coverage">
      <svg viewBox="0 0 200 16" role="img" aria-label={`Of the need: ${words}`} preserveAspectRatio="none">
        <defs>
          <pattern id="app-hatch" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1={0} y1={0} x2={0} y2={6} className="app-coverage__hatch" />
          </pattern>
        </defs>
        <rect className="app-coverage__need" x={0} y={1} width={200 / scale} height={14} />
        {parts.map((part, index) => {
          const before = parts.slice(0, index).reduce((sum, each) => sum + each.share, 0);
          return part.share === 0 ? null : (
            <rect
              key={part.name}
              className={`app-coverage__${part.name}`}
              x={(before / scale) * 200}
              y={1}
              width={(part.share / scale) * 200}
              height={14}
            />
          );
        })}
      </svg>
      <p className="app-coverage__words">Of the need: {words}</p>
    </div>
  );
};
