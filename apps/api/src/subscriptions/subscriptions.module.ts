import { Module, type DynamicModule } from '@nestjs/common';
import { Changes } from './changes.resolver.js';
import { Follower } from './follower.js';
import { SOCKET_LIMITS, socketLimits, type SocketLimits } from './limits.js';
import { SocketServer } from './socket-server.js';

/** Subscriptions over the socket: that something changed, told to whoever may know it. */
@Module({})
export class SubscriptionsModule {
  static for(limits: Partial<SocketLimits> = {}): DynamicModule {
    return {
      module: SubscriptionsModule,
      providers: [{ provide: SOCKET_LIMITS, useValue: { ...socketLimits, ...limits } }, Follower, Changes, SocketServer],
      exports: [SocketServer],
    };
  }
}
