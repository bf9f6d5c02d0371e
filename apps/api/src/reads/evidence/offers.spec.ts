import { fieldDifferences, type Offer } from '#strategy';
import { thread } from '#testing';
import { offerRows } from './offers.js';

/** Every field an offer can have, nested ones by their path, as differences name them. */
const fieldsOf = (offer: Offer): readonly string[] => fieldDifferences({}, offer).flatMap(({ field }) => field);

describe('The rows in which offers are compared', () => {
  it('tell of every field of an offer, so that no difference goes unmarked', () => {
    const told = offerRows.flatMap(({ fields }) => fields);
    const offer = { ...thread.firstOffer, baselineBy: '2026-09-30', means: ['nights'] } as Offer;
    const measured = fieldDifferences({ measured: {} }, { measured: offer.measured }).map(({ field }) => field);
    const fields = [...fieldsOf(offer), ...measured];
    expect(fields.length).toBeGreaterThan(20);
    const untold = fields.filter((field) => field !== 'measured' && !told.some((row) => field === row || field.startsWith(`${row}.`)));
    expect(untold).toEqual([]);
  });
});
