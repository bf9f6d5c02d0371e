import type { Move, ThreadRecord } from '../../views/index.js';
import { saidDay } from '../../arithmetic/in-words.js';
import { resolveParent } from '../../views/parents.js';
import { threadsUnder } from '../adds-up.reading.js';
import { settledBy } from './deciders.js';
import type { Decided, Found, IntegrityRule } from './integrity-rule.js';
import { aimedAt } from './measured-target.js';

/** Fewer may well agree at once. */
export const agreementsMin = 5;

/** What two sides do who agree to what was served and say nothing to it. */
const silent: ReadonlySet<Move['type']> = new Set([
  'BallServed',
  'OfferAccepted',
  'CommitmentSigned',
  'CommitmentMade',
  'ReplyExtended',
  'CapOverridden',
  'MandateWaived',
  'EarlierOffersOpened',
]);

/** Up to the first commitment nobody countered, asked, declined, escalated or served again. */
const wasSilent = (moves: readonly Move[], { firstSettled }: ThreadRecord): boolean =>
  moves.every(
    ({ type, episode, round, ordinal }) =>
      (firstSettled !== null && ordinal > firstSettled.ordinal) || (silent.has(type) && episode === 1 && round === 1),
  );

const look = ({ touch, after }: Decided): readonly Found[] => {
  const { tables } = after;
  const made = tables.threads.get(touch.subject)!;
  if (made.firstSettled?.ordinal !== touch.ordinal || made.state.thread.kind === 'PLEDGE') return [];
  const parent = resolveParent(tables, made.state.thread.parent);
  const threads = threadsUnder(after, parent).filter(({ state }) => state.thread.kind !== 'PLEDGE');
  const agreed = threads.filter(({ firstSettled }) => firstSettled !== null);
  if (agreed.length !== agreementsMin || parent.kind === 'THREAD') return [];
  if (!threads.every((thread) => wasSilent(tables.moves.of(thread.id), thread))) return [];
  const aimed = aimedAt(after, { kind: parent.kind, id: parent.id });
  if (!aimed) return [];
  return [
    {
      subject: aimed.ref,
      unit: aimed.unit,
      cycle: aimed.cycle,
      text: `the first ${agreementsMin} agreements, up to ${saidDay(touch.on)}, were all reached in round 1, without a counter-offer or a question: ${aimed.statement}`,
      evidence: agreed.map(({ id, firstSettled }) => ({ position: firstSettled!.ordinal, kind: 'THREAD', id })),
      decidedBy: [...new Set(agreed.flatMap(({ id }) => settledBy(after, id).persons))],
    },
  ];
};

export const agreedInRoundOne: IntegrityRule = {
  code: 'AGREED_IN_ROUND_ONE',
  severity: 'LOW',
  sentence:
    'The first five agreements under an aim or goal were all reached in the first round, and nobody had countered, asked or declined.',
  decidedBy: ['CommitmentMade'],
  look,
};
