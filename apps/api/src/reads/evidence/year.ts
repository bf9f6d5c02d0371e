/** The year of the cycle month by month: plan and figure of the aim and of every goal below it that has a measured target. */
import { BowlingRows, financialYear, settingsOf, yearColumns, type BowlingRow } from '#strategy';
import { bowlingPicture } from '../drawing.js';
import { drawn, html, list, nothing, type Html } from './html.js';
import type { Pack } from './pack-of.js';
import { packLimits } from './story.js';

/** Pixels: what an A4 page shows at the size it was drawn. */
export const pageWidth = 670;
/** Rows that stand on one page. */
const rowsOfPage = 3;

export const year = (pack: Pack): Html => {
  const { story, moment } = pack;
  const { cycle, id } = (story.goal ?? story.aim)!;
  const { financialYearStart } = settingsOf(moment);
  const { starts, ends } = moment.tables.cycles.get(cycle) ?? { starts: moment.today, ends: moment.today };
  const day = moment.today < starts || moment.today > ends ? starts : moment.today;
  const columns = yearColumns(day, financialYearStart);
  const view = 'AS_KNOWN_NOW';
  const maker = new BowlingRows(moment);
  const measured = story.goals.filter(({ terms }) => terms.measured !== null);
  const without = story.goals.filter(({ terms }) => terms.measured === null);
  const rows: readonly BowlingRow[] = [
    ...(story.goal ? [] : [maker.ofAim(id, columns, view)]),
    ...measured.slice(0, packLimits.measures).map((goal) => maker.ofGoal(goal, columns, view)),
  ].filter((row) => row !== null);
  if (rows.length === 0) return nothing;
  const { label } = financialYear(day, financialYearStart);
  const of = { kind: story.subject.kind, id: story.subject.id };
  const pages = Array.from({ length: Math.ceil(rows.length / rowsOfPage) }, (_, page) =>
    rows.slice(page * rowsOfPage, (page + 1) * rowsOfPage),
  );
  const page = (part: readonly BowlingRow[], index: number): Html => {
    const title = `Plan and figures of ${label}${pages.length === 1 ? '' : `, part ${index + 1} of ${pages.length}`}`;
    const chart = { of, cycle, view, year: label, columns, rows: part, withoutRow: [] } as const;
    return html`<figure>${drawn(bowlingPicture(moment, title, chart, { width: pageWidth, grey: false }))}</figure> `;
  };
  return html`<section>
    <h3>The year ${label}, month by month</h3>
    ${measured.length > packLimits.measures ? html`<p class="note">The first ${rows.length} are drawn.</p> ` : null}${pages.map(page)}${
      without.length === 0 ? null : html`<h4>Without a row: milestones and no measured target, so that no month has a plan</h4>`
    }
    ${list(without.slice(0, packLimits.measures).map(({ terms }) => terms.statement))}
  </section> `;
};
