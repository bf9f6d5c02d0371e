import { useMemo } from 'react';
import { useSearchParams } from 'react-router';

/** A moment as the service takes it. */
export type AsOf = { readonly day: string } | { readonly position: number };

/**
 * The past moment that the address names (`?asOf=2026-05-01` or `?asOf=1234`), or null for now. Every screen that shows
 * something in the record passes it on with its questions.
 */
export const useMoment = (): AsOf | null => {
  const [asked] = useSearchParams();
  const asOf = asked.get('asOf') ?? '';
  return useMemo(() => {
    if (/^\d{4}-\d\d-\d\d$/.test(asOf)) return { day: asOf };
    return /^\d{1,15}$/.test(asOf) ? { position: Number(asOf) } : null;
  }, [asOf]);
};
