import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** What is asked for stands in the address, so that a search can be linked to and gone back to. */
export const useAddress = (): {
  readonly of: (name: string) => string;
  readonly put: (values: Readonly<Record<string, string>>) => void;
} => {
  const [asked, setAsked] = useSearchParams();
  const of = useCallback((name: string): string => asked.get(name) ?? '', [asked]);
  const put = useCallback(
    (values: Readonly<Record<string, string>>): void => {
      setAsked(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(values))
            if (value === '') after.delete(name);
            else after.set(name, value);
          return after;
        },
        { replace: true },
      );
    },
    [setAsked],
  );
  return { of, put };
};
