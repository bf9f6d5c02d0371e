import type { Locator } from 'playwright-core';

/** Counts the presses of somebody at work. */
export class Clicks {
  count = 0;
  /** Opens a list, and takes one of it. */
  async chooses(list: Locator, label: string): Promise<void> {
    this.count += 2;
    await list.selectOption({ label });
  }
  async on(what: Locator): Promise<void> {
    this.count += 1;
    await what.click();
  }
}
