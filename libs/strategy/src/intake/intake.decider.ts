/** One import of figures from a file: started once, finished once, and undone as a whole. */
import { type Decider, reject, type Rejection } from '#kernel';
import { checkName, checkProse, firstOf } from '../texts.js';
import type { Hash } from '../vocabulary.js';
import type { IntakeCommands, IntakeFacts } from './intake.commands.js';
import type { IntakeEvents } from './intake.events.js';

export const intakeCodes = [
  'MayNotImport',
  'TextMissing',
  'TextTooLong',
  'BadDigest',
  'BadCount',
  'OtherImport',
  'ImportNotStarted',
  'ImportIsFinished',
  'ImportIsReversed',
] as const;
export type IntakeRefusal = (typeof intakeCodes)[number];
type Refused = Rejection<IntakeRefusal>;

type Started = IntakeEvents['ImportStarted'];
type Finished = IntakeEvents['ImportFinished'];

export type IntakeState =
  | { readonly phase: 'unstarted' }
  | { readonly phase: 'started'; readonly started: Started }
  | { readonly phase: 'finished'; readonly started: Started; readonly finished: Finished }
  | { readonly phase: 'reversed'; readonly started: Started };

const mayImport = (allowed: boolean): Refused | null =>
  allowed ? null : reject('MayNotImport', 'figures are imported by a data steward or an administrator, ask one of them');

const checkDigest = (what: string, digest: Hash): Refused | null =>
  /^[0-9a-f]{64}$/.test(digest) ? null : reject('BadDigest', `${what} is no SHA-256 digest in hex, compute it over the file's bytes`);

const counted = ['rows', 'recorded', 'corrected', 'unchanged', 'skipped', 'measures'] as const;
const checkCounts = (finished: Finished): Refused | null => {
  const bad = counted.find((name) => !Number.isSafeInteger(finished[name]) || finished[name] < 0);
  return bad === undefined ? null : reject('BadCount', `the number of ${bad} is ${String(finished[bad])}, count in whole numbers from 0`);
};

/** The same file read the same way: a rerun of an import that was interrupted. */
const isSame = (a: Started, b: Started): boolean =>
  a.fileDigest === b.fileDigest && a.mappingDigest === b.mappingDigest && a.correcting === b.correcting && a.skippingBad === b.skippingBad;

const notStarted = (): Refused => reject('ImportNotStarted', 'this import has not been started, start it first');
const isReversed = (): Refused => reject('ImportIsReversed', 'this import was reversed, import the file again under a new id');

export const intake: Decider<IntakeState, IntakeCommands, IntakeEvents, IntakeRefusal, IntakeFacts> = {
  name: 'intake',
  initial: { phase: 'unstarted' },
  decide: {
    StartImport: (state, started, { facts }) => {
      const refused = firstOf<IntakeRefusal>(
        mayImport(facts.mayImport),
        checkName('the file’s name', started.file),
        checkDigest('the file’s digest', started.fileDigest),
        checkDigest('the mapping’s digest', started.mappingDigest),
      );
      if (refused) return refused;
      if (state.phase === 'unstarted') return [{ type: 'ImportStarted', data: started }];
      if (state.phase === 'reversed') return isReversed();
      return isSame(state.started, started)
        ? []
        : reject(
            'OtherImport',
            `this import's id stands for ${state.started.file}, read in another way or with other bytes, choose another id`,
          );
    },
    FinishImport: (state, finished, { facts }) => {
      const refused = firstOf<IntakeRefusal>(mayImport(facts.mayImport), checkCounts(finished));
      if (refused) return refused;
      if (state.phase === 'unstarted') return notStarted();
      if (state.phase === 'reversed') return isReversed();
      if (state.phase === 'started') return [{ type: 'ImportFinished', data: finished }];
      return counted.every((name) => state.finished[name] === finished[name])
        ? []
        : reject('ImportIsFinished', `this import was finished with ${state.finished.rows} rows, there is nothing left to finish`);
    },
    ReverseImport: (state, { reason }, { facts }) => {
      const refused = firstOf<IntakeRefusal>(mayImport(facts.mayImport), checkProse('the reason', reason));
      if (refused) return refused;
      if (state.phase === 'unstarted') return notStarted();
      if (state.phase === 'reversed') return isReversed();
      return [{ type: 'ImportReversed', data: { reason, measures: [...new Set(facts.measures)].sort() } }];
    },
  },
  evolve: {
    ImportStarted: (_state, started) => ({ phase: 'started', started }),
    ImportFinished: (state, finished) => (state.phase === 'started' ? { ...state, phase: 'finished', finished } : state),
    ImportReversed: (state) => (state.phase === 'unstarted' ? state : { phase: 'reversed', started: state.started }),
  },
};
