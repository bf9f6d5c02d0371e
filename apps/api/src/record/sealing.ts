import { Inject, Injectable } from '@nestjs/common';
import { isRejection, type Actor } from '#kernel';
import { Trouble, commandIdReused, derivedId, type LogIdentity, type Outcome, type Receipt, type ViewHost } from '#cqrs';
import { beforeTheFirst, followChain, printedSeal, readSeal, type ChainPoint, type EventStore, type RawEvent } from '#event-store';
import { isOfTheRecord, lastSeal, sealBefore, sealsIn, type SealCommands, type Shapes, type Tables } from '#strategy';
import { Bound } from '../operations/bound.js';
import { IDENTITY, STORE, VIEWS } from './tokens.js';

/** Who asks for a seal, and why. */
export interface SealOrder {
  readonly commandId: string;
  readonly actor: Actor;
  readonly reason?: string;
}

/** The content of the command, which only this service makes. */
export type SealInput = SealCommands['PlaceSeal'];

export type SealFit = 'FITS' | 'DIFFERS' | 'MISTYPED' | 'BEYOND_THE_END';
export interface SealVerdict {
  readonly fit: SealFit;
  /** The position the seal names; null where it could not be read. */
  readonly ordinal: number | null;
  /** The verdict in a sentence. */
  readonly because: string;
}

/** The log as it stands beyond the last seal. */
interface Standing extends ChainPoint {
  /** Up to where the seal reaches that it was computed from; 0 without one. */
  readonly since: number;
  readonly lastEventId: string;
  readonly unsealed: number;
}

/** Seals and questions about them that may wait at once: the chain is computed for one after the other. */
const waitingMax = 10;
/** A point of the chain is kept for so many events, and so many answers: no question has to begin far back twice. */
const keptEvery = 10_000;
const keptMax = 1_000;

const sealOf = (tables: Pick<Tables, 'seals'>): ChainPoint => lastSeal(tables) ?? beforeTheFirst;

/**
 * Computes the chain of the log and has it sealed, from the last seal on, hashing every event anew. What lies before
 * that seal is not asked again: `hoshin verify` does. Nobody outside says what the digest is.
 */
@Injectable()
export class Sealing {
  /** The stream of the seals. */
  readonly subject: string;
  private readonly bound = new Bound(waitingMax, 'questions about seals');
  private readonly kept = new Map<number, string>();
  private turn: Promise<unknown> = Promise.resolve();
  private standing: Standing | null = null;

  constructor(
    @Inject(STORE) private readonly store: EventStore,
    @Inject(VIEWS) private readonly views: ViewHost<Shapes>,
    @Inject(IDENTITY) { organisation }: LogIdentity,
  ) {
    this.subject = derivedId('seals', organisation);
  }

  /**
   * Seals the log as it stands now; `send` hands the command to the desk. The same command id gives the same receipt,
   * however far the log has come meanwhile. Throws {@link Trouble} `LogAltered` where an event is not as it was written.
   */
  place(order: SealOrder, send: (input: SealInput) => Promise<Outcome>): Promise<Outcome> {
    return this.inTurn(async () => {
      const before = this.receiptOf(order);
      if (before) return before;
      try {
        return await send(await this.input(order.reason));
      } catch (error) {
        if (!(error instanceof Trouble) || error.code !== 'CommandIdReused') throw error;
        // Another process was faster with the same command, and saw another end of the log.
        await this.catchUp();
        const placed = this.receiptOf(order);
        if (placed) return placed;
        throw error;
      }
    });
  }

  /** Whether a seal, printed or in full, is of this log. */
  judge(text: string): Promise<SealVerdict> {
    return this.inTurn(async () => {
      const seal = readSeal(text);
      if (typeof seal === 'string') return { fit: 'MISTYPED', ordinal: null, because: seal };
      const { ordinal, digestStart } = seal;
      const head = this.views.position;
      if (ordinal > head)
        return {
          fit: 'BEYOND_THE_END',
          ordinal,
          because: `the log ends at position ${head}, and the seal speaks of position ${ordinal}: the end of the log was cut off, or the seal is of another log`,
        };
      const { firstBad, digest } = await this.chainAt(ordinal);
      if (firstBad) return { fit: 'DIFFERS', ordinal, because: `position ${firstBad.ordinal}: ${firstBad.problem}` };
      return digest.startsWith(digestStart)
        ? { fit: 'FITS', ordinal, because: `the log up to position ${ordinal} is the one that was sealed` }
        : {
            fit: 'DIFFERS',
            ordinal,
            because: `the log up to position ${ordinal} is not the one that was sealed: it was altered since, or the seal is of another log; run hoshin verify --seal with every seal you have`,
          };
    });
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    return await this.bound.admit(() => {
      const mine = this.turn.then(work);
      this.turn = mine.catch(() => {});
      return mine;
    });
  }

  /** The views at the end of the log: the last seal is known then, whoever placed it. */
  private async catchUp(): Promise<number> {
    const { position } = await this.store.head();
    await this.views.reached(position);
    return position;
  }

  /** The receipt of a seal this very command placed before. */
  private receiptOf({ commandId, actor, reason }: SealOrder): Receipt | null {
    const seal = sealsIn(this.views.now().tables).findLast((placed) => placed.commandId === commandId);
    if (!seal) return null;
    if (seal.by.person !== actor.person || seal.by.post !== actor.post || seal.reason !== (reason ?? null))
      throw commandIdReused(commandId);
    return { commandId, subject: this.subject, position: seal.position, version: seal.version, events: 1, replayed: true };
  }

  private async input(reason: string | undefined): Promise<SealInput> {
    const head = await this.catchUp();
    const seal = sealOf(this.views.now().tables);
    let standing: Standing =
      this.standing?.since === seal.ordinal ? this.standing : { ...seal, since: seal.ordinal, lastEventId: '', unsealed: 0 };
    const link = ({ id, type }: RawEvent, point: ChainPoint): void => {
      standing = { ...point, since: seal.ordinal, lastEventId: id, unsealed: standing.unsealed + (isOfTheRecord(type) ? 0 : 1) };
      this.keep(point);
    };
    const { firstBad } = await followChain(this.store, standing, head, link);
    this.standing = standing;
    if (firstBad)
      throw new Trouble(
        'LogAltered',
        `the log cannot be sealed: position ${firstBad.ordinal}: ${firstBad.problem}; run hoshin verify, keep what is there for inquiry and restore a backup`,
        { position: firstBad.ordinal },
      );
    const { ordinal, lastEventId, digest, unsealed } = standing;
    return { ordinal, lastEventId, digest, unsealed, ...(reason !== undefined && { reason }) };
  }

  /** The chain at a position, from the seal before it or a kept point beyond that. */
  private async chainAt(ordinal: number): Promise<{ digest: string; firstBad: { ordinal: number; problem: string } | null }> {
    const known = this.kept.get(ordinal);
    if (known !== undefined) return { digest: known, firstBad: null };
    const seal: ChainPoint = sealBefore(this.views.now().tables, ordinal) ?? beforeTheFirst;
    let from = seal;
    for (let place = Math.floor(ordinal / keptEvery) * keptEvery; place > seal.ordinal; place -= keptEvery) {
      const digest = this.kept.get(place);
      if (digest === undefined) continue;
      from = { ordinal: place, digest };
      break;
    }
    const { reached, firstBad } = await followChain(this.store, from, ordinal, (_event, point) => this.keep(point));
    if (!firstBad) this.keep(reached, true);
    return { digest: reached.digest, firstBad };
  }

  private keep({ ordinal, digest }: ChainPoint, always = ordinal % keptEvery === 0): void {
    if (!always) return;
    this.kept.set(ordinal, digest);
    if (this.kept.size > keptMax) this.kept.delete(this.kept.keys().next().value!);
  }
}

/** A seal as people print, read aloud and type it. */
export const printed = printedSeal;

/** Whether a seal was placed now, and not refused, nor found placed by somebody else. */
export const isPlacedNow = (outcome: Outcome): boolean => !isRejection(outcome) && !outcome.replayed;
