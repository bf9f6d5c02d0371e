/** What an acknowledgement rests on: the finding as the log has it, who decided, and whether the acting post may answer it. */
import type { Actor } from '#kernel';
import type { FindingCommands, FindingFacts, StandingOverFinding } from '../finding/finding.commands.js';
import { leadOf, lineOf } from '../organisation/line.js';
import { integrityFindings } from '../readings/integrity/integrity.reading.js';
import { readerOf } from '../readings/openness.reading.js';
import type { UnitId } from '../vocabulary.js';
import type { Moment } from './index.js';
import { postOf, type FactsReaders } from './planning.facts.js';
import { structureOf } from './structure.js';

/** Executives and coaches answer every finding, leads those of the units below theirs. */
const mayAnswer = (moment: Moment, actor: Actor, unit: UnitId | null): boolean => {
  const post = postOf(moment, actor);
  if (post?.role === 'EXECUTIVE' || post?.role === 'COACH') return true;
  if (post?.role !== 'LEAD' || unit === null) return false;
  const structure = structureOf(moment);
  return lineOf(structure, unit)
    .slice(1)
    .some((above) => leadOf(structure, above, moment.today) === post.id);
};

const standingAt = (moment: Moment, actor: Actor, key: string): StandingOverFinding => {
  const found = integrityFindings(moment, moment, readerOf(moment, actor.person)).find((each) => each.key === key);
  if (!found) return { found: null, mayAnswer: false };
  const { code, subject, decidedBy, unit } = found;
  return { found: { code, subject, decidedBy }, mayAnswer: mayAnswer(moment, actor, unit) };
};

export const findingFacts: FactsReaders<FindingCommands, FindingFacts> = {
  AcknowledgeFinding: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
  WithdrawAcknowledgement: (moment, _input, actor, subject) => standingAt(moment, actor, subject),
};
