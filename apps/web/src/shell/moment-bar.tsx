import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { dayInWords } from '../words/dates.js';
import { useMoment } from './use-moment.js';

/** Says of which moment a screen is, leads to another one, and back to now. */
export const MomentBar = () => {
  const [asked, setAsked] = useSearchParams();
  const moment = useMoment();
  const id = useId();
  const goTo = (asOf: string): void => {
    const after = new URLSearchParams(asked);
    if (asOf === '') after.delete('asOf');
    else after.set('asOf', asOf);
    setAsked(after);
  };
  return (
    <div className="app-moment" data-past={moment !== null || undefined}>
      {moment !== null && (
        <p role="status">As it stood {'day' in moment ? `at the end of ${dayInWords(moment.day)}` : `after event ${moment.position}`}.</p>
      )}
      <label htmlFor={id}>As it stood on</label>{' '}
      <input
        className="nhsuk-input nhsuk-input--width-10"
        id={id}
        type="date"
        value={moment !== null && 'day' in moment ? moment.day : ''}
        onChange={(event) => goTo(event.target.value)}
      />{' '}
      {moment !== null && (
        <button type="button" className="app-slider__step" onClick={() => goTo('')}>
          Back to now
        </button>
      )}
    </div>
  );
};
