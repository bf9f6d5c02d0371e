import { createHash } from 'node:crypto';
import { v5 as uuidV5 } from 'uuid';
import { canonicalJson } from '#kernel';

/** The namespace of every id this service derives: itself the UUIDv5 of the project's name in the DNS namespace. */
const namespace = uuidV5('hoshin', '6ba7b810-9dad-11d1-80b4-00c04fd430c8');

/** The same words always give the same id: what makes a retry name the same things. */
export const derivedId = (...words: readonly (string | number)[]): string => uuidV5(words.join('\n'), namespace);

/** SHA-256 in hex over the canonical JSON of a value. */
export const digestOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
