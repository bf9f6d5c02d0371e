/** An export as text in lines, and the ways in which somebody may alter one: each found, and at which line. */
import { chain, chainStart, eventHash, printedSeal, sha256, type NewEvent, type PublishedSeal, type RawEvent } from '#event-store';
import { exportLog } from '#event-store/export';
import { MemoryEventStore } from '#event-store/memory';

export const organisation = '0f4b8f0c-3c57-5a5e-8f0e-6f0a3f1b2c4d';
const unread = (): never => {
  throw new Error('nothing is hydrated here');
};

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const written = (number: number, type: string, data: unknown): NewEvent => ({
  id: uuid(number),
  type,
  schema: 1,
  data: JSON.stringify(data),
  meta: `{"basis":${number}}`,
});

/** A log of so many events in seven streams, a minute from one to the next, and a seal wherever one is asked for. */
export const sealedLog = async (
  events: number,
  sealsAt: readonly number[] = [],
  begins = Date.UTC(2026, 3, 1),
): Promise<MemoryEventStore> => {
  let now = begins;
  const store = new MemoryEventStore({ clock: () => (now += 60_000), hydrate: unread });
  await store.append('hoshin.log-1', 'no-stream', [written(1, 'log.opened', { organisation })]);
  let digest = chainStart;
  let chained = 0;
  for (let ordinal = 2; ordinal <= events; ordinal++) {
    if (!sealsAt.includes(ordinal)) {
      const offer = { round: ordinal, by: 'Zoë', target: `${ordinal}.50` };
      await store.append(`hoshin.thread-${ordinal % 7}`, 'any', [written(ordinal, 'thread.ball-served', offer)]);
      continue;
    }
    for await (const batch of store.readAllRaw({ after: chained }))
      for (const event of batch.events) digest = chain(digest, event.eventHash);
    chained = ordinal - 1;
    const seal = { ordinal: chained, lastEventId: uuid(chained), digest, previousSeal: null };
    await store.append('hoshin.seals-1', 'any', [written(ordinal, 'seal.placed', seal)]);
  }
  return store;
};

export const exportOf = async (log: MemoryEventStore, redacted: readonly number[] = []): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  const { position } = await log.head();
  const asked = { organisation, upTo: position, redacted: ({ ordinal }: RawEvent) => redacted.includes(ordinal) };
  await exportLog(log, asked, async (piece) => void pieces.push(piece));
  return Buffer.concat(pieces);
};

type Lines = readonly string[];
type Fields = Record<string, unknown> & RawEvent;

/** The lines of an export, the header first, without their ends. */
export const linesOf = (bytes: Buffer): Lines => bytes.toString().split('\n').slice(0, -1);
const bytesOf = (lines: Lines): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const read = (line: string): Fields => JSON.parse(line) as Fields;
/** An event altered and hashed anew, as somebody does who knows the formula. */
const rehashed = (line: string, over: Partial<RawEvent>): string => {
  const event = { ...read(line), ...over };
  return JSON.stringify({ ...event, eventHash: eventHash(event) });
};
const chainOver = (events: Lines): string => events.reduce((digest, line) => chain(digest, read(line).eventHash), chainStart);
/** Header and trailer made to fit the events between them. */
const refitted = ([header, ...rest]: Lines): Lines => {
  const events = rest.filter((line) => !line.startsWith('{"trailer"'));
  const before = [JSON.stringify({ ...JSON.parse(header!), lastOrdinal: events.length }), ...events];
  const fileDigest = sha256(bytesOf(before).toString());
  const chainDigest = events.some((line) => !line.startsWith('{"ordinal"')) ? '' : chainOver(events);
  return [
    ...before,
    JSON.stringify({ trailer: { events: events.length, firstOrdinal: 1, lastOrdinal: events.length, chainDigest, fileDigest } }),
  ];
};
const renumbered = ([header, ...rest]: Lines): Lines => [
  header!,
  ...rest.map((line, index) => (line.startsWith('{"trailer"') ? line : JSON.stringify({ ...read(line), ordinal: index + 1 }))),
];
/** Every seal in the log made anew over what now lies before it. */
const resealed = (lines: Lines): Lines =>
  lines.reduce<Lines>((before, line) => {
    if (!line.includes('"type":"seal.placed"')) return [...before, line];
    const data = JSON.stringify({ ...JSON.parse(read(line).data), digest: chainOver(before.slice(1)) });
    return [...before, rehashed(line, { data })];
  }, []);

export interface Tampering {
  readonly kind: string;
  /** From the lines of an export of thirty events with seals at 12 and 24. */
  readonly tamper: (lines: Lines, others: Others) => Lines | Buffer;
  /** The line at which it is found, from 1. */
  readonly line: number;
  readonly problem: RegExp;
  /** Where nothing but a seal that was published finds it: at these positions. */
  readonly published?: readonly number[];
}

/** Other exports that lie about: of the log as it was before, of another log, and of this one with texts left out. */
export interface Others {
  readonly earlier: Lines;
  readonly foreign: Lines;
  readonly redacted: Lines;
}

/** Line of the event at a position, counted from 0. */
const at = (ordinal: number): number => ordinal;
const swap = (lines: Lines, one: number, other: number): Lines => lines.with(one, lines[other]!).with(other, lines[one]!);
const trailerWith = (lines: Lines, over: Record<string, unknown>): Lines => {
  const { trailer } = JSON.parse(lines.at(-1)!) as { trailer: Record<string, unknown> };
  return lines.with(-1, JSON.stringify({ trailer: { ...trailer, ...over } }));
};

export const tamperings: readonly Tampering[] = [
  {
    kind: 'a changed character of a text',
    tamper: (lines) => lines.with(at(5), lines[at(5)]!.replace('5.50', '9.50')),
    line: 6,
    problem: /hash differs/,
  },
  {
    kind: 'a changed hash',
    tamper: (lines) => lines.with(at(5), JSON.stringify({ ...read(lines[at(5)]!), eventHash: read(lines[at(6)]!).eventHash })),
    line: 6,
    problem: /hash differs/,
  },
  { kind: 'a byte that is no UTF-8', tamper: (lines) => withByte(lines, at(9), 0xff), line: 10, problem: /no UTF-8/ },
  { kind: 'an event taken out', tamper: (lines) => lines.toSpliced(at(8), 1), line: 9, problem: /position 9 stands where 8 is next/ },
  {
    kind: 'an event taken out, the others numbered anew, header and trailer made to fit',
    tamper: (lines) => refitted(renumbered(lines.toSpliced(at(8), 1))),
    line: 2,
    problem: /seal at position 11 .* between 1 and 10/,
  },
  {
    kind: 'an event put in',
    tamper: (lines, { foreign }) => lines.toSpliced(at(8), 0, foreign[at(20)]!),
    line: 9,
    problem: /stands where 8/,
  },
  { kind: 'an event twice', tamper: (lines) => lines.toSpliced(at(8), 0, lines[at(8)]!), line: 10, problem: /position 8 stands where 9/ },
  { kind: 'two events in another order', tamper: (lines) => swap(lines, at(8), at(9)), line: 9, problem: /position 9 stands where 8/ },
  {
    kind: 'two events in another order, numbered anew, header and trailer made to fit, before a seal in the log',
    tamper: (lines) => refitted(renumbered(swap(lines, at(8), at(9)))),
    line: 2,
    problem: /seal at position 12 .* between 1 and 11/,
  },
  {
    kind: 'the same after the last seal in the log, given a published one',
    tamper: (lines) => refitted(renumbered(swap(lines, at(26), at(27)))),
    line: 25,
    problem: /published seal of position 30 .* between 24 and 30/,
    published: [23, 30],
  },
  {
    kind: 'an event dated back and hashed anew',
    tamper: (lines) => refitted(lines.with(at(20), rehashed(lines[at(20)]!, { recordedAt: '2026-03-31T09:00:00.000Z' }))),
    line: 21,
    problem: /steps back/,
  },
  {
    kind: 'an event dated back by a minute, hashed anew, the trailer made to fit',
    tamper: (lines) => refitted(lines.with(at(20), rehashed(lines[at(20)]!, { recordedAt: read(lines[at(19)]!).recordedAt }))),
    line: 13,
    problem: /seal at position 24 .* between 12 and 23 .* up to 11 a seal holds/,
  },
  {
    kind: 'a text, its hash, every seal and the trailer made anew, given a published seal',
    tamper: (lines) => refitted(resealed(lines.with(at(5), rehashed(lines[at(5)]!, { data: '{"round":5,"target":"1.00"}' })))),
    line: 2,
    problem: /published seal of position 15 .* between 1 and 15/,
    published: [15],
  },
  { kind: 'a cut tail', tamper: (lines) => lines.slice(0, at(20)), line: 21, problem: /no trailer/ },
  {
    kind: 'a cut tail with the old trailer',
    tamper: (lines) => [...lines.slice(0, at(20)), lines.at(-1)!],
    line: 21,
    problem: /ends after position 19, and its first line says 30/,
  },
  {
    kind: 'a cut tail with header and trailer made to fit, given a published seal',
    tamper: (lines) => refitted(lines.slice(0, at(20))),
    line: 21,
    problem: /ends at position 19, and a published seal speaks of position 30/,
    published: [30],
  },
  { kind: 'a line cut in the middle', tamper: (lines) => bytesOf(lines.slice(0, at(20))).subarray(0, -40), line: 20, problem: /no end/ },
  { kind: 'a last line without an end', tamper: (lines) => bytesOf(lines).subarray(0, -1), line: 32, problem: /no end/ },
  { kind: 'no trailer', tamper: (lines) => lines.slice(0, -1), line: 32, problem: /no trailer/ },
  {
    kind: 'the trailer of an earlier export',
    tamper: (lines, { earlier }) => lines.with(-1, earlier.at(-1)!),
    line: 32,
    problem: /trailer says events 20/,
  },
  {
    kind: 'the trailer of another log of as many events',
    tamper: (lines, { foreign }) => lines.with(-1, foreign.at(-1)!),
    line: 32,
    problem: /trailer says chainDigest/,
  },
  {
    kind: 'a redaction that claims another text',
    tamper: (_, { redacted }) =>
      redacted.with(at(9), JSON.stringify({ ...read(redacted[at(9)]!), dataDigest: sha256('{"target":"1.00"}') })),
    line: 10,
    problem: /hash differs/,
  },
  {
    kind: 'a redaction that hides a seal',
    tamper: (lines) => {
      const { data, meta, eventHash: hash, ...header } = read(lines[at(12)]!);
      const hidden = { ...header, dataDigest: sha256(data), metaDigest: sha256(meta), eventHash: hash };
      return refitted(lines.with(at(12), JSON.stringify(hidden)));
    },
    line: 13,
    problem: /seals are never redacted/,
  },
  { kind: 'a blank in a line', tamper: (lines) => lines.with(at(7), lines[at(7)]!.replace(',', ', ')), line: 8, problem: /not written as/ },
  {
    kind: 'an escape for a letter',
    tamper: (lines) => lines.with(at(7), lines[at(7)]!.replace('ë', '\\u00eb')),
    line: 8,
    problem: /not written as/,
  },
  {
    kind: 'a number written otherwise',
    tamper: (lines) => lines.with(at(7), lines[at(7)]!.replace('"schema":1,', '"schema":1.0,')),
    line: 8,
    problem: /not written as/,
  },
  {
    kind: 'a field twice',
    tamper: (lines) => lines.with(at(7), lines[at(7)]!.replace('"schema":1,', '"schema":2,"schema":1,')),
    line: 8,
    problem: /not written as/,
  },
  {
    kind: 'a field beside the others',
    tamper: (lines) => lines.with(at(7), lines[at(7)]!.replace('"schema":1,', '"schema":1,"note":"x",')),
    line: 8,
    problem: /not written as/,
  },
  {
    kind: 'a field left out',
    tamper: (lines) => lines.with(at(7), lines[at(7)]!.replace('"schema":1,', '')),
    line: 8,
    problem: /no schema as/,
  },
  {
    kind: 'fields in another order',
    tamper: (lines) => {
      const { eventHash: hash, ...rest } = read(lines[at(7)]!);
      return lines.with(at(7), JSON.stringify({ eventHash: hash, ...rest }));
    },
    line: 8,
    problem: /not written as/,
  },
  { kind: 'the line ends of another system', tamper: (lines) => lines.map((line) => `${line}\r`), line: 1, problem: /not written as/ },
  { kind: 'an empty line', tamper: (lines) => lines.toSpliced(at(9), 0, ''), line: 10, problem: /empty/ },
  { kind: 'a line that is no JSON', tamper: (lines) => lines.with(at(9), `${lines[at(9)]!.slice(0, -1)}`), line: 10, problem: /no JSON/ },
  {
    kind: 'a mark of the byte order before the first line',
    tamper: (lines) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesOf(lines)]),
    line: 1,
    problem: /does not begin with/,
  },
  { kind: 'a line after the trailer', tamper: (lines) => [...lines, lines[at(5)]!], line: 33, problem: /follows the trailer/ },
  {
    kind: 'bytes after the trailer',
    tamper: (lines) => Buffer.concat([bytesOf(lines), Buffer.from('\0\0')]),
    line: 33,
    problem: /no end/,
  },
  { kind: 'two exports in one file', tamper: (lines) => [...lines, ...lines], line: 33, problem: /follows the trailer/ },
  {
    kind: 'a header of another organisation, the trailer made to fit',
    tamper: (lines) => refitted(lines.with(0, lines[0]!.replace(organisation, '6f9619ff-8b86-4011-b42d-00cf4fc964ff'))),
    line: 2,
    problem: /first line names the organisation 6f96.*opened for 0f4b/,
  },
  {
    kind: 'a header that ends earlier',
    tamper: (lines) => lines.with(0, lines[0]!.replace('30}', '29}')),
    line: 31,
    problem: /ends the export at 29/,
  },
  {
    kind: 'a header that ends later',
    tamper: (lines) => lines.with(0, lines[0]!.replace('30}', '31}')),
    line: 32,
    problem: /first line says 31/,
  },
  {
    kind: 'a header of another format',
    tamper: (lines) => lines.with(0, lines[0]!.replace('export-1', 'export-2')),
    line: 1,
    problem: /of the format "hoshin-export-2"/,
  },
  { kind: 'no header', tamper: (lines) => lines.slice(1), line: 1, problem: /does not begin with/ },
  { kind: 'nothing at all', tamper: () => [], line: 1, problem: /empty/ },
  ...(['events', 'lastOrdinal', 'firstOrdinal'] as const).map((field) => ({
    kind: `another number of ${field} in the trailer`,
    tamper: (lines: Lines) => trailerWith(lines, { [field]: 29 }),
    line: 32,
    problem: new RegExp(field === 'firstOrdinal' ? 'not written as' : `trailer says ${field} 29`),
  })),
  ...(['chainDigest', 'fileDigest'] as const).map((field) => ({
    kind: `another ${field} in the trailer`,
    tamper: (lines: Lines) => trailerWith(lines, { [field]: 'a'.repeat(64) }),
    line: 32,
    problem: new RegExp(`trailer says ${field} aaaa`),
  })),
  {
    kind: 'a seal of another log',
    tamper: (lines) => lines,
    line: 2,
    problem: /published seal of position 10 does not fit/,
    published: [-10],
  },
];

const withByte = (lines: Lines, line: number, byte: number): Buffer => {
  const bytes = bytesOf(lines);
  bytes[bytesOf(lines.slice(0, line)).length + 100] = byte;
  return bytes;
};

/** The bytes somebody left, and the seals that had been published: from this log, or from another where the position is negative. */
export const tampered = (
  { tamper, published = [] }: Tampering,
  lines: Lines,
  others: Others,
): { readonly bytes: Buffer; readonly seals: readonly { readonly printed: string; readonly seal: PublishedSeal }[] } => {
  const result = tamper(lines, others);
  return {
    bytes: Buffer.isBuffer(result) ? result : bytesOf(result),
    seals: published.map((signed) => {
      const ordinal = Math.abs(signed);
      const digest = chainOver((signed < 0 ? others.foreign : lines).slice(1, 1 + ordinal));
      return { printed: printedSeal({ ordinal, digest }), seal: { ordinal, digestStart: digest.slice(0, 40) } };
    }),
  };
};
