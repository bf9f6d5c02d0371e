import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { ViewHost } from '#cqrs';
import { workTouch, type PersonId, type Reader, type Shapes, type WorkTouch } from '#strategy';
import { LogReader } from '../record/log-reader.js';
import { VIEWS } from '../record/tokens.js';
import type { NoticeKind } from './change-notice.graphql.js';
import { SOCKET_LIMITS, type SocketLimits } from './limits.js';
import { Notices, type Outbox } from './notices.js';
import { Span } from './span.js';

/** What one subscription listens for. */
export interface Listening {
  readonly kind: NoticeKind;
  readonly person: PersonId;
  readonly outbox: Outbox;
  /** What changed over a span for the reader; null where everything is to be asked for again, nothing where nothing did. */
  readonly changed: (span: Span, reader: Reader, rightsChanged: boolean) => readonly string[] | null;
}

interface Listener extends Listening {
  readonly notices: Notices;
  /** The position up to which it has been told. */
  told: number;
}

/** Subscriptions looked after in one go; requests of others are answered in between. */
const sliceMax = 50;

/**
 * Follows the views, once for the whole process, and tells whoever listens what changed: after events are folded, so
 * that a query sent upon a notice sees what the notice told of.
 */
@Injectable()
export class Follower {
  private readonly listeners = new Set<Listener>();
  /** The latest events in order, at least as many as are replayed, or all since the service started. */
  private touches: WorkTouch[] = [];
  private before: Promise<void> | undefined;
  private span: Span | undefined;
  private timer: NodeJS.Timeout | undefined;
  private busy = false;
  private stopped = false;

  constructor(
    @Inject(VIEWS) private readonly views: ViewHost<Shapes>,
    @Inject(LogReader) private readonly log: LogReader,
    @Inject(SOCKET_LIMITS) private readonly limits: SocketLimits,
  ) {
    views.onApplied((event) => {
      this.touches.push(workTouch(event));
      if (this.touches.length > 2 * limits.resumeEventsMax) this.touches = this.touches.slice(-limits.resumeEventsMax);
      this.arm();
    });
  }

  /** How many subscriptions there are. */
  get size(): number {
    return this.listeners.size;
  }

  /**
   * Waits a moment for a position another instance may have written already: only then do the views say what is there to
   * follow after it, and whose it is to follow.
   */
  async reach(after?: number | null): Promise<void> {
    if (typeof after === 'number') await this.views.reachedWithin(after, this.limits.aheadMs);
  }

  /**
   * Tells of everything after a position, or from now on. What lies further back than is replayed is one notice to ask
   * anew. So is a position the log has not come to: it is another log than the client knew.
   */
  async follow(listening: Listening, after?: number | null): Promise<Notices> {
    const { position } = this.views.now();
    const isOutOfReach = typeof after === 'number' && (after > position || after < position - this.limits.resumeEventsMax);
    if (typeof after === 'number' && !isOutOfReach && after < position) await this.recall();
    const listener: Listener = {
      ...listening,
      told: isOutOfReach ? position : (after ?? position),
      notices: new Notices(listening.outbox, () => this.listeners.delete(listener)),
    };
    this.listeners.add(listener);
    if (isOutOfReach) this.tell(listener, null);
    if (listener.told !== position) this.arm();
    return listener.notices;
  }

  /** Nobody is told anything any more. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    for (const { notices } of this.listeners) void notices.return();
  }

  private arm(delayMs = this.limits.coalesceMs): void {
    if (this.timer || this.busy || this.stopped || this.listeners.size === 0) return;
    this.timer = setTimeout(() => void this.tellAll(), delayMs);
  }

  private async tellAll(): Promise<void> {
    this.timer = undefined;
    this.busy = true;
    const begun = performance.now();
    const { position } = this.views;
    let count = 0;
    for (const listener of this.listeners) {
      this.look(listener);
      if (++count % sliceMax === 0) await setImmediate();
    }
    this.busy = false;
    this.span = undefined;
    // To tell very many takes a while, in which changes gather already.
    if (this.views.position > position) this.arm(Math.max(0, begun + this.limits.coalesceMs - performance.now()));
  }

  private look(listener: Listener): void {
    try {
      const now = this.views.now();
      if (listener.told === now.position) return;
      if (listener.told < now.position - this.limits.resumeEventsMax) {
        listener.told = now.position;
        this.tell(listener, null);
        return;
      }
      if (this.span?.from !== listener.told || this.span.now.position !== now.position)
        this.span = new Span(listener.told, now, this.views, (from) => this.touchesAfter(from));
      const { reader, rightsChanged } = this.span.standing(listener.person);
      const subjects = listener.changed(this.span, reader, rightsChanged);
      listener.told = now.position;
      if (subjects === null || subjects.length > 0) this.tell(listener, subjects);
    } catch (error) {
      listener.notices.fail(error);
    }
  }

  private tell({ notices, told, kind }: Listener, subjects: readonly string[] | null): void {
    const refetch = subjects === null || subjects.length > this.limits.subjectsMax;
    notices.offer({ position: told, kind, subjects: refetch ? [] : subjects, refetch });
  }

  private touchesAfter(position: number): readonly WorkTouch[] {
    const first = this.touches[0]?.ordinal ?? 0;
    return this.touches.slice(Math.max(0, position + 1 - first));
  }

  /** Reads what happened before the service started, as far back as is ever replayed; once. */
  private recall(): Promise<void> {
    return (this.before ??= this.readBack().catch((error: unknown) => {
      this.before = undefined;
      throw error;
    }));
  }

  private async readBack(): Promise<void> {
    const end = (this.touches[0]?.ordinal ?? this.views.position + 1) - 1;
    const start = Math.max(0, end - this.limits.resumeEventsMax);
    const ordinals = Array.from({ length: end - start }, (_, index) => start + 1 + index);
    const earlier = (await this.log.events(ordinals)).map(workTouch);
    // Of what came in meanwhile the oldest may have been let go already; then what was read is too old as well.
    const first = this.touches[0]?.ordinal;
    if (first === undefined || first === end + 1) this.touches = [...earlier, ...this.touches];
  }
}
