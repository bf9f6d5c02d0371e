import type { MeasureCommands } from '#strategy';
import { agencyPanelMonth, burstPipeMonth } from '../figures.js';
import { on, type When } from '../sample-year.js';
import type { Happening } from '../schedule.js';
import type { Stage } from '../stage.js';

/** What is said about the charts of the year, and what of them the board was shown. */

type ChartCommand = 'AnnotateMeasure' | 'GhostPoint' | 'RecalculateLimits' | 'PublishChart';

/** By the steward of the measure, who answers for its figures. */
const said = <Name extends ChartCommand>(
  when: When,
  measure: string,
  name: Name,
  inputOf: (stage: Stage) => MeasureCommands[Name],
): Happening => ({
  on: when,
  play: (stage) => {
    const { id, definition } = stage.tables.measures.get(stage.id('measure', measure))!;
    return stage.send(stage.holder(definition.steward!), 'measure', name, id, inputOf(stage));
  },
});

/** The board sees the figures as they stood when their months were closed, whatever is corrected afterwards. */
const shownToTheBoard = (when: When, measure: string): Happening =>
  said(when, measure, 'PublishChart', ({ today }) => ({ title: `Board paper of ${today}`, figures: 'PUBLISHED' }));

export const charts: readonly Happening[] = [
  said(on(4, 20), 'not-attended', 'AnnotateMeasure', (stage) => ({
    period: stage.year.month(3),
    text: 'The text message that can be answered goes to everybody with an appointment since the second week.',
    reference: {
      kind: 'goal',
      id: stage.thread('waits-booking'),
      text: 'The goal of the Booking and Referral Centre: fewer appointments not attended',
    },
  })),
  said(on(6, 24), 'theatre-use', 'GhostPoint', ({ year }) => ({
    period: year.month(burstPipeMonth),
    reason:
      'A burst pipe closed two theatres for eleven days while their lists stayed planned. The month counts in the figure and in the goal; of how theatres are run it says nothing.',
  })),
  // A week before the falls panel's correction: this is what the board decided by.
  shownToTheBoard(on(6, 10), 'falls'),
  shownToTheBoard(on(9, 10), 'falls'),
  said(on(9, 18), 'agency', 'RecalculateLimits', ({ year }) => ({
    from: year.month(agencyPanelMonth),
    reason:
      'Since then no agency shift is booked before a matron and the finance partner have signed for it. Ten months on end lie below the old mean: it is another process, and the old limits say nothing about it.',
    reference: {
      kind: 'decision',
      id: 'finance-committee-agency-panel',
      text: 'The finance committee sets up the panel for agency shifts',
    },
  })),
];
