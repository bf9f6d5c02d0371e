/** Does it add up? What is needed, what was taken on, and who accepted the gap that is left. */
import { personsGoal, type AddingUp, type AddsUp, type CoverageLine } from '#strategy';
import { facts, figuresOf, html, short, table, type Html, type Piece } from './html.js';
import { dayOf, spaced } from './naming.js';
import { position, threadLink, type Pack } from './pack-of.js';
import { coverageInWords, percentOf } from './summary.js';

const countedWords: Readonly<Record<CoverageLine['counted'], string>> = {
  COUNTED: 'counted',
  LEFT_OUT: 'left out',
  MISSING: 'says too little to count',
};

const gapFacts = (pack: Pack, { gapAccepted, measure }: AddsUp): Piece => {
  if (!gapAccepted) return null;
  const { by, on, plan, reviewOn, gap, coverage, ordinal, void: lapsed } = gapAccepted;
  const own = measure === null ? undefined : pack.naming.measure(measure);
  return html`${pack.naming.by(by)} on
  ${dayOf(on)}${gap === null ? '' : `, at a gap of ${pack.naming.rounded(own, gap)}`}${coverage === null ? '' : ` (${percentOf(coverage)} covered)`}:
  ${plan}; to be looked at again on ${dayOf(reviewOn)}${lapsed === null ? '' : `. It holds no longer: ${lapsed}`}, position
  ${position(pack, ordinal)}`;
};

const whole = (pack: Pack, sum: AddsUp): Html => {
  const measure = sum.measure === null ? undefined : pack.naming.measure(sum.measure);
  const say = (figure: string | null): string | null => (figure === null ? null : pack.naming.rounded(measure, figure));
  return html`<p>${coverageInWords(pack, sum)}</p>
    ${facts([
      ['Need', say(sum.need)],
      ['In force', say(sum.inForce)],
      ['of it committed', say(sum.committed)],
      ['of it directed', say(sum.directed)],
      ['Would come by unsigned acceptances', say(sum.tentative)],
      ['Gap', say(sum.gap)],
      ['Coverage', sum.coverage === null ? null : percentOf(sum.coverage)],
      ['Would then come to', say(sum.expected)],
      ['Threads still in play', sum.inPlay],
      ['Kept between their sides, in no sum', sum.keptPrivate === 0 ? null : sum.keptPrivate],
      ['Gap accepted by', gapFacts(pack, sum)],
      ['How children count', `${spaced(sum.provenance.formula)}, version ${sum.provenance.version} of the formula`],
    ])}${table(
      'What each child takes on',
      ['Unit', short('Thread'), short('Standing'), figuresOf('Towards the target'), 'Counts', 'Why'],
      sum.lines.map(({ child, name, standing, amount, counted, because }) => [
        name,
        name === personsGoal ? '' : (threadLink(pack, child) ?? ''),
        spaced(standing),
        say(amount) ?? '',
        countedWords[counted],
        because ?? '',
      ]),
    )}`;
};

/** The subject's own sum in full, and one line for each goal below that others serve in turn. */
export const addsUp = (pack: Pack, sums: AddingUp): Html => {
  const own = sums.of(pack.story.subject);
  const below = pack.story.goals.flatMap(({ id, terms }) => {
    const sum = id === pack.story.subject.id ? null : sums.of({ kind: 'GOAL', id });
    return sum && (sum.children > 0 || sum.inPlay > 0) ? [{ statement: terms.statement, sum }] : [];
  });
  return html`${own ? whole(pack, own) : null}${below.length === 0 ? null : html`<h3>Rank by rank</h3> `}${table(
    'The goals below that others serve in turn',
    ['Goal', 'In words', 'Gap accepted by', 'Deployed'],
    below.map(({ statement, sum }) => [statement, coverageInWords(pack, sum), gapFacts(pack, sum) ?? '', sum.deployed ? 'yes' : 'no']),
  )}`;
};
