/** Text that JSON writes as it is, in quotes: most of all text there is, and five times as fast to write. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/** The names of members as they are written: there are few, and each comes again and again. */
const names = new Map<string, string>();
const namesMax = 1_000;
const named = (key: string): string => {
  const known = names.get(key);
  if (known !== undefined) return known;
  const written = `${quoted(key)}:`;
  if (names.size < namesMax) names.set(key, written);
  return written;
};

/** In place, since sorting makes copies of its own, and the names of one object are few. */
const inOrder = (keys: string[]): string[] => {
  if (keys.length > sortedInPlaceMax) return keys.sort();
  for (let at = 1; at < keys.length; at++) {
    const key = keys[at]!;
    let to = at;
    for (; to > 0 && keys[to - 1]! > key; to--) keys[to] = keys[to - 1]!;
    keys[to] = key;
  }
  return keys;
};
const sortedInPlaceMax = 32;

/**
 * The one text form of a JSON value: keys in code-unit order, no spaces, `undefined` members left out.
 * Figures are decimal strings, so the only numbers are whole ones; anything else is a bug and throws.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is no whole number: figures are decimal strings`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    let items = '';
    for (const item of value) items += `${items === '' ? '' : ','}${canonicalJson(item ?? null)}`;
    return `[${items}]`;
  }
  if (typeof value === 'object') {
    let members = '';
    for (const key of inOrder(Object.keys(value))) {
      const member = (value as Record<string, unknown>)[key];
      if (member !== undefined) members += `${members === '' ? '' : ','}${named(key)}${canonicalJson(member)}`;
    }
    return `{${members}}`;
  }
  throw new TypeError(`a ${typeof value} has no JSON form`);
};
