import { Inject, Injectable, Module, type DynamicModule } from '@nestjs/common';
import type { Metrics } from '../operations/metrics.js';
import { METRICS } from '../operations/tokens.js';
import { Changes } from './changes.resolver.js';
import { Follower } from './follower.js';
import { SOCKET_LIMITS, socketLimits, type SocketLimits } from './limits.js';
import { SocketServer } from './socket-server.js';

/** Lets the metrics show what is connected and followed. */
@Injectable()
class Counted {
  constructor(@Inject(METRICS) metrics: Metrics, @Inject(SocketServer) server: SocketServer) {
    metrics.gauge('hoshin_sockets', 'Sockets that are open now.', () => server.counts.sockets);
    metrics.gauge('hoshin_subscriptions', 'Subscriptions that are followed now.', () => server.counts.subscriptions);
  }
}

/** Subscriptions over the socket: that something changed, told to whoever may know it. */
@Module({})
export class SubscriptionsModule {
  static for(limits: Partial<SocketLimits> = {}): DynamicModule {
    return {
      module: SubscriptionsModule,
      providers: [{ provide: SOCKET_LIMITS, useValue: { ...socketLimits, ...limits } }, Follower, Changes, SocketServer, Counted],
      exports: [SocketServer],
    };
  }
}
