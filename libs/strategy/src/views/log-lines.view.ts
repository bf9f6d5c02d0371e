import { journal, keyed, view, type Recorded, type View, type Writers } from '#kernel';
import { accessStored, type AccessEvents } from '../access/access.events.js';
import { policyLogStored, type PolicyLogEvents } from '../policies/policy-log.events.js';
import { ownerOf } from './chronicle.view.js';

/**
 * What a search of the log has to know of an event: what was done, by whom and in which post; and where not everybody may
 * read it, whose it is: a thread's, a goal's, of a person's own access to the record, or about a debt of the service, by its key.
 */
export interface LogLine {
  readonly type: string;
  readonly person: string;
  readonly post: string;
  readonly about?: 'THREAD' | 'GOAL' | 'ACCESS' | 'DEBT';
  readonly subject?: string;
}

/** So many lines are one list: what a cache takes down and opens again in one piece. */
const linesPerList = 1_024;

const tables = {
  /** The line of every event, list by list in the order of the log. */
  logLines: journal<LogLine>(),
  /** One line for all events that were done alike by the same person, so that figures take no more than a pointer to it. */
  logDeeds: keyed<LogLine>(),
};
export type LogLineShapes = typeof tables;

const listOf = (ordinal: number): string => String(Math.ceil(ordinal / linesPerList));

const whose = (event: Recorded): Pick<LogLine, 'about' | 'subject'> | null => {
  const { type, data } = event;
  if (type in accessStored) return { about: 'ACCESS', subject: (data as AccessEvents['AccessRecorded']).person };
  if (type in policyLogStored) return { about: 'DEBT', subject: (data as PolicyLogEvents['PolicySettled']).key };
  return ownerOf(event);
};

const note = ({ logLines, logDeeds }: Writers<LogLineShapes>, event: Recorded): void => {
  const { type, ordinal } = event;
  const { person, post } = event.meta.actor;
  const of = whose(event);
  if (of) return logLines.add(listOf(ordinal), { type, person, post, ...of });
  const key = `${type} ${person} ${post}`;
  let deed = logDeeds.get(key);
  if (!deed) logDeeds.set(key, (deed = { type, person, post }));
  logLines.add(listOf(ordinal), deed);
};

/** A line for every event there is: what the log is searched by. `types` are all events there are. */
export const logLinesView = (types: readonly string[]): View<LogLineShapes> =>
  view<Record<string, unknown>>()({
    name: 'log-lines',
    revision: 1,
    tables,
    on: Object.fromEntries(types.map((type) => [type, note])),
  });

/** The lines as they are looked up: the list looked at last stays at hand, because a search goes from one to the next. */
export const linesOf = ({ logLines }: { readonly logLines: { of(key: string): readonly LogLine[] } }): ((ordinal: number) => LogLine) => {
  let key = '';
  let list: readonly LogLine[] = [];
  return (ordinal) => {
    if (listOf(ordinal) !== key) [key, list] = [listOf(ordinal), logLines.of(listOf(ordinal))];
    return list[(ordinal - 1) % linesPerList]!;
  };
};
