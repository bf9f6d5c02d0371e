import { integrityFindings, leadOf, structureOf } from '#strategy';
import { ago, later, on, type When } from '../sample-year.js';
import type { Happening } from '../schedule.js';
import type { Stage } from '../stage.js';

/** What happens to people and aims beside the negotiations. */

const leaves = (when: When, key: string, reason: string): Happening => ({
  on: when,
  play: async (stage) => {
    const post = stage.id('post', key);
    const { person } = stage.holder(post);
    const administrator = stage.holder(stage.id('post', 'administrator'));
    await stage.send(administrator, 'organisation', 'RecordLeaver', stage.organisation, { post, person, lastDay: stage.today, reason });
  },
});

/** Somebody who holds another post stands in, named by the lead above. */
const standsIn = (when: When, key: string, holderOf: string, above: string, reason: string): Happening => ({
  on: when,
  play: (stage) =>
    stage.send(stage.holder(stage.id('post', above)), 'organisation', 'NameActingHolder', stage.organisation, {
      post: stage.id('post', key),
      person: stage.holder(stage.id('post', holderOf)).person,
      from: stage.today,
      to: null,
      reason,
    }),
});

const aimGapAccepted = (when: When, key: string, plan: string, reviewOn: When): Happening => ({
  on: when,
  play: (stage) => {
    const aim = stage.tables.aims.get(stage.id('aim', key))!;
    return stage.send(stage.holder(aim.terms.sponsor), 'strategy', 'AcceptAimGap', stage.organisation, {
      aim: aim.id,
      revision: aim.revision,
      plan,
      reviewOn: reviewOn(stage.year),
    });
  },
});

const noted = (when: When, measure: string, month: number, text: string): Happening => ({
  on: when,
  play: (stage: Stage) => {
    const { id, unit } = stage.tables.measures.get(stage.id('measure', measure))!;
    const lead = leadOf(structureOf(stage), unit, stage.today)!;
    return stage.send(stage.holder(lead), 'measure', 'AnnotateMeasure', id, { period: stage.year.month(month), text });
  },
});

/** The sponsor of an aim answers for what was found about a goal below it; in another year's figures nothing may be found. */
const answered = (when: When, goal: string, aim: string, reason: string): Happening => ({
  on: when,
  play: async (stage) => {
    const { now } = stage;
    const found = integrityFindings(now, now, null).find(({ subject }) => subject.id === stage.thread(goal));
    const sponsor = stage.holder(now.tables.aims.get(stage.id('aim', aim))!.terms.sponsor);
    if (found) await stage.send(sponsor, 'finding', 'AcknowledgeFinding', found.key, { reason });
  },
});

export const changes: readonly Happening[] = [
  aimGapAccepted(
    on(2, 22),
    'falls',
    'The divisions promise 144 of 155. The eleven left are expected from lighting every bathroom, which nobody can yet put a number to.',
    on(12, 10),
  ),
  aimGapAccepted(
    on(2, 23),
    'restraint',
    'What is promised comes to 242 of 264. The rest waits for the night posts; we look again when all eight are filled.',
    on(12, 10),
  ),
  aimGapAccepted(
    on(2, 24),
    'waits',
    'Medicine has declined its part with a good reason. Its 300 are looked for in advice by letter, and asked for again next year.',
    on(12, 10),
  ),
  leaves(on(5, 21), 'resp-lead', 'Moves to the ambulance service.'),
  standsIn(
    later(on(5, 21), 3),
    'resp-lead',
    'resp-senior',
    'acute-lead',
    'The senior nurse knows the ward and leads it until the post is filled.',
  ),
  leaves(ago(18), 'cmht-vale-lead', 'Retires.'),
  noted(on(7, 3), 'falls-larch', 6, 'Twenty beds were opened beside the ward without further staff.'),
  noted(on(6, 9), 'restraint-rowan', 5, 'Three of the new night nurses left.'),
  answered(
    on(8, 17),
    'falls-older',
    'falls',
    'Twenty beds were opened on Larch Ward at the board’s own wish. Falls per occupied bed have gone down, and the board has seen both plans.',
  ),
];
