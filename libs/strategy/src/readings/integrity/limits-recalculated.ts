import { readingsOf } from '../figures-of-measure.reading.js';
import { saidDay, saidPeriod } from '../../arithmetic/in-words.js';
import { judgementOf } from '../measure-chart.reading.js';
import { decidersOf } from './deciders.js';
import type { Decided, Found, IntegrityRule } from './integrity-rule.js';

const look = (decided: Decided): readonly Found[] => {
  const { touch, before } = decided;
  const measure = before.tables.measures.get(touch.subject);
  if (!measure) return [];
  const judgement = judgementOf(before, measure);
  if (!judgement.variation?.startsWith('concern')) return [];
  const { persons, words } = decidersOf(decided);
  const latest = judgement.latest && readingsOf(before, measure.id).get(judgement.latest.period);
  const what = touch.of === null ? 'set the baseline' : `had the limits begin anew with ${saidPeriod(touch.of)}`;
  return [
    {
      subject: { kind: 'MEASURE', id: measure.id },
      unit: measure.unit,
      cycle: null,
      text: `${words} ${what} on ${saidDay(touch.on)}, while the chart of ${measure.definition.name} showed concern: ${judgement.variationText}`,
      evidence: latest ? [{ position: latest.ordinal, kind: 'MEASURE', id: measure.id }] : [],
      decidedBy: persons,
    },
  ];
};

export const limitsRecalculated: IntegrityRule = {
  code: 'LIMITS_RECALCULATED',
  severity: 'HIGH',
  sentence: 'The limits of a chart were recalculated, or its baseline set, while its latest points showed special cause of concern.',
  decidedBy: ['LimitsRecalculated', 'BaselineSet'],
  look,
};
