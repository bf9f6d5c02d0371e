import { useId, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Term } from '../shell/term.js';
import { dayInWords } from '../words/dates.js';

/** The day by which figures were known that the address names (`?knownAt=2026-08-01`), or null for what is known now. */
export const useKnownAt = (): { readonly day: string } | null => {
  const [asked] = useSearchParams();
  const day = asked.get('knownAt') ?? '';
  return useMemo(() => (/^\d{4}-\d\d-\d\d$/.test(day) ? { day } : null), [day]);
};

/** Shows the figures as they were known on another day: later corrections are left out. */
export const KnownAtBar = () => {
  const [asked, setAsked] = useSearchParams();
  const knownAt = useKnownAt();
  const id = useId();
  const goTo = (day: string): void => {
    const after = new URLSearchParams(asked);
    if (day === '') after.delete('knownAt');
    else after.set('knownAt', day);
    setAsked(after);
  };
  return (
    <div className="app-moment" data-past={knownAt !== null || undefined}>
      {knownAt !== null && (
        <p role="status">
          Figures as they were known at the end of {dayInWords(knownAt.day)}, in the chart too; what came later is left out.
        </p>
      )}
      <label htmlFor={id}>Figures as known on</label>{' '}
      <input
        className="nhsuk-input nhsuk-input--width-10"
        id={id}
        type="date"
        value={knownAt?.day ?? ''}
        onChange={(event) => goTo(event.target.value)}
      />{' '}
      {knownAt === null ? (
        <Term of="Known at" />
      ) : (
        <button type="button" className="app-slider__step" onClick={() => goTo('')}>
          Back to what is known now
        </button>
      )}
    </div>
  );
};
