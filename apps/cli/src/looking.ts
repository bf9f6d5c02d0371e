import type { Day } from '#kernel';
import type { AsOf, ViewHost } from '#cqrs';
import { shownName } from '#directory';
import type { Moment, PersonId, PostId, Shapes, UnitId } from '#strategy';
import { peopleIn } from '../../api/src/engines.js';
import { readViews, recordConfig, type DataOption } from './record.js';
import type { Terminal } from './terminal.js';
import { mustHaveLog } from './verify.js';

/** The record as somebody looks at it in a terminal: any of its moments, and what people, posts and units are called today. */
export interface Looking {
  readonly organisation: string;
  readonly now: Moment;
  /** The present where none is named; position 0 is the time before the first event. */
  at(asOf?: AsOf): Moment;
  person(id: PersonId): string;
  post(id: PostId): string;
  unit(id: UnitId): string;
}

/** Reads the log and the directory beside a running service; throws where there is no log. */
export const looking = async (terminal: Terminal, options: DataOption): Promise<Looking> => {
  const config = recordConfig(terminal, options);
  await mustHaveLog(config);
  const { host, organisation } = await readViews(config);
  const personOf = await peopleIn(config);
  const now = host.now();
  const { posts, units } = now.tables;
  return {
    organisation,
    now,
    at: (asOf) => momentOf(host, now, asOf),
    // A policy of the service acts without anybody.
    person: (id) => (id === 'service' ? 'the service' : printable(shownName(personOf(id)))),
    post: (id) => printable(posts.get(id)?.title ?? id),
    unit: (id) => printable(units.get(id)?.name ?? id),
  };
};

const momentOf = (host: ViewHost<Shapes>, now: Moment, asOf: AsOf | undefined): Moment => {
  if (asOf === undefined) return now;
  return 'position' in asOf && asOf.position === 0
    ? { ...host.asOf({ position: 1 }), position: 0, tables: host.before() }
    : host.asOf(asOf);
};

/** A text of somebody's on one line: what would move the cursor or colour the screen is left out. */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim();

/** A day and instant of a moment, for a heading. */
export const momentInWords = ({ position, today }: { readonly position: number; readonly today: Day }): string =>
  position === 0 ? 'before the first event' : `${today} (event ${position})`;
