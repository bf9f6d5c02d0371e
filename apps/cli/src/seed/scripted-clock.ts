import { addDays } from '#strategy';
import type { Day } from '#kernel';

const dayBeginsMs = 8.5 * 3_600_000;
const dayEndsMs = 20 * 3_600_000;
/** What one person needs between two commands, on average. */
const stepMs = 70_000;

/**
 * A clock that stands where the story puts it: every day begins at half past eight, and each command takes a little
 * more than a minute. Only the seeding program has one, and passes it on as an argument.
 */
export class ScriptedClock {
  private day: Day = '';
  private at = 0;

  /** The time as the service asks for it, in milliseconds. */
  readonly now = (): number => this.at;

  /** To the morning of a day; a day that has begun goes on. Days never run back. */
  moveTo(day: Day): void {
    if (day === this.day) return;
    if (day < this.day) throw new Error(`the story goes back from ${this.day} to ${day}`);
    this.day = day;
    this.at = Date.parse(`${day}T00:00:00.000Z`) + dayBeginsMs;
  }

  /** A little later on the same day. */
  tick(): void {
    this.at += stepMs;
    if (this.at > Date.parse(`${this.day}T00:00:00.000Z`) + dayEndsMs)
      throw new Error(`too much happens on ${this.day}: move some of it to ${addDays(this.day, 1)}`);
  }
}
