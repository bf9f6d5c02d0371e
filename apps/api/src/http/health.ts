import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PolicyRunner, ViewHost } from '#cqrs';
import type { Shapes } from '#strategy';
import { POLICIES } from '../record/record.module.js';
import { VIEWS } from '../record/tokens.js';

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
  ) {}

  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  ready(@Res({ passthrough: true }) reply: Pick<FastifyReply, 'status'>): Readiness {
    const { following, position, failure } = this.views.health;
    const trouble = this.policies.lastTrouble;
    const because = [
      ...(failure
        ? [`the views stopped after position ${failure.position}${failure.event ? ` at event ${failure.event}` : ''}: ${failure.reason}`]
        : []),
      ...(!failure && !following ? ['the views are still catching up with the log'] : []),
      ...(trouble
        ? [`a policy could not be carried out and is tried again: ${trouble instanceof Error ? trouble.message : 'unknown trouble'}`]
        : []),
    ];
    if (because.length > 0) reply.status(503);
    return { status: because.length === 0 ? 'ready' : 'not ready', position, because };
  }
}
