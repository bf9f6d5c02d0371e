/** The service without its web: store, views, command desk, policies and the gate, over the real catalogue, in this process. */
import 'reflect-metadata';
import type { CommandBus } from '@nestjs/cqrs';
import { isRejection, type Recorded, type Rejection } from '#kernel';
import {
  CommandDesk,
  PolicyRunner,
  Trouble,
  ViewHost,
  dayIn,
  derivedId,
  hydrateWith,
  openLog,
  type Command,
  type CommandClass,
  type CommandEnvelope,
  type Receipt,
} from '#cqrs';
import type { RawEvent } from '#event-store';
import { MemoryEventStore } from '#event-store/memory';
import { aggregates, debtsOf, factsFor, views, type Moment, type Shapes } from '#strategy';
import { Gate } from '../../apps/api/src/access/gate.js';
import { Bound } from '../../apps/api/src/operations/bound.js';
import { Metrics } from '../../apps/api/src/operations/metrics.js';
import { untraced } from '../../apps/api/src/operations/tracing.js';
import { Watch } from '../../apps/api/src/operations/watch.js';
import type { Order } from './orders.js';
import { firstMoment, organisationId, settingUp, timeZone } from './trust.js';

/** A receipt, the domain's no, or the trouble the caller is told. */
export type Answer = Receipt | Rejection | Trouble;
export const isReceipt = (answer: Answer): answer is Receipt => !(answer instanceof Trouble) && !isRejection(answer);

const commandClass = ({ aggregate, command }: Order): CommandClass<unknown> =>
  class implements Command {
    readonly aggregate = aggregate;
    readonly name = command;
    constructor(
      readonly envelope: CommandEnvelope,
      readonly input: unknown,
    ) {}
  };

const dayOf = dayIn(timeZone);
export const hydrate = hydrateWith(aggregates, dayOf);

export class World {
  private readonly store: MemoryEventStore;
  private host!: ViewHost<Shapes>;
  private desk!: CommandDesk;
  private runner!: PolicyRunner;
  private gate!: Gate;
  /** What no caller is ever told: a bug, by what was being done. */
  readonly bugs: string[] = [];

  private constructor(
    public time: number,
    private readonly onApplied: (event: Recorded, moment: Moment) => void,
  ) {
    this.store = new MemoryEventStore({ clock: () => this.time, hydrate });
  }

  /** The trust of `trust.ts` as it stands before anybody throws a ball; told of every event right after it was folded. */
  static async open(onApplied: (event: Recorded, moment: Moment) => void = () => undefined): Promise<World> {
    const world = new World(firstMoment, onApplied);
    await openLog(world.store, { organisation: organisationId, timeZone });
    await world.start(true);
    for (const order of settingUp()) {
      const answer = await world.bySetter(order);
      if (!isReceipt(answer)) throw new Error(`${order.command} was refused: ${isRejection(answer) ? answer.because : answer.message}`);
    }
    return world;
  }

  private async start(settling: boolean): Promise<void> {
    const clock = (): number => this.time;
    // How fast this machine is must not decide who comes first.
    this.host = new ViewHost<Shapes>(this.store, views, clock, dayOf, () => 0);
    this.host.onApplied((event) => this.onApplied(event, this.host.now()));
    await this.host.start();
    this.desk = new CommandDesk(this.store, this.host, aggregates, factsFor, clock, dayOf);
    const { host } = this;
    this.runner = new PolicyRunner(
      this.desk,
      debtsOf(() => host.now().tables),
      { aggregate: 'policy', subject: derivedId('policy-log', organisationId), settled: 'SettleDebt', stuck: 'MarkStuck' },
      (listener) => host.onApplied(listener),
      (error, owed) => this.bugs.push(`the policy's ${owed.command} failed: ${String(error)}`),
    );
    if (settling) this.runner.start();
    const bus = { execute: (command: Command) => this.desk.execute(command) } as unknown as CommandBus;
    this.gate = new Gate(bus, this.host, new Watch(new Metrics(), untraced), new Bound(1_000, 'commands'), this.desk);
  }

  /** The process goes down with whatever policies still owe, and another one comes up, with or without its policies running. */
  async restart(settling = true): Promise<void> {
    await this.close();
    await this.start(settling);
  }

  async close(): Promise<void> {
    await this.runner.pause();
    await this.host.close();
  }

  /** Straight to the desk: past sign-in and rights, through every rule. */
  bySetter({ commandId, person, post, aggregate, command: name, subject, input }: Order): Promise<Answer> {
    const envelope = { commandId, correlationId: commandId, actor: { person, post }, subject: subject ?? organisationId };
    return this.desk.execute({ aggregate, name, input, envelope });
  }

  /** As a request would come in. Whatever is no answer but a failure is kept as a bug. */
  async send(order: Order): Promise<Answer> {
    const { commandId, person, post, aggregate, subject, input } = order;
    const context = { claims: { person, post, scopes: null, by: { session: person } }, correlationId: commandId };
    const own = aggregate === 'organisation' || aggregate === 'strategy' ? organisationId : null;
    try {
      return await this.gate.send(commandClass(order), context, { commandId, actingPost: post }, subject ?? own, input);
    } catch (error) {
      if (!(error instanceof Trouble)) this.bugs.push(`${order.command} failed: ${error instanceof Error ? error.stack : String(error)}`);
      return error instanceof Trouble ? error : new Trouble('BUG', String(error));
    }
  }

  /** Everything policies owe is done; at once where they do not run. */
  settled(): Promise<void> {
    return this.runner.idle();
  }

  now(): Moment {
    return this.host.now();
  }

  asOf(asked: Parameters<ViewHost<Shapes>['asOf']>[0]): Moment {
    return this.host.asOf(asked);
  }

  /** The log as it lies, from a position on. */
  async log(after = 0): Promise<RawEvent[]> {
    const events: RawEvent[] = [];
    for await (const batch of this.store.readAllRaw({ after })) events.push(...batch.events);
    return events;
  }
}
