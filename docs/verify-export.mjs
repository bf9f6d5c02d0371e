// Verifies an export of Hoshin with nothing but Node (20 or newer): node verify-export.mjs <export.jsonl> [seal …]
// A seal is written HS-1234-XXXX-…-XX, or 1234:<64 hex digits>. Written to be read in full; it shares no code with Hoshin.
// Exit code 0: whole. 1: not, and the first bad line is named. What it proves, and what nothing can: docs/verifying.md.
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');
let line = 0; // the line being looked at; the event of position n stands on line n + 1
const must = (holds, problem) => {
  if (holds) return;
  process.stdout.write(`NOT WHOLE. Line ${line}, position ${Math.max(1, line - 1)}: ${problem}\n`);
  process.exit(1);
};
const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {} // undefined: no JSON
};
// Line by line, as bytes: whatever is no UTF-8, or has no line feed at its end, ends it.
async function* linesOf(file) {
  let rest = '';
  for await (const chunk of createReadStream(file, 'latin1')) {
    const pieces = (rest + chunk).split('\n');
    rest = pieces.pop();
    for (const bytes of pieces) {
      line++;
      must(isUtf8(Buffer.from(bytes, 'latin1')), 'it is no UTF-8');
      yield Buffer.from(bytes, 'latin1').toString('utf8');
    }
  }
  line++;
  must(rest === '', 'it has no end: the file was cut off');
}

// A line is taken only if it is byte for byte what writing it again gives: no other spaces, escapes, order or fields.
const fields = ['ordinal', 'stream', 'version', 'id', 'type', 'schema', 'recordedAt', 'data', 'meta', 'eventHash'];
const redactedFields = fields.map((name) => name.replace(/^(data|meta)$/, '$1Digest'));
const headerFields = ['format', 'organisation', 'firstOrdinal', 'lastOrdinal'];
const trailerFields = ['events', 'firstOrdinal', 'lastOrdinal', 'chainDigest', 'fileDigest'];
const numbers = ['ordinal', 'version', 'schema', 'events', 'firstOrdinal', 'lastOrdinal'];
const strictly = (text, names, found = parse(text), wrap = (value) => value) => {
  const picked = Object.fromEntries(names.map((name) => [name, found?.[name]]));
  for (const name of names) must(typeof picked[name] === (numbers.includes(name) ? 'number' : 'string'), `its ${name} is missing`);
  must(JSON.stringify(wrap(picked)) === text, 'it is not written as this format writes it');
  return picked;
};

// The published seals: a position, and the beginning of the chain digest there in hex.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const published = process.argv.slice(3).map((seal) => {
  const [, position, groups, hex] = /^(?:HS-)?(\d+)(?:((?:-[0-9A-HJKMNP-TV-Z]{4}){8})-..|:([0-9a-f]{64}))$/.exec(seal) ?? [];
  if (!position) throw new Error(`${seal} is no seal`);
  const bits = (groups ?? '').replace(/-/g, '').replace(/./g, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'));
  return { ordinal: Number(position), start: hex ?? BigInt(`0b${bits}`).toString(16).padStart(40, '0') };
});

const digest = /^[0-9a-f]{64}$/;
const forms = {
  stream: /^hoshin\.[A-Za-z0-9._-]{1,193}$/,
  id: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  type: /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/,
  recordedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};
const bytesBefore = createHash('sha256'); // of everything before the trailer
const versions = new Map(); // of each stream, the last one seen
const chains = ['0'.repeat(64)]; // the chain digest at each position; 0 is the empty log
let header, trailer;
let [redacted, latest, sealed, held] = [0, 0, 0, 0]; // held: up to where published seals hold
const fits = (holds, ordinal, since) => {
  if (!holds) line = since + 2; // somewhere from there on; where, a seal cannot tell
  must(holds, `a seal does not fit the events between ${since + 1} and ${ordinal}`);
  return ordinal;
};

for await (const text of linesOf(process.argv[2])) {
  must(!trailer, 'something follows the trailer');
  const isTrailer = line > 1 && text.startsWith('{"trailer"');
  if (isTrailer) trailer = strictly(text, trailerFields, parse(text)?.trailer, (value) => ({ trailer: value }));
  else bytesBefore.update(`${text}\n`, 'utf8');
  if (line === 1) header = strictly(text, headerFields);
  must(header.format === 'hoshin-export-1' && header.firstOrdinal === 1, 'this is no export of the format hoshin-export-1');
  if (isTrailer || line === 1) continue;
  const hidden = parse(text)?.dataDigest !== undefined;
  const event = strictly(text, hidden ? redactedFields : fields);
  const { ordinal, stream, version, id, type, schema, recordedAt } = event;
  must(ordinal === chains.length && ordinal <= header.lastOrdinal, 'another position stands here');
  for (const name in forms) must(forms[name].test(event[name]), `its ${name} has no such form`);
  must(Number.isSafeInteger(schema) && schema >= 1, 'the schema does not count from 1');
  must(version === (versions.get(stream) ?? 0) + 1, 'the versions of its stream have a gap or a double');
  must(latest - Date.parse(recordedAt) <= 300_000, 'the recorded time steps back by more than five minutes');
  must(!hidden || (ordinal > 1 && type !== 'seal.placed'), 'the first event and seals are never redacted');
  const texts = hidden ? [] : [event.data, event.meta];
  for (const each of texts) must(each.isWellFormed() && parse(each) !== undefined, 'its texts are no JSON');
  const [data, meta] = hidden ? [event.dataDigest, event.metaDigest] : texts.map(sha256);
  must(digest.test(data) && digest.test(meta), 'the digests are no SHA-256');
  const nine = ['hoshin-event-1', stream, version, id, type, schema, recordedAt, data, meta, ''].join('\n');
  must(sha256(nine) === event.eventHash, 'the hash does not fit: something was altered');
  const said = hidden ? undefined : parse(event.data);
  if (type === 'log.opened' && ordinal === 1) must(said?.organisation === header.organisation, 'line 1 names another organisation');
  if (type === 'seal.placed') {
    must(Number.isSafeInteger(said?.ordinal) && said.ordinal > sealed && digest.test(said.digest), 'it is a seal of nothing new');
    must(said.ordinal > held || said.digest === chains[said.ordinal], 'it is a seal of another digest than a published one that holds');
    sealed = fits(chains[said.ordinal] === said.digest, said.ordinal, Math.max(sealed, held));
  }
  chains.push(sha256(`hoshin-chain-1\n${chains.at(-1)}\n${event.eventHash}\n`));
  for (const seal of published) if (seal.ordinal === ordinal) held = fits(chains[ordinal].startsWith(seal.start), ordinal, held);
  versions.set(stream, version);
  latest = Math.max(latest, Date.parse(recordedAt));
  redacted += hidden;
}
const events = chains.length - 1;
must(trailer, 'there is no trailer: the file was cut off');
line--;
must(events === header.lastOrdinal && events === trailer.events && events === trailer.lastOrdinal, 'the trailer counts other events');
must(trailer.firstOrdinal === 1 && trailer.chainDigest === chains[events], 'the trailer has another chain');
must(trailer.fileDigest === bytesBefore.digest('hex'), 'the trailer has another digest of the bytes before it');
for (const seal of published) must(seal.ordinal <= events, `a published seal speaks of position ${seal.ordinal}: the end was cut off`);
process.stdout.write(`WHOLE. ${events} events of ${header.organisation}, ${redacted} redacted. Chain at ${events}: ${chains[events]}\n`);
