/** The evidence pack: one document about an aim or goal that a board can read and an auditor can check, offline and for years. */
import { AddingUp, findings, type Finding } from '#strategy';
import { appendix } from './appendix.js';
import { decisions } from './decisions.js';
import { figures } from './figures.js';
import { facts, html, short, table, type Html } from './html.js';
import { lineDown, lineUp } from './line.js';
import { dayOf, spaced, timeOf } from './naming.js';
import { position, type Pack } from './pack-of.js';
import { styleOf } from './style.js';
import { summary } from './summary.js';
import { addsUp } from './sums.js';
import { threads } from './threads.js';

/** The document loads nothing and runs nothing, whoever opens it from wherever. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Those findings of its cycle that are about something in the story, or rest on an event of it. */
export const findingsIn = ({ moment, now, reader, story, listed }: Pack): readonly Finding[] => {
  const cycle = (story.goal ?? story.aim)!.cycle;
  const subjects = new Set([
    story.subject.id,
    ...story.threads.map(({ record }) => record.id),
    ...story.goals.map(({ id }) => id),
    ...story.measures.map(({ measure }) => measure.id),
  ]);
  return findings(moment, now, reader, { cycle }).filter(
    ({ subject, evidence }) =>
      subjects.has(subject.id) || ((subject.kind === 'POST' || subject.kind === 'EVENT') && evidence !== null && listed.has(evidence)),
  );
};

/** What a finding about a decision rests on, and who answers for it. */
const answered = (pack: Pack, { integrity }: Finding): Html | null => {
  if (!integrity) return null;
  const { evidence, acknowledged } = integrity;
  const rests = html`Rests on ${evidence.map((each, index) => html`${index === 0 ? '' : ', '}${position(pack, each.position)}`)}.`;
  if (!acknowledged) return html`${rests} Nobody has acknowledged it.`;
  const { by, on, reason, ordinal } = acknowledged;
  return html`${rests} Acknowledged by ${pack.naming.by(by)} on ${dayOf(on)}, position ${position(pack, ordinal)}: ${reason}`;
};

const findingsTable = (pack: Pack, found: readonly Finding[]): Html =>
  found.length === 0
    ? html`<p>Nothing is found wanting about it at this moment.</p>`
    : table(
        'Findings, the gravest first; those of decisions stay for ever, and somebody who had no part answers for them',
        [short('Severity'), 'Finding', 'What was found', 'What it rests on, and who answers for it', short('Position')],
        found.map((finding) => [
          spaced(finding.severity),
          spaced(finding.code),
          finding.text,
          answered(pack, finding),
          finding.evidence === null ? '' : position(pack, finding.evidence),
        ]),
      );

/** What whoever has it made may not see, in words. It says nothing of what they may not even know of. */
const openness = ({ reader, story }: Pack): string => {
  if (reader.isAuditor) return 'Nothing was left out: whoever had it made may see everything.';
  const partly = story.threads.filter((thread) => thread.openness !== 'ALL').length;
  const kept =
    partly === 0
      ? ''
      : `Of ${partly} ${partly === 1 ? 'thread' : 'threads'} only part is shown, because the rest is kept between their sides. `;
  return `${kept}Single persons’ goals that whoever had it made may not see are left out and not counted here; rights are those of the day it was made. An auditor’s pack has everything.`;
};

const cover = (pack: Pack, contents: readonly Section[]): Html => {
  const { story, moment, now, naming, organisation, madeBy } = pack;
  const { aim, goal } = story;
  const cycle = moment.tables.cycles.get((goal ?? aim)!.cycle);
  const owner = goal ? goal.owner : aim!.terms.sponsor;
  return html`<header>
      <p>Evidence pack · ${organisation}</p>
      <h1>${story.statement}</h1>
      ${facts([
        ['Organisation', organisation],
        [goal ? 'Goal' : 'Annual aim', story.statement],
        ['Cycle', cycle ? `${cycle.name}, ${dayOf(cycle.starts)} to ${dayOf(cycle.ends)}` : null],
        [goal ? 'Owner' : 'Sponsor', naming.place(owner)],
        ['As of', `${dayOf(moment.today)}, after event ${moment.position} of the record; what was known then and nothing later`],
        ['Made', `${timeOf(now.at)} by ${madeBy}`],
        ['Left out', openness(pack)],
      ])}
      <p class="note">
        This document holds personal data: the names of people, as the directory had them on the day it was made, and what they said. Keep
        it, share it and destroy it as you would a personnel paper. The record itself knows people by ids alone.
      </p>
      <p class="small">
        Standings have a word and a shape: ● committed, both sides signed; ◆ directed by an arbiter, never called agreed; ◐ tentative, not
        all have signed; ○ in negotiation; ✕ declined. Threads are numbered T1, T2 …, measures M1, M2 …; a position is an event’s number in
        the record. A character that would turn the direction of writing is shown as �.
      </p>
    </header>
    <nav aria-labelledby="contents">
      <h2 id="contents">Contents</h2>
      <ol>
        ${contents.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `)}
      </ol>
    </nav> `;
};

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  /** Begins on a page of its own. */
  readonly page?: boolean;
}

/** The whole document as text. It is well-formed XML too, but for its first line, so that any reader of either can take it. */
export const evidencePack = (pack: Pack): string => {
  const { story, moment } = pack;
  const sums = new AddingUp(pack.moment, pack.now, pack.reader);
  const found = findingsIn(pack);
  const sections: readonly Section[] = [
    { id: 'summary', title: 'In short', body: summary(pack, sums.of(story.subject), found), page: true },
    { id: 'up', title: 'The line up', body: lineUp(pack) },
    { id: 'down', title: 'The line down', body: lineDown(pack) },
    { id: 'sum', title: 'Does it add up?', body: addsUp(pack, sums) },
    { id: 'threads', title: 'Every thread', body: threads(pack), page: true },
    { id: 'figures', title: 'Figures', body: figures(pack), page: true },
    { id: 'decisions', title: 'Decisions', body: decisions(pack), page: true },
    { id: 'findings', title: 'Findings', body: findingsTable(pack, found) },
    { id: 'record', title: 'The record', body: appendix(pack), page: true },
  ];
  const numbered = sections.map((section, index) => ({ ...section, title: `${index + 1}. ${section.title}` }));
  const stand = `As of ${dayOf(moment.today)}, position ${moment.position}`;
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="robots" content="noindex" />
        <title>Evidence pack: ${story.statement} (${stand})</title>
        ${styleOf({ title: story.statement, stand })}
      </head>
      <body>
        <a class="skip" href="#summary">Skip to the summary</a>
        ${cover(pack, numbered)}
        <main>
          ${numbered.map(
            ({ id, title, body, page }) =>
              html`<section>
                <h2 id="${id}" class="${page ? 'page' : ''}">${title}</h2>
                ${body}
              </section> `,
          )}
        </main>
      </body>
    </html> `.text;
};
