import { z } from 'zod';

/** A setting that is a whole number in a range. */
export const wholeNumber = (from: number, to: number, otherwise: number) =>
  z
    .string()
    .transform((text) => (/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN))
    .refine((number) => number >= from && number <= to, { message: `is no whole number from ${from} to ${to}` })
    .default(otherwise);

/** An address on the web: nothing else is fetched, and a file least of all. */
export const webAddress = z.url({ protocol: /^https?$/, message: 'is no address such as https://sign-in.example/' });
