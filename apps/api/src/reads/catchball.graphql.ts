import { ObjectType } from '@nestjs/graphql';
import {
  isInPlay,
  moveFactsAt,
  movesFor,
  negotiation,
  parentRevisionOf,
  shareOnTable,
  type CatchballStatistics,
  type Move,
  type MoveOpen,
  type Negotiation,
  type OfferDifference,
  type OfferInRow,
  type ParentRef,
  type Side,
  type Standing,
  type ThreadKind,
  type ThreadOpenness,
  type ThreadPhase,
} from '#strategy';
import { byName } from '../access/by-name.js';
import { ParentKindWord, SideWord, ThreadKindWord } from '../graphql/words.graphql.js';
import { ShownOffer } from './offer.graphql.js';
import { ShownPerson, ShownPost } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';
import { OpennessWord, StandingWord, ThreadPhaseWord } from './words.graphql.js';

@ObjectType('OfferDifference', { description: 'A field in which two offers differ.' })
export class ShownDifference implements OfferDifference {
  @Shown.text('The field, nested ones by their path: measured.target.')
  field!: string;
  @Shown.text('Before, as JSON; null where it was absent.', maybe)
  before!: string | null;
  @Shown.text('After, as JSON; null where it is absent.', maybe)
  after!: string | null;
}

@ObjectType('OfferMade', { description: 'An offer as it was put on the table.' })
export class ShownOfferMade {
  constructor(
    private readonly sight: Sight,
    private readonly made: OfferInRow,
  ) {}
  @Shown.as(() => ShownOffer, 'The offer.')
  get offer(): ShownOffer {
    return new ShownOffer(this.sight, this.made.offer, this.made.offerHash);
  }
  @Shown.as(() => SideWord, 'The side that made it; null for an arbiter’s.', maybe)
  get side(): Side | null {
    return this.made.side;
  }
  @Shown.as(() => ShownPerson, 'Who made it.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.made.person);
  }
  @Shown.as(() => ShownPost, 'In which post.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.made.post);
  }
  @Shown.whole('The episode, from 1.')
  get episode(): number {
    return this.made.episode;
  }
  @Shown.whole('The round within the episode, from 1.')
  get round(): number {
    return this.made.round;
  }
  @Shown.text('What was said with it.')
  get rationale(): string {
    return this.made.rationale;
  }
  @Shown.day('When.')
  get on(): string {
    return this.made.on;
  }
  @Shown.position('The event.')
  get position(): number {
    return this.made.ordinal;
  }
  @Shown.as(() => [ShownDifference], 'Field by field against the offer before.')
  get differences(): readonly ShownDifference[] {
    return this.made.differences;
  }
}

@ObjectType('Move', { description: 'One move of a thread.' })
export class ShownMove {
  constructor(
    private readonly sight: Sight,
    private readonly move: Move,
  ) {}
  @Shown.text('What happened: BallServed, OfferCountered, OfferAccepted …')
  get event(): string {
    return this.move.type;
  }
  @Shown.as(() => SideWord, 'The side that moved; null for the arbiter, the line and the service’s policies.', maybe)
  get side(): Side | null {
    return this.move.side;
  }
  @Shown.as(() => ShownPerson, 'Who moved.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.move.person);
  }
  @Shown.as(() => ShownPost, 'In which post; null for the service itself.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.move.post);
  }
  @Shown.flag('As the post’s deputy.')
  get asDeputy(): boolean {
    return this.move.asDeputy;
  }
  @Shown.whole('The episode.')
  get episode(): number {
    return this.move.episode;
  }
  @Shown.whole('The round.')
  get round(): number {
    return this.move.round;
  }
  @Shown.text('What was said with it.', maybe)
  get text(): string | null {
    return this.move.text;
  }
  @Shown.id('The offer it is about.', maybe)
  get offerHash(): string | null {
    return this.move.offerHash;
  }
  @Shown.instant('When it was recorded.')
  get at(): string {
    return this.move.at;
  }
  @Shown.day('On which day.')
  get on(): string {
    return this.move.on;
  }
  @Shown.position('The event.')
  get position(): number {
    return this.move.ordinal;
  }
  @Shown.as(() => ThreadPhaseWord, 'Where the thread stood right after.')
  get phase(): ThreadPhase {
    return this.move.phase;
  }
  @Shown.as(() => SideWord, 'Who had the ball right after.', maybe)
  get ball(): Side | null {
    return this.move.ball;
  }
}

@ObjectType('DaysHeld', { description: 'Whole days each had to move.' })
export class ShownDaysHeld {
  @Shown.whole('The giver’s.')
  giver!: number;
  @Shown.whole('The receiver’s.')
  receiver!: number;
  @Shown.whole('The arbiter’s.')
  arbiter!: number;
}

@ObjectType('Concession', { description: 'First target against the one in force.' })
export class ShownConcession {
  @Shown.figure('The first target offered on the measure.')
  firstTarget!: string;
  @Shown.figure('The target in force.')
  finalTarget!: string;
  @Shown.figure('The difference, positive towards better.')
  change!: string;
}

@ObjectType('PossibleMove', { description: 'A move of catchball, and whether you may make it now.' })
export class ShownPossibleMove {
  constructor(
    private readonly sight: Sight,
    private readonly open: MoveOpen,
  ) {}
  @Shown.text('The move.')
  get move(): string {
    return this.open.move;
  }
  @Shown.flag('You may make it now.')
  get allowed(): boolean {
    return this.open.refusal === null;
  }
  @Shown.text('The rule that says no.', maybe)
  get code(): string | null {
    return this.open.refusal?.code ?? null;
  }
  @Shown.text('Why not, and what to do about it.', maybe)
  get because(): string | null {
    const { refusal } = this.open;
    return refusal && byName(refusal.because, this.sight.moment.tables);
  }
}

@ObjectType('Signature', { description: 'A signature under a commitment.' })
export class ShownSignature {
  constructor(
    private readonly sight: Sight,
    private readonly sign: { readonly side: Side; readonly person: string; readonly postId: string },
  ) {}
  @Shown.as(() => SideWord, 'The side it stands for.')
  get side(): Side {
    return this.sign.side;
  }
  @Shown.as(() => ShownPerson, 'Who signed.')
  get by(): ShownPerson {
    return new ShownPerson(this.sight, this.sign.person);
  }
  @Shown.as(() => ShownPost, 'In which post.', maybe)
  get post(): ShownPost | null {
    return ShownPost.of(this.sight, this.sign.postId);
  }
}

@ObjectType('Thread', { description: 'One catchball negotiation: an intended link between a parent and a child.' })
export class ShownThread {
  private constructor(
    private readonly sight: Sight,
    private readonly read: Negotiation,
  ) {}
  static of(sight: Sight, id: string | null): ShownThread | null {
    const read = id ? negotiation(sight.moment, sight.now, sight.reader, id) : null;
    return read && new ShownThread(sight, read);
  }
  private get open(): boolean {
    return this.read.openness !== 'STANDING_ONLY';
  }
  private get state(): Negotiation['record']['state'] {
    return this.read.record.state;
  }
  @Shown.id('Its id.')
  get id(): string {
    return this.read.id;
  }
  @Shown.as(() => ThreadKindWord, 'Which way it goes.')
  get kind(): ThreadKind {
    return this.state.thread.kind;
  }
  @Shown.as(() => OpennessWord, 'How much of it you see.')
  get openness(): ThreadOpenness {
    return this.read.openness;
  }
  @Shown.flag('Kept between its sides until its first commitment.')
  get private(): boolean {
    return this.state.thread.private;
  }
  @Shown.as(() => ThreadPhaseWord, 'Where its latest episode stands; OPEN is all that shows of a private one.')
  get phase(): ThreadPhase {
    return this.read.phase;
  }
  @Shown.as(() => StandingWord, 'How far the link has come; null once it is over without anything in force.', maybe)
  get standing(): Standing | null {
    return this.read.standing;
  }
  @Shown.as(() => ParentKindWord, 'What the child would serve.')
  get parentKind(): ParentRef['kind'] {
    return this.state.thread.parent.kind;
  }
  @Shown.id('The id of what the child would serve.')
  get parent(): string {
    return this.state.thread.parent.id;
  }
  @Shown.whole('The parent’s revision now: moves name it as the one they saw.')
  get parentRevision(): number {
    return parentRevisionOf(this.sight.moment.tables, this.state.thread.parent);
  }
  @Shown.whole(
    'Its own revision as a parent: what is served under it while it is in negotiation names it as the one seen; null where no offer of it shows.',
    maybe,
  )
  get revision(): number | null {
    return this.open ? parentRevisionOf(this.sight.moment.tables, { kind: 'THREAD', id: this.read.id }) : null;
  }
  @Shown.id('The cycle.')
  get cycle(): string {
    return this.state.thread.cycle;
  }
  @Shown.as(() => ShownPost, 'The giver’s post today.', maybe)
  get giver(): ShownPost | null {
    return ShownPost.of(this.sight, this.read.giver);
  }
  @Shown.as(() => ShownPost, 'The receiver’s post today.', maybe)
  get receiver(): ShownPost | null {
    return ShownPost.of(this.sight, this.read.receiver);
  }
  @Shown.whole('The episode, from 1: a renegotiation begins a new one. 0 where it is kept between its sides.')
  get episode(): number {
    return this.open ? this.state.episode.number : 0;
  }
  @Shown.whole('The round of the episode: moves name it as the one they saw. 0 where it is kept between its sides.')
  get round(): number {
    return this.read.rounds;
  }
  @Shown.as(() => SideWord, 'Who holds the ball; null when nobody does.', maybe)
  get ball(): Side | null {
    return this.read.holder?.side ?? null;
  }
  @Shown.as(() => ShownPost, 'The post that has to move: the ball’s holder, or the arbiter in charge.', maybe)
  get holder(): ShownPost | null {
    return ShownPost.of(this.sight, this.read.holder?.post);
  }
  @Shown.day('Since when.', maybe)
  get holderSince(): string | null {
    return this.read.holder?.since ?? null;
  }
  @Shown.flag('That post is vacant: the reply clock stands still.')
  get holderVacant(): boolean {
    return this.read.holder?.vacant ?? false;
  }
  @Shown.day('By when the next move is due.', maybe)
  get due(): string | null {
    return this.read.due;
  }
  @Shown.flag('That day has passed.')
  get overdue(): boolean {
    return this.read.overdue;
  }
  @Shown.flag('The parent changed under the negotiation: the next offer must be made on its new revision.')
  get stale(): boolean {
    return this.open && isInPlay(this.state) && this.state.episode.staleSince !== null;
  }
  @Shown.day('The parent changed under what is in force: confirm or renegotiate by this day.', maybe)
  get confirmBy(): string | null {
    return this.open ? (this.state.inForce?.change?.confirmBy ?? null) : null;
  }
  @Shown.text('The open question.', maybe)
  get question(): string | null {
    return this.open ? (this.read.record.question?.text ?? null) : null;
  }
  @Shown.as(() => ShownOffer, 'The offer on the table, while there is one to move on.', maybe)
  get table(): ShownOffer | null {
    const { table } = this.state.episode;
    return this.open && isInPlay(this.state) ? new ShownOffer(this.sight, table.offer, table.offerHash) : null;
  }
  @Shown.figure(
    'The part of its parent’s denominator it would have by the measure on the table, over the last twelve reported months; null where figures are not pooled, or nothing is known of it.',
    maybe,
  )
  get unitWeight(): string | null {
    return this.open && isInPlay(this.state) ? shareOnTable(this.sight.moment, this.read.record) : null;
  }
  @Shown.as(() => ShownOffer, 'The commitment or direction in force.', maybe)
  get inForce(): ShownOffer | null {
    const { inForce } = this.state;
    return this.open && inForce ? new ShownOffer(this.sight, inForce.offer, inForce.offerHash) : null;
  }
  @Shown.as(() => [ShownSignature], 'The two signatures under a commitment in force.')
  get signatures(): ShownSignature[] {
    const { signatures = null } = this.read.record.settlement ?? {};
    if (!signatures || !this.open) return [];
    const { giver, receiver } = signatures;
    return [
      new ShownSignature(this.sight, { side: 'GIVER', person: giver.person, postId: giver.post }),
      new ShownSignature(this.sight, { side: 'RECEIVER', person: receiver.person, postId: receiver.post }),
    ];
  }
  @Shown.as(() => ShownPost, 'The arbiter who directed it.', maybe)
  get directedBy(): ShownPost | null {
    return this.open ? ShownPost.of(this.sight, this.read.record.settlement?.arbiter) : null;
  }
  @Shown.text('Why it ended, where it did.', maybe)
  get endedBecause(): string | null {
    return this.open ? (this.read.record.ended?.reason ?? null) : null;
  }
  @Shown.id('The goal it made, re-parents or revises.', maybe)
  get goal(): string | null {
    return this.read.goal;
  }
  @Shown.as(() => [ShownOfferMade], 'Every offer, in order, each with its differences to the one before.')
  get offers(): ShownOfferMade[] {
    return this.read.offers.map((made) => new ShownOfferMade(this.sight, made));
  }
  @Shown.as(() => [ShownMove], 'Every move, in order.')
  get moves(): ShownMove[] {
    return this.read.moves.map((move) => new ShownMove(this.sight, move));
  }
  @Shown.as(() => ShownDaysHeld, 'How long each had to move.')
  get daysHeld(): ShownDaysHeld {
    return this.read.daysHeld;
  }
  @Shown.as(() => ShownConcession, 'What was conceded on the way; null for whoever may not see the earlier offers.', maybe)
  get concession(): ShownConcession | null {
    return this.read.concession;
  }
  @Shown.flag('Agreed in round 1 without a question; null for whoever may not see the earlier offers.', maybe)
  get acceptedAtOnce(): boolean | null {
    return this.read.acceptedAtOnce;
  }
  @Shown.as(() => [ShownPossibleMove], 'The moves open to you at this moment in the posts you stand in, and why the others are not.')
  get possibleMoves(): ShownPossibleMove[] {
    const { moment, reader } = this.sight;
    if (!this.open) return [];
    const posts = [...reader.posts];
    const acting =
      posts.find((post) => post === this.read.giver || post === this.read.receiver || post === this.read.holder?.post) ?? posts[0];
    if (acting === undefined) return [];
    const facts = moveFactsAt(moment, { person: reader.person, post: acting }, this.read.id);
    return movesFor(this.state, reader.person, acting, facts, moment.today).map((open) => new ShownPossibleMove(this.sight, open));
  }
}

@ObjectType('CatchballStatistics', { description: 'What a unit’s threads say about how it negotiates.' })
export class ShownCatchballStatistics implements CatchballStatistics {
  @Shown.whole('Threads.')
  threads!: number;
  @Shown.whole('Settled by commitment or direction.')
  settled!: number;
  @Shown.number('Mean rounds.', maybe)
  meanRounds!: number | null;
  @Shown.as(() => ShownDaysHeld, 'Days held, summed.')
  daysHeld!: ShownDaysHeld;
  @Shown.number('Of those settled: accepted in round 1 without a question.', maybe)
  shareAcceptedAtOnce!: number | null;
  @Shown.number('Of those settled: directed.', maybe)
  shareDirected!: number | null;
  @Shown.whole('Balls lying still past their day.')
  overdue!: number;
}

@ObjectType({ description: 'Threads, page by page.' })
export class ThreadConnection extends connectionOf(ShownThread as never, 'Thread') {}
