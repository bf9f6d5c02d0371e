import { happened, told } from '#testing';
import type { AccessEvents, AccessKind } from '../access/access.events.js';
import { accessesSeen, type AccessQuestion } from './accesses.reading.js';
import { readerOf } from './openness.reading.js';

const noted = (person: string, kind: AccessKind, subject: string | null) =>
  happened<AccessEvents>('access', `of-${person}`, {
    type: 'AccessRecorded',
    data: { person, kind, subject, upTo: 5, hour: '2026-03-02T08' },
  });
const { now, asOf, log } = told.trustAfter(
  noted('aud', 'REPLAY', 'aim-1'),
  noted('aud', 'EVIDENCE', 'aim-1'),
  noted('adi', 'EXPORT', null),
  noted('ben', 'EVIDENCE', 'aim-2'),
);
const seenBy = (person: string, asked: AccessQuestion = {}, moment = now()) =>
  accessesSeen(moment, now(), readerOf(now(), person), asked).map(({ person: who, kind, subject }) => `${who} ${kind} ${subject ?? 'log'}`);

describe('the accesses to the record', () => {
  const all = ['ben EVIDENCE aim-2', 'adi EXPORT log', 'aud EVIDENCE aim-1', 'aud REPLAY aim-1'];

  it('show to auditors and administrators, the latest first', () => {
    expect(seenBy('aud')).toEqual(all);
    expect(seenBy('adi')).toEqual(all);
  });

  it('show to anybody else as far as they are their own', () => {
    expect(seenBy('ben')).toEqual(['ben EVIDENCE aim-2']);
    expect(seenBy('ben', { person: 'aud' })).toEqual([]);
    expect(seenBy('nobody')).toEqual([]);
  });

  it('can be asked for by person, kind and subject', () => {
    expect(seenBy('aud', { person: 'aud' })).toEqual(all.slice(2));
    expect(seenBy('aud', { kind: 'EVIDENCE' })).toEqual([all[0], all[2]]);
    expect(seenBy('aud', { subject: 'aim-1', kind: 'REPLAY' })).toEqual([all[3]]);
  });

  it('stand as of any earlier position', () => {
    expect(seenBy('aud', {}, asOf(log.length - 1))).toEqual(all.slice(1));
    expect(seenBy('aud', {}, asOf(log.length - 4))).toEqual([]);
  });
});
