/** A seal as somebody typed it: the position, and the beginning of the chain digest there in hex. */
export interface TypedSeal {
  readonly ordinal: number;
  readonly digestStart: string;
}

/** Douglas Crockford's base 32: no letter is easily taken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const printed = /^HS-([1-9]\d{0,14})((?:-[0-9A-HJKMNP-TV-Z]{4}){8})-([0-9A-HJKMNP-TV-Z]{2})$/;
const whole = /^([1-9]\d{0,14}):([0-9a-f]{64})$/;
const bitsOf = (text: string): string => Array.from(text, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');

/** The first ten bits of the text's SHA-256, as two letters: worked out here, by the browser. */
const checkLetters = async (text: string): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const bits = [...digest.subarray(0, 2)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return [bits.slice(0, 5), bits.slice(5, 10)].map((five) => alphabet[Number.parseInt(five, 2)]).join('');
};

/**
 * Reads a seal as it stands in minutes, in lower case, with blanks and with letters taken for digits too, or a position and
 * the whole digest. NO_SEAL where it has not the form of one, MISTYPED where its last two letters do not fit the others.
 */
export const readPrinted = async (text: string): Promise<TypedSeal | 'NO_SEAL' | 'MISTYPED'> => {
  const full = whole.exec(text.trim().toLowerCase());
  if (full) return { ordinal: Number(full[1]), digestStart: full[2]! };
  const [prefix = '', ...rest] = text.toUpperCase().replaceAll(/\s+/g, '').split('-');
  const typed = [prefix, ...rest.map((group) => group.replaceAll('O', '0').replaceAll(/[IL]/g, '1'))].join('-');
  const match = printed.exec(typed);
  if (!match) return 'NO_SEAL';
  if ((await checkLetters(typed.slice(0, -3))) !== match[3]) return 'MISTYPED';
  const bits = bitsOf(match[2]!.replaceAll('-', ''));
  return { ordinal: Number(match[1]), digestStart: BigInt(`0b${bits}`).toString(16).padStart(40, '0') };
};
