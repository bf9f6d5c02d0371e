import { isDeepStrictEqual } from 'node:util';
import { Folded, type RecordedOf, type Versions } from '#kernel';
import { Trouble, viewEncoding, type ExaminedCache } from '#cqrs';
import { views, type Shapes } from '#strategy';
import type { Config } from '../../api/src/config.js';
import { viewCacheOf } from '../../api/src/record/view-caching.js';
import { openForReading } from './record.js';
import type { Terminal } from './terminal.js';

type Usable = ExaminedCache<Shapes> & { readonly opened: NonNullable<ExaminedCache<Shapes>['opened']> };

const isUsable = (examined: ExaminedCache<Shapes>): examined is Usable => examined.opened !== null;

/** As it comes out of the encoding, in which nothing is of any class. */
const plain = (versions: Versions): unknown => viewEncoding.decode(viewEncoding.encode(versions));

/** The first key at which two states differ; null where they are the same, keys and tables in the same order. */
const firstDifference = (cached: Iterator<Versions, undefined>, folded: Iterator<Versions, undefined>): Versions | null => {
  for (;;) {
    const [own, other] = [cached.next().value, folded.next().value];
    if (!own || !other) return own ?? other ?? null;
    if (!isDeepStrictEqual(plain(own), plain(other))) return own;
  }
};

/** What a cache says otherwise than the log does; null where it says the same. */
const untruthIn = ({ opened }: Usable, folded: Folded<Shapes>, timesMs: readonly number[]): string | null => {
  const { position } = opened;
  const found = firstDifference(opened.folded.versions(position), folded.versions(position));
  if (found) return `table ${found.table}, key ${found.key}`;
  const at = timesMs.slice(0, position).findIndex((time, index) => opened.times[index] !== time);
  return at < 0 ? null : `the recorded time of position ${at + 1}`;
};

/**
 * Folds the log anew and compares every cache a start would use with it, table by table and key by key. Whoever can write to
 * the folder could have put anything into it. Says what there is; throws {@link Trouble} `CacheAltered` where one differs.
 */
export const verifyCache = async (config: Config, terminal: Terminal): Promise<void> => {
  const cache = viewCacheOf(config);
  const files = (await cache?.files()) ?? [];
  if (!cache || files.length === 0) return;
  const { log, identity } = await openForReading(config);
  try {
    const cached = { organisation: identity?.organisation ?? '', store: log };
    const examined: ExaminedCache<Shapes>[] = [];
    for (const file of files) examined.push(await cache.examine(file, cached));
    for (const { file, because } of examined) if (because !== null) terminal.out(`cache ${file} is not used: ${because}`);
    const usable = examined.filter(isUsable);
    if (usable.length === 0) return;
    const upTo = Math.max(...usable.map(({ opened }) => opened.position));
    const folded = new Folded<Shapes>(views, viewEncoding);
    const timesMs: number[] = [];
    for await (const { events } of log.readAll({ upTo }))
      for (const event of events) {
        folded.apply(event as RecordedOf<Record<string, unknown>>);
        timesMs.push(Math.max(Date.parse(event.at), timesMs.at(-1) ?? Number.NEGATIVE_INFINITY));
      }
    for (const each of usable) {
      const untruth = untruthIn(each, folded, timesMs);
      if (untruth !== null)
        throw new Trouble(
          'CacheAltered',
          `the cache ${each.file} does not say what the log says: ${untruth}. The log is whole: delete the folder ${cache.folder}, find out who writes to it, and start the service again`,
          { file: each.file },
        );
      terminal.out(`cache ${each.file} says what the log says up to position ${each.opened.position}.`);
    }
  } finally {
    await log.close();
  }
};
