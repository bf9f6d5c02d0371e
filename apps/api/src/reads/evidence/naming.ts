import type { Actor, Day, Instant } from '#kernel';
import {
  percentFigure,
  saidDay,
  saidValue,
  type Figure,
  type MeasureId,
  type MeasureRecord,
  type Moment,
  type PersonId,
  type PostId,
  type Standing,
  type UnitId,
} from '#strategy';
import { unitInPerCent } from '../in-per-cent.js';
import { html, type Html } from './html.js';

/** `BallServed` as `Ball served`, `TO_DAILY_MANAGEMENT` as `To daily management`. */
export const spaced = (word: string): string => {
  const apart =
    word.includes('_') || word === word.toUpperCase()
      ? word.toLowerCase().replaceAll('_', ' ')
      : word.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return `${apart.charAt(0).toUpperCase()}${apart.slice(1)}`;
};

export const dayOf = (day: Day): string => saidDay(day);

/** The same where there is little room: `6 Apr 2026`. */
export const briefDay = (day: Day): string => {
  const [date, month, year] = dayOf(day).split(' ');
  return `${date} ${month!.slice(0, 3)} ${year}`;
};

/** A recorded time to the second, in UTC. */
export const timeOf = (at: Instant): string => `${dayOf(at.slice(0, 10))}, ${at.slice(11, 19)} UTC`;

/** The same for a cell of a table: day and time are never broken in themselves. */
export const timeCell = (at: Instant): Html =>
  html`<span class="short">${briefDay(at.slice(0, 10))}</span> <span class="short">${at.slice(11, 19)} UTC</span>`;

/** How a link stands has a word and a shape: a black line keeps its meaning on any printer. */
const shapes: Readonly<Record<Standing, readonly [shape: string, word: string]>> = {
  COMMITTED: ['●', 'Committed'],
  DIRECTED: ['◆', 'Directed'],
  TENTATIVE: ['◐', 'Tentative'],
  IN_NEGOTIATION: ['○', 'In negotiation'],
  DECLINED: ['✕', 'Declined'],
};

export const standingMark = (standing: Standing | null): Html | null => {
  if (standing === null) return null;
  const [shape, word] = shapes[standing];
  return html`<span class="shape" aria-hidden="true">${shape}</span>${word}`;
};

/** Whoever acts where no post does. */
const services: Readonly<Record<string, string>> = { operator: 'the operator of the data folder', import: 'an import' };

/** What persons, posts and units are called: names are today's, everything else the moment's. */
export class Naming {
  constructor(
    private readonly moment: Moment,
    private readonly directory: { displayName(person: PersonId): string },
  ) {}

  person(id: PersonId): string {
    return this.directory.displayName(id);
  }

  post(id: PostId | null | undefined): string {
    if (id === null || id === undefined) return '';
    if (id.startsWith('policy:')) return `the service itself (policy ${id.slice('policy:'.length)})`;
    return this.moment.tables.posts.get(id)?.title ?? services[id] ?? id;
  }

  unit(id: UnitId | null): string {
    return id === null ? '' : (this.moment.tables.units.get(id)?.name ?? id);
  }

  /** A post with its unit, as two sides have to be told apart. */
  place(id: PostId): string {
    const unit = this.moment.tables.posts.get(id)?.unit;
    return unit === undefined ? this.post(id) : `${this.post(id)}, ${this.unit(unit)}`;
  }

  /** Who did something, and in which post. */
  by({ person, post, asDeputy }: Actor): string {
    if (post in services || post.startsWith('policy:')) return this.post(post);
    return `${this.directory.displayName(person)}, ${this.post(post)}${asDeputy ? ' (as deputy)' : ''}`;
  }

  measure(id: MeasureId): MeasureRecord | undefined {
    return this.moment.tables.measures.get(id);
  }

  /** A figure of a measure as boards read it: a share in per cent, anything else as it was said, with its unit. */
  figure(measure: MeasureRecord | undefined, figure: Figure | number | null): string {
    if (figure === null) return '';
    if (measure === undefined) return String(figure);
    if (measure.definition.kind === 'PROPORTION') return `${percentFigure(String(figure))}%`;
    return `${figure} ${measure.definition.unitOfMeasure}`;
  }

  /** The same of what was worked out, to four significant digits, as a sentence has it. */
  rounded(measure: MeasureRecord | undefined, figure: Figure | null): string {
    return figure === null ? '' : this.figure(measure, Number(Number(figure).toPrecision(4)));
  }

  /** The figure alone, for a column whose head has the unit; a share to a hundredth of a per cent, since its parts stand beside it. */
  plain(measure: MeasureRecord, figure: Figure | null): string {
    if (figure === null) return '';
    return measure.definition.kind === 'PROPORTION' ? String(Number(Number(percentFigure(figure)).toFixed(2))) : figure;
  }

  unitOf({ definition: { kind, unitOfMeasure } }: MeasureRecord): string {
    return kind === 'PROPORTION' ? unitInPerCent(unitOfMeasure) : unitOfMeasure;
  }
}

export const directionInWords = ({ definition: { direction, kind } }: MeasureRecord): string =>
  direction.kind === 'RANGE'
    ? `between ${saidValue({ kind }, direction.lo)} and ${saidValue({ kind }, direction.hi)} is right`
    : direction.kind === 'INCREASE'
      ? 'higher is better'
      : 'lower is better';
