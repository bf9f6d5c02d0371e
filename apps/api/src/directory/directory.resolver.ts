import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Logger } from 'pino';
import { isRejection, type Rejection } from '#kernel';
import { CommandDesk, Trouble, derivedId, type LogIdentity, type ViewHost } from '#cqrs';
import type { Directory, Sessions } from '#directory';
import type { Shapes } from '#strategy';
import { serviceTokenOf } from '../access/authentication.js';
import { digestOfSecret, newSecret } from '../access/cookies.js';
import { Gate } from '../access/gate.js';
import { enterPerson, type EntryDesk } from '../access/person-entry.js';
import type { RequestContext } from '../access/request-context.js';
import { DIRECTORY, IDENTITY, LOGGER, SESSIONS, VIEWS } from '../record/tokens.js';
import {
  CreateServiceAccountInput,
  DirectoryResult,
  RecordPersonInput,
  RevocationResult,
  RevokeServiceAccountInput,
  ServiceAccountResult,
  SignOutResult,
  SignPersonOutInput,
  type PersonRecorded,
  type PersonSignedOut,
  type ServiceAccountCreated,
  type ServiceAccountRevoked,
} from './directory.graphql.js';

const accountDaysMax = 366;
const dayMs = 86_400_000;

/** The end of an account's last day, in coordinated universal time; throws where it has passed or is too far away. */
const endOf = (lastDay: string, now: number): number => {
  const ends = Date.parse(`${lastDay}T00:00:00Z`) + dayMs;
  if (ends <= now || ends > now + accountDaysMax * dayMs)
    throw new Trouble(
      'BAD_USER_INPUT',
      `lastDay ${lastDay} has passed or is more than a year away: an account lasts at most a year, then make a new one`,
      { field: 'lastDay' },
    );
  return ends;
};

/** People’s names and who may sign in, beside the log. */
@Resolver()
export class DirectoryResolver implements EntryDesk {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(CommandDesk) readonly commands: CommandDesk,
    @Inject(VIEWS) readonly views: ViewHost<Shapes>,
    @Inject(DIRECTORY) readonly directory: Directory,
    @Inject(SESSIONS) readonly sessions: Sessions,
    @Inject(IDENTITY) readonly identity: LogIdentity,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  @Mutation(() => DirectoryResult, { description: 'Enters a person, or changes the entry as a whole.' })
  async recordPerson(@Context() context: RequestContext, @Args('input') asked: RecordPersonInput): Promise<PersonRecorded | Rejection> {
    const actor = this.gate.permit(context, asked, 'directory', 'RecordPerson');
    if (isRejection(actor)) return actor;
    const person = asked.person ?? derivedId(asked.commandId, 'subject');
    const { commandId, name, email = null, subject = null, reason } = asked;
    const order = { actor, commandId, correlationId: context.correlationId, reason: reason ?? '' };
    return (await enterPerson(this, { person, name, email, subject }, order, Date.now())) ?? { person };
  }

  @Mutation(() => SignOutResult, {
    description: 'Ends every session of a person and refuses tokens from before: for administrators, and for everybody for themselves.',
  })
  async signPersonOut(@Context() context: RequestContext, @Args('input') asked: SignPersonOutInput): Promise<PersonSignedOut | Rejection> {
    const own = this.gate.person(context);
    const { person } = asked;
    const permitted = person === own ? null : this.gate.permit(context, asked, 'directory', 'SignPersonOut');
    if (isRejection(permitted)) return permitted;
    const now = Date.now();
    await this.sessions.signOut(person, now);
    this.log.info({ person, by: own }, 'a person was signed out everywhere');
    return { person, at: new Date(now).toISOString() };
  }

  @Mutation(() => ServiceAccountResult, { description: 'Makes an account for a program, such as a nightly import.' })
  async createServiceAccount(
    @Context() context: RequestContext,
    @Args('input') asked: CreateServiceAccountInput,
  ): Promise<ServiceAccountCreated | Rejection> {
    const actor = this.gate.permit(context, asked, 'directory', 'CreateServiceAccount');
    if (isRejection(actor)) return actor;
    const account = derivedId(asked.commandId, 'service-account');
    const now = Date.now();
    const ends = endOf(asked.lastDay, now);
    if (await this.sessions.account(account))
      throw new Trouble(
        'SECRET_SHOWN',
        'this account was made before and its token was shown then: revoke it and make another where it is lost',
        {
          account,
        },
      );
    const secret = newSecret();
    await this.directory.put({ person: account, name: asked.name });
    await this.sessions.addAccount({ account, secretDigest: digestOfSecret(secret), scopes: asked.scopes, made: now, ends });
    this.log.info({ account, by: actor.person }, 'a service account was made');
    return { account, token: serviceTokenOf(account, secret) };
  }

  @Mutation(() => RevocationResult, { description: 'Revokes a program’s account at once and for ever.' })
  async revokeServiceAccount(
    @Context() context: RequestContext,
    @Args('input') asked: RevokeServiceAccountInput,
  ): Promise<ServiceAccountRevoked | Rejection> {
    const actor = this.gate.permit(context, asked, 'directory', 'RevokeServiceAccount');
    if (isRejection(actor)) return actor;
    const { account } = asked;
    if (!(await this.sessions.account(account)))
      throw new Trouble('NOT_FOUND', `there is no service account ${account}: name the id it was made with`, { field: 'account' });
    await this.sessions.revokeAccount(account, Date.now());
    this.log.info({ account, by: actor.person }, 'a service account was revoked');
    return { account };
  }
}
