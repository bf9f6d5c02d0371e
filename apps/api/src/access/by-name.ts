import type { Tables } from '#strategy';

const ids = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** Every id that a text names, once. */
export const idsIn = (text: string): ReadonlySet<string> => new Set(text.match(ids));

/** What everybody signed in calls something; null for what has no such name: goals, negotiations and people have readers of their own. */
export const nameOf = ({ posts, units, measures, cycles }: Tables, id: string): string | null =>
  posts.get(id)?.title ?? units.get(id)?.name ?? measures.get(id)?.definition.name ?? cycles.get(id)?.name ?? null;

/** The rules know posts, units, measures and cycles by their ids, people by their names: a sentence of a rule as people read it. */
export const byName = (said: string, tables: Tables): string => said.replaceAll(ids, (id) => nameOf(tables, id) ?? id);
