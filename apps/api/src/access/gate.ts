import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { isRejection, type Actor, type Day, type Rejection } from '#kernel';
import {
  CommandDesk,
  Trouble,
  derivedId,
  type Command,
  type CommandClass,
  type Moment as MomentOf,
  type Outcome,
  type ViewHost,
} from '#cqrs';
import { deputiesOn, signersOn, type PersonId, type PostId, type PostRecord, type Shapes, type Tables } from '#strategy';
import type { Bound } from '../operations/bound.js';
import { COMMAND_BOUND, WATCH } from '../operations/tokens.js';
import type { Watch } from '../operations/watch.js';
import { VIEWS } from '../record/tokens.js';
import { byName } from './by-name.js';
import type { RequestContext } from './request-context.js';
import { mayCommand, refusedByScope } from './rights.js';

export type Moment = MomentOf<Tables>;

/** What every mutation's input begins with. */
export interface Asked {
  readonly commandId: string;
  /** The post acted in; the token's post, or the person's only one, where it is left out. */
  readonly actingPost?: PostId | null | undefined;
}

/** A command without its envelope. */
type Ordered = Pick<Command, 'aggregate' | 'name' | 'input'>;

/** How a person stands in a post on a day, or null. */
const standingIn = (post: PostRecord, person: PersonId, day: Day): 'HOLDER' | 'DEPUTY' | null => {
  if (post.closed && post.closed.on <= day) return null;
  if (signersOn(post, day).includes(person)) return 'HOLDER';
  return deputiesOn(post, day).includes(person) ? 'DEPUTY' : null;
};

/** A post the person stands in today. */
export interface HeldPost {
  readonly post: PostRecord;
  readonly asDeputy: boolean;
}

/** The person who asks, the post acted in, and every post the person stands in. */
export interface Standing {
  readonly person: PersonId;
  readonly held: HeldPost;
  readonly all: readonly HeldPost[];
}

const actorOf = ({ person, held }: Standing): Actor => ({ person, post: held.post.id, ...(held.asDeputy && { asDeputy: true }) });

const refusalFor = ({ held, all }: Standing, aggregate: string, command: string): Rejection | null =>
  mayCommand(
    held.post.role,
    all.some(({ post }) => post.role === 'AUDITOR'),
    aggregate,
    command,
  );

/** A program stands in one post that nobody shares, so that its work is never taken for a person's. */
const mustStandAlone = (account: PersonId, all: readonly HeldPost[], today: Day): void => {
  const alone = ({ post, asDeputy }: HeldPost): boolean => !asDeputy && signersOn(post, today).every((signer) => signer === account);
  if (all.length === 1 && alone(all[0]!)) return;
  const list = all.map(({ post }) => post.title).join(', ') || 'none';
  throw new Trouble(
    'FORBIDDEN',
    `a service account acts in one post of its own, as its only holder; the posts it stands in today: ${list}; ask an administrator to appoint it to one`,
    { field: 'actingPost' },
  );
};

/** What is said to whoever did not say who they are. */
export const notSignedIn = (): Trouble =>
  new Trouble('UNAUTHENTICATED', 'sign in at /sign-in, or send a token as "Authorization: Bearer …"');

/** The one door for commands and for the question who is asking. Rights are always today's. */
@Injectable()
export class Gate {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(VIEWS) private readonly views: ViewHost<Shapes>,
    @Inject(WATCH) private readonly watch: Watch,
    @Inject(COMMAND_BOUND) private readonly bound: Bound,
    @Inject(CommandDesk) private readonly desk: Pick<CommandDesk, 'execute'>,
  ) {}

  /** The person behind the request; throws UNAUTHENTICATED where nobody signed in or nobody is known by that sign-in. */
  person({ claims }: RequestContext): PersonId {
    if (!claims) throw notSignedIn();
    if (claims.person === null)
      throw new Trouble('UNAUTHENTICATED', 'nobody in the directory signs in by that name; ask an administrator to add it', {
        ...('token' in claims.by && { subject: claims.by.token.subject }),
      });
    return claims.person;
  }

  /** Every post the person stands in today. */
  postsOf(person: PersonId, moment: Moment = this.views.now()): readonly HeldPost[] {
    const held: HeldPost[] = [];
    for (const id of new Set(moment.tables.postsByPerson.of(person))) {
      const post = moment.tables.posts.get(id);
      const standing = post && standingIn(post, person, moment.today);
      if (post && standing) held.push({ post, asDeputy: standing === 'DEPUTY' });
    }
    return held;
  }

  /** The acting post of a request, held by its person today. */
  actingPost(context: RequestContext, named?: PostId | null): Standing {
    const person = this.person(context);
    const all = this.postsOf(person);
    if (context.claims?.scopes) mustStandAlone(person, all, this.views.now().today);
    const wanted = named ?? context.claims?.post ?? (all.length === 1 ? all[0]!.post.id : null);
    const held = all.find(({ post }) => post.id === wanted);
    if (held) return { person, held, all };
    const list = all.map(({ post }) => `${post.title} (${post.id})`).join(', ') || 'none';
    throw wanted
      ? new Trouble('FORBIDDEN', `you do not stand in the post ${wanted} today; the posts you stand in: ${list}`, {
          field: 'actingPost',
          value: wanted,
        })
      : new Trouble('POST_NEEDED', `name the post you act in as actingPost; the posts you stand in today: ${list}`, {
          field: 'actingPost',
        });
  }

  /** Who asks, or the refusal where the role of the acting post may not do this at all. */
  permit(context: RequestContext, asked: Pick<Asked, 'actingPost'>, aggregate: string, command: string): Actor | Rejection {
    const standing = this.actingPost(context, asked.actingPost);
    return refusedByScope(context.claims?.scopes, aggregate, command) ?? refusalFor(standing, aggregate, command) ?? actorOf(standing);
  }

  /**
   * Sends a command for the person who asked. A new subject's id follows from the command id, so that a retry names
   * the same. `about` is what the receipt names where many things share one stream.
   */
  async send<Input>(
    command: CommandClass<Input>,
    context: RequestContext,
    asked: Asked,
    subject: string | null,
    input: Input,
    about?: string,
  ): Promise<Outcome> {
    const standing = this.actingPost(context, asked.actingPost);
    const sent = new command(
      {
        commandId: asked.commandId,
        subject: subject ?? derivedId(asked.commandId, 'subject'),
        actor: actorOf(standing),
        correlationId: context.correlationId,
      },
      input,
    );
    const outcome = await this.decided(sent, standing, context, () => this.bus.execute<Command<Input>, Outcome>(sent));
    return about === undefined || isRejection(outcome) ? outcome : { ...outcome, subject: about };
  }

  /** Sends one of the many commands that one request asked for, each under an id of its own. */
  async sendOrder({ aggregate, name, input }: Ordered, context: RequestContext, asked: Asked, subject: string): Promise<Outcome> {
    const standing = this.actingPost(context, asked.actingPost);
    const { correlationId } = context;
    const sent = { aggregate, name, input, envelope: { commandId: asked.commandId, subject, actor: actorOf(standing), correlationId } };
    return this.decided(sent, standing, context, () => this.desk.execute(sent));
  }

  /** The answer to a command: of its rights, and then of its aggregate, for which `decide` asks. */
  private async decided(
    { aggregate, name }: Ordered,
    standing: Standing,
    context: RequestContext,
    decide: () => Promise<Outcome>,
  ): Promise<Outcome> {
    const outcome = await this.watch.command(
      { aggregate, name },
      context.trail,
      async () =>
        refusedByScope(context.claims?.scopes, aggregate, name) ?? refusalFor(standing, aggregate, name) ?? this.bound.admit(decide),
    );
    return isRejection(outcome) ? { ...outcome, because: byName(outcome.because, this.views.now().tables) } : outcome;
  }
}
