import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { dayInWords, dayOf, momentInWords, periodInWords, today } from '../words/dates.js';
import { DayInput } from '../shell/day-input.js';
import { changeWords, eventInWords } from '../words/node-words.js';
import { headlines } from './changes-between.js';
import type { Step } from './standing-tree.js';
import { YearLine, YearTable } from './year-line.js';
import { monthsOf } from './year-marks.js';

interface Given {
  readonly steps: readonly Step[];
  /** How many steps have been taken: 0 is the year's beginning, all of them the present. */
  readonly at: number;
  readonly since: number | null;
  readonly onMove: (at: number) => void;
  readonly onSince: (since: number | null) => void;
}

/** Long enough to read what happened; and a year is over before somebody has had enough of it. */
const pauseMs = 700;
const framesMax = 90;

const nameOf = (steps: readonly Step[], at: number): string => {
  const step = steps[at - 1];
  if (!step) return 'The beginning of the year';
  const { at: when, event, by, position } = step;
  return `${at === steps.length ? 'Now: ' : ''}${momentInWords(when)}, ${eventInWords(event)}, ${by} (event ${position})`;
};

/** Plays the rest of the year, from its beginning where nothing is left of it. */
const usePlay = (
  at: number,
  count: number,
  onMove: (at: number) => void,
): readonly [isPlaying: boolean, play: (plays: boolean) => void] => {
  const [isPlaying, setPlaying] = useState(false);
  const stride = useRef(1);
  const move = useRef(onMove);
  move.current = onMove;
  useEffect(() => {
    if (!isPlaying) return;
    if (at >= count) return setPlaying(false);
    const timer = setTimeout(() => move.current(Math.min(count, at + stride.current)), pauseMs);
    return () => clearTimeout(timer);
  }, [isPlaying, at, count]);
  const play = (plays: boolean): void => {
    const from = at >= count ? 0 : at;
    if (plays && from !== at) onMove(from);
    stride.current = Math.max(1, Math.ceil((count - from) / framesMax));
    setPlaying(plays);
  };
  return [isPlaying, play];
};

/** What is marked is what changed since: nothing, a month's beginning, or wherever somebody said “from here on”. */
const Since = ({ steps, at, since, onSince }: Omit<Given, 'onMove'>) => {
  const id = useId();
  const months = useMemo(() => monthsOf(steps), [steps]);
  const starts = new Map<number, string>([
    [0, 'The beginning of the year'],
    ...months.slice(1).map(({ month, from }) => [from, `1 ${periodInWords(month)}`] as const),
  ]);
  if (since !== null && !starts.has(since)) starts.set(since, momentInWords(steps[since - 1]!.at));
  return (
    <div className="app-slider__since">
      <label htmlFor={id}>Mark what changed since</label>
      <select
        className="nhsuk-select"
        id={id}
        value={since ?? ''}
        onChange={({ target }) => onSince(target.value === '' ? null : Number(target.value))}
      >
        <option value="">Mark nothing</option>
        {[...starts]
          .toSorted(([one], [other]) => one - other)
          .map(([step, name]) => (
            <option key={step} value={step}>
              {name}
            </option>
          ))}
      </select>
      <button type="button" className="app-slider__step" onClick={() => onSince(at)}>
        Mark what changes from here on
      </button>
    </div>
  );
};

/** Goes back and forth through the year, event by event. */
export const TimeSlider = ({ steps, at, since, onMove, onSince }: Given) => {
  const [isPlaying, play] = usePlay(at, steps.length, onMove);
  const step = steps[at - 1];
  const goTo = (to: number): void => {
    play(false);
    onMove(to);
  };
  const toDay = (day: string): void => {
    if (day !== '') goTo(steps.findLastIndex((each) => dayOf(each.at) <= day) + 1);
  };
  return (
    <section className="app-slider" aria-label="Time">
      <label className="nhsuk-label" htmlFor="slider">
        {at === steps.length
          ? 'As it stands now'
          : at === 0
            ? 'As it stood when the year began'
            : `As it stood on ${dayInWords(dayOf(step!.at))}`}
      </label>
      <div className="app-slider__track">
        <input
          id="slider"
          type="range"
          min={0}
          max={steps.length}
          value={at}
          aria-valuetext={nameOf(steps, at)}
          onChange={(event) => goTo(Number(event.target.value))}
        />
        <YearLine steps={steps} />
      </div>
      <p className="app-year__key" aria-hidden="true">
        {headlines.map((headline) => `${changeWords[headline].sign} ${changeWords[headline].word}`).join(', ')}: a line each, from above
      </p>
      <p className="app-slider__event" aria-live={isPlaying ? 'off' : 'polite'}>
        <strong>{at === 0 ? 'Before the first event' : `Event ${at} of ${steps.length}`}</strong> {nameOf(steps, at)}
        {step?.reason && <q>{step.reason}</q>}
      </p>
      <div className="app-slider__row">
        <button type="button" className="app-slider__step" disabled={at === 0} onClick={() => goTo(at - 1)}>
          <span aria-hidden="true">‹</span> Back
        </button>
        <button type="button" className="app-slider__step" disabled={steps.length === 0} onClick={() => play(!isPlaying)}>
          {isPlaying ? 'Pause' : 'Play'}
        </button>
        <button type="button" className="app-slider__step" disabled={at === steps.length} onClick={() => goTo(at + 1)}>
          Forward <span aria-hidden="true">›</span>
        </button>
        {at < steps.length && (
          <button type="button" className="app-slider__step" onClick={() => goTo(steps.length)}>
            Back to now
          </button>
        )}
        <label className="app-slider__day">
          Go to a day <DayInput className="nhsuk-input" value="" max={today()} onChange={toDay} />
        </label>
      </div>
      <Since steps={steps} at={at} since={since} onSince={onSince} />
      <YearTable steps={steps} onMove={onMove} />
    </section>
  );
};
