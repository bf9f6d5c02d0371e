/** The line up, from the aim to True North with what spoke for it, and the line down to whoever has taken a part on. */
import {
  fieldDifferences,
  goalIdOf,
  saidPeriod,
  saidSpan,
  standingOf,
  type AimRecord,
  type Figure,
  type MeasuredTerms,
  type Trajectory,
} from '#strategy';
import { changesInWords } from './changes.js';
import { facts, figuresOf, html, list, nothing, short, table, type Html, type Piece } from './html.js';
import { briefDay, dayOf, directionInWords, spaced, standingMark } from './naming.js';
import { linkTo, position, type Pack } from './pack-of.js';
import { packLimits } from './story.js';

const trajectoryInWords = (trajectory: Trajectory, say: (value: Figure) => string): string => {
  switch (trajectory.kind) {
    case 'LINEAR':
      return 'in a straight line';
    case 'STEP':
      return `in one step on ${dayOf(trajectory.on)}`;
    case 'SEASONAL':
      return `by the season, ${trajectory.points.length} periods stated`;
    case 'MANUAL':
      return `as stated period by period: ${trajectory.points.map(({ period, value }) => `${saidPeriod(period)} ${say(value)}`).join(', ')}`;
  }
};

/** What a measured promise says, for people. */
export const measuredFacts = ({ naming }: Pack, measured: MeasuredTerms): readonly (readonly [string, Piece])[] => {
  const measure = naming.measure(measured.measure);
  return [
    ['Measure', measure ? `${measure.definition.name}: ${directionInWords(measure)}` : measured.measure],
    ['Starts from', `${naming.figure(measure, measured.jop)}, the figure of ${saidSpan(measured.jopFrom, measured.jopTo)}`],
    ['Target', `${naming.figure(measure, measured.target)}${measured.maintain ? ' (to be kept as it is)' : ''}`],
    ['Judged as', measured.basis === 'LEVEL' ? 'a level, period by period' : 'a total over the same stretch of time'],
    ['Plan', trajectoryInWords(measured.trajectory, (value) => naming.figure(measure, value))],
    ['Near enough', measured.tolerance === '0' ? 'no tolerance' : `within ${naming.figure(measure, measured.tolerance)}`],
  ];
};

const candidate = (pack: Pack, aim: AimRecord): Html => {
  const { tables } = pack.moment;
  const nominated = tables.candidates.get(aim.candidate);
  if (!nominated) return nothing;
  const { text, nominatedBy, since } = nominated;
  const scores = tables.scores.of(aim.candidate);
  return html`<h3>What spoke for it: the candidate</h3>
    ${facts([
      ['Nominated as', text.statement],
      ['Nominated by', html`${pack.naming.by(nominatedBy)}, position ${position(pack, since)}`],
      [
        'Evidence',
        text.evidence.length === 0
          ? null
          : list(text.evidence.map(({ source, date, text: said }) => `${said} (${source}, ${dayOf(date)})`)),
      ],
      ['Best-known benchmark', text.benchmark],
      ['Dimension of quality', spaced(text.qualityDimension)],
      ['Effect on equity', text.equity],
      ['Shaped by', text.shapedBy],
    ])}${table(
      'Scores of the candidate, as they stood at the end',
      ['By', figuresOf('Impact'), figuresOf('Urgency'), figuresOf('Feasibility'), 'Counts', 'Comment', short('Position')],
      [...new Map(scores.map((score) => [score.person, score])).values()].map((score) => [
        pack.naming.by(score),
        score.impact,
        score.urgency,
        score.feasibility,
        score.advisory ? 'advisory' : 'yes',
        score.comment ?? '',
        position(pack, score.ordinal),
      ]),
    )}${facts([
      ['Adopted because', html`<span class="said">${aim.adoptedFor}</span>`],
      ['Adopted on', html`${dayOf(aim.adoptedOn)}, position ${position(pack, aim.since)}`],
      ['Let in beyond the cap', aim.override],
      [
        'Mandate waived',
        aim.waiver &&
          html`for the target ${pack.naming.figure(pack.naming.measure(aim.terms.measured.measure), aim.waiver.target)}:
          ${aim.waiver.reason}, position ${position(pack, aim.waiver.ordinal)}`,
      ],
      ['Dropped', aim.dropped && html`on ${dayOf(aim.dropped.on)}: ${aim.dropped.reason}, position ${position(pack, aim.dropped.ordinal)}`],
    ])}`;
};

const revisions = (pack: Pack, aim: AimRecord): Html => {
  const all = pack.moment.tables.aimRevisions.of(aim.id);
  return table(
    'Revisions of the aim',
    [short('Revision'), short('On'), 'By', 'Why', 'What changed', short('Position')],
    all.map(({ revision, on, by, reason, terms, ordinal }, index) => [
      revision,
      briefDay(on),
      pack.naming.by(by),
      reason,
      index === 0 ? 'its adoption' : changesInWords(pack, fieldDifferences(all[index - 1]!.terms, terms), terms.measured.measure),
      position(pack, ordinal),
    ]),
  );
};

/** From the aim up: its terms, why it was adopted, the objective, the dimension and True North. */
export const lineUp = (pack: Pack): Html => {
  const { naming, story, moment } = pack;
  const { aim, goal } = story;
  if (!aim) return html`<p>What this goal serves is not in the record any more.</p>`;
  const { tables } = moment;
  const objective = tables.objectives.get(aim.terms.objective);
  const trueNorth = objective && tables.trueNorths.get(objective.unit)?.inForce;
  const dimension = trueNorth?.dimensions.find(({ id }) => id === objective?.dimension);
  const { mandate, sponsor, due, measured, rollUp, statement } = aim.terms;
  return html`${table(
      'From True North to what this pack is about',
      ['Rank', 'Statement', 'Whose'],
      [
        ...(trueNorth ? [['True North', trueNorth.statement, naming.unit(objective.unit)]] : []),
        ...(dimension ? [['Dimension', `${dimension.name}: ${dimension.statement}`, '']] : []),
        ...(objective
          ? [
              [
                'Breakthrough objective',
                `${objective.statement} (${dayOf(objective.from)} to ${dayOf(objective.to)}${objective.retired === null ? '' : `; retired: ${objective.retired}`})`,
                naming.unit(objective.unit),
              ],
            ]
          : []),
        ['Annual aim', statement, naming.place(sponsor)],
        ...story.above.map((each) => ['Goal', each.terms.statement, naming.place(each.owner)]),
        ...(goal ? [['Goal of this pack', goal.terms.statement, naming.place(goal.owner)]] : []),
      ],
    )}
    <h3>The terms of the aim</h3>
    ${facts([
      ['Statement', statement],
      ['Sponsor', naming.place(sponsor)],
      ...measuredFacts(pack, measured),
      ['Due', dayOf(due)],
      [
        'Mandate',
        mandate &&
          `${mandate.authority} asks for ${naming.figure(naming.measure(measured.measure), mandate.target)} (${mandate.reference})`,
      ],
      ['Judged from below by', spaced(rollUp)],
      ['Revision', aim.revision],
    ])}${revisions(pack, aim)}${candidate(pack, aim)}`;
};

/** Who has taken a part on, link by link, each under what it serves. */
export const lineDown = (pack: Pack): Html => {
  const { naming, story, moment } = pack;
  const rows = story.threads.map((thread): readonly Piece[] => {
    const { record, rank, openness } = thread;
    const { state } = record;
    if (openness === 'STANDING_ONLY')
      return [
        html`${indent(rank)}kept between its sides`,
        naming.place(state.thread.receiver),
        standingMark('IN_NEGOTIATION'),
        '',
        '',
        linkTo(thread),
      ];
    const { offer } = state.inForce ?? state.episode.table;
    const measure = offer.measured ? naming.measure(offer.measured.measure) : undefined;
    const closed = moment.tables.goals.get(goalIdOf(record))?.closed;
    return [
      html`${indent(rank)}${offer.statement}`,
      naming.place(state.thread.receiver),
      html`${standingMark(standingOf(record)) ?? 'Ended with nothing in force'}${closed && state.inForce ? `; closed, ${spaced(closed.outcome).toLowerCase()}` : null}`,
      offer.measured ? `${naming.figure(measure, offer.measured.jop)} → ${naming.figure(measure, offer.measured.target)}` : 'by milestones',
      briefDay(offer.due),
      linkTo(thread),
    ];
  });
  if (rows.length === 0) return html`<p>Nobody was asked to share in it, or not that this reader may know of.</p>`;
  return html`${story.cutOff ? html`<p class="note">The first ${packLimits.links} links are shown; ask for the pack of a goal to see what serves it.</p>` : null}${table(
    'Everything that serves it; what is indented serves what stands above it',
    ['What', 'Taken on by', 'Standing', 'From → to', short('Due'), short('Thread')],
    rows,
  )}`;
};

const indent = (rank: number): Html => html`${'› '.repeat(rank)}`;
