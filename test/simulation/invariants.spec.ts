/** The invariants of docs/ARCHITECTURE.md that this service stands on, each by its number; take-out.prove.spec.ts takes each rule out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isRejection } from '#kernel';
import type { RawEvent } from '#event-store';
import { SqliteEventStore } from '#event-store/sqlite';
import { Achieving, alignmentTree, findings, isActive, negotiation, readerOf, seesGoal, type CellStatus } from '#strategy';
import { anyEvent, anyStream, plainHydrate, thread } from '#testing';
import { ann, ben, benForWard, by, carl, dan, dora, reason, rita, Scene, wim } from './scene.js';
import { shownAt } from './shown.js';
import { isReceipt } from './world.js';

let scene: Scene;
beforeEach(async () => (scene = await Scene.open()));
afterEach(() => scene.close());

const types = (log: readonly RawEvent[]): string[] => log.map(({ type }) => type);

/** The falls goal of medicine, committed. */
const medicineGoal = async (share = '1'): Promise<string> => {
  const id = await scene.served(ann, 'medicine-lead', thread.offerOf({ share }));
  await scene.committed(ann, ben, id);
  return id;
};

describe('invariant 1: nobody on the side of an offer, and nobody who moved for the other side, accepts it', () => {
  it('refuses the side that made the offer when the ball comes back to it', async () => {
    const id = await scene.served(ann, 'medicine-lead');
    await scene.accepted(ben, id);
    await scene.taken(scene.order(ann, 'catchball', 'Retract', { reason }, id));
    expect(await scene.refused(scene.accepting(ann, id))).toBe('OwnOffer');
    expect(await scene.refused(scene.accepting(dora, id))).toBe('OwnOffer');
  });

  it('refuses a person who moved for the other side, also in another post', async () => {
    const above = await medicineGoal();
    const id = await scene.served(ben, 'ward-1-lead', thread.offerOf(), { parent: { kind: 'GOAL', id: above } });
    expect(await scene.refused(scene.accepting(benForWard, id))).toBe('MovedForOtherSide');
    await scene.accepted(wim, id);
  });
});

describe('invariant 2: a commitment needs two different persons, and never the line above in a side’s place', () => {
  it('refuses both signatures by one person, even by one who holds both posts', async () => {
    const above = await medicineGoal();
    const id = await scene.served(ben, 'ward-1-lead', thread.offerOf(), { parent: { kind: 'GOAL', id: above } });
    await scene.accepted(wim, id);
    await scene.taken(scene.signing(ben, id));
    expect(await scene.refused(scene.signing(benForWard, id))).toBe('TwoPersonsNeeded');
    await scene.taken(scene.signing(wim, id));
    expect(scene.state(id).inForce?.kind).toBe('COMMITTED');
  });

  it('refuses the lead above, in the lead’s own post and in the side’s', async () => {
    const id = await scene.served(ann, 'medicine-lead');
    expect(await scene.refused(scene.accepting(carl, id))).toBe('NotYourSide');
    await scene.accepted(ben, id);
    expect(await scene.refused(scene.signing(carl, id))).toBe('NotYourSide');
    expect(await scene.refused(scene.signing(by('carl', 'medicine-lead'), id))).toBe('FORBIDDEN');
    expect(await scene.refusedByRules(scene.signing(by('carl', 'medicine-lead'), id))).toBe('NotYourSide');
  });
});

describe('invariant 3: no goal is active without a commitment or a decision', () => {
  it('lets nobody take a goal on by hand', async () => {
    const made = await medicineGoal();
    const { owner, unit, parent, terms, agreement } = scene.now().tables.goals.get(made)!;
    const input = { cycle: 'cycle-26', owner, unit, parent, terms, agreement: { ...agreement, event: 'none' }, releases: null };
    expect(await scene.refusedByRules(scene.order(ben, 'goal', 'TakeOn', input, 'by-hand'))).toBe('PolicyOnly');
    expect(await scene.refusedByRules(scene.order(ben, 'goal', 'TakeOn', input, made))).toBe('PolicyOnly');
  });

  it('makes the goal with the second signature, on the terms signed, and once', async () => {
    const id = await scene.served(ann, 'medicine-lead');
    await scene.accepted(ben, id);
    await scene.taken(scene.signing(ben, id));
    expect(scene.now().tables.goals.has(id)).toBe(false);
    const before = (await scene.log()).length;
    await scene.taken(scene.signing(ann, id));
    await scene.world.restart();
    await scene.world.settled();
    expect(types(await scene.log(before))).toEqual(['catchball.commitment-signed', 'catchball.commitment-made', 'goal.established']);
    expect(scene.now().tables.goals.get(id)!.terms).toEqual(scene.state(id).inForce!.offer);
  });

  it('is not active any more once its only commitment is released', async () => {
    const id = await medicineGoal();
    expect(isActive(scene.now().tables.goals.get(id)!)).toBe(true);
    await scene.taken(scene.order(ann, 'catchball', 'Release', { reason }, id));
    await scene.taken(scene.order(rita, 'catchball', 'Release', { reason }, id));
    expect(isActive(scene.now().tables.goals.get(id)!)).toBe(false);
  });
});

describe('invariant 3: no goal is active without a commitment or a decision, also when two threads sign for it at once', () => {
  it.each([
    ['re-parents', 0],
    ['renegotiates', 1],
  ])('leaves it with the last signature, the one that %s', async (_name, last) => {
    const goal = await medicineGoal();
    const changes = { parent: { kind: 'AIM', id: 'aim-waits' }, existingGoal: goal } as const;
    const moving = await scene.served(carl, 'medicine-lead', thread.offerOf(), changes);
    await scene.taken(scene.order(ann, 'catchball', 'Renegotiate', { parentRevision: 1, offer: thread.offerOf({}, '14'), reason }, goal));
    for (const id of [goal, moving]) {
      await scene.accepted(ben, id);
      await scene.taken(scene.signing(ben, id));
    }
    const signatures = [scene.signing(ann, goal), scene.signing(carl, moving)];
    await scene.together(...(last === 0 ? signatures : signatures.toReversed()));
    const [stands, falls] = last === 0 ? [moving, goal] : [goal, moving];
    const { links, agreement } = scene.now().tables.goals.get(goal)!;
    expect(links.filter(({ released }) => released === null).map((link) => link.thread)).toEqual([stands]);
    expect(scene.state(stands).inForce?.event).toBe(agreement.event);
    expect(scene.state(falls).inForce).toBeNull();
  });
});

describe('invariant 4: a changed parent reopens what is agreed, asks what is committed, and refuses the old revision', () => {
  it('reopens a tentative child with the ball at the giver', async () => {
    const id = await scene.served(ann, 'medicine-lead');
    await scene.accepted(ben, id);
    await scene.aimRevised('18');
    expect(scene.state(id)).toMatchObject({ phase: 'open', episode: { round: 2, ball: 'GIVER', staleSince: 2 } });
  });

  it('asks the owner of a committed child to confirm', async () => {
    const id = await medicineGoal();
    await scene.aimRevised('18');
    expect(scene.state(id).inForce?.change).toMatchObject({ parentRevision: 2, confirmBy: '2026-04-17' });
    await scene.taken(scene.order(ben, 'catchball', 'ConfirmParent', { parentRevision: 2 }, id));
    expect(scene.state(id).inForce?.change).toBeNull();
  });

  it('refuses moves made on the old revision, and signatures under an offer that was', async () => {
    const id = await scene.served(ann, 'medicine-lead');
    const onOld = [
      scene.accepting(ben, id),
      scene.order(
        ben,
        'catchball',
        'CounterOffer',
        { parentRevision: 1, round: 1, offer: thread.offerOf({}, '14'), rationale: reason },
        id,
      ),
      scene.serving(ann, 'surgery-lead'),
    ];
    await scene.world.restart(false);
    await scene.aimRevised('18');
    for (const move of onOld) expect(await scene.refused(move)).toBe('ParentChanged');
    expect(await scene.refused(scene.accepting(ben, id))).toBe('ParentChanged');
  });

  it('tells a ball that was served in the same moment', async () => {
    const [, served] = await scene.together(scene.revisingAim('18'), scene.serving(ann, 'medicine-lead'));
    if (!served || !isReceipt(served)) throw new Error('the ball was not served');
    expect(scene.state(served.subject)).toMatchObject({ phase: 'open', episode: { table: { parentRevision: 1 }, staleSince: 2 } });
  });

  it('catches a commitment that slipped in before the change was known', async () => {
    const id = await scene.served(ann, 'medicine-lead');
    await scene.accepted(ben, id);
    await scene.taken(scene.signing(ben, id));
    const answers = await scene.together(scene.revisingAim('18'), scene.signing(ann, id));
    expect(answers.map(isReceipt)).toEqual([true, true]);
    expect(scene.state(id).inForce).toMatchObject({ kind: 'COMMITTED', parentRevision: 1, change: { parentRevision: 2 } });
  });
});

describe('invariant 5: the shares of a child over its parents sum to at most 1', () => {
  /** A pledge by which the goal serves a second parent, agreed and signed by the helper. */
  const pledged = async (goal: string, aim: string, giver: ReturnType<typeof by>, share: string): Promise<string> => {
    const changes = { kind: 'PLEDGE', parent: { kind: 'AIM', id: aim }, existingGoal: goal } as const;
    const id = await scene.served(giver, 'medicine-lead', thread.offerOf({ share }), changes);
    await scene.accepted(ben, id);
    await scene.taken(scene.signing(ben, id));
    return id;
  };

  it('refuses the signature that would pass the whole', async () => {
    const goal = await medicineGoal('0.6');
    const changes = { kind: 'PLEDGE', parent: { kind: 'AIM', id: 'aim-waits' }, existingGoal: goal } as const;
    const id = await scene.served(carl, 'medicine-lead', thread.offerOf({ share: '0.5' }), changes);
    await scene.accepted(ben, id);
    expect(await scene.refused(scene.signing(ben, id))).toBe('SharesOverOne');
  });

  it('finds what two commitments at once let through', async () => {
    const goal = await medicineGoal('0.6');
    const one = await pledged(goal, 'aim-waits', carl, '0.4');
    const other = await pledged(goal, 'aim-never', by('eve', 'chief-executive'), '0.4');
    await scene.together(scene.signing(carl, one), scene.signing(by('eve', 'chief-executive'), other));
    expect([scene.state(one).phase, scene.state(other).phase]).toEqual(['settled', 'settled']);
    const now = scene.now();
    expect(findings(now, now, null).filter(({ code }) => code === 'SHARES_OVER_ONE')).toMatchObject([
      { subject: { kind: 'GOAL', id: goal } },
    ]);
  });
});

describe('invariant 7: the view at a past position is the view that was served then', () => {
  it('answers today as it did at every step of a negotiation', async () => {
    const served: { position: number; shown: string }[] = [];
    const look = () => served.push({ position: scene.now().position, shown: shownAt(scene.now(), scene.now()) });
    const id = await scene.served(ann, 'medicine-lead');
    look();
    await scene.accepted(ben, id);
    look();
    await scene.taken(scene.signing(ben, id));
    await scene.taken(scene.signing(ann, id));
    look();
    const reading = { period: '2026-03', value: '22', numerator: null, denominator: null };
    await scene.taken(scene.order(dan, 'measure', 'RecordObservations', { readings: [reading] }, 'falls'));
    look();
    scene.until('2026-06-20');
    await scene.taken(scene.order(dan, 'measure', 'CorrectObservations', { readings: [{ ...reading, value: '24' }], reason }, 'falls'));
    await scene.aimRevised('18');
    const now = scene.now();
    expect(new Set(served.map(({ shown }) => shown)).size).toBe(served.length);
    for (const { position, shown } of served) expect(shownAt(scene.world.asOf({ position }), now)).toBe(shown);
  });
});

describe('invariant 10: no command removes an event', () => {
  it('leaves every byte of the log where it is, whatever is undone, dropped or withdrawn', async () => {
    const id = await medicineGoal();
    const other = await scene.served(carl, 'surgery-lead', thread.offerOf(), { parent: { kind: 'AIM', id: 'aim-waits' } });
    const reading = { period: '2026-03', value: '22', numerator: null, denominator: null };
    await scene.taken(scene.order(dan, 'measure', 'RecordObservations', { readings: [reading] }, 'falls'));
    const undoing = [
      scene.order(dan, 'measure', 'WithdrawObservation', { period: '2026-03', reason }, 'falls'),
      scene.order(carl, 'catchball', 'Withdraw', { reason }, other),
      scene.order(ann, 'catchball', 'Release', { reason }, id),
      scene.order(ben, 'catchball', 'Release', { reason }, id),
      scene.order(ann, 'strategy', 'DropAim', { aim: 'aim-falls', reason }),
      scene.order(ann, 'strategy', 'DropCandidate', { candidate: 'candidate-quiet', reason }),
      scene.order(by('adi', 'administrator'), 'organisation', 'RecordLeaver', {
        post: 'coach',
        person: 'cora',
        lastDay: '2025-03-31',
        reason,
      }),
      scene.order(by('adi', 'administrator'), 'organisation', 'WithdrawPost', { post: 'coach', reason }),
    ];
    for (const each of undoing) {
      const before = await scene.log();
      await scene.taken(each);
      const after = await scene.log();
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after.length).toBeGreaterThan(before.length);
    }
  });

  it.each(['DELETE FROM events WHERE position = 1', "UPDATE events SET data = '{}' WHERE position = 1"])(
    'refuses a hand that tries: %s',
    async (statement) => {
      const folder = mkdtempSync(join(tmpdir(), 'hoshin-invariant-'));
      const file = join(folder, 'log.db');
      const store = await SqliteEventStore.open({ file, hydrate: plainHydrate });
      await store.append(anyStream(), 'no-stream', [anyEvent()]);
      await store.close();
      const hand = new Database(file);
      expect(() => hand.prepare(statement).run()).toThrow('append-only');
      hand.close();
      rmSync(folder, { recursive: true });
    },
  );
});

describe('invariant 12: a cell without data is never green', () => {
  const statusesOf = (id: string, kind: 'AIM' | 'GOAL' = 'GOAL'): CellStatus[] =>
    new Achieving(scene.now(), scene.now(), null).of({ kind, id })!.cells.map(({ status }) => status);

  it('reads NOT REPORTED once due, also where a figure was withdrawn', async () => {
    const id = await medicineGoal();
    scene.until('2026-06-20');
    const reading = { period: '2026-03', value: '0', numerator: null, denominator: null };
    await scene.taken(scene.order(dan, 'measure', 'RecordObservations', { readings: [reading] }, 'falls'));
    expect(statusesOf(id).slice(0, 4)).toEqual(['MET', 'NOT_REPORTED', 'NOT_REPORTED', 'BLANK']);
    await scene.taken(scene.order(dan, 'measure', 'WithdrawObservation', { period: '2026-03', reason }, 'falls'));
    expect(statusesOf(id)).not.toContain('MET');
  });

  it('reads no activity, and not green, at nothing of nothing', async () => {
    scene.until('2026-06-20');
    const nothing = { period: '2026-03', value: null, numerator: '0', denominator: '0' };
    await scene.taken(scene.order(dan, 'measure', 'RecordObservations', { readings: [nothing] }, 'four-hours'));
    expect(statusesOf('aim-waits', 'AIM')[0]).toBe('NO_ACTIVITY');
  });
});

describe('invariant 13: lower is better with target 0: 0 is met, 1 is missed', () => {
  it.each([
    ['0', 'MET'],
    ['1', 'MISSED'],
  ])('reads %s as %s', async (value, status) => {
    scene.until('2027-05-20');
    const reading = { period: '2027-03', value, numerator: null, denominator: null };
    await scene.taken(scene.order(dan, 'measure', 'RecordObservations', { readings: [reading] }, 'never-events'));
    const { cells } = new Achieving(scene.now(), scene.now(), null).of({ kind: 'AIM', id: 'aim-never' })!;
    expect(cells.find(({ period }) => period === '2027-03')).toMatchObject({ plan: 0, value, status });
  });
});

describe('invariant 16: a retried command answers as the first time did and adds nothing', () => {
  it('also when it would be refused by now, after a restart, and when two arrive at once', async () => {
    const serve = scene.serving(ann, 'medicine-lead');
    const first = await scene.taken(serve);
    await scene.committed(ann, ben, first.subject);
    const head = (await scene.log()).length;
    expect(await scene.taken(serve)).toEqual({ ...first, replayed: true });
    await scene.world.restart();
    expect(await scene.taken(serve)).toEqual({ ...first, replayed: true });
    expect(await scene.log()).toHaveLength(head);

    const again = scene.serving(carl, 'surgery-lead', thread.offerOf(), { parent: { kind: 'AIM', id: 'aim-waits' } });
    const answers = await scene.together(again, again);
    expect(answers).toMatchObject([{ replayed: false }, { replayed: true }]);
    expect(await scene.log(head)).toHaveLength(1);
  });

  it('is refused where the same id comes with another content', async () => {
    const serve = scene.serving(ann, 'medicine-lead');
    await scene.taken(serve);
    const head = (await scene.log()).length;
    expect(await scene.refused({ ...serve, input: { ...(serve.input as object), private: true } })).toBe('CommandIdReused');
    expect(await scene.log()).toHaveLength(head);
  });
});

describe('invariant 17: an auditor can read everything and write nothing', () => {
  it('writes in no post, whatever others the person holds', async () => {
    const head = (await scene.log()).length;
    const nominate = (post: string) =>
      scene.order(by('aud', post), 'strategy', 'NominateCandidate', {
        cycle: 'cycle-26',
        unit: 'board',
        text: {
          statement: 's',
          objective: null,
          evidence: [{ source: 'a', date: '2026-03-01', text: 't' }],
          benchmark: 'b',
          qualityDimension: 'SAFE',
          equity: 'e',
          shapedBy: 'p',
        },
      });
    expect(await scene.refused(nominate('auditor'))).toBe('AuditorsDoNotWrite');
    expect(await scene.refused(nominate('ward-2-nurse'))).toBe('AuditorsDoNotWrite');
    expect(await scene.refusedByRules(nominate('auditor'))).toBe('AuditorsOnlyRead');
    const id = await scene.served(ann, 'medicine-lead');
    const reading = { period: '2026-02', value: '1', numerator: null, denominator: null };
    for (const post of ['auditor', 'ward-2-nurse']) {
      expect(await scene.refused(scene.accepting(by('aud', post), id))).toBe('AuditorsDoNotWrite');
      expect(
        await scene.refused(scene.order(by('aud', post), 'measure', 'RecordObservations', { readings: [reading] }, 'never-events')),
      ).toBe('AuditorsDoNotWrite');
    }
    expect(types(await scene.log(head))).toEqual(['catchball.ball-served']);
  });

  it('reads a single person’s goal', async () => {
    const parent = { kind: 'GOAL', id: await medicineGoal() } as const;
    const id = await scene.served(ben, 'ward-1-nurse', thread.offerOf(), { parent });
    await scene.committed(ben, by('nia', 'ward-1-nurse'), id);
    const now = scene.now();
    expect(['sue', 'nia', 'wim', 'aud'].map((person) => seesGoal(readerOf(now, person), now, id))).toEqual([false, true, true, true]);
  });

  it('reads what two sides keep to themselves', async () => {
    const id = await scene.served(ann, 'medicine-lead', thread.offerOf(), { private: true });
    const now = scene.now();
    const [auditor, stranger] = [readerOf(now, 'aud'), readerOf(now, 'sue')];
    expect(negotiation(now, now, stranger, id)).toMatchObject({ openness: 'STANDING_ONLY', offers: [] });
    expect(negotiation(now, now, auditor, id)).toMatchObject({ openness: 'ALL', offers: [{ offer: thread.offerOf() }] });
    const statements = (reader: typeof auditor): unknown[] => {
      const tree = alignmentTree(now, now, reader);
      return isRejection(tree) ? [] : tree.nodes.filter((node) => node.thread === id).map(({ statement }) => statement);
    };
    expect([statements(stranger), statements(auditor)]).toEqual([[null], [thread.offerOf().statement]]);
  });
});
