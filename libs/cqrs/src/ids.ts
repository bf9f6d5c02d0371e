import { hash } from 'node:crypto';
import { v5 as uuidV5 } from 'uuid';
import { canonicalJson } from '#kernel';

/** The namespace of every id this service derives: itself the UUIDv5 of the project's name in the DNS namespace. */
const namespace = uuidV5('hoshin', '6ba7b810-9dad-11d1-80b4-00c04fd430c8');
const namespaceBytes = Buffer.from(namespace.replaceAll('-', ''), 'hex');

/**
 * The same words always give the same id: what makes a retry name the same things. The UUIDv5 (RFC 9562, section 5.5) of
 * the words, one per line; by the system's digest, four times as fast as the library that made the namespace.
 */
export const derivedId = (...words: readonly (string | number)[]): string => {
  const digest = hash('sha1', Buffer.concat([namespaceBytes, Buffer.from(words.join('\n'))]), 'hex');
  const variant = ((Number.parseInt(digest[16]!, 16) & 0b0011) | 0b1000).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
};

/** SHA-256 in hex over the canonical JSON of a value. */
export const digestOf = (value: unknown): string => hash('sha256', canonicalJson(value), 'hex');
