import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { isRejection, type Actor } from '#kernel';
import { CommandDesk, Trouble, derivedId, type ViewHost } from '#cqrs';
import type { Clock } from '#event-store';
import { accessKey, hourOf, type AccessCommands, type Shapes } from '#strategy';
import { CLOCK, LOGGER, VIEWS } from './tokens.js';

/** What somebody takes from the record, and in the course of which request. */
export interface Access extends Readonly<AccessCommands['RecordAccess']> {
  readonly correlationId: string;
}

/** The service writes: who only reads writes nothing, and the event says of whom it speaks. */
const service: Actor = { person: 'service', post: 'service:access' };

/** A read waits no longer than this for the note that it took place. */
const patienceMs = 1_000;

/** Notes in the log who took what from the record, once an hour for each person, kind and subject. */
@Injectable()
export class AccessRecords {
  constructor(
    @Inject(CommandDesk) private readonly desk: CommandDesk,
    @Inject(VIEWS) private readonly views: ViewHost<Shapes>,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /**
   * Notes an access before what it takes is handed out. Throws {@link Trouble} `AccessNotRecorded` where an export or an
   * evidence pack cannot be noted, so that it is not handed out; a replay is a read, which is never refused and waits no
   * longer than a second: that it was not noted is then in the service's own log.
   */
  async record(access: Access): Promise<void> {
    const written = this.write(access);
    if (access.kind === 'REPLAY') return this.patient(written, access);
    try {
      await written;
    } catch (error) {
      throw new Trouble(
        'AccessNotRecorded',
        'nothing is handed out, because the record cannot note at this moment that it was: try again once it takes writes',
        { kind: access.kind },
        { cause: error },
      );
    }
  }

  private async patient(written: Promise<void>, { person, subject }: Access): Promise<void> {
    const noted = written.catch((error: unknown) => this.log.warn({ err: error, person, subject }, 'a replay could not be noted'));
    let late: NodeJS.Timeout | undefined;
    await Promise.race([noted, new Promise<void>((resolve) => void (late = setTimeout(resolve, patienceMs)))]);
    clearTimeout(late);
  }

  private async write({ correlationId, ...access }: Access): Promise<void> {
    const hour = hourOf(new Date(this.clock()).toISOString());
    if (this.views.now().tables.accessHours.get(accessKey(access)) === hour) return;
    const outcome = await this.desk.execute({
      aggregate: 'access',
      name: 'RecordAccess',
      input: access,
      envelope: {
        commandId: derivedId('access', accessKey(access), hour, access.upTo),
        subject: derivedId('access', access.person),
        actor: service,
        correlationId,
      },
    });
    if (isRejection(outcome)) throw new Error(`an access was refused with ${outcome.code}: ${outcome.because}`);
  }
}
