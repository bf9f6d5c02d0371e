/** How every goal of the made-up trust came about: who served, how often it was countered, who signed or directed. */
import type { Actor } from '#kernel';
import { digestOf } from '#cqrs';
import { otherSide, type CatchballEvents, type GoalEvents, type Offer, type ParentRef, type Side } from '#strategy';
import { by, cycleOf, goalsPerPost, measuredOn, monthsAfter, uuidOf, type Post, type Trust, type Written } from './log-trust.js';

/** Tells the next move, at the time it is asked. */
export type Tell = () => Written;

/** Threads played at a time. */
const together = 40;

const replyDays = (day: string): string => monthsAfter(`${day.slice(0, 8)}14`, 1);

/** An offer on one of the unit's measures; every round asks a little less. */
export const offerOn = (measure: string, day: string, due: string, jop: number): Offer => ({
  statement: `Bring it down from ${jop} a month by the end of the year, ward by ward`,
  kind: 'MEASURED',
  measured: measuredOn(measure, day, jop),
  milestones: [{ id: 'audit', text: 'audit every case of the first quarter', due }],
  baselineBy: null,
  due,
  contribution: { amount: String(Math.floor(jop / 2)), conversion: 'every case on the ward is one of the trust' },
  share: '1',
  weight: '1',
  link: { kind: 'CONTRIBUTES' },
  means: ['intentional rounding', 'a huddle at every change of shift'],
  resourcesAsked: [],
  resourcesGranted: [],
  dependencies: [],
  conditions: [],
  confidence: 3,
  rationale: 'the neighbouring wards have shown that it can be done',
});

interface Sides {
  readonly giver: Post;
  readonly receiver: Post;
  readonly parent: ParentRef;
}

/** One thread from the serve to its goal: 6 to 11 events. */
const story = (index: number, trust: Trust, { giver, receiver, parent }: Sides, ends: string, today: () => string): Tell[] => {
  const thread = trust.threads[index]!;
  const posts = { GIVER: giver, RECEIVER: receiver } as const;
  const play = <E extends keyof CatchballEvents>(type: E, actor: Actor, data: CatchballEvents[E], id?: string): Written => ({
    aggregate: 'catchball',
    subject: thread,
    type,
    data,
    actor,
    ...(id !== undefined && { id }),
  });
  let round = 1;
  let ball: Side = 'RECEIVER';
  let offer: Offer;
  let offerHash = '';
  const table = () => ({ offer, offerHash, parentRevision: 1 });
  const put = (): void => {
    offer = offerOn(uuidOf('measure', index + 4), today(), ends, 60 - round * 2);
    offerHash = digestOf(offer);
  };
  const serve: Tell = () => {
    put();
    return play('BallServed', by(giver), {
      ...table(),
      kind: 'DOWNWARDS',
      parent,
      cycle: trust.cycle,
      giver: giver.id,
      receiver: receiver.id,
      opener: 'GIVER',
      side: 'GIVER',
      episode: 1,
      round,
      replyBy: replyDays(today()),
      private: false,
      existingGoal: null,
    });
  };
  const counter: Tell = () => {
    const side = ball;
    round++;
    ball = otherSide(side);
    put();
    return play('OfferCountered', by(posts[side]), {
      ...table(),
      side,
      episode: 1,
      round,
      rationale: 'fewer beds are open than in the year before',
      replyBy: replyDays(today()),
    });
  };
  const ask: Tell = () => play('QuestionAsked', by(posts[ball]), { side: ball, question: 'which wards come first?', round });
  const answer: Tell = () =>
    play('QuestionAnswered', by(posts[otherSide(ball)]), {
      side: otherSide(ball),
      answer: 'those with the most cases last winter',
      round,
      pausedDays: 0,
      replyBy: replyDays(today()),
    });
  const accept: Tell = () =>
    play('OfferAccepted', by(posts[ball]), { side: ball, offerHash, parentRevision: 1, round, signBy: replyDays(today()) });
  const sign =
    (side: Side): Tell =>
    () =>
      play('CommitmentSigned', by(posts[side]), { side, offerHash, parentRevision: 1 });
  const settlement = {
    unitGoals: index % goalsPerPost,
    ownerGoals: index % goalsPerPost,
    sharesElsewhere: '0',
    episode: 1,
    existingGoal: null,
  };
  const agreed = uuidOf('agreement', index);
  const commit: Tell = () => {
    const signatures = { giver: { person: giver.person, post: giver.id }, receiver: { person: receiver.person, post: receiver.id } };
    return play('CommitmentMade', by(giver), { ...table(), ...settlement, side: 'GIVER', signatures }, agreed);
  };
  const escalate: Tell = () =>
    play('ThreadEscalated', by(posts[ball]), {
      side: ball,
      reason: 'the beds are not there',
      arbiters: [trust.chief.id],
      decideBy: replyDays(today()),
    });
  const direct: Tell = () =>
    play(
      'DirectionGiven',
      by(trust.chief),
      { ...table(), ...settlement, arbiter: trust.chief.id, rationale: 'the board holds to it' },
      agreed,
    );
  const kind = index % 10 === 7 ? 'DIRECTED' : 'COMMITTED';
  const establish: Tell = () => {
    const agreement = { kind, thread, episode: 1, offerHash, event: agreed } as const;
    const data: GoalEvents['GoalEstablished'] = {
      cycle: trust.cycle,
      owner: receiver.id,
      unit: receiver.unit,
      parent,
      terms: offer,
      agreement,
    };
    const actor = { person: 'service', post: 'policy:agreement-makes-goal' };
    return {
      aggregate: 'goal',
      subject: thread,
      type: 'GoalEstablished',
      data,
      actor,
      settles: `agreement-makes-goal:${agreed}:${thread}`,
    };
  };
  const counters = Array.from({ length: kind === 'DIRECTED' ? 2 : index % 4 }, () => counter);
  const questions = index % 5 === 0 ? [ask, answer] : [];
  const end = kind === 'DIRECTED' ? [escalate, direct] : [accept, sign('RECEIVER'), sign('GIVER'), commit];
  return [serve, ...questions, ...counters, ...end, establish];
};

/** All moves in an order in which every parent is there before its children; some threads are played side by side. */
export function* negotiations(trust: Trust, firstDay: string, today: () => string): Generator<Tell> {
  const { directorates, teams, sponsors, aims, threads } = trust;
  const { ends } = cycleOf(firstDay);
  const fromAims = directorates.length * goalsPerPost;
  const sidesOf = (index: number): Sides => {
    if (index < fromAims) {
      const aim = index % aims.length;
      return { giver: sponsors[aim]!, receiver: directorates[index % directorates.length]!, parent: { kind: 'AIM', id: aims[aim]! } };
    }
    const team = (index - fromAims) % teams.length;
    // Two directorate posts to sixteen team posts: each stands above eight of them.
    const above = Math.floor(team / 8) % directorates.length;
    const goal = above + directorates.length * (Math.floor((index - fromAims) / teams.length) % goalsPerPost);
    return { giver: directorates[above]!, receiver: teams[team]!, parent: { kind: 'GOAL', id: threads[goal]! } };
  };
  for (let first = 0; first < threads.length; first += together) {
    // A wave never holds a parent and its child.
    const last = Math.min(first < fromAims ? Math.min(first + together, fromAims) : first + together, threads.length);
    const wave = Array.from({ length: last - first }, (_, place) => story(first + place, trust, sidesOf(first + place), ends, today));
    for (let step = 0; wave.some((moves) => step < moves.length); step++) for (const moves of wave) if (moves[step]) yield moves[step]!;
    if (last < first + together) first = last - together;
  }
}
