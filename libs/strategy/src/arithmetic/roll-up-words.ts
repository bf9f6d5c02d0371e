/** How a rolled-up number came about, in sentences for whoever has to answer for it: the formula with its figures put in. */
import type { RollUpMethod } from '../vocabulary.js';
import { listed, said, saidFigure, saidInterval, sentence } from './in-words.js';
import { held, type CountedChild, type RolledUp } from './roll-up.js';

/** What each method does, as the formula alone says it. */
export const formulaInWords: Readonly<Record<RollUpMethod, string>> = {
  OWN_MEASURE: 'the attainment of its own measure',
  SUM: 'Σ attainment × contribution / need: the part of its need that its children have brought in',
  RATIO: 'the attainment of Σ numerator / Σ denominator over its children',
  WEIGHTED: 'Σ weight × attainment / Σ weight, each attainment held to 0 to 1',
  MIN: 'the attainment of the child that has come least far',
  MILESTONE: 'milestones done over milestones due, its own and its children’s',
  NONE: 'no roll-up',
};

/** More children than a reader follows by hand are counted, not written out. */
const termsMax = 12;

const written = (terms: readonly string[], between: string): string =>
  [...terms.slice(0, termsMax), ...(terms.length > termsMax ? [`${terms.length - termsMax} more`] : [])].join(between);

const notShown = '(not shown)';
const attained = ({ attainment, withheld }: CountedChild, as: (attainment: number) => number = (raw) => raw): string =>
  withheld ? notShown : attainment === null ? '(0 to 1)' : said(as(attainment));

const part = (child: CountedChild, which: 'numerator' | 'denominator'): string => {
  if (child.withheld) return notShown;
  const { attainment, parts, jop, target } = child;
  const denominator = saidFigure(parts?.denominator ?? null);
  if (which === 'denominator') return denominator;
  return attainment === null ? `${denominator} × (${saidFigure(jop)} to ${saidFigure(target)})` : saidFigure(parts?.numerator ?? null);
};

/** The left side of `… = number`; null where the method has none. */
const figuresIn = ({ provenance, counted, parent }: RolledUp): string | null => {
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
        counted.map((child) => part(child, 'numerator')),
        ' + ',
      );
      const denominators = written(
        counted.map((child) => part(child, 'denominator')),
        ' + ',
      );
      return `the attainment, from ${saidFigure(parent.jop)} to ${saidFigure(parent.target)}, of (${numerators}) / (${denominators})`;
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
    `${listed(named)} ${unknown.length === 1 ? 'is' : 'are'} unknown: wherever from 0 to 1 ${
      unknown.length === 1 ? 'it lies' : 'they lie'
    }, the number lies from ${said(low)} to ${said(high)}`,
  ];
};

const heldChildren = ({ counted, clamped }: RolledUp): string[] => {
  if (!clamped) return [];
  const beyond = counted.filter(({ attainment }) => attainment !== null && attainment !== held(attainment));
  const named = beyond.map(({ name, attainment }) => `${name} attained ${said(attainment!)} and counts as ${said(held(attainment!))}`);
  return [`attainments are held to 0 to 1 inside the average${named.length === 0 ? '' : `: ${listed(named)}`}`];
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
 * Sentences that let a reader work the number out again: method and formula, the figures put in, the interval and who
 * makes it one, who was held to 0 … 1, who was left out and why.
 */
export const rollUpInWords = (rolled: RolledUp): readonly string[] => {
  const { provenance, low, high, because } = rolled;
  const method = `${provenance.formula}, version ${provenance.version} of its formula: ${formulaInWords[provenance.formula]}`;
  const figures = figuresIn(rolled);
  const number =
    low === null || high === null
      ? `there is no number: ${because}`
      : `${figures === null ? 'it comes to' : `${figures} =`} ${saidInterval(low, high)}`;
  return [method, number, ...unknownChildren(rolled), ...heldChildren(rolled), ...kept(rolled), ...leftOut(rolled)].map(sentence);
};
