import { Module, type DynamicModule } from '@nestjs/common';
import type { Config } from './config.js';
import { CatchballModule } from './catchball/catchball.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { engines } from './engines.js';
import { FindingModule } from './finding/finding.module.js';
import { GoalModule } from './goal/goal.module.js';
import { ServiceGraphqlModule } from './graphql/graphql.module.js';
import { HttpModule } from './http/http.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { MeasureModule } from './measure/measure.module.js';
import { OrganisationModule } from './organisation/organisation.module.js';
import { PlanModule } from './plan/plan.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { ReadsModule } from './reads/reads.module.js';
import { RecordModule, type Seeding, type WatchStart } from './record/record.module.js';
import { SealsModule } from './seals/seals.module.js';
import type { SocketLimits } from './subscriptions/limits.js';
import { SubscriptionsModule } from './subscriptions/subscriptions.module.js';
import { TrueNorthModule } from './true-north/true-north.module.js';

/** The features: each brings its commands' handlers and its resolvers. */
const features = [
  OrganisationModule,
  DirectoryModule,
  TrueNorthModule,
  CatchballModule,
  GoalModule,
  MeasureModule,
  IntakeModule,
  PlanModule,
  PoliciesModule,
  FindingModule,
  SealsModule,
];

/** The composition root; which engines there are, engines.ts says. */
@Module({})
export class AppModule {
  /** The whole service. Only the seeding program passes `seeding`, and only tests other limits of the socket. */
  static for(config: Config, seeding?: Seeding, sockets?: Partial<SocketLimits>, watchStart?: WatchStart): DynamicModule {
    return {
      module: AppModule,
      imports: [
        RecordModule.for(config, engines, seeding, true, watchStart),
        ServiceGraphqlModule.for(config),
        HttpModule,
        ReadsModule,
        SubscriptionsModule.for(sockets),
        ...features,
      ],
    };
  }

  /** The record with its command handlers, without HTTP: what the command line drives. */
  static headless(config: Config, seeding?: Seeding): DynamicModule {
    return { module: AppModule, imports: [RecordModule.for(config, engines, seeding, false), ...features] };
  }
}
