import { isRejection, type Recorded, type Rejection } from '#kernel';
import { as, happened, thread, told, trust, type Past } from '#testing';
import type { CatchballEvents } from '../catchball/catchball.events.js';
import type { GoalEvents } from '../goal/goal.events.js';
import type { MeasureEvents } from '../measure/measure.events.js';
import type { StrategyEvents } from '../strategy/strategy.events.js';
import { readerOf } from './openness.reading.js';
import { storyOf, subjectOfEvent, type StoryOf, type StoryStep } from './story.reading.js';

const { trustAfter, threadOf, committed, figures, signing } = told;

const aim: StoryOf = { kind: 'AIM', id: 'aim-1' };
const unit = (id: string): StoryOf => ({ kind: 'UNIT', id });
const ofThread = (id: string): StoryOf => ({ kind: 'THREAD', id });

const stepsIn = (story: readonly StoryStep[] | Rejection): readonly StoryStep[] => {
  if (isRejection(story)) throw new Error(story.because);
  return story;
};

/** What is told to a person, event by event, each with whom it is about. */
const tellingOver = (...streams: readonly (readonly Past[])[]) => {
  const { log, now, asOf } = trustAfter(...streams);
  return (person: string, story: StoryOf, withFigures = false, upTo = log.length): string[] =>
    stepsIn(storyOf(asOf(upTo), now(), readerOf(now(), person), story, { withFigures })).map(
      ({ ordinal }) => `${log[ordinal - 1]!.type} ${subjectOfEvent(log[ordinal - 1] as Recorded)}`,
    );
};

const revised = happened<StrategyEvents>('strategy', 'trust', {
  type: 'AimRevised',
  by: as('chief-nurse', 'ann'),
  data: { aim: 'aim-1', revision: 2, terms: { ...trust.aimTerms, due: '2027-06-30' }, reason: 'board' },
});
const redefined = happened<MeasureEvents>('measure', 'falls', {
  type: 'MeasureRedefined',
  data: { definition: { ...trust.fallsDefinition, source: 'another system' }, reason: 'new system' },
});
const adopted = ['CandidateNominated candidate-1', 'CandidateAdopted aim-1'];
const served = ['BallServed', 'OfferAccepted', 'CommitmentSigned', 'CommitmentSigned', 'CommitmentMade', 'GoalEstablished'];
const agreed = (id: string): string[] => served.map((type) => `${type} ${id}`);

describe('the story of an aim', () => {
  const under = { parent: { kind: 'GOAL', id: 'thread-1' }, giver: 'medicine', receiver: 'ward-7' } as const;
  const tell = tellingOver(
    committed('thread-1'),
    figures('falls', { '2026-03': '19' }),
    threadOf('thread-2', under),
    redefined,
    revised,
    threadOf('elsewhere', { parent: { kind: 'AIM', id: 'aim-2' } }),
  );
  const story = [
    ...adopted,
    'MeasureDefined falls',
    ...agreed('thread-1'),
    'BallServed thread-2',
    'MeasureRedefined falls',
    'AimRevised aim-1',
  ];

  it('goes from its candidate to everything that was served below it', () => expect(tell('aud', aim)).toEqual(story));

  it('has the figures of its measures where they are asked for', () => {
    const at = story.indexOf('BallServed thread-2');
    expect(tell('aud', aim, true)).toEqual(story.toSpliced(at, 0, 'ObservationRecorded falls'));
  });

  it('has the activation of its cycle where that came after it was thought of', () => {
    const { data } = trust.strategyEvents.find(({ type }) => type === 'CandidateAdopted') as { data: StrategyEvents['CandidateAdopted'] };
    const text = {
      ...(trust.strategyEvents.find(({ type }) => type === 'CandidateNominated') as { data: StrategyEvents['CandidateNominated'] }).data,
    };
    const telling = tellingOver(
      happened<StrategyEvents>(
        'strategy',
        'trust',
        { type: 'CyclePlanned', data: { cycle: 'cycle-27', name: '2027/28', starts: '2027-04-01', ends: '2028-03-31' } },
        { type: 'CandidateNominated', data: { ...text, candidate: 'candidate-2', cycle: 'cycle-27' } },
        { type: 'CandidateAdopted', data: { ...data, candidate: 'candidate-2', aim: 'aim-2', cycle: 'cycle-27' } },
        { type: 'CycleActivated', data: { cycle: 'cycle-27' } },
      ),
    );
    expect(telling('aud', { kind: 'AIM', id: 'aim-2' })).toEqual([
      'CandidateNominated candidate-2',
      'CandidateAdopted aim-2',
      'CycleActivated cycle-27',
    ]);
  });
});

describe('the story of a thread', () => {
  it('is its moves, its goal, and how its parent changed since', () => {
    const tell = tellingOver(
      happened<StrategyEvents>('strategy', 'trust', {
        type: 'AimRevised',
        data: { aim: 'aim-1', revision: 2, terms: trust.aimTerms, reason: 'before it' },
      }),
      committed('thread-1'),
      threadOf('sibling'),
      revised,
    );
    expect(tell('aud', ofThread('thread-1'))).toEqual([...agreed('thread-1'), 'AimRevised aim-1']);
  });

  it('under a goal goes on with the goal’s own revisions, and not with what else is served under it', () => {
    const tell = tellingOver(
      committed('thread-1'),
      threadOf('child', { parent: { kind: 'GOAL', id: 'thread-1' }, giver: 'medicine', receiver: 'ward-7' }),
      threadOf('other', { parent: { kind: 'GOAL', id: 'thread-1' }, giver: 'medicine', receiver: 'ward-7' }),
      happened<GoalEvents>('goal', 'thread-1', { type: 'GoalClosed', data: { outcome: 'ACHIEVED', evidence: 'report', reason: 'done' } }),
    );
    expect(tell('aud', ofThread('child'))).toEqual(['BallServed child', 'GoalClosed thread-1']);
  });

  it('kept between its sides begins for others with its commitment', () => {
    const tell = tellingOver(committed('kept', { private: true }));
    expect(tell('ben', ofThread('kept'))).toEqual(agreed('kept'));
    expect(tell('sue', ofThread('kept'))).toEqual(['CommitmentMade kept', 'GoalEstablished kept']);
    expect(tellingOver(threadOf('kept', { private: true }))('sue', ofThread('kept'))).toEqual([]);
  });

  it('with a single person is not there for others, nor is what it is measured by in the story above it', () => {
    const offer = thread.offerOf({ measured: { ...thread.firstOffer.measured!, measure: 'handovers' } });
    const definition = { ...trust.fallsDefinition, code: null };
    const tell = tellingOver(
      happened<MeasureEvents>('measure', 'handovers', { type: 'MeasureDefined', data: { unit: 'ward-7-unit', definition } }),
      committed('thread-1'),
      threadOf('nias', { parent: { kind: 'GOAL', id: 'thread-1' }, giver: 'medicine', receiver: 'ward-7-nurse', offer }),
      happened<MeasureEvents>('measure', 'handovers', { type: 'MeasureRedefined', data: { definition, reason: 'counted anew' } }),
    );
    const nias = ['BallServed nias', 'MeasureRedefined handovers'];
    expect(tell('sue', ofThread('nias'))).toEqual([]);
    expect(tell('nia', ofThread('nias'))).toEqual(nias);
    const above = [...adopted, 'MeasureDefined falls', ...agreed('thread-1')];
    expect(tell('sue', aim)).toEqual(above);
    expect(tell('aud', aim)).toEqual([...above, ...nias]);
  });
});

describe('the story of a unit', () => {
  it('is its posts, what they are a side of, its goals and its measures', () => {
    const tell = tellingOver(
      committed('thread-1'),
      threadOf('child', { parent: { kind: 'GOAL', id: 'thread-1' }, giver: 'medicine', receiver: 'ward-7' }),
      threadOf('elsewhere', { receiver: 'surgery' }),
    );
    expect(tell('aud', unit('medicine-unit'))).toEqual([
      'UnitAdded medicine-unit',
      'UnitAdded ward-7-unit',
      'PostAdded medicine',
      'HolderAppointed medicine',
      'DeputyNamed medicine',
      'MeasureDefined falls',
      ...agreed('thread-1'),
      'BallServed child',
    ]);
  });

  it('of a board has its aims and objectives', () => {
    const tell = tellingOver(revised);
    expect(tell('aud', unit('board'))).toEqual(
      expect.arrayContaining(['TrueNorthDrafted board', 'ObjectiveSet objective-1', 'CandidateAdopted aim-1', 'AimRevised aim-1']),
    );
  });
});

describe('a story', () => {
  it('as of an earlier position is the beginning of the whole, also where goals and measures join it on the way', () => {
    const { data: first } = trust.strategyEvents.find(({ type }) => type === 'CandidateAdopted') as {
      data: StrategyEvents['CandidateAdopted'];
    };
    const moving = { parent: { kind: 'AIM', id: 'aim-2' }, existingGoal: 'thread-1' } as const;
    const child = { parent: { kind: 'GOAL', id: 'thread-1' }, giver: 'medicine', receiver: 'ward-7' } as const;
    const agreement = { kind: 'COMMITTED', thread: 'mover', episode: 1, offerHash: 'a'.repeat(64), event: 'made' } as const;
    const { log, now, asOf } = trustAfter(
      committed('thread-1'),
      threadOf('child', child, thread.countered(2)),
      happened<StrategyEvents>('strategy', 'trust', { type: 'CandidateAdopted', data: { ...first, aim: 'aim-2' } }),
      threadOf('mover', moving),
      threadOf('provisional', { ...child, parent: { kind: 'THREAD', id: 'mover' } }),
      happened<CatchballEvents>('catchball', 'mover', ...signing(thread.firstOffer, 'thread-1')),
      happened<GoalEvents>('goal', 'thread-1', {
        type: 'GoalRevised',
        data: {
          revision: 2,
          owner: 'medicine',
          unit: 'surgery-unit',
          parent: moving.parent,
          terms: thread.firstOffer,
          agreement,
          releases: 'thread-1',
        },
      }),
      figures('falls', { '2026-03': '19' }),
      happened<CatchballEvents>('catchball', 'child', thread.declined()),
      revised,
    );
    const toldUpTo = (story: StoryOf, upTo: number) =>
      stepsIn(storyOf(asOf(upTo), now(), readerOf(now(), 'aud'), story, { withFigures: true })).map(({ ordinal }) => ordinal);
    for (const story of [
      aim,
      { kind: 'AIM', id: 'aim-2' },
      ...['mover', 'child', 'provisional'].map(ofThread),
      ...['surgery-unit', 'medicine-unit', 'board'].map(unit),
    ] as StoryOf[]) {
      const whole = toldUpTo(story, log.length);
      expect(whole.length).toBeGreaterThan(1);
      for (let upTo = 1; upTo <= log.length; upTo++)
        if (toldUpTo(story, upTo).length > 0)
          expect([story, upTo, toldUpTo(story, upTo)]).toEqual([story, upTo, whole.filter((ordinal) => ordinal <= upTo)]);
    }
  });

  it('that is too long is asked for part by part', () => {
    const { now } = trustAfter(committed('thread-1'));
    const upTo = (stepsMax: number) => storyOf(now(), now(), readerOf(now(), 'aud'), aim, { stepsMax });
    const length = stepsIn(upTo(100)).length;
    expect(stepsIn(upTo(length))).toHaveLength(length);
    expect(upTo(length - 1)).toMatchObject({ code: 'StoryTooLong', because: expect.stringContaining(`more than ${length - 1} events`) });
  });

  it('is not told of what is not there', () => {
    const tell = tellingOver();
    for (const story of [{ kind: 'AIM', id: 'none' }, unit('none'), ofThread('aim-1')] as const) expect(tell('aud', story)).toEqual([]);
  });
});
