import { isRejection, type Owed, type Recorded } from '#kernel';
import type { CommandDesk } from './command-desk.js';
import { derivedId } from './ids.js';
import { Trouble } from './trouble.js';

/** What the runner needs to know of the debts: the open ones, read from a view. */
export interface Debts {
  /** Debts still open, oldest first. */
  open(): readonly Owed[];
  /** True when an event may have changed what is owed: spares a look at the view for all others. */
  concerns(event: Recorded): boolean;
}

/** How a settled-without-effect or refused debt is written down: a command to the policy log. */
export interface DebtRecord {
  readonly aggregate: string;
  readonly subject: string;
  readonly settled: string;
  readonly stuck: string;
}

const actorOf = (policy: string) => ({ person: 'service', post: `policy:${policy}` });

/**
 * Sends what is owed. The debts are a fold of the log, so nothing is lost by a crash between a trigger and its
 * effect, and a rerun repeats the same command id and changes nothing. A refused command is recorded as stuck,
 * which is a finding, and is tried again on request.
 */
export class PolicyRunner {
  private running: Promise<void> = Promise.resolve();
  private active = false;
  private again = false;
  private trouble: unknown;

  constructor(
    private readonly desk: CommandDesk,
    private readonly debts: Debts,
    private readonly record: DebtRecord,
    onApplied: (listener: (event: Recorded) => void) => void,
    /** Told when a debt could not be sent because of trouble, not because of a rule. */
    private readonly onTrouble: (error: unknown, owed: Owed) => void,
    private readonly retryAfterMs = 1_000,
  ) {
    onApplied((event) => {
      if (this.debts.concerns(event)) this.nudge();
    });
  }

  /** Begins to settle debts, also after a pause; call it once the views have caught up. */
  start(): void {
    this.active = true;
    this.nudge();
  }

  /** Settles nothing more; resolves once what was under way is done. Trouble is then somebody else's. */
  async pause(): Promise<void> {
    this.active = false;
    await this.running;
    this.trouble = undefined;
  }

  private nudge(): void {
    if (this.again || !this.active) return;
    this.again = true;
    this.running = this.running.then(() => this.settleAll());
  }

  private async settleAll(): Promise<void> {
    this.again = false;
    for (const owed of this.owing()) {
      if (!this.active) return;
      try {
        await this.settle(owed);
      } catch (error) {
        this.trouble = error;
        this.onTrouble(error, owed);
        setTimeout(() => this.nudge(), this.retryAfterMs).unref();
        return;
      }
    }
    // Also where somebody else settled what could not be settled here.
    this.trouble = undefined;
  }

  /** None while the views have stopped, which readiness says: what is owed is not known then. */
  private owing(): readonly Owed[] {
    try {
      return this.active ? this.debts.open() : [];
    } catch (error) {
      if (error instanceof Trouble) return [];
      throw error;
    }
  }

  private async settle(owed: Owed): Promise<void> {
    const envelope = {
      commandId: derivedId('policy', owed.key),
      subject: owed.subject,
      actor: actorOf(owed.policy),
      correlationId: owed.cause,
      causationId: owed.cause,
      settles: owed.key,
    };
    const outcome = await this.desk.execute({ aggregate: owed.aggregate, name: owed.command, input: owed.input, envelope });
    if (!isRejection(outcome) && outcome.events > 0) return;
    const name = isRejection(outcome) ? this.record.stuck : this.record.settled;
    const input = isRejection(outcome)
      ? { key: owed.key, policy: owed.policy, cause: owed.cause, code: outcome.code, because: outcome.because }
      : { key: owed.key };
    await this.desk.execute({
      aggregate: this.record.aggregate,
      name,
      input,
      // A debt that is retried on request can end otherwise the next time: its attempts are told apart.
      envelope: { ...envelope, subject: this.record.subject, commandId: derivedId('policy', owed.key, name, owed.attempt ?? 0) },
    });
  }

  /** Resolves when everything owed now has been sent, or trouble stopped the run. */
  async idle(): Promise<void> {
    let seen: Promise<void> | undefined;
    while (seen !== this.running) {
      seen = this.running;
      await seen;
    }
  }

  /** The trouble that stopped the last run, if any: for readiness. */
  get lastTrouble(): unknown {
    return this.trouble;
  }
}
