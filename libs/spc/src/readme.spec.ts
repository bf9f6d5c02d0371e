import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { chartOf } from './index.js';
import { conventions } from './presets.js';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readme)![1]!;

describe('The README of the engine', () => {
  it('has an example that runs and gives what it says', () => {
    const program = block('ts').replace(/^import .*\n/, '');
    const chart: unknown = JSON.parse(
      runInNewContext(
        `${program}
JSON.stringify(chart)`,
        { chartOf },
      ) as string,
    );
    expect(chart).toMatchObject(JSON.parse(block('json')) as object);
  });

  it('tabulates the presets as they are', () => {
    const row = (title: string): readonly string[] =>
      readme
        .split('\n')
        .find((line) => line.startsWith(`| ${title}`))!
        .split('|')
        .slice(2, 6)
        .map((cell) => cell.trim());
    const shown = (['mdc-2.6', 'mdc-2.6a', 'mdc-excel-5', 'nhsr-0.2'] as const).map((preset) => conventions[preset]);
    expect(row('points in a shift')).toEqual(shown.map(({ shiftPoints, trendPoints }) => `${shiftPoints}, ${trendPoints}`));
    expect(row('limits from').map((cell) => parseInt(cell, 10))).toEqual(shown.map(({ minPointsLimits }) => minPointsLimits));
    expect(row('trial limits under').map((cell) => parseInt(cell, 10))).toEqual(shown.map(({ trialBelow }) => trialBelow));
    expect(row('two-sigma counts')).toEqual(shown.map(({ twoSigmaCountsBeyond }) => (twoSigmaCountsBeyond ? 'yes' : 'no')));
    expect(row('rules that cross')).toEqual(shown.map(({ rulesCrossSegments }) => rulesCrossSegments));
    expect(row('a target on a limit')).toEqual(shown.map(({ targetOnLimit }) => (targetOnLimit === 'decides' ? 'decides' : 'hit or miss')));
  });
});
