import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PolicyRunner, ViewHost } from '#cqrs';
import type { Shapes } from '#strategy';
import type { ViewLag } from '../operations/view-lag.js';
import { POLICIES } from '../record/record.module.js';
import { VIEWS, VIEW_LAG } from '../record/tokens.js';

/** Views that lie behind for a moment are at work; behind for longer, whoever asks would be told of the past. */
export const lagSecondsMax = 10;

/** What a monitor reads. */
export interface Readiness {
  readonly status: 'ready' | 'not ready';
  /** The position in the log up to which the views answer. */
  readonly position: number;
  readonly because: readonly string[];
}

/** Live: the process answers. Ready: the views follow the log and the policies do what they owe. */
@Controller('health')
export class Health {
  constructor(
    @Inject(VIEWS) private readonly views: Pick<ViewHost<Shapes>, 'health'>,
    @Inject(POLICIES) private readonly policies: Pick<PolicyRunner, 'lastTrouble'>,
    @Inject(VIEW_LAG) private readonly lag: Pick<ViewLag, 'measure'>,
  ) {}

  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: Pick<FastifyReply, 'status'>): Promise<Readiness> {
    const { following, failure } = this.views.health;
    const trouble = this.policies.lastTrouble;
    const because = [
      ...(failure
        ? [`the views stopped after position ${failure.position}${failure.event ? ` at event ${failure.event}` : ''}: ${failure.reason}`]
        : []),
      ...(!failure && !following ? ['the views are still catching up with the log'] : []),
      ...(!failure && following ? await this.behind() : []),
      ...(trouble
        ? [`a policy could not be carried out and is tried again: ${trouble instanceof Error ? trouble.message : 'unknown trouble'}`]
        : []),
    ];
    if (because.length > 0) reply.status(503);
    return { status: because.length === 0 ? 'ready' : 'not ready', position: this.views.health.position, because };
  }

  private async behind(): Promise<string[]> {
    try {
      const { events, seconds } = await this.lag.measure();
      if (seconds <= lagSecondsMax) return [];
      return [`the views lie ${events} events behind the log, the oldest of them recorded ${Math.round(seconds)} seconds ago`];
    } catch {
      return ['the log does not say where it ends, so nobody knows how far the views lie behind it'];
    }
  }
}
