import { isRejection, type Actor } from '#kernel';
import { derivedId } from '#cqrs';
import { planId, type Kind } from '#plan';
import {
  deputiesOn,
  type CatchballCommands,
  type FindingCommands,
  type GoalCommands,
  type MeasureCommands,
  type Moment,
  type OrganisationCommands,
  type PostId,
  type StrategyCommands,
  type Tables,
} from '#strategy';
import { actorOf, refusedByRole } from '../acting.js';
import type { Desk } from '../record.js';
import type { SampleYear } from './sample-year.js';
import type { ScriptedClock } from './scripted-clock.js';

interface Commands {
  organisation: OrganisationCommands;
  strategy: StrategyCommands;
  catchball: CatchballCommands;
  goal: GoalCommands;
  measure: MeasureCommands;
  finding: FindingCommands;
}

/** The id of a thread of the story, and of the goal it makes. */
export const sampleThreadId = (organisation: string, key: string): string => derivedId('sample', organisation, 'thread', key);

/** A command of the story with its content. */
export interface Sent {
  readonly aggregate: string;
  readonly name: string;
  readonly subject: string;
  readonly input: unknown;
}

/**
 * Where the story is played: sends its commands to the service's own command desk, one after the other, each by
 * somebody who may send it. Command ids follow from their place in the story, so that the same story leaves the same
 * bytes. What the rules refuse is a mistake in the story.
 */
export class Stage {
  private sent = 0;

  constructor(
    private readonly desk: Desk,
    private readonly clock: ScriptedClock,
    readonly year: SampleYear,
  ) {}

  get organisation(): string {
    return this.desk.identity.organisation;
  }

  get now(): Moment {
    return this.desk.views.now();
  }

  get tables(): Tables {
    return this.now.tables;
  }

  get today(): string {
    return this.now.today;
  }

  /** The id of what the plan names by a key. */
  id(kind: Kind, key: string): string {
    return planId(this.organisation, kind, key);
  }

  thread(key: string): string {
    return sampleThreadId(this.organisation, key);
  }

  /** Whoever stands in the post today. */
  holder(post: PostId): Actor {
    return actorOf(this.desk.views.now(), post);
  }

  /** The post's deputy of today. */
  deputy(post: PostId): Actor {
    return actorOf(this.desk.views.now(), post, deputiesOn(this.tables.posts.get(post)!, this.today)[0]);
  }

  send<Aggregate extends keyof Commands, Name extends keyof Commands[Aggregate] & string>(
    actor: Actor,
    aggregate: Aggregate,
    name: Name,
    subject: string,
    input: Commands[Aggregate][Name],
  ): Promise<void> {
    return this.take(actor, { aggregate, name, subject, input });
  }

  /** Has the record sealed as it stands. */
  async seal(actor: Actor, reason: string): Promise<void> {
    this.clock.tick();
    const { sealing, commands } = this.desk;
    const commandId = derivedId('sample', this.organisation, 'seal', this.today);
    const envelope = { commandId, subject: sealing.subject, actor, correlationId: commandId };
    const outcome = await sealing.place({ commandId, actor, reason }, (input) =>
      commands.execute({ aggregate: 'seal', name: 'PlaceSeal', input, envelope }),
    );
    if (isRejection(outcome)) throw new Error(`the story cannot be sealed: ${outcome.because} (${outcome.code})`);
  }

  /** Takes a command whose content was put together elsewhere, as a plan's steps are. */
  async take(actor: Actor, { aggregate, name, subject, input }: Sent): Promise<void> {
    this.clock.tick();
    const commandId = derivedId('sample', this.organisation, 'command', ++this.sent);
    const envelope = { commandId, subject, actor, correlationId: commandId };
    const outcome =
      refusedByRole(this.desk, actor, aggregate, name) ?? (await this.desk.commands.execute({ aggregate, name, input, envelope }));
    if (isRejection(outcome))
      throw new Error(`the story cannot be played on ${this.today}: ${name} is refused, ${outcome.because} (${outcome.code})`);
    await this.desk.policies.idle();
  }
}
