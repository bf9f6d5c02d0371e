import type { BowlingCell } from './unit-documents.js';

/** A status as a shape with its letter in it: read without colour, and in print. The words stand beside it for those who do not see it. */
export const CellMark = ({ status, letter, shape }: Pick<BowlingCell, 'status' | 'letter' | 'shape'>) => (
  <svg className={`app-cell-mark app-cell-mark--${status.toLowerCase().replaceAll('_', '-')}`} viewBox="0 0 32 32" aria-hidden="true">
    {shape === 'CIRCLE' && <circle className="app-cell-mark__shape" cx={16} cy={16} r={14} />}
    {shape === 'DIAMOND' && <path className="app-cell-mark__shape" d="M16 1l15 15-15 15L1 16z" />}
    {shape === 'TRIANGLE' && <path className="app-cell-mark__shape" d="M16 2l15 28H1z" />}
    {shape === 'CROSS' && <path className="app-cell-mark__shape" d="M3 3l26 26M29 3L3 29" />}
    {shape === 'NONE' && letter !== '' && <rect className="app-cell-mark__shape" x={3} y={3} width={26} height={26} />}
    <text className="app-cell-mark__letter" x={16} y={shape === 'TRIANGLE' ? 26 : 21.5} textAnchor="middle">
      {letter}
    </text>
  </svg>
);
