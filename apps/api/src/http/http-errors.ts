import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Trouble } from '#cqrs';
import { bodyBytesMax } from './limits.js';
import { bugAnswer } from '../graphql/errors.js';
import { sendPage } from './web-page.js';
import { LOGGER } from '../record/tokens.js';

const sayings: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BAD_REQUEST', 'the request cannot be read: send JSON such as {"query": "{ … }", "variables": { … }}'],
  401: ['UNAUTHENTICATED', 'send the token this page is guarded with as "Authorization: Bearer …"'],
  404: ['NOT_FOUND', 'there is nothing here: queries and mutations go to /graphql, the console is at /console, health at /health/ready'],
  413: ['BODY_TOO_LARGE', `the request is larger than ${bodyBytesMax} bytes: send less at a time`],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'send the request as application/json'],
};

/** What trouble with a request means to whoever speaks HTTP; any other has been understood and cannot be served now. */
const troubleStatuses: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  CROSS_SITE: 403,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  NoSuchPosition: 404,
  TOO_MANY_REQUESTS: 429,
};

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
};

const answerTrouble = (reply: FastifyReply, { code, message, fields }: Trouble): void => {
  if ('retryAfterSeconds' in fields) void reply.header('retry-after', String(fields['retryAfterSeconds']));
  void reply
    .status(troubleStatuses[code] ?? 503)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code, ...fields } }] });
};

/** A browser that was sent to an address, by a link that was cut off or a word mistyped: the page says so in its own words. */
const isSomebodyReading = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept?.startsWith('text/html') ?? false);

/** Errors before or outside of GraphQL, in GraphQL's form: one form for whoever reads the answer. */
@Catch()
export class HttpErrors implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // What a resolver throws is the GraphQL formatter's.
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof Trouble) return answerTrouble(reply, error);
    const status = statusOf(error);
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (status === 404 && isSomebodyReading(request)) return sendPage(reply.status(404));
    const [code, message] = sayings[status] ?? ['BAD_REQUEST', 'the request cannot be carried out as it was sent'];
    const answer = status < 500 ? { message, extensions: { code } } : bugAnswer(this.log, error, request.routeOptions.url);
    void reply
      .status(status)
      .type('application/json; charset=utf-8')
      .send({ errors: [answer] });
  }
}

/** What the server itself cannot read, a broken address for one, before there is any route. */
export const answerUnreadable = (_error: unknown, _request: FastifyRequest, reply: FastifyReply): void => {
  const [code, message] = sayings[400]!;
  void reply
    .status(400)
    .type('application/json; charset=utf-8')
    .send({ errors: [{ message, extensions: { code } }] });
};
