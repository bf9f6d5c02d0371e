import { z } from 'zod';

/** A setting that is a whole number in a range. */
export const wholeNumber = (from: number, to: number, otherwise: number) =>
  z
    .string()
    .transform((text) => (/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN))
    .refine((number) => number >= from && number <= to, { message: `is no whole number from ${from} to ${to}` })
    .default(otherwise);

const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A setting that is a length of time, such as 30m, 24h or 7d, or `off`; in milliseconds, null for off. */
export const durationOrOff = (otherwise: number | null) =>
  z
    .string()
    .transform((text): number | null => {
      if (text === 'off') return null;
      const [, count, unit] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
      return count === undefined || unit === undefined ? Number.NaN : Number(count) * unitsMs[unit]!;
    })
    .refine((ms) => ms === null || ms > 0, { message: 'is no length of time such as 30m, 24h or 7d, nor off' })
    .default(otherwise);

/** An address on the web: nothing else is fetched, and a file least of all. */
export const webAddress = z.url({ protocol: /^https?$/, message: 'is no address such as https://sign-in.example/' });
