import { derivedId, type CommandDesk, type ViewHost } from '#cqrs';
import type { Clock } from '#event-store';
import { lastSeal, type Shapes } from '#strategy';
import { isPlacedNow, type Sealing } from './sealing.js';

/** How often it is looked whether a seal is due; first so long after the start, which has enough to do. */
const lookEveryMs = 60_000;

/** What whoever keeps the service running is told of. */
export interface SealNews {
  placed(): void;
  /** The log could not be sealed; told once, while it is tried again and again. */
  trouble(error: unknown): void;
}

/**
 * Has the log sealed so long after its last seal, or after its first event, whoever placed that one. When the next is
 * due follows from the log alone, and its command id from the seal before: restarts and several processes do no harm.
 */
export class SealSchedule {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private inTrouble = false;

  constructor(
    private readonly sealing: Sealing,
    private readonly views: ViewHost<Shapes>,
    private readonly desk: CommandDesk,
    private readonly clock: Clock,
    private readonly everyMs: number,
    /** Whether it is this process that does it. */
    private readonly isOnDuty: () => boolean,
    private readonly news: SealNews,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), lookEveryMs).unref();
  }

  /** Resolves once nothing is under way any more; it comes before the record is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Seals the log where a seal is due; never throws. */
  look(): Promise<void> {
    this.looking = this.looking
      .then(() => this.sealIfDue())
      .then(
        () => void (this.inTrouble = false),
        (error: unknown) => {
          if (!this.inTrouble) this.news.trouble(error);
          this.inTrouble = true;
        },
      );
    return this.looking;
  }

  private async sealIfDue(): Promise<void> {
    if (!this.isOnDuty()) return;
    const seal = lastSeal(this.views.now().tables);
    const lastMs = seal ? Date.parse(seal.at) : this.views.timeOf(1);
    if (this.clock() < lastMs + this.everyMs) return;
    const commandId = derivedId('policy', 'seal', seal?.event ?? 'first');
    const actor = { person: 'service', post: 'policy:seal' };
    const outcome = await this.sealing.place({ commandId, actor }, (input) =>
      this.desk.execute({
        aggregate: 'seal',
        name: 'PlaceSeal',
        input,
        envelope: { commandId, subject: this.sealing.subject, actor, correlationId: commandId },
      }),
    );
    if (isPlacedNow(outcome)) this.news.placed();
  }
}
