import { Inject } from '@nestjs/common';
import { Args, Context, ID, Resolver, Subscription } from '@nestjs/graphql';
import { Trouble, type ViewHost } from '#cqrs';
import { readerOf, rootNode, threadMoved, threadOpenness, type PostId, type Reader, type Shapes } from '#strategy';
import { PositionScalar } from '../graphql/scalars.js';
import { VIEWS } from '../record/tokens.js';
import { ChangeNotice } from './change-notice.graphql.js';
import { Follower } from './follower.js';
import type { Notices } from './notices.js';
import type { SocketContext } from './session.js';

const afterArg = {
  name: 'after',
  type: () => PositionScalar,
  nullable: true,
  description:
    'Begin with what happened after this position, told together; from now on where it is left out. From more than 10,000 events back, or where the log does not come to know the position, the first notice says to ask for everything again.',
};

/** What one page shows is far less. */
const followedMax = 500;

/** The notice that came is the field's own value. */
const told = (notice: ChangeNotice): ChangeNotice => notice;

const unseen = (what: string, id: string, field: string): Trouble =>
  new Trouble('BAD_USER_INPUT', `no ${what} ${id} is there for you to follow: take the id from a query`, { field, value: id });

const mustStandIn = (reader: Reader, post: PostId): void => {
  if (!reader.posts.has(post))
    throw new Trouble('FORBIDDEN', `you do not stand in the post ${post} today: follow your work in another, or in all of them`, {
      field: 'actingPost',
      value: post,
    });
};

/** What can be listened for. Rights are checked for each notice, by the readings that answer the queries. */
@Resolver()
export class Changes {
  constructor(
    @Inject(Follower) private readonly follower: Follower,
    @Inject(VIEWS) private readonly views: ViewHost<Shapes>,
  ) {}

  @Subscription(() => ChangeNotice, { description: 'Moves in a thread, as far as they are yours to see.', resolve: told })
  async threadMoved(
    @Context() { person, outbox }: SocketContext,
    @Args('thread', { type: () => ID, description: 'The thread.' }) thread: string,
    @Args(afterArg) after?: number | null,
  ): Promise<Notices> {
    await this.follower.reach(after);
    const now = this.views.now();
    if (threadOpenness(readerOf(now, person), now, thread) === 'NONE') throw unseen('thread', thread, 'thread');
    return this.follower.follow(
      {
        kind: 'THREAD_MOVED',
        person,
        outbox,
        changed: (span, reader) => (threadMoved(span.now, reader, thread, span.from) ? [thread] : []),
      },
      after,
    );
  }

  @Subscription(() => ChangeNotice, {
    description:
      'What you are waited for changed: the threads, goals, measures, aims and posts it is about. Some may look as before in your list; none is left out. That days pass is no event and is not told.',
    resolve: told,
  })
  async myWorkChanged(
    @Context() { person, outbox }: SocketContext,
    @Args('actingPost', { type: () => ID, nullable: true, description: 'Only what is waited for in this post; all where it is left out.' })
    actingPost?: string | null,
    @Args(afterArg) after?: number | null,
  ): Promise<Notices> {
    await this.follower.reach(after);
    const post = actingPost ?? null;
    if (post !== null) mustStandIn(readerOf(this.views.now(), person), post);
    return this.follower.follow(
      {
        kind: 'WORK_CHANGED',
        person,
        outbox,
        changed: (span, reader, rightsChanged) => {
          if (post !== null) mustStandIn(reader, post);
          return rightsChanged ? null : span.work.subjectsFor(reader, post);
        },
      },
      after,
    );
  }

  @Subscription(() => ChangeNotice, {
    description:
      'Nodes of the alignment tree that came, went or look different to you. What days alone change, such as a grant that falls late, is no event and is not told.',
    resolve: told,
  })
  async treeChanged(
    @Context() { person, outbox }: SocketContext,
    @Args('root', {
      type: () => ID,
      nullable: true,
      description: 'Only this node, a goal for one, and what hangs under it; the whole tree where it is left out.',
    })
    root?: string | null,
    @Args(afterArg) after?: number | null,
  ): Promise<Notices> {
    await this.follower.reach(after);
    const now = this.views.now();
    if (typeof root === 'string' && rootNode(now, now, readerOf(now, person), root) === null)
      throw unseen('node of the tree', root, 'root');
    return this.follower.follow(
      {
        kind: 'TREE_CHANGED',
        person,
        outbox,
        changed: (span, reader, rightsChanged) => (rightsChanged ? null : span.tree.idsFor(reader, root ?? null)),
      },
      after,
    );
  }

  @Subscription(() => ChangeNotice, {
    description:
      'Something was recorded of measures (figures, definition, chart) or of goals you may see (what was promised and done): their numbers may look different.',
    resolve: told,
  })
  async figuresChanged(
    @Context() { person, outbox }: SocketContext,
    @Args('of', {
      type: () => [ID],
      nullable: true,
      description: 'Only these measures and goals, at most 500; all where they are left out.',
    })
    of?: readonly string[] | null,
    @Args(afterArg) after?: number | null,
  ): Promise<Notices> {
    if (of && of.length > followedMax)
      throw new Trouble(
        'BAD_USER_INPUT',
        `${of.length} measures and goals are too many to follow: name at most ${followedMax}, or none for all`,
        {
          field: 'of',
        },
      );
    await this.follower.reach(after);
    const followed = of ? new Set(of) : null;
    return this.follower.follow(
      {
        kind: 'FIGURES_CHANGED',
        person,
        outbox,
        changed: (span, reader, rightsChanged) => (rightsChanged ? null : span.recordedFor(reader, followed)),
      },
      after,
    );
  }
}
