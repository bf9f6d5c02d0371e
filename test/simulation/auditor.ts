/**
 * An auditor who knows the invariants and the log, and none of the program's rules: reads event after event, writes a
 * ledger of its own, and says which invariant something breaks. Numbers and words are those of docs/ARCHITECTURE.md.
 */
import { canonicalJson } from '#kernel';
import type { RawEvent } from '#event-store';
import {
  Achieving,
  findings,
  isActive,
  openDebts,
  readerOf,
  threadOpenness,
  type CatchballEvents,
  type GoalEvents,
  type Moment,
  type Side,
} from '#strategy';
import { entryOf, Ledger, type Entry, type ThreadLedger } from './ledger.js';

export interface Violation {
  /** `invariant 3`, or what else was broken. */
  readonly rule: string;
  readonly what: string;
}

const sides: readonly Side[] = ['GIVER', 'RECEIVER'];
/** Persons who are none: the service itself, and whoever set the trust up. */
const nobody = new Set(['service', 'operator']);
/** Moves that only the holder or deputy of a side's post makes. */
const ownMoves = new Set(['BallServed', 'OfferCountered', 'OfferAccepted', 'CommitmentSigned', 'OfferDeclined', 'RenegotiationOpened']);
/** Moves that rest on the parent as it is. */
const onParent = new Set([
  'BallServed',
  'OfferCountered',
  'OfferAccepted',
  'CommitmentSigned',
  'DirectionGiven',
  'RenegotiationOpened',
  'ParentRevisionConfirmed',
]);
/** Thousandths, so that sums of shares are exact. */
const thousandths = (share: string): number => Math.round(Number(share) * 1_000);
const slack = 1e-9;

export class Auditor {
  readonly ledger = new Ledger();
  readonly violations: Violation[] = [];
  private readonly versions = new Map<string, number>();
  private readonly commands = new Map<string, { readonly stream: string; readonly hash: string; version: number; events: number }>();
  private readonly settlements = new Map<string, { readonly entry: Entry; taken: number }>();
  private last = 0;
  private torn = false;

  private broken(rule: string, what: string): void {
    this.violations.push({ rule, what });
  }

  /** How many events a command has left. */
  eventsOf(commandId: string): number {
    return this.commands.get(commandId)?.events ?? 0;
  }

  read(raw: RawEvent): void {
    this.numbering(raw);
    // What follows a gap proves nothing.
    if (this.torn) return;
    const entry = entryOf(raw);
    this.person(entry);
    if (raw.type.startsWith('catchball.')) this.move(entry);
    if (entry.type === 'GoalEstablished' || entry.type === 'GoalRevised') this.takenOn(entry.ordinal, entry.data);
    this.ledger.take(entry);
  }

  private numbering(raw: RawEvent): void {
    const { commandId, commandHash } = JSON.parse(raw.meta) as { commandId: string; commandHash: string };
    const version = (this.versions.get(raw.stream) ?? 0) + 1;
    this.torn ||= raw.ordinal !== this.last + 1 || raw.version !== version;
    if (this.torn)
      this.broken('invariant 10', `${raw.ordinal} (${raw.stream} ${raw.version}) follows ${this.last}: something is gone or twice there`);
    this.last = raw.ordinal;
    this.versions.set(raw.stream, raw.version);
    const before = this.commands.get(commandId);
    if (before && (before.stream !== raw.stream || before.version + 1 !== raw.version || before.hash !== commandHash))
      this.broken('invariant 16', `the command ${commandId} was taken twice, the second time at ${raw.ordinal}`);
    const { events = 0 } = before ?? {};
    this.commands.set(commandId, { stream: raw.stream, hash: commandHash, version: raw.version, events: events + 1 });
  }

  private person({ person, post, on, raw, basis }: Entry): void {
    if (nobody.has(person)) return;
    const known = this.ledger.postingsAt(basis);
    if (known.audits(person, on)) this.broken('invariant 17', `${person}, an auditor, wrote ${raw.type} at ${raw.ordinal}`);
    if (!known.stood(person, post, on)) this.broken('the acting post', `${person} did not stand in ${post} at ${raw.ordinal}`);
  }

  private move(entry: Entry): void {
    const { type, raw, person, post, on, ordinal, basis } = entry;
    const thread = this.ledger.threads.get(entry.subject);
    const data = entry.data as Partial<CatchballEvents['CommitmentMade']>;
    const parent = thread?.parent ?? (entry.data as CatchballEvents['BallServed']).parent;
    const { giver, receiver } = thread ?? (entry.data as CatchballEvents['BallServed']);
    if (ownMoves.has(type) && data.side) {
      const known = this.ledger.postingsAt(basis);
      const own = known.standsFor(data.side === 'GIVER' ? giver : receiver, on);
      if (post !== own || !known.stood(person, own, on))
        this.broken('invariant 2', `${person} as ${post} made ${type} at ${ordinal} in the place of ${own}`);
    }
    if (onParent.has(type)) {
      const current = this.ledger.revisionAt(parent, basis);
      const seen = [
        data.parentRevision,
        ...(type === 'OfferAccepted' || type === 'CommitmentSigned' ? [thread!.table.parentRevision] : []),
      ];
      if (seen.some((revision) => revision !== current))
        this.broken(
          'invariant 4',
          `${type} at ${ordinal} was made on revision ${seen.join(' and ')} of its parent, which was at ${current}`,
        );
    }
    if (!thread) return;
    const { author } = thread.table;
    if (type === 'OfferAccepted' && (data.side === author || (author && thread.movers[author].has(person))))
      this.broken('invariant 1', `${person} accepted for ${data.side} at ${ordinal} an offer of ${author}, for whom they had moved`);
    if (entry.type === 'CommitmentMade') this.commitment(entry.data, thread.signed, ordinal);
    if (entry.type === 'CommitmentMade' || entry.type === 'DirectionGiven') {
      this.settlements.set(raw.id, { entry, taken: 0 });
      this.shares(entry.subject, entry.data, basis, ordinal);
    }
  }

  private commitment(data: CatchballEvents['CommitmentMade'], signed: ThreadLedger['signed'], at: number): void {
    const { giver, receiver } = data.signatures;
    const [one, other] = sides.map((side) => signed[side]);
    const both =
      one?.hash === data.offerHash && other?.hash === data.offerHash && one.person === giver.person && other.person === receiver.person;
    if (!both || giver.person === receiver.person)
      this.broken('invariant 2', `the commitment at ${at} is signed by ${one?.person ?? 'nobody'} and ${other?.person ?? 'nobody'}`);
  }

  /** What the guard saw has to be what was so then; who sees the parent it leaves cannot be told from outside, so one link may be left out. */
  private shares(
    thread: string,
    { offer, sharesElsewhere }: Pick<CatchballEvents['DirectionGiven'], 'offer' | 'sharesElsewhere'>,
    basis: number,
    at: number,
  ): void {
    const links = this.ledger.goals.get(this.ledger.goalOf(thread))?.links ?? [];
    const others = links.filter((link) => link.thread !== thread && link.since <= basis && (link.until === null || link.until > basis));
    const sum = others.reduce((total, { share }) => total + thousandths(share), 0);
    const possible = [sum, ...others.map(({ share }) => sum - thousandths(share))];
    if (!possible.includes(thousandths(sharesElsewhere)) || thousandths(offer.share) + thousandths(sharesElsewhere) > 1_000)
      this.broken(
        'invariant 5',
        `${thread} was settled at ${at} with a share of ${offer.share} beside ${sum / 1_000}, and saw ${sharesElsewhere}`,
      );
  }

  private takenOn(at: number, { agreement, terms }: GoalEvents['GoalEstablished'] | GoalEvents['GoalRevised']): void {
    const settlement = this.settlements.get(agreement.event);
    const settled = settlement?.entry.data as CatchballEvents['DirectionGiven'] | undefined;
    const agreed =
      settlement?.entry.subject === agreement.thread &&
      settled?.offerHash === agreement.offerHash &&
      canonicalJson(settled.offer) === canonicalJson(terms) &&
      (settlement.entry.type === 'CommitmentMade') === (agreement.kind === 'COMMITTED');
    if (!agreed || settlement.taken > 0)
      this.broken('invariant 3', `the goal taken on at ${at} follows from no commitment or decision of its own`);
    if (settlement) settlement.taken++;
  }

  /** What has to hold once policies have nothing left to do. `now` is what the service shows. */
  close(now: Moment): void {
    const open = openDebts(now.tables);
    if (open.length > 0) this.broken('policies', `${open.length} debts are open, the first of ${open[0]!.policy}`);
    for (const { owed, because } of now.tables.stuckDebts.values()) this.broken('policies', `${owed.policy}: ${because}`);
    this.closeThreads();
    this.closeGoals(now);
    this.closeCells(now);
    this.closeImports();
    this.closeReading(now);
  }

  private closeThreads(): void {
    for (const [id, { taken, entry }] of this.settlements)
      if (taken !== 1) this.broken('invariant 3', `what was settled at ${entry.ordinal} (${id}) made ${taken} goals`);
    for (const [id, { parent, kind, phase, inForce }] of this.ledger.threads) {
      if (!this.ledger.ended(parent)) continue;
      if (phase !== 'DECLINED' && phase !== 'OVER') this.broken('policies', `${id} is played on under a parent that has ended`);
      if (kind === 'PLEDGE' && parent.kind === 'THREAD' && inForce)
        this.broken('policies', `the pledge ${id} stands, and what needed it does not`);
    }
    for (const [id, { parent, phase, table, inForce }] of this.ledger.threads) {
      const current = this.ledger.revisionAt(parent, this.last);
      if (phase === 'TENTATIVE' && table.parentRevision < current)
        this.broken('invariant 4', `${id} is agreed on revision ${table.parentRevision} of its parent, which is at ${current}`);
      if (inForce && inForce.standsOn < current && inForce.askedFor < current)
        this.broken('invariant 4', `${id} stands on revision ${inForce.standsOn} and nobody asks it to confirm ${current}`);
    }
  }

  private closeGoals(now: Moment): void {
    const found = new Set(findings(now, now, null).flatMap(({ code, subject }) => (code === 'SHARES_OVER_ONE' ? [subject.id] : [])));
    for (const [id, { links, open }] of this.ledger.goals) {
      const living = links.filter(({ until }) => until === null);
      for (const { thread, agreement } of living)
        if (this.ledger.threads.get(thread)?.inForce?.event !== agreement)
          this.broken('invariant 3', `${id} lives by ${thread}, whose commitment or decision ${agreement} is not in force`);
      const active = open && living.length > 0;
      const shown = now.tables.goals.get(id);
      if (active !== (shown !== undefined && isActive(shown)))
        this.broken('invariant 3', `${id} is ${active ? 'active' : 'not active'} and shown otherwise`);
      const sum = living.reduce((total, { share }) => total + thousandths(share), 0);
      if (found.has(id) !== (active && sum > 1_000))
        this.broken('invariant 5', `${id} credits ${sum / 1_000} to its parents and the findings do not say so`);
    }
    for (const [id, { inForce }] of this.ledger.threads) {
      const links = this.ledger.goals.get(this.ledger.goalOf(id))?.links ?? [];
      if (inForce && !links.some((link) => link.agreement === inForce.event && link.until === null))
        this.broken('invariant 3', `what ${id} has in force since ${inForce.ordinal} stands in no goal`);
    }
  }

  private closeCells(now: Moment): void {
    const achieving = new Achieving(now, now, null);
    const subjects = [
      ...Array.from(now.tables.aims.keys(), (id) => ({ kind: 'AIM', id }) as const),
      ...Array.from(now.tables.goals.keys(), (id) => ({ kind: 'GOAL', id }) as const),
    ];
    for (const subject of subjects) {
      const { measure = null, cells = [] } = achieving.of(subject) ?? {};
      const direction = measure === null ? undefined : now.tables.measures.get(measure)?.definition.direction;
      for (const { period, status, plan } of cells) {
        const figure = this.ledger.standing(measure, period);
        if (status === 'MET' && (figure === null || figure.value === null))
          this.broken('invariant 12', `${subject.id} is green in ${period}, for which ${measure} has no value`);
        if (plan === null || figure?.value == null || direction?.kind === 'RANGE') continue;
        const better = (direction?.kind === 'INCREASE' ? 1 : -1) * (Number(figure.value) - plan);
        if ((status === 'MET') !== better >= -slack * Math.max(1, Math.abs(plan)))
          this.broken('invariant 13', `${subject.id} reads ${status} in ${period} with ${figure.value} where ${plan} was planned`);
      }
    }
  }

  private closeImports(): void {
    for (const [measure, periods] of this.ledger.figures)
      for (const [period, figures] of periods)
        for (const { import: brought } of figures)
          if (brought !== null && this.ledger.reversedImports.has(brought))
            this.broken('policies', `${measure} keeps a figure for ${period} of ${brought}, which was reversed`);
  }

  private closeReading(now: Moment): void {
    const auditors = [...this.ledger.postingsAt(this.last).posts].flatMap(([, { role, holders }]) =>
      role === 'AUDITOR' ? holders.map(({ person }) => person) : [],
    );
    for (const person of auditors)
      for (const id of this.ledger.threads.keys())
        if (threadOpenness(readerOf(now, person), now, id) !== 'ALL')
          this.broken('invariant 17', `${person}, an auditor, may not read ${id}`);
  }
}
