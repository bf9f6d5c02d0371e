/** The two icons of statistical process control, drawn from their description, each with its sentence for those who do not see it. */

interface Drawn {
  readonly ring: string;
  readonly name: string;
}

const variations: Readonly<Record<string, Drawn & { readonly letter: string }>> = {
  COMMON_CAUSE: { ring: 'common', name: 'Common cause', letter: '' },
  IMPROVEMENT_HIGH: { ring: 'improvement', name: 'Improvement', letter: 'H' },
  IMPROVEMENT_LOW: { ring: 'improvement', name: 'Improvement', letter: 'L' },
  CONCERN_HIGH: { ring: 'concern', name: 'Concern', letter: 'H' },
  CONCERN_LOW: { ring: 'concern', name: 'Concern', letter: 'L' },
  NEUTRAL_HIGH: { ring: 'neutral', name: 'Special cause', letter: '↗' },
  NEUTRAL_LOW: { ring: 'neutral', name: 'Special cause', letter: '↘' },
};
const assurances: Readonly<Record<string, Drawn & { readonly letter: string; readonly line: number }>> = {
  CONSISTENT_PASS: { ring: 'improvement', name: 'Will pass', letter: 'P', line: 40 },
  CONSISTENT_FAIL: { ring: 'concern', name: 'Will fail', letter: 'F', line: 18 },
  INCONSISTENT: { ring: 'common', name: 'Hit or miss', letter: '?', line: 31 },
};

const wandering = [34, 28, 36, 27, 33] as const;
const rising = [38, 36, 34, 26, 20] as const;
const falling = [22, 24, 26, 34, 40] as const;

const dotsOf = (letter: string): readonly number[] =>
  letter === 'H' || letter === '↗' ? rising : letter === 'L' || letter === '↘' ? falling : wandering;

/** Whether the process changed. */
export const VariationIcon = ({ variation, text }: { readonly variation: string | null; readonly text: string }) => {
  const drawn = variation === null ? null : variations[variation];
  if (!drawn) return <span className="app-icon__none">no icon</span>;
  const dots = dotsOf(drawn.letter);
  return (
    <svg className={`app-icon app-icon--${drawn.ring}`} viewBox="0 0 60 60" role="img" aria-label={text || drawn.name}>
      <circle className="app-icon__ring" cx={30} cy={30} r={26} />
      <polyline className="app-icon__wave" points={dots.map((y, index) => `${14 + index * 8},${y}`).join(' ')} />
      {dots.map((y, index) => (
        <circle
          key={`${index} ${y}`}
          className={index > 2 ? 'app-icon__dot app-icon__dot--last' : 'app-icon__dot'}
          cx={14 + index * 8}
          cy={y}
          r={2.6}
        />
      ))}
      <text className="app-icon__letter" x={30} y={51.5} textAnchor="middle">
        {drawn.letter}
      </text>
    </svg>
  );
};

/** Whether the target will be met as the process stands. */
export const AssuranceIcon = ({ assurance, text }: { readonly assurance: string | null; readonly text: string }) => {
  const drawn = assurance === null ? null : assurances[assurance];
  return (
    <svg
      className={`app-icon app-icon--${drawn?.ring ?? 'none'}`}
      viewBox="0 0 60 60"
      role="img"
      aria-label={text || drawn?.name || 'No target, or not enough figures'}
    >
      <circle className="app-icon__ring" cx={30} cy={30} r={26} />
      {drawn && (
        <>
          <path className="app-icon__wave" d="M12 31q4.5-9 9 0t9 0 9 0 9 0" />
          <line className="app-icon__target" x1={10} x2={50} y1={drawn.line} y2={drawn.line} />
          <text className="app-icon__letter" x={30} y={51.5} textAnchor="middle">
            {drawn.letter}
          </text>
        </>
      )}
    </svg>
  );
};
