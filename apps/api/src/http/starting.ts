import type { IncomingMessage, ServerResponse } from 'node:http';
import { securityHeaders } from '../operations/security-headers.js';

/** How far the views have come on their way to the log's end. */
export interface StartProgress {
  readonly position: number;
  /** Where the log ended when the service began to read it; null until it has. */
  readonly head: number | null;
  /** The position the views began with, from their cache; 0 where they are folded from the first event on. */
  readonly cachedTo: number;
}

const retryAfterSeconds = 2;

/** Answers while the service starts: that it lives, how far it is, and to everything else that it is not ready yet. */
export class Starting {
  private progress: (() => StartProgress) | undefined;

  /** From now on this is how far it is. */
  watch(progress: () => StartProgress): void {
    this.progress = progress;
  }

  readonly answer = ({ url = '' }: IncomingMessage, response: ServerResponse): void => {
    const path = url.split('?')[0];
    if (path === '/health/live') return send(response, 200, { status: 'live' });
    const { position, head, cachedTo } = this.progress?.() ?? { position: 0, head: null, cachedTo: 0 };
    const percent = head === null ? 0 : head === 0 ? 100 : Math.floor((100 * position) / head);
    const because = `the service is starting: its views have come to position ${position}${head === null ? '' : ` of ${head}`}`;
    if (path === '/health/ready')
      return send(response, 503, {
        status: 'not ready',
        position,
        head,
        percent,
        cachedTo,
        lag: head === null ? null : Math.max(0, head - position),
        because: [because],
      });
    const extensions = { code: 'STARTING', retryAfterSeconds, position, head, percent };
    send(response, 503, { errors: [{ message: `${because}; ask again in ${retryAfterSeconds} seconds`, extensions }] });
  };
}

const send = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, {
    ...securityHeaders,
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(status === 503 && { 'retry-after': String(retryAfterSeconds) }),
  });
  response.end(JSON.stringify(body));
};
