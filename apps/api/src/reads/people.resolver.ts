import { Inject } from '@nestjs/common';
import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { listMax, type Person, type ReadableDirectory, type Sessions } from '#directory';
import { administers, appoints, personStatus, timesInPosts } from '#strategy';
import type { RequestContext } from '../access/request-context.js';
import { SESSIONS } from '../record/tokens.js';
import {
  DirectoryConnection,
  PeopleArgs,
  ServiceAccountConnection,
  ShownAccount,
  ShownEntry,
  type ListedPerson,
} from './people.graphql.js';
import { PageArgs, pageOf } from './page.js';
import { Reading, type Sight } from './sight.js';

/** Everybody who was not erased. */
const everybody = (directory: ReadableDirectory): readonly Person[] => {
  const all: Person[] = [];
  for (;;) {
    const page = directory.list({ after: all.at(-1)?.person, limit: listMax });
    all.push(...page);
    if (page.length < listMax) return all;
  }
};

const holds = (text: string, search: string): boolean => text.toLowerCase().includes(search);

/** Whether somebody is what is looked for; `search` in small letters. */
const isAsked = (sight: Sight, { entry, isProgram }: ListedPerson, { status, programs }: PeopleArgs, search: string): boolean =>
  isProgram === (programs ?? isProgram) &&
  (!status || personStatus(sight.now, entry.person) === status) &&
  (search === '' || holds(entry.name, search) || timesInPosts(sight.now, entry.person).some(({ post }) => holds(post.title, search)));

/** Who is in the directory today. Names have no past: whoever was erased is in no list, also of an earlier moment. */
@Resolver()
export class PeopleReads {
  constructor(
    @Inject(Reading) private readonly reading: Reading,
    @Inject(SESSIONS) private readonly sessions: Sessions,
  ) {}

  @Query(() => DirectoryConnection, {
    description:
      'People and programs of the directory as it is now, by name. Those who were never named for a post are shown to administrators, executives and leads, who appoint people.',
  })
  async people(@Context() context: RequestContext, @Args() asked: PeopleArgs, @Args() page: PageArgs): Promise<DirectoryConnection> {
    const sight = this.reading.sight(context);
    const programs = new Set((await this.sessions.accounts()).map(({ account }) => account));
    const seesEntry = administers(sight.reader, sight.now);
    const seesNewcomers = appoints(sight.reader, sight.now);
    const search = asked.search?.toLowerCase() ?? '';
    const people = everybody(sight.directory)
      .map((entry): ListedPerson => ({ entry, isProgram: programs.has(entry.person), seesEntry }))
      .filter(({ entry }) => seesNewcomers || personStatus(sight.now, entry.person) !== 'NEVER_IN_POST')
      .filter((listed) => isAsked(sight, listed, asked, search))
      .sort(({ entry: one }, { entry: other }) => one.name.localeCompare(other.name, 'en-GB') || (one.person < other.person ? -1 : 1));
    return pageOf(people, sight.moment.position, page, (listed) => new ShownEntry(sight, listed));
  }

  @Query(() => ServiceAccountConnection, {
    description: 'Accounts of programs, the latest first. Administrators see all, a program its own, others none.',
  })
  async serviceAccounts(@Context() context: RequestContext, @Args() page: PageArgs): Promise<ServiceAccountConnection> {
    const sight = this.reading.sight(context);
    const seesAll = administers(sight.reader, sight.now);
    const accounts = (await this.sessions.accounts()).filter(({ account }) => seesAll || account === sight.reader.person);
    return pageOf(accounts, sight.moment.position, page, (account) => new ShownAccount(sight, account, Date.now()));
  }
}
