import type { Moment, StrategyDifference } from '#strategy';
import { printable, type Looking } from './looking.js';

const fieldWords: Readonly<Record<string, string>> = {
  jop: 'jump-off point',
  maintain: 'maintain goal',
  baselineBy: 'baseline by',
  parent: 'serves',
  objective: 'serves',
  thread: 'by thread',
  rollUp: 'roll-up',
  resourcesAsked: 'resources asked',
  resourcesGranted: 'resources granted',
  dependencies: 'pledges relied on',
  executives: 'executives who scored',
  advisory: 'advisory scores',
  renegotiating: 'being renegotiated',
  parentChanged: 'parent changed',
  parentDropped: 'parent dropped',
  qualityDimension: 'dimension of quality',
  shapedBy: 'shaped by',
};

/** Fields whose values are lists, and words of the trade. */
const listed = new Set(['milestones', 'means', 'resourcesAsked', 'resourcesGranted', 'conditions', 'evidence']);
const words = new Set(['standing', 'state', 'basis', 'link', 'rollUp', 'qualityDimension']);

/** What a node is called by its id, at the later moment. */
const called = ({ tables }: Moment, id: string): string => {
  const thread = tables.threads.get(id);
  const offer = thread && (thread.state.inForce ?? thread.state.episode.table).offer;
  const statement = tables.aims.get(id)?.terms.statement ?? tables.objectives.get(id)?.statement ?? offer?.statement;
  return statement === undefined ? id : `“${printable(statement)}”`;
};

const partInWords = (part: unknown): string => {
  if (typeof part !== 'object' || part === null) return printable(String(part));
  const { amount, kind, text, ...rest } = part as { readonly amount?: string; readonly kind?: string; readonly text?: string };
  const said = [amount, kind === 'SUPPORT' ? undefined : kind, text].filter((word): word is string => typeof word === 'string');
  return said.length === 0 ? JSON.stringify(rest) : printable(said.join(' '));
};

const valueInWords = (field: string, value: string | null, look: Looking, to: Moment): string => {
  if (value === null) return 'none';
  switch (field) {
    case 'owner':
      return look.post(value);
    case 'unit':
      return look.unit(value);
    case 'measure':
      return printable(to.tables.measures.get(value)?.definition.name ?? value);
    case 'dependencies':
      return (JSON.parse(value) as string[]).map((id) => called(to, id)).join('; ');
    case 'parent':
    case 'thread':
    case 'objective':
      return called(to, value);
    default:
      if (listed.has(field)) return (JSON.parse(value) as unknown[]).map(partInWords).join('; ');
      return printable(words.has(field) ? value.toLowerCase().replaceAll('_', ' ') : value);
  }
};

/** One difference as a line: `target: 10 → 14`. */
export const differenceInWords = ({ field, before, after }: StrategyDifference, look: Looking, to: Moment): string =>
  `${fieldWords[field] ?? field}: ${valueInWords(field, before, look, to)} → ${valueInWords(field, after, look, to)}`;
