/**
 * What happened, as somebody writes it down who knows none of the program: a fold of the log's raw text into who
 * stood where, how each thread went, which goals live by which links, and which figures lie on which period. The
 * auditor judges by it alone.
 */
import type { Day } from '#kernel';
import type { RawEvent } from '#event-store';
import type {
  CatchballEvents,
  GoalEvents,
  IntakeEvents,
  MeasureEvents,
  Offer,
  OrganisationEvents,
  ParentRef,
  Role,
  Side,
  StrategyEvents,
} from '#strategy';
import { hydrate } from './world.js';

type Payloads = OrganisationEvents & StrategyEvents & CatchballEvents & GoalEvents & MeasureEvents & IntakeEvents;
/** One event as it lies in the log, its text read. */
export type Entry = {
  [T in keyof Payloads]: {
    readonly type: T;
    readonly data: Payloads[T];
    readonly raw: RawEvent;
    readonly ordinal: number;
    readonly subject: string;
    readonly on: Day;
    readonly person: string;
    readonly post: string;
    readonly basis: number;
  };
}[keyof Payloads];

/** Names and days are today's; nothing else of the program is asked. */
export const entryOf = (raw: RawEvent): Entry => {
  const { type, data, subject, on, meta } = hydrate(raw);
  return {
    type,
    data,
    raw,
    ordinal: raw.ordinal,
    subject,
    on,
    person: meta.actor.person,
    post: meta.actor.post,
    basis: meta.basis,
  } as Entry;
};

interface Tenure {
  readonly person: string;
  readonly from: Day;
  to: Day | null;
}

export interface PostLedger {
  readonly role: Role;
  readonly holders: Tenure[];
  readonly deputies: Tenure[];
  readonly acting: Tenure[];
  closed: { readonly on: Day; readonly successor: string } | null;
}

export interface TableLedger {
  readonly hash: string;
  readonly offer: Offer;
  readonly parentRevision: number;
  /** Null for an arbiter's. */
  readonly author: Side | null;
}

export interface ThreadLedger {
  readonly parent: ParentRef;
  readonly kind: CatchballEvents['BallServed']['kind'];
  readonly giver: string;
  readonly receiver: string;
  readonly existingGoal: string | null;
  phase: 'OPEN' | 'TENTATIVE' | 'ESCALATED' | 'DECLINED' | 'OVER';
  table: TableLedger;
  movers: Record<Side, Set<string>>;
  signed: Partial<Record<Side, { readonly person: string; readonly post: string; readonly hash: string }>>;
  inForce: {
    readonly event: string;
    readonly hash: string;
    readonly ordinal: number;
    /** The parent's revision it stands on, confirmed or signed, and the newest it was asked to confirm. */
    standsOn: number;
    askedFor: number;
  } | null;
  settledBefore: boolean;
  /** Positions of the offers its children look at, and the goal's revision its first settlement made. */
  readonly proposals: number[];
  first: { readonly event: string; readonly revision: { readonly ordinal: number; readonly number: number } | null } | null;
}

export interface LinkLedger {
  readonly thread: string;
  readonly agreement: string;
  readonly share: string;
  readonly since: number;
  until: number | null;
}

export interface GoalLedger {
  readonly revisions: { readonly ordinal: number; readonly number: number; readonly agreement: string }[];
  readonly links: LinkLedger[];
  open: boolean;
}

/** Who stood where, as it was recorded up to one event. */
export class Postings {
  constructor(
    readonly ordinal: number,
    readonly posts: ReadonlyMap<string, PostLedger>,
  ) {}

  /** Whether the person stood in the post that day, its deputies and acting holders included. */
  stood(person: string, post: string, on: Day): boolean {
    const { holders = [], deputies = [], acting = [] } = this.posts.get(post) ?? {};
    return [...holders, ...deputies, ...acting].some(
      (tenure) => tenure.person === person && tenure.from <= on && (tenure.to === null || on <= tenure.to),
    );
  }

  /** The post that stands for another since that one closed. */
  standsFor(post: string, on: Day): string {
    const closed = this.posts.get(post)?.closed;
    return closed && closed.on <= on ? this.standsFor(closed.successor, on) : post;
  }

  /** Whether the person stood in any auditor's post that day. */
  audits(person: string, on: Day): boolean {
    return [...this.posts].some(([post, { role }]) => role === 'AUDITOR' && this.stood(person, post, on));
  }
}

/** A figure, and the import that brought it. */
export interface FigureLedger {
  readonly value: string | null;
  readonly import: string | null;
}

/** Everything the auditor has written down up to one event. */
export class Ledger {
  private readonly posts = new Map<string, PostLedger>();
  private readonly postings: Postings[] = [];
  readonly threads = new Map<string, ThreadLedger>();
  readonly goals = new Map<string, GoalLedger>();
  readonly droppedAims = new Set<string>();
  readonly aims = new Map<string, { readonly ordinal: number; readonly number: number }[]>();
  /** Measure → period → the figures that lie on it, the standing one last. */
  readonly figures = new Map<string, Map<string, readonly FigureLedger[]>>();
  readonly reversedImports = new Set<string>();

  /** Who stood where as far as was known at a position: a move rests on what its person could know. */
  postingsAt(ordinal: number): Postings {
    return this.postings.findLast((each) => each.ordinal <= ordinal) ?? new Postings(0, new Map());
  }

  goalOf(thread: string): string {
    return this.threads.get(thread)?.existingGoal ?? thread;
  }

  /** The parent's revision right after a position: what a move decided there must have been made on. */
  revisionAt({ kind, id }: ParentRef, ordinal: number): number {
    const last = (revisions: readonly { ordinal: number; number: number }[] = []) =>
      revisions.findLast((revision) => revision.ordinal <= ordinal)?.number ?? 0;
    if (kind === 'AIM') return last(this.aims.get(id));
    if (kind === 'GOAL') return last(this.goals.get(id)?.revisions);
    const thread = this.threads.get(id);
    const proposals = thread?.proposals.filter((each) => each <= ordinal).length ?? 0;
    const first = thread?.first?.revision;
    return first && first.ordinal <= ordinal ? proposals + last(this.goals.get(this.goalOf(id))?.revisions) - first.number : proposals;
  }

  /** Whether nothing can come any more of what is served under it: a dropped aim, a negotiation that came to nothing. */
  ended({ kind, id }: ParentRef): boolean {
    if (kind === 'AIM') return this.droppedAims.has(id);
    const thread = kind === 'THREAD' ? this.threads.get(id) : undefined;
    return thread !== undefined && !thread.settledBefore && (thread.phase === 'OVER' || thread.phase === 'DECLINED');
  }

  take(entry: Entry): void {
    if (entry.raw.type.startsWith('organisation.')) this.takeOrganisation(entry);
    else if (entry.raw.type.startsWith('catchball.')) this.takeMove(entry);
    else this.takeOther(entry);
  }

  private takeOrganisation(entry: Entry): void {
    const end = (tenures: Tenure[] | undefined, { person, lastDay }: { person: string; lastDay: Day }): void => {
      const running = tenures?.findLast((tenure) => tenure.person === person && (tenure.to === null || tenure.to > lastDay));
      if (running) running.to = lastDay;
    };
    switch (entry.type) {
      case 'PostAdded':
        this.posts.set(entry.data.post, { role: entry.data.role, holders: [], deputies: [], acting: [], closed: null });
        break;
      case 'PostEnteredInError':
        this.posts.delete(entry.data.post);
        break;
      case 'PostClosed':
        this.posts.get(entry.data.post)!.closed = { on: entry.data.on, successor: entry.data.successor };
        break;
      case 'HolderAppointed':
        this.posts.get(entry.data.post)!.holders.push({ person: entry.data.person, from: entry.data.from, to: entry.data.to });
        break;
      case 'DeputyNamed':
        this.posts.get(entry.data.post)!.deputies.push({ person: entry.data.person, from: entry.data.from, to: entry.data.to });
        break;
      case 'ActingHolderNamed':
        this.posts.get(entry.data.post)!.acting.push({ person: entry.data.person, from: entry.data.from, to: entry.data.to });
        break;
      case 'HolderLeft':
        end(this.posts.get(entry.data.post)?.holders, entry.data);
        break;
      case 'DeputyStoodDown':
        end(this.posts.get(entry.data.post)?.deputies, entry.data);
        break;
      case 'ActingHolderStoodDown':
        end(this.posts.get(entry.data.post)?.acting, entry.data);
        break;
      default:
    }
    this.postings.push(new Postings(entry.ordinal, structuredClone(this.posts)));
  }

  private takeMove(entry: Entry): void {
    if (entry.type === 'BallServed' && !this.threads.has(entry.subject)) this.threads.set(entry.subject, served(entry.data));
    const thread = this.threads.get(entry.subject)!;
    const { data, ordinal, person } = entry;
    const offered = (author: Side | null): void => {
      const { offer, offerHash: hash, parentRevision } = data as CatchballEvents['OfferCountered'];
      thread.table = { hash, offer, parentRevision, author };
      if (!thread.settledBefore) thread.proposals.push(ordinal);
    };
    const inForce = (event: string): void => {
      const { offerHash: hash, parentRevision } = data as CatchballEvents['CommitmentMade'];
      thread.phase = 'OVER';
      thread.inForce = { event, hash, ordinal, standsOn: parentRevision, askedFor: parentRevision };
      thread.settledBefore = true;
      thread.first ??= { event, revision: null };
    };
    switch (entry.type) {
      case 'BallServed':
        thread.phase = 'OPEN';
        offered(entry.data.side);
        break;
      case 'RenegotiationOpened':
        thread.phase = 'OPEN';
        thread.movers = { GIVER: new Set(), RECEIVER: new Set() };
        offered(entry.data.side);
        break;
      case 'OfferCountered':
        thread.phase = 'OPEN';
        offered(entry.data.side);
        break;
      case 'OfferAccepted':
        thread.phase = 'TENTATIVE';
        thread.signed = {};
        break;
      case 'CommitmentSigned':
        thread.signed[entry.data.side] = { person, post: entry.post, hash: entry.data.offerHash };
        break;
      case 'CommitmentMade':
        inForce(entry.raw.id);
        break;
      case 'DirectionGiven':
        offered(null);
        inForce(entry.raw.id);
        break;
      case 'AcceptanceRetracted':
      case 'EscalationSettled':
      case 'BallReturned':
      case 'BallReopened':
        thread.phase = 'OPEN';
        break;
      case 'ThreadEscalated':
        thread.phase = 'ESCALATED';
        break;
      case 'OfferDeclined':
      case 'ThreadClosed':
        thread.phase = 'DECLINED';
        break;
      case 'ThreadWithdrawn':
        thread.phase = 'OVER';
        break;
      case 'CommitmentReleased':
        thread.inForce = null;
        break;
      case 'PledgeLapsed':
        thread.phase = 'OVER';
        thread.inForce = null;
        break;
      case 'ParentChangeNoted':
        if (entry.data.effect === 'CONFIRM' && thread.inForce) thread.inForce.askedFor = entry.data.parentRevision;
        break;
      case 'ParentRevisionConfirmed':
        if (thread.inForce) thread.inForce.standsOn = thread.inForce.askedFor = entry.data.parentRevision;
        break;
      default:
    }
    // Whoever moves for a side in an episode is on it until the episode is over; what is said about a release is no part of one.
    const side = (data as { side?: Side | null }).side;
    if (side && !['ReleaseProposed', 'ReleaseProposalWithdrawn', 'EarlierOffersOpened'].includes(entry.type))
      thread.movers[side].add(person);
  }

  private takeOther(entry: Entry): void {
    const { ordinal, subject } = entry;
    switch (entry.type) {
      case 'CandidateAdopted':
        this.aims.set(entry.data.aim, [{ ordinal, number: 1 }]);
        break;
      case 'AimDropped':
        this.droppedAims.add(entry.data.aim);
        break;
      case 'AimRevised':
        this.aims.get(entry.data.aim)!.push({ ordinal, number: entry.data.revision });
        break;
      case 'GoalEstablished':
        this.goals.set(subject, { revisions: [], links: [], open: true });
        this.takeOn(subject, ordinal, 1, entry.data);
        break;
      case 'GoalRevised':
        if (entry.data.releases !== null) this.endLink(subject, entry.data.releases, ordinal);
        this.takeOn(subject, ordinal, entry.data.revision, entry.data);
        break;
      case 'LinkReleased':
        this.endLink(subject, entry.data.thread, ordinal);
        break;
      case 'GoalClosed':
        this.goals.get(subject)!.open = false;
        break;
      case 'GoalReopened':
        this.goals.get(subject)!.open = true;
        break;
      case 'ObservationRecorded':
      case 'ObservationCorrected':
        this.lay(subject, entry.data);
        break;
      case 'ObservationWithdrawn':
        this.figuresOf(subject).set(entry.data.period, []);
        break;
      case 'ImportedFiguresReversed':
        for (const [period, figures] of this.figuresOf(subject))
          this.figuresOf(subject).set(
            period,
            figures.filter((figure) => figure.import !== entry.data.import),
          );
        break;
      case 'ImportReversed':
        this.reversedImports.add(subject);
        break;
      default:
    }
  }

  /** The figure that stands for a period, if one does. */
  standing(measure: string | null, period: string): FigureLedger | null {
    return (
      this.figures
        .get(measure ?? '')
        ?.get(period)
        ?.at(-1) ?? null
    );
  }

  private figuresOf(measure: string): Map<string, readonly FigureLedger[]> {
    const figures = this.figures.get(measure) ?? new Map<string, readonly FigureLedger[]>();
    this.figures.set(measure, figures);
    return figures;
  }

  /** A figure that no import brought is never taken out by reversing one, nor is what it replaced. */
  private lay(measure: string, figure: FigureLedger & { readonly period: string }): void {
    const figures = this.figuresOf(measure);
    const below = figure.import === null ? [] : (figures.get(figure.period) ?? []);
    figures.set(figure.period, [...below, { value: figure.value, import: figure.import }]);
  }

  private takeOn(
    goal: string,
    ordinal: number,
    number: number,
    { agreement, terms }: Pick<GoalEvents['GoalEstablished'], 'agreement' | 'terms'>,
  ): void {
    const ledger = this.goals.get(goal)!;
    this.endLink(goal, agreement.thread, ordinal);
    ledger.links.push({ thread: agreement.thread, agreement: agreement.event, share: terms.share, since: ordinal, until: null });
    ledger.revisions.push({ ordinal, number, agreement: agreement.event });
    const thread = this.threads.get(agreement.thread);
    if (thread?.first?.event === agreement.event) thread.first = { event: agreement.event, revision: { ordinal, number } };
  }

  private endLink(goal: string, thread: string, ordinal: number): void {
    for (const link of this.goals.get(goal)?.links ?? []) if (link.thread === thread && link.until === null) link.until = ordinal;
  }
}

const served = ({
  parent,
  kind,
  giver,
  receiver,
  existingGoal,
  offer,
  offerHash,
  parentRevision,
  side,
}: CatchballEvents['BallServed']): ThreadLedger => ({
  parent,
  kind,
  giver,
  receiver,
  existingGoal,
  phase: 'OPEN',
  table: { hash: offerHash, offer, parentRevision, author: side },
  movers: { GIVER: new Set(), RECEIVER: new Set() },
  signed: {},
  inForce: null,
  settledBefore: false,
  proposals: [],
  first: null,
});
