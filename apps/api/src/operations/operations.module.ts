import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { AddressRate } from './address-rate.js';
import { Bound } from './bound.js';
import { Metrics } from './metrics.js';
import { Player } from './player.js';
import { RequestRate } from './request-rate.js';
import type { OperationSettings } from './settings.js';
import { ADDRESS_RATE, COMMAND_BOUND, METRICS, PERSON_RATE, SIGN_IN_RATE, TRACING, WATCH } from './tokens.js';
import { untraced, type Tracing } from './tracing.js';
import { Watch } from './watch.js';

/** Loaded only where there is somebody to send traces to. */
const tracingTo = async (url: string | undefined): Promise<Tracing> =>
  url === undefined ? untraced : (await import('./otlp-tracing.js')).otlpTracing(url);

class LastTraces implements OnApplicationShutdown {
  constructor(@Inject(TRACING) private readonly tracing: Tracing) {}
  onApplicationShutdown(): Promise<void> {
    return this.tracing.close();
  }
}

/** What guards the service against too much, and what watches it. Knows nothing of the record. */
@Global()
@Module({})
export class OperationsModule {
  static for(settings: OperationSettings): DynamicModule {
    const { commandsInFlightMax, metricsToken, otlpUrl, trustedProxies } = settings;
    const { personRequestsPerMinuteMax, addressRequestsPerMinuteMax, addressSignInsPerMinuteMax } = settings;
    return {
      module: OperationsModule,
      providers: [
        {
          provide: METRICS,
          useFactory: (): Metrics => {
            const metrics = new Metrics();
            if (metricsToken !== undefined) metrics.watchProcess();
            return metrics;
          },
        },
        { provide: TRACING, useFactory: () => tracingTo(otlpUrl) },
        { provide: WATCH, inject: [METRICS, TRACING], useFactory: (metrics: Metrics, tracing: Tracing) => new Watch(metrics, tracing) },
        { provide: COMMAND_BOUND, useFactory: () => new Bound(commandsInFlightMax, 'commands') },
        { provide: PERSON_RATE, useFactory: () => new RequestRate(personRequestsPerMinuteMax) },
        { provide: ADDRESS_RATE, useFactory: () => new AddressRate(addressRequestsPerMinuteMax, trustedProxies) },
        { provide: SIGN_IN_RATE, useFactory: () => new AddressRate(addressSignInsPerMinuteMax, trustedProxies) },
        { provide: Player, useFactory: () => new Player() },
        LastTraces,
      ],
      exports: [METRICS, TRACING, WATCH, COMMAND_BOUND, PERSON_RATE, ADDRESS_RATE, SIGN_IN_RATE, Player],
    };
  }
}
