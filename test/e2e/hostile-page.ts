/** What was asked and what came of it, chapter by chapter, as it goes into a page. */
export class HostilePage {
  private readonly chapters = new Map<string, string[]>();

  note(chapter: string, ...cells: readonly string[]): void {
    const row = `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    this.chapters.set(chapter, [...(this.chapters.get(chapter) ?? []), row]);
  }

  table(chapter: string, ...heads: readonly string[]): string {
    return [`| ${heads.join(' | ')} |`, `|${heads.map(() => '---|').join('')}`, ...(this.chapters.get(chapter) ?? [])].join('\n');
  }

  get rows(): number {
    return [...this.chapters.values()].reduce((sum, each) => sum + each.length, 0);
  }
}

/** Nothing of the inside, in whatever was answered. */
export const mustTellNothing = (answered: string): void => {
  expect(answered).not.toMatch(/stacktrace|node_modules|\.[jt]s:\d+|Context creation failed|SQLITE|\/(?:tmp|etc)\//);
  expect(answered.length).toBeLessThan(20_000);
};
