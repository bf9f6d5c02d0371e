import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { isDay } from '../words/dates.js';

/** A moment as the service takes it. */
export type AsOf = { readonly day: string } | { readonly position: number };

/** Whether a text is the number of an event. */
export const isPosition = (text: string): boolean => /^\d{1,15}$/.test(text);

/**
 * The past moment that the address names (`?asOf=2026-05-01` or `?asOf=1234`), or null for now. Every screen that shows
 * something in the record passes it on with its questions.
 */
export const useMoment = (): AsOf | null => {
  const [asked] = useSearchParams();
  const asOf = asked.get('asOf') ?? '';
  return useMemo(() => {
    if (isDay(asOf)) return { day: asOf };
    return isPosition(asOf) ? { position: Number(asOf) } : null;
  }, [asOf]);
};
