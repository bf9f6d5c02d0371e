import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRejection, type Actor } from '#kernel';
import { CommandDesk, type LogIdentity, type PolicyRunner, type Receipt, type ViewHost } from '#cqrs';
import type { Clock } from '#event-store';
import type {
  CatchballCommands,
  GoalCommands,
  IntakeCommands,
  MeasureCommands,
  OrganisationCommands,
  Shapes,
  StrategyCommands,
} from '#strategy';
import { ApiClient } from '#testing';
import { AppModule } from '../../apps/api/src/app.module.js';
import { signOwnToken } from '../../apps/api/src/access/tokens.js';
import { configFrom, type Config } from '../../apps/api/src/config.js';
import { POLICIES } from '../../apps/api/src/record/record.module.js';
import { IDENTITY, VIEWS } from '../../apps/api/src/record/tokens.js';
import { serveModule, type Service } from '../../apps/api/src/service.js';
import type { SocketLimits } from '../../apps/api/src/subscriptions/limits.js';

interface Commands {
  organisation: OrganisationCommands;
  strategy: StrategyCommands;
  catchball: CatchballCommands;
  goal: GoalCommands;
  measure: MeasureCommands;
  intake: IntakeCommands;
}

/** The real service on a free port and a data folder of its own. */
export interface TestService {
  readonly service: Service;
  readonly config: Config;
  /** Whose log it is: its id. */
  readonly organisation: string;
  /** Nobody signed in. */
  readonly nobody: ApiClient;
  /** A person signed in; acting in the post, where one is named, unless an input names another. */
  as(person: string, post?: string): Promise<ApiClient>;
  /** Sets a scene: a command straight to the desk, past sign-in and rights but through every rule. Throws a refusal. */
  given<A extends keyof Commands, C extends keyof Commands[A] & string>(
    aggregate: A,
    command: C,
    input: Commands[A][C],
    scene?: { readonly subject?: string; readonly actor?: Actor },
  ): Promise<Receipt>;
  /** The log's last position, as the views have it. */
  position(): number;
  /** Everything the policies owe is done. */
  settled(): Promise<void>;
  /** Stops the service; its folder stays where it was given, and goes where it was made for the test. */
  close(): Promise<void>;
}

const operator: Actor = { person: 'operator', post: 'operator' };

/** What a test may have otherwise than it is shipped. */
export interface ServiceGiven {
  readonly dataFolder?: string;
  readonly environment?: Record<string, string>;
  readonly clock?: Clock;
  readonly sockets?: Partial<SocketLimits>;
}

/**
 * Starts the service as it is shipped, except that it signs its own tokens, says nothing, lets everybody ask as often as
 * they like, and goes by a clock where it is given one.
 */
export const startTestService = async (given: ServiceGiven = {}): Promise<TestService> => {
  const dataFolder = given.dataFolder ?? mkdtempSync(join(tmpdir(), 'hoshin-service-'));
  const config = configFrom({
    HOSHIN_MODE: 'development',
    HOSHIN_DATA: dataFolder,
    HOSHIN_PORT: '0',
    HOSHIN_LOG_LEVEL: 'silent',
    HOSHIN_PERSON_REQUESTS_PER_MINUTE: '0',
    HOSHIN_ADDRESS_REQUESTS_PER_MINUTE: '0',
    HOSHIN_ADDRESS_SIGN_INS_PER_MINUTE: '0',
    ...given.environment,
  });
  const service = await serveModule(AppModule.for(config, given.clock && { clock: given.clock }, given.sockets), config);
  const { organisation } = service.app.get<LogIdentity>(IDENTITY);
  return {
    service,
    config,
    organisation,
    nobody: new ApiClient(service.address),
    as: async (person, post) => new ApiClient(service.address, await signOwnToken(config, { person, post: post ?? null })),
    given: async (aggregate, name, input, { subject = organisation, actor = operator } = {}) => {
      const envelope = { commandId: crypto.randomUUID(), subject, actor, correlationId: crypto.randomUUID() };
      const outcome = await service.app.get(CommandDesk).execute({ aggregate, name, input, envelope });
      if (isRejection(outcome)) throw new Error(`${aggregate}.${name} was refused: ${outcome.code}, ${outcome.because}`);
      return outcome;
    },
    position: () => service.app.get<ViewHost<Shapes>>(VIEWS).position,
    settled: () => service.app.get<PolicyRunner>(POLICIES).idle(),
    close: async () => {
      await service.close();
      if (given.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
};
