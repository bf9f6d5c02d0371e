import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isRejection } from '#kernel';
import { Trouble } from '#cqrs';
import { notTooOften } from '../access/asking-rate.js';
import type { Authentication } from '../access/authentication.js';
import { Gate } from '../access/gate.js';
import { mayExport } from '../access/rights.js';
import { trailOf } from '../operations/trail.js';
import type { RequestRate } from '../operations/request-rate.js';
import { PERSON_RATE } from '../operations/tokens.js';
import { Exports } from '../record/exports.js';
import { AUTHENTICATION } from '../record/tokens.js';
import { momentOf } from './asked.js';
import { Reading } from './sight.js';

/**
 * The log as lines of JSON that anybody can verify, for whoever stands in an auditor's post. `?upTo=` takes a day or the
 * number of the last event. A running service holds a log in a file, so that this is the way to export it.
 */
@Controller('export.jsonl')
export class ExportPage {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(Gate) private readonly gate: Gate,
    @Inject(Exports) private readonly exports: Exports,
    @Inject(AUTHENTICATION) private readonly authentication: Authentication,
    @Inject(PERSON_RATE) private readonly rate: RequestRate,
  ) {}

  @Get()
  async take(@Query() asked: Readonly<Record<string, unknown>>, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const claims = await this.authentication.authenticateOpening(request.headers);
    if (claims) notTooOften(this.rate, claims);
    const context = { claims, correlationId: trailOf(request)?.correlationId ?? randomUUID() };
    const person = this.gate.person(context);
    const refused = mayExport(this.gate.postsOf(person).map(({ post }) => post));
    if (isRejection(refused)) throw new Trouble('FORBIDDEN', refused.because);
    const foreign = Object.keys(asked).find((field) => field !== 'upTo');
    if (foreign !== undefined) throw new Trouble('BAD_USER_INPUT', `${foreign.slice(0, 40)} is nothing an export can be asked: take upTo`);
    const { position: upTo } = this.reading.sight(context, momentOf(asked, 'upTo'), null, null, 'upTo').moment;
    const log = await this.exports.begin({ person, upTo, correlationId: context.correlationId });
    void reply
      .type('application/jsonl; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="hoshin-export-${upTo}.jsonl"`)
      .send(log);
  }
}
