import { sha256 } from './envelope.js';
import type { RawEvent } from './port.js';

/** The stored type of the events that fix the chain at a position; what else they say is the domain's. */
export const sealType = 'seal.placed';

/** What a seal in the log claims: up to this ordinal, ending with this event, the chain was this. */
export interface SealMark {
  readonly ordinal: number;
  readonly lastEventId: string;
  /** The chain digest at the ordinal, SHA-256 in lower-case hex. */
  readonly digest: string;
}

/** A seal as it was published: in board minutes, an evidence pack, a letter. */
export interface PublishedSeal {
  readonly ordinal: number;
  /** The beginning of the chain digest, or all of it, in lower-case hex. */
  readonly digestStart: string;
}

const wholeFrom1 = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1;
const hexDigest = /^[0-9a-f]{64}$/;

/** The claim of a seal's event, or null where its data claim nothing. */
export const sealMarkIn = ({ data }: Pick<RawEvent, 'data'>): SealMark | null => {
  const { ordinal, lastEventId, digest } = (JSON.parse(data) ?? {}) as Partial<Record<keyof SealMark, unknown>>;
  if (!wholeFrom1(ordinal) || typeof lastEventId !== 'string' || typeof digest !== 'string' || !hexDigest.test(digest)) return null;
  return { ordinal, lastEventId, digest };
};

/** Douglas Crockford's base 32: no letter is easily taken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Of the digest's 256 bits, what is printed: nobody finds another log with the same. */
const printedHexDigits = 40;
const printed = /^HS-([1-9]\d{0,15})((?:-[0-9A-HJKMNP-TV-Z]{4}){8})-([0-9A-HJKMNP-TV-Z]{2})$/;
const fullDigest = /^([1-9]\d{0,15}):([0-9a-f]{64})$/;

const inBase32 = (hex: string): string =>
  BigInt(`0x${hex}`)
    .toString(32)
    .padStart((hex.length * 4) / 5, '0')
    .replace(/./g, (digit) => alphabet[Number.parseInt(digit, 32)]!);

const fromBase32 = (text: string): string =>
  text
    .split('')
    .reduce((number, letter) => number * 32n + BigInt(alphabet.indexOf(letter)), 0n)
    .toString(16)
    .padStart((text.length * 5) / 4, '0');

/** Two letters by which a slip of the pen is told from an altered log. */
const checkOf = (body: string): string => inBase32(sha256(body).slice(0, 5)).slice(0, 2);

/**
 * A seal in the form people print, read aloud and type: `HS-`, the ordinal, the first 160 bits of the chain digest in
 * eight groups of Crockford's base 32, and two letters that check the others.
 */
export const printedSeal = ({ ordinal, digest }: Pick<SealMark, 'ordinal' | 'digest'>): string => {
  const groups = inBase32(digest.slice(0, printedHexDigits)).match(/.{4}/g)!;
  const body = `HS-${ordinal}-${groups.join('-')}`;
  return `${body}-${checkOf(body)}`;
};

/** Reads a printed seal, or `<ordinal>:<digest in hex>`; a sentence says what is wrong with anything else. */
export const readSeal = (text: string): PublishedSeal | string => {
  const full = fullDigest.exec(text.trim().toLowerCase());
  if (full) return { ordinal: Number(full[1]), digestStart: full[2]! };
  // What Crockford's alphabet leaves out is read as what it looks like.
  const [prefix = '', ...rest] = text.trim().toUpperCase().replaceAll(/\s+/g, '').split('-');
  const typed = [prefix, ...rest.map((group) => group.replaceAll('O', '0').replaceAll(/[IL]/g, '1'))].join('-');
  const match = printed.exec(typed);
  if (!match)
    return `${JSON.stringify(text.slice(0, 80))} is no seal: it reads HS-1234-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XX, or 1234:<64 hex digits>`;
  if (checkOf(typed.slice(0, -3)) !== match[3])
    return `${typed} was mistyped: its last two letters do not fit the others; compare it with the paper letter by letter`;
  return { ordinal: Number(match[1]), digestStart: fromBase32(match[2]!.replaceAll('-', '')) };
};
