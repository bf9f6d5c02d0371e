/** What a revision changed, field by field, in the words of the document. */
import { saidPeriod, type MeasureId, type OfferDifference } from '#strategy';
import { list, type Html } from './html.js';
import { spaced } from './naming.js';
import type { Pack } from './pack-of.js';

/** Fields whose own names are a program's. */
const names: Readonly<Record<string, string>> = {
  'measured.measure': 'measure',
  'measured.jop': 'start',
  'measured.jopFrom': 'first period of the start',
  'measured.jopTo': 'last period of the start',
  'measured.target': 'target',
  'measured.maintain': 'to be kept as it is',
  'measured.basis': 'judged as',
  'measured.tolerance': 'near enough',
  rollUp: 'judged from below by',
  dueAfter: 'working days until a figure is due',
  overTime: 'how periods come together',
  overUnits: 'how units come together',
  unitOfMeasure: 'unit',
  'direction.lo': 'lower edge of the range',
  'direction.hi': 'upper edge of the range',
  'direction.kind': 'direction',
};

const stated = new Set(['measured.jop', 'measured.target', 'measured.tolerance', 'direction.lo', 'direction.hi', 'mandate.target']);
const posts = new Set(['sponsor', 'steward']);

const fieldInWords = (field: string): string => names[field] ?? field.split('.').map(spaced).join(', ').toLowerCase();

/** Of an aim's terms, or of a measure's definition: figures are those of the measure. */
export const changesInWords = ({ naming, moment }: Pack, differences: readonly OfferDifference[], measure: MeasureId): Html => {
  const sayText = (field: string, text: string): string => {
    if (stated.has(field)) return naming.figure(naming.measure(measure), text);
    if (posts.has(field)) return naming.place(text);
    if (field === 'measured.measure') return naming.measure(text)?.definition.name ?? text;
    if (field === 'objective') return moment.tables.objectives.get(text)?.statement ?? text;
    return /^[A-Z_]{3,}$/.test(text) ? spaced(text) : saidPeriod(text);
  };
  const say = (field: string, value: unknown): string => {
    if (value === null) return 'nothing';
    if (typeof value === 'boolean') return value ? 'yes' : 'no';
    if (typeof value === 'string') return sayText(field, value);
    if (typeof value !== 'object') return JSON.stringify(value);
    const parts = Object.entries(value).map(([name, part]) => [name, say(`${field}.${name}`, part)] as const);
    return parts.map(([name, said]) => (Array.isArray(value) ? said : `${fieldInWords(name)} ${said}`)).join(', ');
  };
  const told = (field: string, written: string | null): string =>
    written === null ? 'nothing' : say(field, JSON.parse(written) as unknown);
  return list(differences.map(({ field, before, after }) => `${fieldInWords(field)}: ${told(field, before)} → ${told(field, after)}`));
};
