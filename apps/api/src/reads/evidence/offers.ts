/** The offers of a thread side by side, what differs from the offer before marked by a sign and in bold. */
import { percentFigure, type Grant, type MeasureRecord, type Offer, type OfferInRow, type Resource } from '#strategy';
import { html, list, nothing, table, type Html, type Piece } from './html.js';
import { dayOf, spaced } from './naming.js';
import { measuredFacts } from './line.js';
import { threadLink, type Pack } from './pack-of.js';

/** Offers in one table: more columns than a page has room for begin a new one. */
const columnsMax = 4;

/** A line of the table: the fields of an offer it tells of, and what it says of one. */
export interface OfferRow {
  readonly name: string;
  readonly fields: readonly string[];
  /** `served` is the measure of what the offer would serve, where it has one. */
  readonly of: (pack: Pack, offer: Offer, served: MeasureRecord | undefined) => Piece;
}

const resource = ({ kind, amount, text }: Resource): string =>
  kind === 'SUPPORT' || amount === null ? text : kind === 'WTE' ? `${amount} whole-time equivalents: ${text}` : `£${amount}: ${text}`;

const grant = (pack: Pack, given: Grant): string =>
  `${resource(given)}, funded by ${pack.naming.post(given.fundedBy)}, there on ${dayOf(given.deliverBy)}`;

const measured =
  (index: number) =>
  (pack: Pack, offer: Offer): Piece =>
    offer.measured ? (measuredFacts(pack, offer.measured)[index]?.[1] ?? null) : null;

/** Every field of an offer stands in one of these: a spec holds them to that. */
export const offerRows: readonly OfferRow[] = [
  { name: 'Statement', fields: ['statement'], of: (_, { statement }) => statement },
  { name: 'Kind', fields: ['kind'], of: (_, { kind }) => spaced(kind) },
  { name: 'Measure', fields: ['measured.measure'], of: measured(0) },
  { name: 'Starts from', fields: ['measured.jop', 'measured.jopFrom', 'measured.jopTo'], of: measured(1) },
  { name: 'Target', fields: ['measured.target', 'measured.maintain'], of: measured(2) },
  { name: 'Judged as', fields: ['measured.basis'], of: measured(3) },
  { name: 'Plan', fields: ['measured.trajectory'], of: measured(4) },
  { name: 'Near enough', fields: ['measured.tolerance'], of: measured(5) },
  {
    name: 'Milestones',
    fields: ['milestones'],
    of: (_, { milestones }) => list(milestones.map(({ text, due }) => `${text} (${dayOf(due)})`)),
  },
  { name: 'Baseline by', fields: ['baselineBy'], of: (_, { baselineBy }) => baselineBy && dayOf(baselineBy) },
  { name: 'Due', fields: ['due'], of: (_, { due }) => dayOf(due) },
  {
    name: 'Contribution',
    fields: ['contribution'],
    of: ({ naming }, { contribution }, served) =>
      contribution &&
      `${naming.rounded(served, contribution.amount)}${contribution.conversion === null ? '' : ` (${contribution.conversion})`}`,
  },
  { name: 'Share of its effect', fields: ['share'], of: (_, { share }) => `${percentFigure(share)}%` },
  { name: 'Weight', fields: ['weight'], of: (_, { weight }) => weight },
  {
    name: 'Link',
    fields: ['link'],
    of: (_, { link }) => (link.kind === 'CONTRIBUTES' ? 'contributes' : `supports (${link.strength.toLowerCase()})`),
  },
  { name: 'Means', fields: ['means'], of: (_, { means }) => list(means) },
  { name: 'Resources asked', fields: ['resourcesAsked'], of: (_, { resourcesAsked }) => list(resourcesAsked.map(resource)) },
  {
    name: 'Resources granted',
    fields: ['resourcesGranted'],
    of: (pack, { resourcesGranted }) => list(resourcesGranted.map((each) => grant(pack, each))),
  },
  {
    name: 'Conditions',
    fields: ['conditions'],
    of: (pack, { conditions }) => list(conditions.map(({ text, owner, due }) => `${text} (${pack.naming.post(owner)}, ${dayOf(due)})`)),
  },
  {
    name: 'Rests on pledges',
    fields: ['dependencies'],
    of: (pack, { dependencies }) => list(dependencies.map((id) => threadLink(pack, id) ?? 'a thread of another pack')),
  },
  { name: 'Confidence, 1 to 5', fields: ['confidence'], of: (_, { confidence }) => confidence },
  { name: 'Rationale', fields: ['rationale'], of: (_, { rationale }) => rationale },
];

/** Whether a difference is one of the row's: a part that appeared whole, the measured terms say, is one of all of its rows. */
const isOf = ({ fields }: OfferRow, differing: string): boolean =>
  fields.some((field) => differing === field || differing.startsWith(`${field}.`) || field.startsWith(`${differing}.`));

const isEmpty = (piece: Piece): boolean => piece === null || piece === '' || piece === nothing;

const cell = (pack: Pack, row: OfferRow, { offer, differences }: OfferInRow, served: MeasureRecord | undefined): Piece => {
  const said = row.of(pack, offer, served);
  if (!differences.some(({ field }) => isOf(row, field))) return said;
  return html`<strong
    ><span aria-hidden="true">≠ </span><span class="hidden">changed: </span>${isEmpty(said) ? 'nothing any more' : said}</strong
  >`;
};

const madeBy = (pack: Pack, { side, person, post }: OfferInRow): string =>
  `${side === null ? 'Arbiter' : spaced(side)}: ${pack.naming.by({ person, post })}`;

export const offersTable = (pack: Pack, name: string, offers: readonly OfferInRow[], served: MeasureRecord | undefined): Html => {
  const several = Math.max(1, ...offers.map(({ episode }) => episode)) > 1;
  const parts = Array.from({ length: Math.ceil(offers.length / columnsMax) }, (_, part) =>
    offers.slice(part * columnsMax, (part + 1) * columnsMax),
  );
  return html`${parts.map((part, index) => {
    const first = index * columnsMax + 1;
    const which = offers.length <= columnsMax ? '' : `, ${first} to ${first + part.length - 1} of ${offers.length}`;
    const rows = offerRows.filter((row) =>
      part.some((made) => !isEmpty(row.of(pack, made.offer, served)) || made.differences.some(({ field }) => isOf(row, field))),
    );
    return table(
      `Offers of ${name}${which}; ≠ and bold: changed from the offer before`,
      ['', ...part.map(({ round, episode }, at) => `Offer ${first + at}: ${several ? `episode ${episode}, ` : ''}round ${round}`)],
      [
        ['By', ...part.map((made) => madeBy(pack, made))],
        ['On', ...part.map(({ on }) => dayOf(on))],
        ...rows.map((row) => [row.name, ...part.map((made) => cell(pack, row, made, served))]),
        ['Said with it', ...part.map(({ rationale }) => html`<span class="said">${rationale}</span>`)],
        ['Digest', ...part.map(({ offerHash }) => html`<code>${offerHash.slice(0, 16)}…</code>`)],
      ],
      'offers',
    );
  })}`;
};
