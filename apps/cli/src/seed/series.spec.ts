import { planSchema } from '#plan';
import { readDocument } from '../document-file.js';
import { sampleSeries } from './figures.js';
import { apportioned, noise } from './made-up.js';
import { samplePlanFile, sampleThreads } from './sample-trust.js';
import { SampleYear } from './sample-year.js';
import { disturbed, firstMonth, knownMonth, shared, stepped, type Series } from './series.js';

const year = new SampleYear('2027-01-01');
const series = sampleSeries(year);
const plan = readDocument(planSchema, samplePlanFile()).value;

const knownOf = (key: string): Series => {
  const found = series.get(key);
  if (!found) throw new Error(`no figures for ${key}`);
  return found;
};
/** What the trust knew of a measure when it chose its aims: twelve months together, or the latest month. */
const jumpOffPoint = (key: string): number => {
  const isTotal = plan.measures.find((measure) => measure.key === key)!.overTime === 'SUM';
  const { value, of } = knownOf(key).get(knownMonth)!;
  if (!isTotal) return of === null ? value : Math.round((value / of) * 1_000) / 1_000;
  return [...knownOf(key)].filter(([month]) => month <= knownMonth).reduce((sum, [, figure]) => sum + figure.value, 0);
};

describe('The made-up figures', () => {
  it('are the same for the same names, and differ for others', () => {
    expect(noise('falls', 3)).toBe(noise('falls', 3));
    const many = Array.from({ length: 2_000 }, (_, index) => noise('falls', index));
    expect(new Set(many).size).toBe(many.length);
    expect(Math.abs(many.reduce((sum, each) => sum + each, 0) / many.length)).toBeLessThan(0.05);
    expect(Math.max(...many.map(Math.abs))).toBeLessThanOrEqual(1);
  });

  it('are spread over months in whole numbers that come to their total', () => {
    expect(apportioned(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(
      apportioned(
        54,
        Array.from({ length: 12 }, (_, index) => index + 1),
      ).reduce((sum, each) => sum + each, 0),
    ).toBe(54);
  });

  it('begin where every aim begins', () => {
    for (const { adopted } of plan.candidates)
      if (adopted) expect([adopted.aim, jumpOffPoint(adopted.measured.measure)]).toEqual([adopted.aim, Number(adopted.measured.jop)]);
  });

  it('begin where every measured goal of the story begins', () => {
    const measured = sampleThreads.flatMap(({ key, offer }) => (offer.measured ? [{ key, ...offer.measured }] : []));
    expect(measured.length).toBeGreaterThan(40);
    expect(measured.map(({ key, by }) => [key, jumpOffPoint(by)])).toEqual(measured.map(({ key, from }) => [key, from]));
  });

  it('exist for every monthly measure of the plan', () => {
    const without = plan.measures.filter(({ key, frequency }) => frequency === 'MONTH' && !series.has(key));
    expect(without).toEqual([]);
  });

  it('keep to a level before a change of process and to another after it, and in a disturbed month reach a part of what they would have', () => {
    const made = stepped('a', 1000, 500, 3)(year);
    const within = (from: number, to: number, level: number): boolean =>
      [...made].filter(([month]) => month >= from && month <= to).every(([, { value }]) => Math.abs(value - level) <= level * 0.03);
    expect([within(firstMonth, 2, 1000), within(3, 12, 500)]).toEqual([true, true]);
    const whole = shared('b', 200, 0.5, 0.5);
    const [undisturbed, halved] = [whole(year), disturbed(whole, 5, 0.5)(year)];
    expect(halved.get(5)).toEqual({ ...undisturbed.get(5), value: Math.round(undisturbed.get(5)!.value / 2) });
    expect([...halved].filter(([month]) => month !== 5)).toEqual([...undisturbed].filter(([month]) => month !== 5));
  });

  it('add up from the wards to the board in every month', () => {
    for (const month of knownOf('falls').keys()) {
      const of = (key: string): number => knownOf(key).get(month)!.value;
      expect(of('falls')).toBe(of('falls-med') + of('falls-sur') + of('falls-com') + of('falls-mh'));
      expect(of('restraint')).toBe(of('restraint-mh') + of('restraint-ed'));
      expect(of('four-hour')).toBe(of('four-hour-ed') + of('four-hour-minor'));
    }
  });
});
