import type { IncomingHttpHeaders } from 'node:http';
import { Trouble } from '#cqrs';
import { isThisMachine, type Config } from '../config.js';

/**
 * Where the browser believes to be: the public address of the settings, or without one, outside production, this
 * machine under whatever port it was asked. Null where a stranger's name was resolved to this machine.
 */
export const originOf = (config: Pick<Config, 'publicUrl' | 'mode'>, headers: Pick<IncomingHttpHeaders, 'host'>): string | null => {
  if (config.publicUrl !== undefined) return config.publicUrl;
  const address = `http://${headers.host ?? ''}`;
  if (config.mode === 'production' || !URL.canParse(address)) return null;
  const { origin, hostname } = new URL(address);
  return isThisMachine(hostname) ? origin : null;
};

/** Refuses a request another site made the browser send; throws {@link Trouble} `CROSS_SITE`. */
export const fromOwnPage = (headers: Pick<IncomingHttpHeaders, 'origin'>, origin: string): void => {
  if (headers.origin !== origin)
    throw new Trouble(
      'CROSS_SITE',
      `a session is taken from this service's own pages alone: the header Origin must be ${origin}; programs send a token as "Authorization: Bearer …" instead`,
    );
};

/**
 * Refuses a reading that another site made the browser ask for; throws {@link Trouble} `CROSS_SITE`. What is only read and
 * cannot be read by the other site may be opened by its address, or stand on a page of ours.
 */
export const notFromElsewhere = (headers: Pick<IncomingHttpHeaders, 'sec-fetch-site'>): void => {
  const site = headers['sec-fetch-site'];
  if (site !== 'same-origin' && site !== 'none')
    throw new Trouble(
      'CROSS_SITE',
      'with a session a picture is opened from this service’s own pages or by its address; programs send a token as "Authorization: Bearer …" instead',
    );
};

const returnCharactersMax = 2_000;

/** Where to go after signing in: a place of this service, whole, so that no browser reads another host into it. */
export const safeReturn = (asked: unknown, origin: string): string => {
  const home = `${origin}/console`;
  if (typeof asked !== 'string' || asked.length > returnCharactersMax || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked)) return home;
  if (!URL.canParse(asked, origin)) return home;
  const place = new URL(asked, origin);
  return place.origin === origin ? `${origin}${place.pathname}${place.search}${place.hash}` : home;
};
