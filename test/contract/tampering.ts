import { chain, chainStart, eventHash, sealType, type RawEvent } from '#event-store';

/**
 * What somebody who owns the database may do to a log, each as a function from the events as they lay to those that lie
 * there afterwards, with what a verification must say of it.
 */
export interface Tampering {
  readonly what: string;
  alter(log: readonly RawEvent[], scene: Scene): RawEvent[];
  /** What is found in the log alone; null where nothing can be, because nothing in the log speaks against it. */
  found(scene: Scene): Found | null;
  /** The same, given both seals as they were published; like the log alone where it is left out. */
  foundWithSeals?(scene: Scene): Found | null;
}

/** The first bad position, or the first of the stretch that the sentence names. */
export interface Found {
  readonly at: number;
  readonly says: RegExp;
}

/** A log with two seals in it: how far they reach, and the events some kinds of tampering are about. */
export interface Scene {
  readonly first: number;
  readonly second: number;
  readonly end: number;
  /** An event before the first seal, the first of its stream of several. */
  readonly early: RawEvent;
  /** An event between the two seals, not the last of its stream. */
  readonly late: RawEvent;
}

export const sceneOf = (log: readonly RawEvent[]): Scene => {
  const [first, second] = log.filter(({ type }) => type === sealType).map(({ data }) => (JSON.parse(data) as { ordinal: number }).ordinal);
  const late = log.find(({ ordinal, type }) => ordinal > first! && type !== sealType)!;
  return { first: first!, second: second!, end: log.length, early: log[1]!, late };
};

export const rehashed = (event: RawEvent): RawEvent => ({ ...event, eventHash: eventHash(event) });
const renumbered = (log: readonly RawEvent[]): RawEvent[] => log.map((event, index) => ({ ...event, ordinal: index + 1 }));
/** Numbers, versions and hashes as if the events had come in this order. */
const reordered = (log: readonly RawEvent[]): RawEvent[] => {
  const versions = new Map<string, number>();
  return renumbered(log).map((event) => {
    const version = 1 + (versions.get(event.stream) ?? 0);
    versions.set(event.stream, version);
    return rehashed({ ...event, version });
  });
};
/** Every seal made anew for what now lies before it. */
const resealed = (log: readonly RawEvent[]): RawEvent[] => {
  const digests: string[] = [chainStart];
  return log.map((event) => {
    const claim = JSON.parse(event.data) as { ordinal: number };
    const made =
      event.type === sealType ? rehashed({ ...event, data: JSON.stringify({ ...claim, digest: digests[claim.ordinal]! }) }) : event;
    digests.push(chain(digests.at(-1)!, made.eventHash));
    return made;
  });
};
const changed = (log: readonly RawEvent[], ordinal: number, change: (event: RawEvent) => RawEvent): RawEvent[] =>
  log.map((event) => (event.ordinal === ordinal ? change(event) : event));
const earlier = (event: RawEvent, ms: number): RawEvent => ({
  ...event,
  recordedAt: new Date(Date.parse(event.recordedAt) - ms).toISOString(),
});
/** JSON that says something else and is as long. */
const oneByte = (text: string): string => text.replace(/[a-y](?=[^"]*"[,}])/, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
const dayMs = 86_400_000;

const hash = /the hash differs from the stored text/;
const inFirst = ({ first }: Scene): Found => ({ at: 1, says: new RegExp(`between 1 and ${first} was altered and hashed anew`) });
const inSecond = ({ first, second }: Scene): Found => ({
  at: first + 1,
  says: new RegExp(`between ${first + 1} and ${second} was altered and hashed anew.*; up to ${first} a seal holds`),
});
const cutOff = (head: number): Found => ({ at: head + 1, says: new RegExp(`ends at position ${head}.*its end was cut off`) });

export const tamperings: readonly Tampering[] = [
  {
    what: 'one byte of an event’s data changed',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => ({ ...event, data: oneByte(event.data) })),
    found: ({ late }) => ({ at: late.ordinal, says: hash }),
  },
  {
    what: 'one byte of an event’s meta changed',
    alter: (log, { early }) => changed(log, early.ordinal, (event) => ({ ...event, meta: oneByte(event.meta) })),
    found: ({ early }) => ({ at: early.ordinal, says: hash }),
  },
  {
    what: 'a blank added to an event’s data, which says the same as JSON',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => ({ ...event, data: `${event.data} ` })),
    found: ({ late }) => ({ at: late.ordinal, says: hash }),
  },
  {
    what: 'the stored hash changed',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => ({ ...event, eventHash: 'a'.repeat(64) })),
    found: ({ late }) => ({ at: late.ordinal, says: hash }),
  },
  {
    what: 'the type changed',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => ({ ...event, type: 'measure.annotation-withdrawn' })),
    found: ({ late }) => ({ at: late.ordinal, says: hash }),
  },
  {
    what: 'the schema number changed',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => ({ ...event, schema: 2 })),
    found: ({ late }) => ({ at: late.ordinal, says: hash }),
  },
  {
    what: 'the event’s id changed',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => ({ ...event, id: crypto.randomUUID() })),
    found: ({ late }) => ({ at: late.ordinal, says: hash }),
  },
  {
    what: 'the version changed',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => ({ ...event, version: 99 })),
    found: ({ late }) => ({ at: late.ordinal, says: /has version 99 where \d+ is next/ }),
  },
  {
    what: 'an event moved to another stream, hashed anew',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => rehashed({ ...event, stream: 'hoshin.measure-another', version: 1 })),
    // The stream it was taken from lacks a version now.
    found: ({ late }) => ({ at: late.ordinal + 1, says: new RegExp(`has version ${late.version + 1} where ${late.version} is next`) }),
  },
  {
    what: 'the text of one event put in the place of another’s',
    alter: (log, { early, late }) => changed(log, late.ordinal, (event) => ({ ...event, data: early.data, meta: early.meta })),
    found: ({ late }) => ({ at: late.ordinal, says: hash }),
  },
  {
    what: 'the recorded time set back by a day',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => earlier(event, dayMs)),
    found: ({ late }) => ({ at: late.ordinal, says: hash }),
  },
  {
    what: 'the recorded time set back by a day, hashed anew',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => rehashed(earlier(event, dayMs))),
    found: ({ late }) => ({ at: late.ordinal, says: /steps back by \d+ ms, at most 300000 ms are explained by clocks/ }),
  },
  {
    what: 'the recorded time set back by a second, hashed anew',
    alter: (log, { late }) => changed(log, late.ordinal, (event) => rehashed(earlier(event, 1_000))),
    found: inSecond,
  },
  {
    what: 'two events exchanged',
    alter: (log, { late }) => renumbered(log.toSpliced(late.ordinal - 1, 2, log[late.ordinal]!, log[late.ordinal - 1]!)),
    found: ({ late }) => ({ at: late.ordinal, says: new RegExp(`has version ${late.version + 1} where ${late.version} is next`) }),
  },
  {
    what: 'two events exchanged, numbered and hashed anew',
    alter: (log, { late }) => reordered(log.toSpliced(late.ordinal - 1, 2, log[late.ordinal]!, log[late.ordinal - 1]!)),
    found: inSecond,
  },
  {
    what: 'an event removed',
    alter: (log, { late }) => log.toSpliced(late.ordinal - 1, 1),
    found: ({ late }) => ({ at: late.ordinal + 1, says: /the log has a gap or a double/ }),
  },
  {
    what: 'an event removed and the numbers closed up',
    alter: (log, { late }) => renumbered(log.toSpliced(late.ordinal - 1, 1)),
    found: ({ late }) => ({ at: late.ordinal, says: new RegExp(`has version ${late.version + 1} where ${late.version} is next`) }),
  },
  {
    what: 'an event removed, and everything after it numbered and hashed anew',
    alter: (log, { early }) => reordered(log.toSpliced(early.ordinal - 1, 1)),
    // The seal speaks of one event more than now lies before it.
    found: ({ first }) => ({ at: 1, says: new RegExp(`between 1 and ${first - 1} was altered and hashed anew`) }),
  },
  {
    what: 'an event added with another’s hash',
    alter: (log, { late }) =>
      renumbered(log.toSpliced(late.ordinal, 0, { ...late, id: crypto.randomUUID(), stream: 'hoshin.measure-made-up', version: 1 })),
    found: ({ late }) => ({ at: late.ordinal + 1, says: hash }),
  },
  {
    what: 'an event added with a hash of its own',
    alter: (log, { late }) =>
      renumbered(
        log.toSpliced(late.ordinal, 0, rehashed({ ...late, id: crypto.randomUUID(), stream: 'hoshin.measure-made-up', version: 1 })),
      ),
    found: inSecond,
  },
  {
    what: 'another actor written into an event, hashed anew',
    alter: (log, { early }) =>
      changed(log, early.ordinal, (event) => {
        const meta = JSON.parse(event.meta) as object;
        return rehashed({ ...event, meta: JSON.stringify({ ...meta, actor: { person: 'somebody-else', post: 'operator' } }) });
      }),
    found: inFirst,
  },
  {
    what: 'a seal given another digest, hashed anew',
    alter: (log, { first }) =>
      changed(log, first + 1, (event) => {
        const claim = JSON.parse(event.data) as object;
        return rehashed({ ...event, data: JSON.stringify({ ...claim, digest: 'b'.repeat(64) }) });
      }),
    found: inFirst,
    foundWithSeals: ({ first }) => ({ at: first + 1, says: /another digest than a published one that holds/ }),
  },
  {
    what: 'a seal that no longer says what it seals, hashed anew',
    alter: (log, { first }) => changed(log, first + 1, (event) => rehashed({ ...event, data: '{}' })),
    found: ({ first }) => ({ at: first + 1, says: /it is a seal, and names no position/ }),
  },
  {
    what: 'the first of two seals removed, and everything after it numbered and hashed anew',
    alter: (log, { first }) => reordered(log.toSpliced(first, 1)),
    found: ({ second }) => ({ at: 1, says: new RegExp(`between 1 and ${second - 1} was altered`) }),
    foundWithSeals: ({ first, second }) => ({ at: first + 1, says: new RegExp(`between ${first + 1} and ${second - 1} was altered`) }),
  },
  {
    what: 'the end cut off, the last seal with it',
    alter: (log, { second }) => log.slice(0, second - 1),
    found: () => null,
    foundWithSeals: ({ second }) => cutOff(second - 1),
  },
  {
    what: 'all but the first event cut off',
    alter: (log) => log.slice(0, 1),
    found: () => null,
    foundWithSeals: () => cutOff(1),
  },
  {
    what: 'history rewritten: an early event changed, and every hash and every seal made anew',
    alter: (log, { early }) => resealed(changed(log, early.ordinal, (event) => rehashed({ ...event, data: oneByte(event.data) }))),
    found: () => null,
    foundWithSeals: ({ first }) => ({
      at: 1,
      says: new RegExp(`the published seal of position ${first} does not fit the events up to ${first}`),
    }),
  },
  {
    what: 'what came after the last seal rewritten and hashed anew',
    alter: (log, { end }) => changed(log, end, (event) => rehashed({ ...event, data: oneByte(event.data) })),
    // Only the next seal, published in time, could tell: see docs/adr/0010-seals.md.
    found: () => null,
    foundWithSeals: () => null,
  },
  {
    what: 'what came after the last seal cut off',
    alter: (log, { second }) => log.slice(0, second + 1),
    found: () => null,
    foundWithSeals: () => null,
  },
];
