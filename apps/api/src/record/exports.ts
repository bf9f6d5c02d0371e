import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Trouble, type LogIdentity } from '#cqrs';
import { StoreTrouble, type EventStore } from '#event-store';
import { exportLog } from '#event-store/export';
import { Bound, busy } from '../operations/bound.js';
import { AccessRecords } from './access-records.js';
import { IDENTITY, LOGGER, STORE } from './tokens.js';

/** Exports on their way at once: each reads the whole log. */
const exportsMax = 2;
/** Whoever takes nothing of it for so long is let go, so that others can export. */
const stallMsMax = 60_000;

/** Who takes an export, and the last position in it. */
export interface ExportAsked {
  readonly person: string;
  readonly upTo: number;
  readonly correlationId: string;
}

/** Hands out the log as an export, in step with whoever takes it. */
@Injectable()
export class Exports {
  private readonly bound = new Bound(exportsMax, 'exports');

  constructor(
    @Inject(STORE) private readonly store: EventStore,
    @Inject(IDENTITY) private readonly identity: LogIdentity,
    @Inject(AccessRecords) private readonly accesses: AccessRecords,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * Notes the access and begins. The stream fails where the log is not whole, and reading ends when whoever takes it goes
   * away. Throws {@link Trouble} `BUSY`, and `AccessNotRecorded` where the log cannot note who takes it.
   */
  async begin({ person, upTo, correlationId }: ExportAsked): Promise<Readable> {
    const leave = this.bound.enter();
    if (!leave) throw busy(`${exportsMax} exports`);
    try {
      await this.accesses.record({ person, kind: 'EXPORT', subject: null, upTo, correlationId });
    } catch (error) {
      leave();
      throw error;
    }
    const taken = new PassThrough();
    void this.write(taken, upTo).finally(leave);
    return taken;
  }

  private async write(taken: PassThrough, upTo: number): Promise<void> {
    const gone = new AbortController();
    taken.once('close', () => gone.abort());
    const write = async (piece: Buffer): Promise<void> => {
      gone.signal.throwIfAborted();
      if (!taken.write(piece)) await once(taken, 'drain', { signal: AbortSignal.any([gone.signal, AbortSignal.timeout(stallMsMax)]) });
    };
    try {
      await exportLog(this.store, { organisation: this.identity.organisation, upTo, signal: gone.signal }, write);
      taken.end();
    } catch (error) {
      if (!gone.signal.aborted) this.log.warn({ err: error, upTo }, 'an export was broken off');
      // Told in words where nothing was handed out yet; later the answer breaks off, and what was handed out has no trailer.
      const trouble = error instanceof StoreTrouble ? new Trouble(error.code, error.message, error.fields, { cause: error }) : error;
      taken.destroy(trouble instanceof Error ? trouble : new Error(String(trouble)));
    }
  }
}
