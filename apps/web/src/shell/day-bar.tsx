import { useId, type ReactNode } from 'react';
import { today } from '../words/dates.js';
import { DayInput } from './day-input.js';
import { useAddress } from './use-address.js';

/** Says which day's state a screen shows, leads to that of another day, and back to now. */
export const DayBar = ({
  name,
  label,
  past,
  back,
  children,
}: {
  /** What the day is called in the address. */
  readonly name: string;
  readonly label: string;
  /** What is shown where it is not what is known now; null where it is. */
  readonly past: string | null;
  readonly back: string;
  /** What stands in the place of the way back while there is none. */
  readonly children?: ReactNode;
}) => {
  const { of, put } = useAddress({ replace: false });
  const day = of(name);
  const id = useId();
  return (
    <div className="app-moment" data-past={past !== null || undefined}>
      {past !== null && <p role="status">{past}</p>}
      <label htmlFor={id}>{label}</label>{' '}
      <DayInput
        className="nhsuk-input nhsuk-input--width-10"
        id={id}
        max={today()}
        value={day ?? ''}
        onChange={(chosen) => put({ [name]: chosen })}
      />{' '}
      {past === null ? (
        children
      ) : (
        <button type="button" className="app-slider__step" onClick={() => put({ [name]: null })}>
          {back}
        </button>
      )}
    </div>
  );
};
