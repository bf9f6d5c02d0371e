import { z } from 'zod';
import { figure, isDay, type Figure } from '#strategy';

/** The values that plans and mappings are written with. */

/** A readable name for something, unique among things of its kind: `four-hour`, `RR1.type-1`. */
export const key = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/, 'write a key of at most 80 letters, digits and the signs . _ : -')
  .meta({ id: 'Key', description: 'A readable name, unique among things of its kind. It never changes: ids follow from it.' });

/** The key of something in this file or of an earlier one, or the UUID of something made otherwise. */
export const reference = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/, 'name the key or the UUID of something')
  .meta({
    id: 'Reference',
    description: 'The key of something in this file or imported earlier, or the UUID of something made otherwise.',
  });

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as 2026-04-01')
  .refine(isDay, 'is no day that exists')
  .meta({ id: 'Day', description: 'A calendar day: 2026-04-01.' });

export const period = z
  .string()
  .regex(/^\d{4}-(\d{2}-\d{2}|\d{2}|W\d{2}|Q[1-4])$/, 'write a day 2026-04-01, a week 2026-W14, a month 2026-04 or a quarter 2026-Q2')
  .meta({ id: 'Period', description: 'A day 2026-04-01, an ISO week 2026-W14, a month 2026-04 or a calendar quarter 2026-Q2.' });

/** A decimal number; kept exactly as written, at most 15 significant digits. */
export const decimal = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/, 'write a decimal number such as 0.95')])
  .transform((written, context): Figure => {
    const exact = figure(written);
    if (exact !== null) return exact;
    context.addIssue({ code: 'custom', message: 'write a decimal number of at most 15 digits' });
    return z.NEVER;
  })
  .meta({ id: 'Decimal', description: 'A decimal number of at most 15 significant digits; as text it is kept exactly as written.' });

export const name = z.string().trim().min(1, 'is empty').max(200, 'is longer than 200 characters');
export const prose = z.string().trim().min(1, 'is empty').max(2_000, 'is longer than 2,000 characters');
