import { Trouble } from '#cqrs';

/** How long whoever is turned away is asked to wait. */
export const retryAfterSeconds = 2;

/** Too much is on its way already; `what` reads as in "500 commands". */
export const busy = (what: string): Trouble =>
  new Trouble(
    'BUSY',
    `${what} are on their way already and more would only wait: nothing was done, send it again in ${retryAfterSeconds} seconds, a command with the same commandId`,
    { retryAfterSeconds },
  );

/**
 * At most so many pieces of work on their way at once; what is more is turned away at once with BUSY. A store that is
 * slow then answers a few late, instead of everybody never.
 */
export class Bound {
  private held = 0;

  constructor(
    private readonly max: number,
    private readonly what: string,
  ) {}

  get onTheirWay(): number {
    return this.held;
  }

  /** Takes a place and returns how to give it back; undefined where there is none left. */
  enter(): (() => void) | undefined {
    if (this.held >= this.max) return undefined;
    this.held++;
    let inside = true;
    return () => {
      if (inside) this.held--;
      inside = false;
    };
  }

  /** Does the work in a place of its own; throws {@link Trouble} `BUSY` where there is none left. */
  async admit<Result>(work: () => Promise<Result>): Promise<Result> {
    const leave = this.enter();
    if (!leave) throw busy(`${this.max} ${this.what}`);
    try {
      return await work();
    } finally {
      leave();
    }
  }
}
