/** Every thread: who with whom, what was offered, what was said, how long each side had the ball, and what came of it. */
import { goalIdOf, negotiation, resolveParent, type GoalRecord, type MeasureRecord, type Move, type Negotiation } from '#strategy';
import { facts, html, list, short, nothing, table, type Html, type Piece } from './html.js';
import { briefDay, dayOf, spaced, standingMark, timeCell } from './naming.js';
import { offersTable } from './offers.js';
import { position, threadLink, type Pack } from './pack-of.js';
import { packLimits, type StoryThread } from './story.js';

const kinds = { DOWNWARDS: 'asked for from above', BOTTOM_UP: 'offered from below', PLEDGE: 'a pledge between peers' } as const;

const concessionInWords = ({ naming }: Pack, { record, concession }: Negotiation): string | null => {
  if (!concession) return null;
  const measure = naming.measure(record.state.inForce?.offer.measured?.measure ?? '');
  const by = naming.figure(measure, concession.change.replace('-', ''));
  const change = Number(concession.change);
  const first = `${naming.figure(measure, concession.firstTarget)} at first, ${naming.figure(measure, concession.finalTarget)} in force`;
  return change === 0 ? `none: ${first}` : `${first}: ${by} ${change > 0 ? 'more' : 'less'} is promised than was first offered`;
};

const settledBy = (pack: Pack, { record, moves }: Negotiation): readonly (readonly [string, Piece])[] => {
  const { settlement, state } = record;
  if (!settlement || !state.inForce) return [];
  const { signatures, arbiter, rationale, on, ordinal } = settlement;
  const when = html`on ${dayOf(on)}, position ${position(pack, ordinal)}`;
  const decision = moves.find((move) => move.ordinal === ordinal);
  return signatures
    ? [
        ['Agreed', when],
        ['Signed for the giver', pack.naming.by(signatures.giver)],
        ['Signed for the receiver', pack.naming.by(signatures.receiver)],
      ]
    : [
        ['Directed, not agreed', when],
        ['Directed by', decision ? pack.naming.by(decision) : pack.naming.post(arbiter)],
        ['Because', rationale],
      ];
};

const promises = ({ conditions, grants, milestones }: GoalRecord, pack: Pack): readonly (readonly [string, Piece])[] => [
  [
    'Milestones',
    list(
      milestones.map(
        ({ text, due, done }) => `${text} (${dayOf(due)}): ${done ? `done on ${dayOf(done.on)}, ${done.evidence}` : 'not done'}`,
      ),
    ),
  ],
  [
    'Conditions',
    list(
      conditions.map(
        ({ text, owner, due, state, because }) =>
          `${text} (${pack.naming.post(owner)}, ${dayOf(due)}): ${state.toLowerCase()}${because === null ? '' : `, ${because}`}`,
      ),
    ),
  ],
  [
    'Resources granted',
    list(
      grants.map(
        ({ text, amount, kind, fundedBy, deliverBy, state, because }) =>
          `${amount === null ? '' : kind === 'MONEY' ? `£${amount} ` : `${amount} whole-time equivalents `}${text} (${pack.naming.post(fundedBy)}, ${dayOf(deliverBy)}): ${state.toLowerCase()}${because === null ? '' : `, ${because}`}`,
      ),
    ),
  ],
];

const goalOf = (pack: Pack, { record, openness }: StoryThread): GoalRecord | undefined =>
  openness === 'STANDING_ONLY' || record.firstSettled === null ? undefined : pack.story.goals.find(({ id }) => id === goalIdOf(record));

const closing = (pack: Pack, goal: GoalRecord | undefined): Piece =>
  goal?.closed
    ? html`${spaced(goal.closed.outcome)} on ${dayOf(goal.closed.on)}: ${goal.closed.reason}; evidence: ${goal.closed.evidence}, position
      ${position(pack, goal.closed.ordinal)}`
    : null;

const moveRow = (pack: Pack, { type, at, round, episode, side, text, due, ordinal, ...actor }: Move): readonly Piece[] => [
  timeCell(at),
  `${episode}.${round}`,
  `${spaced(type)}${side === null ? '' : ` (${side.toLowerCase()})`}`,
  pack.naming.by(actor),
  html`<span class="said">${text ?? ''}</span>`,
  due === null ? '' : briefDay(due),
  position(pack, ordinal),
];

const serves = (pack: Pack, { state }: Negotiation['record']): Piece => {
  const { kind, id } = state.thread.parent;
  const { tables } = pack.moment;
  if (kind === 'AIM') return tables.aims.get(id)?.terms.statement ?? 'an aim';
  const thread = threadLink(pack, id);
  if (thread) return html`what ${thread} comes to`;
  return kind === 'GOAL' && pack.story.goals.some((goal) => goal.id === id)
    ? (tables.goals.get(id)?.terms.statement ?? 'a goal')
    : 'something that is not in this pack';
};

/** The measure of what a thread serves: contributions are in its unit. */
const servedMeasure = ({ moment: { tables }, naming }: Pack, { state }: Negotiation['record']): MeasureRecord | undefined => {
  const { kind, id } = resolveParent(tables, state.thread.parent);
  const terms =
    kind === 'AIM'
      ? tables.aims.get(id)?.terms
      : kind === 'GOAL'
        ? tables.goals.get(id)?.terms
        : tables.threads.get(id)?.state.episode.table.offer;
  return terms?.measured ? naming.measure(terms.measured.measure) : undefined;
};

const oneThread = (pack: Pack, thread: StoryThread): Html => {
  const { naming } = pack;
  const name = `T${thread.number}`;
  const read = negotiation(pack.moment, pack.now, pack.reader, thread.record.id);
  if (!read) return nothing;
  const { record, openness, giver, receiver, daysHeld } = read;
  const { thread: served, inForce, episode } = record.state;
  const between: readonly (readonly [string, Piece])[] = [
    ['Giver', naming.place(giver)],
    ['Receiver', naming.place(receiver)],
    ['Way', kinds[served.kind]],
  ];
  if (openness === 'STANDING_ONLY')
    return html`<section id="t${thread.number}">
      <h3>${name}. A negotiation kept between its sides</h3>
      ${facts([...between, ['What is shown', 'only that there is a negotiation: its sides keep the rest to themselves until their first commitment']])}
    </section> `;
  const goal = goalOf(pack, thread);
  const total = daysHeld.giver + daysHeld.receiver + daysHeld.arbiter;
  return html`<section id="t${thread.number}">
    <h3>${name}. ${(inForce ?? episode.table).offer.statement}</h3>
    ${facts([
      ...between,
      ['Serves', serves(pack, record)],
      [
        'Standing',
        html`${standingMark(read.standing) ?? spaced(read.phase)}${record.state.inForce && read.phase !== record.state.inForce.kind ? `; its latest episode: ${spaced(read.phase).toLowerCase()}` : null}`,
      ],
      [
        'What is shown',
        openness === 'FROM_COMMITMENT' ? 'what came from its first commitment on: earlier offers stay with the sides' : null,
      ],
      ...settledBy(pack, read),
      ['Concession', concessionInWords(pack, read)],
      ['Days held', `giver ${daysHeld.giver}, receiver ${daysHeld.receiver}, arbiter ${daysHeld.arbiter}; ${total} in all`],
      [
        'Rounds, questions',
        `${read.rounds} in the latest episode, ${read.questions} asked${read.acceptedAtOnce ? '; agreed in round 1 without a question' : ''}`,
      ],
      [
        'Awaited',
        read.holder &&
          `${naming.place(read.holder.post)}${read.holder.vacant ? ' (vacant)' : ''}${read.due === null ? '' : `, by ${dayOf(read.due)}`}${read.overdue ? ': overdue' : ''}`,
      ],
      ['Open question', record.question && `${record.question.text} (${naming.by(record.question)}, ${dayOf(record.question.on)})`],
      ['Ended because', record.ended && `${record.ended.reason} (${dayOf(record.ended.on)})`],
      ...(goal && inForce ? promises(goal, pack) : []),
      ['Goal closed', closing(pack, goal)],
    ])}${offersTable(pack, name, read.offers, servedMeasure(pack, record))}${table(
      `The conversation of ${name}; a round is counted within its episode`,
      ['When', short('Round'), 'Move', 'By', 'What was said', short('Due then'), short('Position')],
      read.moves.map((move) => moveRow(pack, move)),
      'talk',
    )}
  </section> `;
};

export const threads = (pack: Pack): Html => {
  const all = pack.story.threads;
  const shown = all.slice(0, packLimits.threads);
  if (all.length === 0) return html`<p>There is no thread.</p>`;
  return html`${
    shown.length < all.length
      ? html`<p class="note">
          Threads 1 to ${shown.length} of ${all.length} are set out; the others stand in the line above. Ask for the pack of a goal to read
          what serves it.
        </p>`
      : null
  }${shown.map((thread) => oneThread(pack, thread))}`;
};
