/** The measures of the made-up trust and their monthly figures: most of any log. */
import type { MeasureDefinition, MeasureEvents } from '#strategy';
import { by, monthsAfter, uuidOf, type Post, type Trust, type Written } from './log-trust.js';

/** A count of cases month by month. */
export const definitionOf = (index: number, steward: Post): MeasureDefinition => ({
  name: `Harm of kind ${(index % 40) + 1}`,
  kind: 'COUNT',
  unitOfMeasure: 'cases',
  direction: { kind: 'DECREASE' },
  frequency: 'MONTH',
  purpose: 'OUTCOME',
  overTime: 'SUM',
  overUnits: 'SUM',
  operationalDefinition: 'Cases reported, by the date they happened',
  source: 'Incident system',
  steward: steward.id,
  dueAfter: 10,
  populationGroup: null,
  code: `M${index}`,
});

export function* definitions(trust: Trust, measures: number): Generator<Written> {
  const { units, steward } = trust;
  for (let index = 0; index < measures; index++) {
    const data: MeasureEvents['MeasureDefined'] = { unit: units[index % units.length]!.id, definition: definitionOf(index, steward) };
    yield { aggregate: 'measure', subject: uuidOf('measure', index), type: 'MeasureDefined', data, actor: by(steward) };
  }
}

/** Month after month a figure of every measure; one in thirty is corrected at once. Never ends. */
export function* figures(trust: Trust, measures: number, today: () => string): Generator<Written, never> {
  const first = monthsAfter(`${today().slice(0, 8)}01`, -6);
  const actor = by(trust.steward);
  for (let month = 0; ; month++) {
    const period = monthsAfter(first, month).slice(0, 7);
    for (let index = 0; index < measures; index++) {
      const subject = uuidOf('measure', index);
      const value = String(40 + ((index * 7 + month * 13) % 25));
      const reading = { period, value, numerator: null, denominator: null, late: false, import: null };
      const recorded: MeasureEvents['ObservationRecorded'] = { ...reading, note: null, reason: null };
      yield { aggregate: 'measure', subject, type: 'ObservationRecorded', data: recorded, actor };
      if ((index + month) % 30 !== 0) continue;
      const corrected: MeasureEvents['ObservationCorrected'] = { ...reading, value: String(Number(value) + 1), reason: 'counted again' };
      yield { aggregate: 'measure', subject, type: 'ObservationCorrected', data: corrected, actor };
    }
  }
}
