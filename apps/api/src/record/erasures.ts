import type { Recorded } from '#kernel';
import type { Directory } from '#directory';
import type { OrganisationEvents } from '#strategy';

const againAfterMs = 5_000;

/**
 * Empties the directory of whom the log calls erased, at every start and as it is recorded. An erasure the directory
 * does not take is tried again until it does; the directory shows the name to nobody meanwhile.
 */
export class Erasures {
  private readonly owed = new Map<string, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly directory: Pick<Directory, 'erase'>,
    private readonly onTrouble: (error: unknown, owed: number) => void,
  ) {}

  /** Carries the erasure out, where the event is one. */
  follow({ type, data }: Pick<Recorded, 'type' | 'data'>): void {
    if (type === 'PersonErased') this.erase((data as OrganisationEvents['PersonErased']).person);
  }

  /** Carries out those of all these people. */
  carryOut(persons: Iterable<string>): void {
    for (const person of persons) this.erase(person);
  }

  /** Resolves once every erasure so far is in the directory; throws what keeps it from taking one. */
  async settled(): Promise<void> {
    await Promise.all(this.owed.values());
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await Promise.allSettled(this.owed.values());
  }

  private erase(person: string): void {
    const erased = this.directory.erase(person).then(() => void this.owed.delete(person));
    this.owed.set(person, erased);
    erased.catch((error: unknown) => this.later(error));
  }

  private later(error: unknown): void {
    if (this.closed) return;
    this.onTrouble(error, this.owed.size);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const person of this.owed.keys()) this.erase(person);
    }, againAfterMs);
  }
}
