import { momentInWords } from '../words/dates.js';
import { eventInWords } from '../words/node-words.js';
import type { Step } from './standing-tree.js';

interface Given {
  readonly steps: readonly Step[];
  /** How many steps have been taken: 0 is the year's beginning, all of them the present. */
  readonly at: number;
  readonly since: number | null;
  readonly onMove: (at: number) => void;
  readonly onSince: (since: number | null) => void;
}

const nameOf = (steps: readonly Step[], at: number): string =>
  at === 0 ? 'The beginning of the year' : at === steps.length ? `Now: ${lineOf(steps[at - 1]!)}` : lineOf(steps[at - 1]!);
const lineOf = ({ at, event, by, position }: Step): string => `${momentInWords(at)}, ${eventInWords(event)}, ${by} (event ${position})`;

/** Goes back and forth through the year, event by event. */
export const TimeSlider = ({ steps, at, since, onMove, onSince }: Given) => {
  const step = at === 0 ? null : steps[at - 1];
  return (
    <section className="app-slider" aria-label="Time">
      <label className="nhsuk-label" htmlFor="slider">
        As it stood after event {at} of {steps.length} of the year
      </label>
      <div className="app-slider__row">
        <button type="button" className="app-slider__step" disabled={at === 0} onClick={() => onMove(at - 1)}>
          <span aria-hidden="true">‹</span> Back
        </button>
        <input
          id="slider"
          type="range"
          min={0}
          max={steps.length}
          value={at}
          aria-valuetext={nameOf(steps, at)}
          onChange={(event) => onMove(Number(event.target.value))}
        />
        <button type="button" className="app-slider__step" disabled={at === steps.length} onClick={() => onMove(at + 1)}>
          Forward <span aria-hidden="true">›</span>
        </button>
      </div>
      <p className="app-slider__event">
        {nameOf(steps, at)}
        {step?.reason && <q>{step.reason}</q>}
      </p>
      <p>
        {since === null ? (
          <button type="button" className="app-slider__step" onClick={() => onSince(at)}>
            Mark what changes from here on
          </button>
        ) : (
          <>
            Marked: what changed since {since === 0 ? 'the beginning of the year' : momentInWords(steps[since - 1]!.at)}.{' '}
            <button type="button" className="app-slider__step" onClick={() => onSince(null)}>
              Mark nothing
            </button>
          </>
        )}
        {at < steps.length && (
          <button type="button" className="app-slider__step" onClick={() => onMove(steps.length)}>
            Back to now
          </button>
        )}
      </p>
    </section>
  );
};
