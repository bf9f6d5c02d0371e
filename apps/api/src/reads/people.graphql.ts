import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import type { Person, ServiceAccount, ServiceScope } from '#directory';
import { personStatus, timesInPosts, type PersonStatus, type TimeInPost } from '#strategy';
import { ServiceScopeWord, wordEnum } from '../graphql/words.graphql.js';
import { ShownPerson, ShownPost } from './organisation.graphql.js';
import { connectionOf } from './page.js';
import { Shown, maybe } from './shown.js';
import type { Sight } from './sight.js';

const dayMs = 86_400_000;

export const PersonStatusWord = wordEnum<PersonStatus>('PersonStatus', 'How somebody stands in the record today.', {
  IN_POST: 'Holds a post, acts for one, or is a deputy.',
  IN_NO_POST_TODAY: 'Stood in a post, or is named for one to come, and stands in none today.',
  NEVER_IN_POST: 'Is in the directory and was never named for a post.',
});

type AccountState = 'ACTIVE' | 'ENDED' | 'REVOKED';
const AccountStateWord = wordEnum<AccountState>('ServiceAccountState', 'Whether a program’s token is taken.', {
  ACTIVE: 'It is taken.',
  ENDED: 'Its last day has passed.',
  REVOKED: 'It was revoked, for ever.',
});

/** What the directory is asked. */
@ArgsType()
export class PeopleArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only those whose name, or the title of a post they were ever named for, holds this.',
  })
  search?: string | null;
  @Field(() => PersonStatusWord, { nullable: true, description: 'Only those who stand so today.' })
  status?: PersonStatus | null;
  @Field(() => Boolean, { nullable: true, description: 'Only programs where true, only people where false; both where left out.' })
  programs?: boolean | null;
}

@ObjectType('TimeInPost', { description: 'A time somebody stood, stands or is to stand in a post.' })
export class ShownTimeInPost {
  constructor(
    private readonly sight: Sight,
    private readonly time: TimeInPost,
  ) {}
  @Shown.as(() => ShownPost, 'The post.')
  get post(): ShownPost {
    return new ShownPost(this.sight, this.time.post);
  }
  @Shown.text('HOLDER, DEPUTY or ACTING.')
  get standing(): string {
    return this.time.as;
  }
  @Shown.day('First day.')
  get from(): string {
    return this.time.tenure.from;
  }
  @Shown.day('Last day; null until further notice.', maybe)
  get to(): string | null {
    return this.time.tenure.to;
  }
}

/** Who is shown, whether it is a program, and whether how they are reached is shown as well. */
export interface ListedPerson {
  readonly entry: Person;
  readonly isProgram: boolean;
  readonly seesEntry: boolean;
}

@ObjectType('DirectoryEntry', { description: 'Somebody in the directory, or a program’s account there, with where they stand.' })
export class ShownEntry {
  constructor(
    private readonly sight: Sight,
    private readonly listed: ListedPerson,
  ) {}
  @Shown.as(() => ShownPerson, 'Who.')
  get person(): ShownPerson {
    return new ShownPerson(this.sight, this.listed.entry.person);
  }
  @Shown.flag('It is a program’s account, which signs in by a token of its own.')
  get program(): boolean {
    return this.listed.isProgram;
  }
  @Shown.as(() => PersonStatusWord, 'How they stand in the record today.')
  get status(): PersonStatus {
    return personStatus(this.sight.now, this.listed.entry.person);
  }
  @Shown.as(() => [ShownTimeInPost], 'Every time they stood in a post, the latest first.')
  get posts(): ShownTimeInPost[] {
    return timesInPosts(this.sight.moment, this.listed.entry.person).map((time) => new ShownTimeInPost(this.sight, time));
  }
  @Shown.text('Their e-mail address; null where there is none, and to everybody but administrators.', maybe)
  get email(): string | null {
    return this.listed.seesEntry ? this.listed.entry.email : null;
  }
  @Shown.text('The name they sign in by; null where there is none, and to everybody but administrators.', maybe)
  get subject(): string | null {
    return this.listed.seesEntry ? this.listed.entry.subject : null;
  }
}

@ObjectType('ServiceAccount', {
  description: 'A program that signs in by a token of its own. The token was shown once and is kept nowhere.',
})
export class ShownAccount {
  constructor(
    private readonly sight: Sight,
    private readonly account: ServiceAccount,
    /** Milliseconds since 1970; accounts end by the clock on the wall. */
    private readonly nowMs: number,
  ) {}
  @Shown.id('The account’s id, which is also its person’s.')
  get id(): string {
    return this.account.account;
  }
  @Shown.text('What it is for, as the directory has it today.')
  get name(): string {
    return this.sight.directory.displayName(this.account.account);
  }
  @Shown.as(() => [ServiceScopeWord], 'What it may do beside reading what its post reads.')
  get scopes(): readonly ServiceScope[] {
    return this.account.scopes;
  }
  @Shown.as(() => AccountStateWord, 'Whether its token is taken.')
  get state(): AccountState {
    if (this.account.revoked !== null) return 'REVOKED';
    return this.account.ends <= this.nowMs ? 'ENDED' : 'ACTIVE';
  }
  @Shown.instant('When it was made.')
  get madeAt(): string {
    return new Date(this.account.made).toISOString();
  }
  @Shown.day('Its last day, in coordinated universal time.')
  get lastDay(): string {
    return new Date(this.account.ends - dayMs).toISOString().slice(0, 10);
  }
  @Shown.instant('When it was revoked; null where it was not.', maybe)
  get revokedAt(): string | null {
    return this.account.revoked === null ? null : new Date(this.account.revoked).toISOString();
  }
  @Shown.as(() => [ShownTimeInPost], 'Every time it stood in a post, the latest first.')
  get posts(): ShownTimeInPost[] {
    return timesInPosts(this.sight.moment, this.account.account).map((time) => new ShownTimeInPost(this.sight, time));
  }
}

@ObjectType({ description: 'People and programs of the directory, page by page.' })
export class DirectoryConnection extends connectionOf(ShownEntry, 'DirectoryEntry') {}
@ObjectType({ description: 'Accounts of programs, page by page.' })
export class ServiceAccountConnection extends connectionOf(ShownAccount, 'ServiceAccount') {}
