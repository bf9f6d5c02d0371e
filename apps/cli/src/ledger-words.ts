import { compare, minus, type DaysHeld, type Figure, type LedgerEntry, type LedgerStep, type Moment, type Offer } from '#strategy';
import { printable, type Looking } from './looking.js';
import { textTable } from './text-table.js';

export const percentInWords = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(0)}%`);
export const numberInWords = (number: number | null): string => (number === null ? '–' : String(Math.round(number * 10) / 10));

const daysInWords = ({ giver, receiver, arbiter }: DaysHeld): string =>
  [
    [giver, 'giver'],
    [receiver, 'receiver'],
    [arbiter, 'arbiter'],
  ]
    .filter(([days]) => days !== 0)
    .map(([days, who]) => `${who} ${days}`)
    .join(', ') || 'none';

const sideWords = { IN_FORCE: 'in force', OFFER: 'offer', DIRECTION: 'direction' } as const;

const targetOf = (offer: Offer, moment: Moment): string => {
  if (offer.measured === null) return offer.milestones.map(({ text, due }) => `${printable(text)} by ${due}`).join('; ') || 'milestones';
  const unit = moment.tables.measures.get(offer.measured.measure)?.definition.unitOfMeasure;
  return `${offer.measured.target}${unit === undefined ? '' : ` ${printable(unit)}`}`;
};

/** What is asked and granted with an offer. */
const resourcesOf = ({ resourcesAsked, resourcesGranted }: Offer): string => {
  const listed = (resources: Offer['resourcesAsked']): string =>
    resources.map(({ amount, kind, text }) => printable(`${amount === null ? '' : `${amount} ${kind} `}${text}`)).join(', ');
  return [
    resourcesAsked.length > 0 ? `asks ${listed(resourcesAsked)}` : '',
    resourcesGranted.length > 0 ? `grants ${listed(resourcesGranted)}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
};

const stepCells = (
  { kind, on, side, person, post, asDeputy, offer, daysHeld, position }: LedgerStep,
  look: Looking,
  moment: Moment,
): string[] => [
  `  ${on}`,
  `event ${position}`,
  side === null ? sideWords[kind] : kind === 'OFFER' ? side.toLowerCase() : sideWords[kind],
  targetOf(offer, moment),
  `${look.person(person)}, ${look.post(post)}${asDeputy ? ' (deputy)' : ''}`,
  `after ${daysHeld.giver + daysHeld.receiver + daysHeld.arbiter} d`,
];

const resourceWords = { WTE: 'WTE', MONEY: 'money', SUPPORT: 'support' } as const;

const magnitude = (figure: Figure): Figure => (compare(figure, '0') < 0 ? minus('0', figure) : figure);

const concessionInWords = ({ concession }: LedgerEntry): string => {
  if (!concession) return 'first and settled target do not compare';
  const { firstTarget, finalTarget, change, shareOfGap } = concession;
  const sign = compare(change, '0');
  if (sign === 0) return `settled on the first target, ${finalTarget}`;
  const share = shareOfGap === null ? '' : `, ${percentInWords(Math.abs(Number(shareOfGap)))} of the way`;
  return `first target ${firstTarget}, settled ${finalTarget}: ${sign < 0 ? `short of it by ${magnitude(change)}` : `further by ${magnitude(change)}`}${share}`;
};

const plural = (count: number | null, word: string): string => `${count ?? '?'} ${word}${count === 1 ? '' : 's'}`;

/** One entry of the ledger as lines. */
export function* entryInWords(entry: LedgerEntry, look: Looking, moment: Moment): Generator<string> {
  const { settled, kind, settledOn, position, giver, receiver, unit, thread, episode, steps, rounds, questions, daysHeld, acceptedAtOnce } =
    entry;
  yield `“${printable(settled.statement)}” (${look.unit(unit)})`;
  yield `  ${kind.toLowerCase()} ${settledOn}, event ${position}, thread ${thread}${episode === 1 ? '' : `, episode ${episode}`}${entry.inForce ? '' : ', no longer in force'}`;
  yield `  ${look.post(giver)} gives, ${look.post(receiver)} takes on; ${plural(rounds, 'round')}, ${plural(questions, 'question')}${acceptedAtOnce ? ': accepted at once' : ''}; days held: ${daysInWords(daysHeld!)}`;
  const table = textTable(steps.map((step) => stepCells(step, look, moment)));
  for (const [index, step] of steps.entries()) {
    yield table[index]!;
    const resources = resourcesOf(step.offer);
    if (resources !== '') yield `      ${resources}`;
    yield `      ${printable(step.rationale)}`;
  }
  yield `  ${concessionInWords(entry)}`;
  for (const { kind: what, askedFirst, grantedFirst, asked, granted } of entry.resources)
    yield `  ${resourceWords[what]}: asked ${askedFirst} at first and ${asked} in the end, granted ${grantedFirst} and ${granted}`;
}

export const ledgerColumns: readonly string[] = [
  'thread',
  'episode',
  'kind',
  'unit',
  'giver',
  'receiver',
  'step',
  'what',
  'date',
  'event',
  'side',
  'post',
  'person',
  'deputy',
  'round',
  'measure',
  'jumpOffPoint',
  'target',
  'due',
  'change',
  'daysGiver',
  'daysReceiver',
  'daysArbiter',
  'resources',
  'rationale',
  'statement',
  'settledOn',
  'firstTarget',
  'finalTarget',
  'totalChange',
  'shareOfGap',
  'rounds',
  'questions',
  'acceptedAtOnce',
  'inForce',
];

/** The same as rows, one for every step; what is about the whole stands in each. */
export const ledgerRows = (entry: LedgerEntry, look: Looking): (string | number | boolean | null)[][] => {
  const { thread, episode, kind, unit, giver, receiver, steps, settledOn, concession, rounds, questions, acceptedAtOnce, inForce } = entry;
  return steps.map((step, index) => [
    thread,
    episode,
    kind,
    look.unit(unit),
    look.post(giver),
    look.post(receiver),
    index + 1,
    step.kind,
    step.on,
    step.position,
    step.side,
    look.post(step.post),
    look.person(step.person),
    step.asDeputy,
    step.round,
    step.offer.measured && (look.now.tables.measures.get(step.offer.measured.measure)?.definition.name ?? step.offer.measured.measure),
    step.offer.measured?.jop ?? null,
    step.offer.measured?.target ?? null,
    step.offer.due,
    step.change,
    step.daysHeld.giver,
    step.daysHeld.receiver,
    step.daysHeld.arbiter,
    resourcesOf(step.offer),
    step.rationale,
    step.offer.statement,
    settledOn,
    concession?.firstTarget ?? null,
    concession?.finalTarget ?? null,
    concession?.change ?? null,
    concession?.shareOfGap ?? null,
    rounds,
    questions,
    acceptedAtOnce,
    inForce,
  ]);
};
