import type { IncomingMessage } from 'node:http';

/**
 * Whether a socket is asked for by a page of this very address, or by no page at all. Browsers name the page's origin
 * whenever they open a socket, and no rule of theirs keeps a strange page from opening one.
 */
export const isOwnOrigin = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean => {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host.toLowerCase() === host.toLowerCase();
};
