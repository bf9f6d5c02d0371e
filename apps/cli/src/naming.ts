import { Trouble } from '#cqrs';
import { planId } from '#plan';
import type { MeasureRecord, Tables } from '#strategy';

/** Finds a thing by its id, its key in a plan, or another name only one has; throws {@link Trouble} `NoSuchThing`. */
export const find = <Thing extends { readonly id: string }>(
  things: Iterable<Thing>,
  kind: 'unit' | 'post' | 'measure' | 'aim' | 'cycle' | 'thread',
  words: string,
  organisation: string,
  namesOf: (thing: Thing) => readonly (string | null)[],
): Thing => {
  const all = [...things];
  // Threads are in no plan.
  const ids = new Set([words, ...(kind === 'thread' ? [] : [planId(organisation, kind, words)])]);
  const byId = all.find(({ id }) => ids.has(id));
  const called = byId ? [byId] : all.filter((thing) => namesOf(thing).includes(words));
  if (called.length === 1) return called[0]!;
  throw new Trouble(
    'NoSuchThing',
    called.length === 0
      ? `there is no ${kind} ${words} at that moment: name its id${kind === 'thread' ? '' : ', its key in the plan, or what it is called'}`
      : `${called.length} ${kind}s are called ${words}: name the id or key of one`,
    { [kind]: words },
  );
};

/** The measure of an id, a key, a code or a name; throws {@link Trouble} `NoSuchThing`. */
export const measureNamed = ({ measures }: Pick<Tables, 'measures'>, words: string, organisation: string): MeasureRecord =>
  find(measures.values(), 'measure', words, organisation, ({ definition }) => [definition.code, definition.name]);
