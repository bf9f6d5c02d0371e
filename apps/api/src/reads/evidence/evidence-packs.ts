import { randomUUID } from 'node:crypto';
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notTooOften } from '../../access/asking-rate.js';
import type { Authentication } from '../../access/authentication.js';
import { contentPolicy } from '../../operations/security-headers.js';
import { Bound } from '../../operations/bound.js';
import type { RequestRate } from '../../operations/request-rate.js';
import { PERSON_RATE } from '../../operations/tokens.js';
import { AccessRecords } from '../../record/access-records.js';
import { LogReader } from '../../record/log-reader.js';
import { AUTHENTICATION } from '../../record/tokens.js';
import { found, momentOf, onlyKnown, type Asked } from '../asked.js';
import { Reading } from '../sight.js';
import { takePack } from './making.js';
import type { PackSubject } from './story.js';

/** Packs that may be on their way at once: each is megabytes, and a second of reading where the line is long. */
const packsMax = 2;

/**
 * Evidence packs: an aim or goal with everything that serves it, as one document to read, print and check. For whoever is
 * signed in, with what they may see; `?asOf=` takes a day or the number of an event. That somebody took one is noted in
 * the log first, and what cannot be noted is not handed out.
 */
@Controller('evidence')
export class EvidencePacks {
  private readonly bound = new Bound(packsMax, 'evidence packs');

  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(AUTHENTICATION) private readonly authentication: Authentication,
    @Inject(PERSON_RATE) private readonly rate: RequestRate,
    @Inject(AccessRecords) private readonly accesses: AccessRecords,
    @Inject(LogReader) private readonly log: LogReader,
  ) {}

  @Get('aims/:id.html')
  aim(@Param('id') id: string, @Query() asked: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pack({ kind: 'AIM', id }, asked, request, reply);
  }

  @Get('goals/:id.html')
  goal(@Param('id') id: string, @Query() asked: Asked, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.pack({ kind: 'GOAL', id }, asked, request, reply);
  }

  private async pack(subject: PackSubject, asked: Asked, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const claims = await this.authentication.authenticateOpening(request.headers);
    if (claims) notTooOften(this.rate, claims);
    const context = { claims, correlationId: randomUUID() };
    onlyKnown(asked, ['asOf'], 'evidence pack');
    await this.bound.admit(async () => {
      const sight = this.reading.sight(context, momentOf(asked, 'asOf'));
      const document = await takePack(subject, {
        asked: sight.moment,
        now: () => this.reading.sight(context).now,
        tablesAt: (position) => this.reading.at(position).tables,
        reader: sight.reader,
        directory: sight.directory,
        accesses: this.accesses,
        log: this.log,
        correlationId: context.correlationId,
      });
      const pack = found(document, subject.kind.toLowerCase());
      reply
        .type('text/html; charset=utf-8')
        .headers({
          'content-security-policy': contentPolicy(["style-src 'unsafe-inline'", 'img-src data:']),
          'content-disposition': `inline; filename="evidence-${subject.kind.toLowerCase()}-at-${sight.moment.position}.html"`,
          'cache-control': 'private, no-store',
        })
        .send(pack);
    });
  }
}
