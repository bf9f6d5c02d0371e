import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Trouble, type LogIdentity, type ViewHost } from '#cqrs';
import { DirectoryTrouble, type ReadableDirectory, type Sessions } from '#directory';
import type { PersonId, Shapes } from '#strategy';
import { signsInNotTooOften } from '../access/asking-rate.js';
import type { Authentication } from '../access/authentication.js';
import { CodeFlow, pendingAs, pendingIn } from '../access/code-flow.js';
import { cookieIn, cookieWith, digestOfSecret, newSecret, noCookie } from '../access/cookies.js';
import { demoVisitors } from '../access/demo-visitors.js';
import { fromOwnPage, originOf, safeReturn } from '../access/origin.js';
import type { Tokens } from '../access/tokens.js';
import type { Config } from '../config.js';
import { fromTheFiles } from '../graphql/errors.js';
import type { AddressRate } from '../operations/address-rate.js';
import type { Metrics } from '../operations/metrics.js';
import { METRICS, SIGN_IN_RATE } from '../operations/tokens.js';
import { trailOf } from '../operations/trail.js';
import { AUTHENTICATION, CONFIG, DIRECTORY, IDENTITY, LOGGER, SESSIONS, TOKENS, VIEWS } from '../record/tokens.js';
import { demoPage, signOutPage, signedOutPage, tokensOnlyPage, troublePage, type Page } from './sign-in-pages.js';

const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  CROSS_SITE: 403,
  FORBIDDEN: 403,
  TOO_MANY_REQUESTS: 429,
  SIGN_IN_UNREACHABLE: 503,
};

/** What the keepers are told: codes and words of ours and of the issuer, never what somebody sent. */
const causeOf = ({ cause }: Trouble): string => {
  const { code, error, message } = (cause ?? {}) as { code?: unknown; error?: unknown; message?: unknown };
  return [code, error, message].filter((each) => typeof each === 'string').join(' ');
};

const send = (reply: FastifyReply, { html, headers }: Page, status = 200): void => void reply.status(status).headers(headers).send(html);

/** The page's sign-in: out to the sign-in service and back, or in a demo a choice of three people. */
@Controller()
export class SignIn {
  private readonly flow: CodeFlow | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(TOKENS) tokens: Tokens,
    @Inject(AUTHENTICATION) private readonly authentication: Authentication,
    @Inject(SESSIONS) private readonly sessions: Sessions,
    @Inject(DIRECTORY) private readonly directory: ReadableDirectory,
    @Inject(VIEWS) private readonly views: ViewHost<Shapes>,
    @Inject(IDENTITY) private readonly identity: LogIdentity,
    @Inject(LOGGER) private readonly log: Logger,
    @Inject(SIGN_IN_RATE) private readonly rate: AddressRate,
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {
    const { mode, issuer, client } = config;
    this.flow = mode === 'production' && issuer && client ? new CodeFlow(issuer.url, client, tokens) : undefined;
  }

  @Get('sign-in')
  async begin(@Query('returnTo') returnTo: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply, async (origin) => {
      signsInNotTooOften(this.rate, request.raw, 'begins');
      const place = safeReturn(returnTo, origin);
      if (this.config.mode === 'demo') return send(reply, demoPage(this.visitors(), place.slice(origin.length)));
      if (!this.flow) return send(reply, tokensOnlyPage(this.config.mode === 'development'));
      const { address, pending } = await this.flow.begin(origin, place.slice(origin.length));
      this.redirect(reply, address, cookieWith('sign-in', pendingAs(pending), origin));
    });
  }

  @Get('sign-in/callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply, async (origin) => {
      signsInNotTooOften(this.rate, request.raw, 'returns');
      const pending = pendingIn(cookieIn(request.headers.cookie, 'sign-in', origin));
      // An answer is taken once, whatever it says.
      void reply.header('set-cookie', noCookie('sign-in', origin));
      if (!this.flow || !pending)
        throw new Trouble('UNAUTHENTICATED', 'this browser did not ask to sign in, or too long ago: start again at /sign-in');
      const subject = await this.flow.subjectFrom(origin, request.url.split('?')[1] ?? '', pending);
      const person = this.directory.bySubject(subject)?.person;
      if (!person) throw new Trouble('FORBIDDEN', 'nobody in the directory signs in by that name; ask an administrator to add it');
      await this.enter(request, reply, person, origin, pending.returnTo);
    });
  }

  /** Only in a demo, whose record is made up. */
  @Post('sign-in/demo')
  async lookAround(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply, async (origin) => {
      signsInNotTooOften(this.rate, request.raw, 'returns');
      fromOwnPage(request.headers, origin);
      const { visitor, returnTo } = (body ?? {}) as { visitor?: unknown; returnTo?: unknown };
      const known = this.config.mode === 'demo' ? this.visitors().find(({ key }) => key === visitor) : undefined;
      if (!known) throw new Trouble('FORBIDDEN', 'nobody can be looked at the record as: choose one of the people at /sign-in');
      await this.enter(request, reply, known.person, origin, returnTo);
    });
  }

  @Get('sign-out')
  ask(@Res() reply: FastifyReply): void {
    send(reply, signOutPage());
  }

  @Post('sign-out')
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(request, reply, async (origin) => {
      fromOwnPage(request.headers, origin);
      const session = await this.authentication.sessionIn(request.headers);
      if (session) await this.sessions.end(session.key);
      void reply.header('set-cookie', noCookie('session', origin));
      send(reply, signedOutPage());
    });
  }

  /** Begins a session under a new secret; the one this browser had before is over. */
  private async enter(request: FastifyRequest, reply: FastifyReply, person: PersonId, origin: string, returnTo: unknown): Promise<void> {
    const before = await this.authentication.sessionIn(request.headers);
    if (before) await this.sessions.end(before.key);
    const secret = newSecret();
    await this.sessions.begin(digestOfSecret(secret), person, Date.now());
    this.redirect(reply, safeReturn(returnTo, origin), cookieWith('session', secret, origin));
  }

  private redirect(reply: FastifyReply, address: string, cookie: string): void {
    void reply.status(303).headers({ location: address, 'cache-control': 'no-store' }).header('set-cookie', cookie).send();
  }

  private visitors() {
    const { tables, today } = this.views.now();
    return demoVisitors(this.identity, tables, today).map(({ key, person, post, sees }) => ({
      key,
      person,
      name: this.directory.displayName(person),
      title: post.title,
      sees,
    }));
  }

  /** Answers where the browser believes to be; what goes wrong becomes a page that says what to do. */
  private async answer(request: FastifyRequest, reply: FastifyReply, work: (origin: string) => Promise<void>): Promise<void> {
    try {
      const origin = originOf(this.config, request.headers);
      if (origin === null)
        throw new Trouble('CROSS_SITE', 'this service does not know itself by that address: its keepers name it in HOSHIN_PUBLIC_URL');
      await work(origin);
    } catch (error) {
      if (!(error instanceof Trouble || error instanceof DirectoryTrouble)) throw error;
      trailOf(request)?.failed(error.code);
      this.metrics.troubles.inc({ code: error.code });
      if (error instanceof DirectoryTrouble) {
        this.log.warn({ code: error.code, fields: error.fields }, error.message);
        return send(reply, troublePage(fromTheFiles), 503);
      }
      if (error.code === 'SIGN_IN_UNREACHABLE') this.log.warn({ code: error.code, cause: causeOf(error) }, error.message);
      const { retryAfterSeconds } = error.fields;
      if (typeof retryAfterSeconds === 'number') void reply.header('retry-after', String(retryAfterSeconds));
      send(reply, troublePage(error.message), statuses[error.code] ?? 400);
    }
  }
}
