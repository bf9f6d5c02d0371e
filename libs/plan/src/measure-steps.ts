import { canonicalJson } from '#kernel';
import type { MeasureDefinition } from '#strategy';
import type { Path } from './located-document.js';
import type { Blueprint } from './blueprint.js';
import type { Plan } from './schema.js';

const definitionOf = (
  to: Blueprint,
  { key, unit: _unit, code, classes: _classes, ...text }: Plan['measures'][number],
  at: Path,
): MeasureDefinition => ({
  ...text,
  steward: text.steward === null ? null : to.find('post', text.steward, [...at, 'steward']),
  code: code ?? key,
});

/** Measures are defined before the aims that need them. */
export const measureSteps = (to: Blueprint): void => {
  to.plan.measures.forEach((measure, index) => {
    const at: Path = ['measures', index];
    const id = to.id('measure', measure.key);
    const unit = to.find('unit', measure.unit, [...at, 'unit']);
    const definition = definitionOf(to, measure, at);
    const known = to.tables.measures.get(id);
    if (!known)
      return to.command(
        'ADMINISTRATION',
        id,
        { aggregate: 'measure', name: 'DefineMeasure', input: { unit, definition } },
        `define the measure ${measure.name}`,
      );
    if (known.unit !== unit) to.refuse([...at, 'unit'], `${known.definition.name} belongs to another unit, which a plan cannot change`);
    if (canonicalJson(known.definition) !== canonicalJson(definition))
      to.command(
        'ADMINISTRATION',
        id,
        { aggregate: 'measure', name: 'RedefineMeasure', input: { definition, reason: to.reason } },
        `redefine the measure ${measure.name}`,
      );
  });
};

/** Which units drive a measure, and which only watch it. */
export const classSteps = (to: Blueprint): void =>
  to.plan.measures.forEach((measure, index) => {
    const id = to.id('measure', measure.key);
    measure.classes.forEach((classed, place) => {
      const at: Path = ['measures', index, 'classes', place];
      const unit = to.find('unit', classed.unit, [...at, 'unit']);
      const by = to.executive(classed.by, [...at, 'by']);
      const before = to.tables.measures.get(id)?.classes.find((each) => each.unit === unit);
      if (before?.class === classed.class) return;
      to.command(
        by,
        id,
        { aggregate: 'measure', name: 'ClassMeasure', input: { unit, class: classed.class, reason: classed.reason } },
        `class ${measure.name} as a ${classed.class.toLowerCase()} measure of ${classed.unit}`,
      );
    });
  });
