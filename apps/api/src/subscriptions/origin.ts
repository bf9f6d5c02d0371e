import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.js';

/**
 * Whether a socket is asked for by a page of this service, at its public address or the one asked, or by no page at all. Browsers name the page's origin
 * whenever they open a socket, and no rule of theirs keeps a strange page from opening one.
 */
export const isOwnOrigin = ({ headers }: Pick<IncomingMessage, 'headers'>, { publicUrl }: Pick<Config, 'publicUrl'>): boolean => {
  const { origin, host } = headers;
  if (origin === undefined || origin === publicUrl) return true;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host.toLowerCase() === host.toLowerCase();
};
