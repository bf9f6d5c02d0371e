/** What a board wants to know first: how it stands, how far it has come, what moved most and what is open. */
import { assuranceIcon, variationIcon } from '#pictures';
import {
  explain,
  judgementOf,
  minus,
  negotiation,
  standingOf,
  standings,
  type AddsUp,
  type Finding,
  type MeasureRecord,
  type Negotiation,
} from '#strategy';
import { drawn, figuresOf, html, list, nothing, paragraphs, short, table, type Html } from './html.js';
import { spaced, standingMark } from './naming.js';
import { iconWords } from './measure-words.js';
import { linkTo, type Pack } from './pack-of.js';
import type { StoryThread } from './story.js';

const counts = ({ story }: Pack): Html => {
  const visible = story.threads.filter(({ openness }) => openness !== 'STANDING_ONLY');
  const kept = story.threads.length - visible.length;
  return table(
    'How the links below it stand',
    [short('Standing'), figuresOf('Threads')],
    [
      ...standings.map((standing) => [standingMark(standing), visible.filter(({ record }) => standingOf(record) === standing).length]),
      ['Ended with nothing in force', visible.filter(({ record }) => standingOf(record) === null).length],
      ...(kept === 0 ? [] : [['Kept between their sides', kept]]),
    ],
  );
};

/** The two icons of the subject's own measure, with their words. */
const icons = (pack: Pack, measure: MeasureRecord | undefined): Html => {
  if (!measure) return nothing;
  const judged = judgementOf(pack.moment, measure);
  if (judged.problem) return html`<p>The figures of ${measure.definition.name} make no chart: ${judged.problem.because}</p>`;
  const [variation, assurance] = iconWords(measure, judged);
  if (judged.variation === null && judged.assurance === null) return html`<p>${measure.definition.name}: ${variation}</p>`;
  return html`<div class="icons">
    <div>
      ${drawn(variationIcon(judged.variation, { size: 56 }))}
      <p>${measure.definition.name}: ${variation}</p>
    </div>
    <div>
      ${drawn(assuranceIcon(judged.assurance, { size: 56 }))}
      <p>${assurance}</p>
    </div>
  </div> `;
};

/** The threads whose target moved furthest on the way, by the part of the first target that it moved. */
const movedMost = (pack: Pack): Html => {
  const moved = pack.story.threads.flatMap((thread): { thread: StoryThread; read: Negotiation; part: number }[] => {
    // One offer alone has conceded nothing.
    if (pack.moment.tables.offers.of(thread.record.id).length < 2) return [];
    const read = negotiation(pack.moment, pack.now, pack.reader, thread.record.id);
    if (!read?.concession || Number(read.concession.change) === 0 || Number(read.concession.firstTarget) === 0) return [];
    return [{ thread, read, part: Math.abs(Number(read.concession.change) / Number(read.concession.firstTarget)) }];
  });
  if (moved.length === 0) return html`<p>No target in force differs from the one first offered.</p>`;
  const most = moved.sort((one, other) => other.part - one.part).slice(0, 3);
  return list(
    most.map(({ thread, read: { record, concession } }) => {
      const { offer } = record.state.inForce!;
      const measure = pack.naming.measure(offer.measured!.measure);
      const more = Number(concession!.change) > 0 ? 'more' : 'less';
      const say = (target: string): string => pack.naming.figure(measure, target);
      return html`${linkTo(thread)}, from a target of ${say(concession!.firstTarget)} to ${say(concession!.finalTarget)}, ${more} than was
      first offered: ${offer.statement}`;
    }),
  );
};

/** Coverage in a sentence, with where to read on. */
export const coverageInWords = (pack: Pack, sum: AddsUp): string => {
  const measure = sum.measure === null ? undefined : pack.naming.measure(sum.measure);
  const say = (figure: string | null): string => pack.naming.rounded(measure, figure);
  const covered = sum.coverage === null ? '' : ` (${percentOf(sum.coverage)} of the need)`;
  switch (sum.state) {
    case 'COMPUTED': {
      const gap = Number(sum.gap);
      const left =
        gap > 0 ? `missing: ${say(sum.gap)}` : gap < 0 ? `more than is needed: ${say(minus('0', sum.gap!))}` : 'nothing is missing';
      return `Needed: ${say(sum.need)}; in force: ${say(sum.inForce)}${covered}; ${left}.`;
    }
    case 'ALREADY_MET':
      return 'It starts from where it is to go: nothing more is needed.';
    case 'MAINTAINED':
      return 'It is to be kept as it is: there is nothing to cover.';
    case 'INFLUENCE':
      return `There is no arithmetic between it and what serves it; it asks for one strong supporter, and ${sum.hasStrong ? 'has one' : 'has none'}.`;
    case 'NOT_COMPUTABLE':
      return `Coverage cannot be worked out: ${sum.because ?? 'something is missing'}.`;
  }
};

export const percentOf = (share: string): string => `${Number((Number(share) * 100).toPrecision(4))}%`;

export const summary = (pack: Pack, sum: AddsUp | null, found: readonly Finding[]): Html => {
  const { story, moment, now, reader, naming } = pack;
  const explained = explain(moment, now, reader, story.subject);
  const terms = (story.goal ?? story.aim)?.terms;
  const measure = terms?.measured ? naming.measure(terms.measured.measure) : undefined;
  const grave = found.filter(({ severity }) => severity === 'HIGH').length;
  return html`${counts(pack)}
    <h3>Does it add up?</h3>
    ${sum ? html`<p>${coverageInWords(pack, sum)} ${sum.deployed ? 'It is deployed: covered at every rank, and nothing is in play.' : 'It is not deployed in full yet.'}</p>` : null}
    <h3>How far it has come</h3>
    ${paragraphs([...(explained?.own?.sentences ?? []), ...(explained ? [explained.activity.sentence, ...explained.sentences] : []), ...(explained?.watermelon ? [explained.watermelon.sentence] : [])])}${explained ? html`<p class="small">Method: ${spaced(explained.rollUp.provenance.formula).toLowerCase()}, version ${explained.rollUp.provenance.version} of its formula.</p>` : null}${icons(pack, measure)}
    <h3>What moved most on the way</h3>
    ${movedMost(pack)}
    <h3>What is open</h3>
    <p>
      ${found.length === 0 ? 'No finding is open about it.' : html`<a href="#findings">${found.length} ${found.length === 1 ? 'finding is' : 'findings are'} open</a>, ${grave} of high severity.`}
    </p> `;
};
