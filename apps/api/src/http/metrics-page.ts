import { createHash, timingSafeEqual } from 'node:crypto';
import { Controller, Get, Inject, NotFoundException, Req, Res, UnauthorizedException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ViewHost } from '#cqrs';
import { openDebts, type Shapes } from '#strategy';
import type { Config } from '../config.js';
import type { Bound } from '../operations/bound.js';
import type { Metrics } from '../operations/metrics.js';
import { COMMAND_BOUND, METRICS } from '../operations/tokens.js';
import type { ViewLag } from '../operations/view-lag.js';
import { CLOCK, CONFIG, VIEWS, VIEW_LAG } from '../record/tokens.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares digests, so that neither the time nor the length gives away how much of a guess was right. */
const isToken = (header: string | undefined, token: string): boolean =>
  timingSafeEqual(digest(header?.replace(/^bearer +/i, '') ?? ''), digest(token));

/**
 * What Prometheus scrapes. There is none unless `HOSHIN_METRICS_TOKEN` is set, and then only for whoever sends it: figures
 * say how busy whom, and a token works behind any proxy where another port may not.
 */
@Controller('metrics')
export class MetricsPage {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(METRICS) private readonly metrics: Metrics,
    @Inject(VIEWS) views: ViewHost<Shapes>,
    @Inject(VIEW_LAG) lag: ViewLag,
    @Inject(COMMAND_BOUND) bound: Bound,
    @Inject(CLOCK) clock: () => number,
  ) {
    const debts = () => openDebts(views.now().tables);
    metrics.gauge('hoshin_position', 'The log position the views answer at.', () => views.position);
    metrics.gauge('hoshin_view_lag_events', 'Events in the log that the views have not folded.', async () => (await lag.measure()).events);
    metrics.gauge(
      'hoshin_view_lag_seconds',
      'Time since the oldest event the views have not folded was recorded.',
      async () => (await lag.measure()).seconds,
    );
    metrics.gauge('hoshin_views_stopped', '1 once the views stopped at an event they cannot fold.', () => (views.health.failure ? 1 : 0));
    metrics.gauge('hoshin_policy_debts', 'What policies owe and have not done yet.', () => debts().length);
    metrics.gauge('hoshin_policy_debt_oldest_seconds', 'Time since the oldest of it fell due.', () => {
      const [oldest] = debts();
      return oldest ? Math.max(0, (clock() - views.timeOf(oldest.since)) / 1_000) : 0;
    });
    metrics.gauge('hoshin_commands_in_flight', 'Commands on their way, of which there may be so many as is set.', () => bound.onTheirWay);
  }

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { metricsToken } = this.config.operations;
    if (metricsToken === undefined) throw new NotFoundException();
    if (!isToken(request.headers.authorization, metricsToken)) throw new UnauthorizedException();
    const { type, text } = await this.metrics.page();
    void reply.header('content-type', type).header('cache-control', 'no-store').send(text);
  }
}
