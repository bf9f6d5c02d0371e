/**
 * A part of the time that passes, saved up to a limit, for work that may wait. What a piece of work costs is known only
 * once it is done: one that costs more than is left is paid back before the next.
 */
export class Allowance {
  private leftMs: number;
  private countedAt: number;

  constructor(
    private readonly shareOfTime: number,
    private readonly savedMsMax: number,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.leftMs = savedMsMax;
    this.countedAt = nowMs();
  }

  /** Does the work where anything is left for it; undefined where nothing is. */
  spend<Result>(work: () => Result): Result | undefined {
    const begun = this.nowMs();
    this.leftMs = Math.min(this.savedMsMax, this.leftMs + (begun - this.countedAt) * this.shareOfTime);
    this.countedAt = begun;
    if (this.leftMs <= 0) return undefined;
    try {
      return work();
    } finally {
      this.leftMs -= this.nowMs() - begun;
    }
  }
}
