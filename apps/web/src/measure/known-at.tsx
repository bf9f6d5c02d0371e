import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { DayBar } from '../shell/day-bar.js';
import { Term } from '../shell/term.js';
import { dayInWords, isDay } from '../words/dates.js';

/** The day by which figures were known that the address names (`?knownAt=2026-08-01`), or null for what is known now. */
export const useKnownAt = (): { readonly day: string } | null => {
  const [asked] = useSearchParams();
  const day = asked.get('knownAt') ?? '';
  return useMemo(() => (isDay(day) ? { day } : null), [day]);
};

/** Shows the figures as they were known on another day: later corrections are left out. */
export const KnownAtBar = () => {
  const knownAt = useKnownAt();
  return (
    <DayBar
      name="knownAt"
      label="Figures as known on"
      past={
        knownAt && `Figures as they were known at the end of ${dayInWords(knownAt.day)}, in the chart too; what came later is left out.`
      }
      back="Back to what is known now"
    >
      <Term of="Known at" />
    </DayBar>
  );
};
