import type { SampleYear } from './sample-year.js';
import { level } from './made-up.js';
import { counted, disturbed, shared, stepped, stocked, together, type Series } from './series.js';

/** A burst pipe closed two theatres in this month. */
export const burstPipeMonth = 5;
/** From this month on a panel signs off every agency shift. */
export const agencyPanelMonth = -1;

/**
 * The sample's figures. What has no measure of its own (named `…-rest`) is made up too, so that every unit's figure is
 * the sum of what lies below it.
 */
const alone = [
  ['falls-larch', counted('falls-larch', 54, 34)],
  ['falls-stroke', counted('falls-stroke', 38, 29)],
  ['falls-frailty', counted('falls-frailty', 26, 20)],
  ['falls-older-rest', counted('falls-older-rest', 50, 44)],
  ['falls-amu', counted('falls-amu', 46, 30)],
  ['falls-resp', counted('falls-resp', 34, 33)],
  ['falls-acute-rest', counted('falls-acute-rest', 46, 40)],
  ['falls-uec-rest', counted('falls-uec-rest', 24, 22)],
  ['falls-ortho', counted('falls-ortho', 62, 44)],
  ['falls-gensurg', counted('falls-gensurg', 42, 31)],
  ['falls-sur-rest', counted('falls-sur-rest', 38, 33)],
  ['falls-millbrook', counted('falls-millbrook', 44, 28)],
  ['falls-therapies-rest', counted('falls-therapies-rest', 14, 11)],
  ['falls-com-rest', counted('falls-com-rest', 28, 25)],
  ['falls-mh', counted('falls-mh', 74, 63, level)],
  ['restraint-rowan', counted('restraint-rowan', 236, 205, level)],
  ['restraint-willow', counted('restraint-willow', 168, 112, level)],
  ['restraint-beech', counted('restraint-beech', 190, 128, level)],
  ['restraint-mhin-rest', counted('restraint-mhin-rest', 46, 40, level)],
  ['restraint-hazel', counted('restraint-hazel', 128, 92, level)],
  ['restraint-ldcyp-rest', counted('restraint-ldcyp-rest', 48, 40, level)],
  ['restraint-ed', counted('restraint-ed', 64, 50)],
  ['waits-ophthalmology', stocked('waits-ophthalmology', 2400, 1890)],
  ['waits-ortho', stocked('waits-ortho', 2100, 1830)],
  ['waits-ent', stocked('waits-ent', 1500, 1380)],
  ['waits-surgspec-rest', stocked('waits-surgspec-rest', 900, 800)],
  ['waits-sur-rest', stocked('waits-sur-rest', 2700, 1800)],
  ['waits-cmht-aldermoor', stocked('waits-cmht-aldermoor', 520, 370)],
  ['waits-mhcom-rest', stocked('waits-mhcom-rest', 680, 600)],
  ['waits-camhs', stocked('waits-camhs', 600, 520)],
  ['waits-msk', stocked('waits-msk', 900, 650)],
  ['waits-com-rest', stocked('waits-com-rest', 600, 500)],
  ['waits-med-rest', stocked('waits-med-rest', 1300, 1340)],
  ['four-hour-ed', shared('four-hour-ed', 9000, 0.612, 0.672)],
  ['four-hour-minor', shared('four-hour-minor', 3900, 0.945, 0.976)],
  ['not-attended', shared('not-attended', 31_000, 0.094, 0.071)],
  ['theatre-use', disturbed(shared('theatre-use', 96_000, 0.76, 0.815), burstPipeMonth, 0.87)],
  ['ready-to-leave', stocked('ready-to-leave', 96, 68)],
  ['occupancy', shared('occupancy', 21_700, 0.955, 0.931)],
  ['agency', stepped('agency', 1450, 1190, agencyPanelMonth)],
] as const;

const sums = [
  ['falls-older', ['falls-larch', 'falls-stroke', 'falls-frailty', 'falls-older-rest']],
  ['falls-acute', ['falls-amu', 'falls-resp', 'falls-acute-rest']],
  ['falls-med', ['falls-older', 'falls-acute', 'falls-uec-rest']],
  ['falls-surgspec', ['falls-ortho', 'falls-gensurg']],
  ['falls-sur', ['falls-surgspec', 'falls-sur-rest']],
  ['falls-therapies', ['falls-millbrook', 'falls-therapies-rest']],
  ['falls-com', ['falls-therapies', 'falls-com-rest']],
  ['falls', ['falls-med', 'falls-sur', 'falls-com', 'falls-mh']],
  ['restraint-mhin', ['restraint-rowan', 'restraint-willow', 'restraint-beech', 'restraint-mhin-rest']],
  ['restraint-ldcyp', ['restraint-hazel', 'restraint-ldcyp-rest']],
  ['restraint-mh', ['restraint-mhin', 'restraint-ldcyp']],
  ['restraint', ['restraint-mh', 'restraint-ed']],
  ['waits-surgspec', ['waits-ophthalmology', 'waits-ortho', 'waits-ent', 'waits-surgspec-rest']],
  ['waits-sur', ['waits-surgspec', 'waits-sur-rest']],
  ['waits-mhcom', ['waits-cmht-aldermoor', 'waits-mhcom-rest']],
  ['waits-mh', ['waits-mhcom', 'waits-camhs']],
  ['waits-com', ['waits-msk', 'waits-com-rest']],
  ['waits', ['waits-sur', 'waits-mh', 'waits-com', 'waits-med-rest']],
  ['four-hour', ['four-hour-ed', 'four-hour-minor']],
] as const;

/** Every series by the key of its measure, parts without a measure included. */
export const sampleSeries = (year: SampleYear): ReadonlyMap<string, Series> => {
  const all = new Map<string, Series>(alone.map(([key, made]) => [key, made(year)]));
  for (const [key, parts] of sums) all.set(key, together(parts.map((part) => all.get(part)!)));
  return all;
};

/** The quarterly pulse: points of ten, from the first quarter reported on. */
export const engagementPulse: readonly string[] = ['6.7', '6.6', '6.6', '6.5', '6.6', '6.7', '6.7', '6.8'];
