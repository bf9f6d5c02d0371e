/** How a rolled-up number came about, in sentences for whoever has to answer for it: the formula with its figures put in. */
import type { Figure, RollUpMethod } from '../vocabulary.js';
import { listed, said, saidFigure, saidInterval, saidShare, saidValue, sentence, type Counted } from './in-words.js';
import { held, type CountedChild, type RolledUp } from './roll-up.js';

/** What each method does, without figures. */
export const formulaInWords: Readonly<Record<RollUpMethod, string>> = {
  OWN_MEASURE: 'the attainment of its own measure; what serves it is not counted',
  SUM: 'the part of its need that its children have brought in: what each takes on, times how far it has come, added up and divided by the need',
  RATIO: 'how far the figures of its children, pooled into one ratio, have come from its start to its target',
  WEIGHTED: 'the average of its children’s attainments by their weights, none counted below 0% or above 100%',
  MIN: 'the attainment of the child that has come least far',
  MILESTONE: 'the milestones done of those that have come due, its own and its children’s',
  NONE: 'nothing: it is not worked out from its children',
};

/** More children than a reader follows by hand are counted, not written out. */
const termsMax = 12;

const written = (terms: readonly string[], between: string): string =>
  [...terms.slice(0, termsMax), ...(terms.length > termsMax ? [`${terms.length - termsMax} more`] : [])].join(between);

const notShown = '(not shown)';
const attained = ({ attainment, withheld }: CountedChild, as: (attainment: number) => number = (raw) => raw): string =>
  withheld ? notShown : attainment === null ? '(0% to 100%)' : saidShare(as(attainment));

const inUnit = (figure: Figure | null, counted: Counted | null): string =>
  figure === null || counted === null ? saidFigure(figure) : saidValue(counted, figure);

const part = (child: CountedChild, which: 'numerator' | 'denominator', measure: Counted | null): string => {
  if (child.withheld) return notShown;
  const { attainment, parts, jop, target } = child;
  const denominator = saidFigure(parts?.denominator ?? null);
  if (which === 'denominator') return denominator;
  return attainment === null
    ? `${denominator} × (${inUnit(jop, measure)} to ${inUnit(target, measure)})`
    : saidFigure(parts?.numerator ?? null);
};

/** The left side of `… = number`; null where the method has none. */
const figuresIn = ({ provenance, counted, parent }: RolledUp, measure: Counted | null): string | null => {
  switch (provenance.formula) {
    case 'OWN_MEASURE':
    case 'NONE':
      return null;
    case 'SUM':
      return `(${written(
        counted.map((child) => `${attained(child)} × ${child.withheld ? notShown : saidFigure(child.contribution)}`),
        ' + ',
      )}) / ${saidFigure(parent.need)}`;
    case 'RATIO': {
      const numerators = written(
        counted.map((child) => part(child, 'numerator', measure)),
        ' + ',
      );
      const denominators = written(
        counted.map((child) => part(child, 'denominator', measure)),
        ' + ',
      );
      return `the attainment, from ${inUnit(parent.jop, measure)} to ${inUnit(parent.target, measure)}, of (${numerators}) / (${denominators})`;
    }
    case 'WEIGHTED': {
      const terms = counted.map((child) => `${said(child.weight)} × ${attained(child, held)}`);
      return `(${written(terms, ' + ')}) / ${said(counted.reduce((sum, { weight }) => sum + weight, 0))}`;
    }
    case 'MIN':
      return `the least of ${written(
        counted.map((child) => attained(child)),
        ', ',
      )}`;
    case 'MILESTONE': {
      const all = [parent.milestones, ...counted.map(({ milestones, withheld }) => (withheld ? null : milestones))];
      const sum = (which: 'done' | 'due') =>
        written(
          all.map((each) => (each === null ? notShown : String(each[which]))),
          ' + ',
        );
      return `(${sum('done')}) / (${sum('due')})`;
    }
  }
};

const unknownChildren = ({ counted, low, high, provenance }: RolledUp): string[] => {
  const unknown = provenance.formula === 'MILESTONE' ? [] : counted.filter(({ attainment, withheld }) => attainment === null && !withheld);
  if (unknown.length === 0 || low === null || high === null) return [];
  const named = unknown.map(({ name, note }) => `${name} (${note ?? 'no figure'})`);
  return [
    `${listed(named)} ${unknown.length === 1 ? 'is' : 'are'} unknown: wherever from 0% to 100% ${
      unknown.length === 1 ? 'it lies' : 'they lie'
    }, the number lies from ${saidShare(low)} to ${saidShare(high)}`,
  ];
};

const heldChildren = ({ counted, clamped }: RolledUp): string[] => {
  if (!clamped) return [];
  const beyond = counted.filter(({ attainment }) => attainment !== null && attainment !== held(attainment));
  const named = beyond.map(
    ({ name, attainment }) => `${name} attained ${saidShare(attainment!)} and counts as ${saidShare(held(attainment!))}`,
  );
  return [`no attainment counts below 0% or above 100% inside the average${named.length === 0 ? '' : `: ${listed(named)}`}`];
};

const kept = ({ counted }: RolledUp): string[] =>
  counted.flatMap(({ name, note, attainment, withheld }) =>
    note !== null && attainment !== null && !withheld ? [`${name}: ${note}`] : [],
  );

const leftOut = ({ counted, leftOut: those }: RolledUp): string[] => {
  const all = counted.length + those.length;
  if (all === 0) return ['nothing serves it yet'];
  const count = `${counted.length} of ${all} ${all === 1 ? 'child counts' : 'children count'}`;
  return [those.length === 0 ? count : `${count}; left out: ${those.map(({ name, because }) => `${name} (${because})`).join('; ')}`];
};

/**
 * Sentences that let a reader work the number out again: how it is worked out, the figures put in, the interval and who
 * makes it one, who was held to 0 … 100%, who was left out and why. The measure is the parent's own, where it has one.
 */
export const rollUpInWords = (rolled: RolledUp, measure: Counted | null = null): readonly string[] => {
  const { provenance, low, high, because } = rolled;
  const method = `how it is worked out: ${formulaInWords[provenance.formula]}`;
  const figures = figuresIn(rolled, measure);
  const number =
    low === null || high === null
      ? `there is no number: ${because}`
      : `${figures === null ? 'it comes to' : `${figures} =`} ${saidInterval(low, high)}`;
  return [method, number, ...unknownChildren(rolled), ...heldChildren(rolled), ...kept(rolled), ...leftOut(rolled)].map(sentence);
};
