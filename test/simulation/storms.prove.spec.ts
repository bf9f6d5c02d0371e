import { weathered } from './shrinking.js';

/** `STORMS=50 npm run prove` is the short form. */
const storms = Number(process.env['STORMS'] ?? 500);
const length = 100;

describe(`${storms} storms of commands`, () => {
  // In batches, so that a run that is cut short says how far it came.
  const batch = 10;
  it.each(Array.from({ length: storms / batch }, (_, index) => 1_000 + index * batch))(
    `break no invariant: seeds %i and the ${batch - 1} after it`,
    async (first) => {
      for (let seed = first; seed < first + batch; seed++) await weathered(seed, length);
    },
  );
});
