/** Makes a storm that breaks something as small as it can in the time it has, and tells it. */
import type { Violation } from './auditor.js';
import type { Order } from './orders.js';
import { inventing, play, repeating, type Step, type Storm } from './storm.js';

/** How long a failing storm is made smaller before it is told. */
const shrinkingMs = 20_000;

const breaks = async (steps: readonly Step[], rule: string): Promise<boolean> =>
  (await play(repeating(steps))).violations.some((violation) => violation.rule === rule);

/** Leaves out ever smaller pieces as long as the same rule is still broken (after Zeller's delta debugging). */
export const shrunk = async (steps: readonly Step[], rule: string, until = Date.now() + shrinkingMs): Promise<readonly Step[]> => {
  let kept = steps;
  for (let piece = Math.ceil(kept.length / 2); piece >= 1; piece = Math.floor(piece / 2))
    for (let start = 0; start < kept.length && Date.now() < until;) {
      const rest = [...kept.slice(0, start), ...kept.slice(start + piece)];
      if (await breaks(rest, rule)) kept = rest;
      else start += piece;
    }
  return kept;
};

const told = ({ person, post, aggregate, command, subject, commandId, input }: Order): string =>
  `${person} as ${post}: ${aggregate}.${command} ${subject ?? ''} (${commandId}) ${JSON.stringify(input)}`;

/** The first violation of each rule: what follows from one is legion. */
const ofEachRule = (violations: readonly Violation[]): Violation[] =>
  [...new Map(violations.toReversed().map((each) => [each.rule, each])).values()].toReversed();

const story = (seed: number, length: number, violations: readonly Violation[], steps: readonly Step[]): string =>
  [
    `the storm of seed ${seed} with ${length} steps breaks`,
    ...ofEachRule(violations).map(({ rule, what }) => `* ${rule}: ${what}`),
    `the first of which still breaks with these ${steps.length} steps:`,
    ...steps.flatMap(({ waitMs, restart, settle, orders }) => [
      `- after ${waitMs} ms${restart === 'NO' ? '' : `, restarted ${restart}`}${settle ? '' : ', policies not awaited'}`,
      ...orders.map((order) => `    ${told(order)}`),
    ]),
  ].join('\n');

/** Plays the storm of a seed; throws its story where something breaks. */
export const weathered = async (seed: number, length: number): Promise<Storm> => {
  const storm = await play(inventing(seed, length));
  const [first] = storm.violations;
  if (!first) return storm;
  throw new Error(story(seed, length, storm.violations, await shrunk(storm.steps, first.rule)));
};
