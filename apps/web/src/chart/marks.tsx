import type { Point } from './chart-documents.js';

/** What a point is drawn as. */
const kindOf = ({ ghost, type }: Pick<Point, 'ghost' | 'type'>): string =>
  ghost ? 'ghost' : (type ?? 'COMMON_CAUSE').toLowerCase().replaceAll('_', '-');

/** A shape for each kind of point, so that none is told by its colour alone. */
const Shape = ({ kind, x, y }: { readonly kind: string; readonly x: number; readonly y: number }) => {
  if (kind === 'improvement') return <path className="app-point app-point--improvement" d={`M${x} ${y - 7}l6.5 12h-13z`} />;
  if (kind === 'concern') return <path className="app-point app-point--concern" d={`M${x} ${y - 7}l7 7-7 7-7-7z`} />;
  if (kind.startsWith('neutral')) return <rect className={`app-point app-point--${kind}`} x={x - 5} y={y - 5} width={10} height={10} />;
  return <circle className={`app-point app-point--${kind}`} cx={x} cy={y} r={kind === 'ghost' ? 5 : 4} />;
};

/** A point of a chart. */
export const Mark = ({ point, x, y }: { readonly point: Point; readonly x: number; readonly y: number }) => (
  <Shape kind={kindOf(point)} x={x} y={y} />
);

const markWords: readonly (readonly [kind: string, words: string])[] = [
  ['common-cause', 'ordinary variation'],
  ['improvement', 'special cause, the better way'],
  ['concern', 'special cause, the worse way'],
  ['neutral-high', 'special cause upwards'],
  ['neutral-low', 'special cause downwards'],
  ['ghost', 'left out of the limits'],
];

/** A line of a chart as its key shows it. */
export interface KeyLine {
  readonly line: 'mean' | 'limit' | 'trial' | 'target' | 'plan' | 'break';
  readonly words: string;
}

/** What the shapes and lines of a chart mean; only those that are in it. */
export const Key = ({ points, lines }: { readonly points: readonly Point[]; readonly lines: readonly KeyLine[] }) => {
  const kinds = new Set(points.filter(({ missing, value }) => !missing && value !== null).map(kindOf));
  return (
    <ul className="app-key" aria-label="Key">
      {lines.map(({ line, words }) => (
        <li key={line}>
          <svg className="app-key__mark" viewBox="0 0 28 16" aria-hidden="true">
            {line === 'break' ? (
              <line className="app-chart__break" x1={14} x2={14} y1={0} y2={16} />
            ) : (
              <line className={`app-chart__${line}`} x1={0} x2={28} y1={8} y2={8} />
            )}
          </svg>
          {words}
        </li>
      ))}
      {markWords
        .filter(([kind]) => kinds.has(kind))
        .map(([kind, words]) => (
          <li key={kind}>
            <svg className="app-key__mark" viewBox="0 0 28 16" aria-hidden="true">
              <Shape kind={kind} x={14} y={8} />
            </svg>
            {words}
          </li>
        ))}
    </ul>
  );
};
