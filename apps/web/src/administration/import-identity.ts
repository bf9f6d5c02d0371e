/** SHA-256 in hex. */
export const digestOf = async (content: string | ArrayBuffer): Promise<string> => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** An id that follows from words: the same words give the same one, so that what is done again is known to be the same. */
export const idOf = async (...words: readonly (string | number | boolean)[]): Promise<string> => {
  const hex = await digestOf(JSON.stringify(words));
  const variant = ((Number.parseInt(hex[16]!, 16) & 0b0011) | 0b1000).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

interface Before {
  readonly id: string;
  readonly finishedAt: string | null;
  readonly reversedBecause: string | null;
}

/**
 * Which import this is: one that was interrupted is gone on with; where the same table was finished and there is more to
 * do, or was reversed, it is the next attempt. `isDone` where it was finished and nothing is left to do.
 */
export const attemptOf = async (
  words: readonly (string | number | boolean)[],
  imports: readonly Before[],
  hasWork: boolean,
): Promise<{ readonly id: string; readonly isDone: boolean }> => {
  const known = new Map(imports.map((each) => [each.id, each]));
  for (let attempt = 1; ; attempt++) {
    const id = await idOf('import', ...words, attempt);
    const before = known.get(id);
    if (!before) return { id, isDone: false };
    if (before.reversedBecause !== null || (before.finishedAt !== null && hasWork)) continue;
    return { id, isDone: before.finishedAt !== null };
  }
};
