import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { isRejection, reject, type Rejection } from '#kernel';
import { CommandDesk, derivedId, digestOf, type LogIdentity, type ViewHost } from '#cqrs';
import { DirectoryTrouble, type Directory, type Sessions } from '#directory';
import { usualReason } from '#plan';
import type { Shapes } from '#strategy';
import { Gate } from '../access/gate.js';
import { enterPerson, type EntryDesk } from '../access/person-entry.js';
import { planInTurn, type StepInTurn } from '../access/plan-in-turn.js';
import type { RequestContext } from '../access/request-context.js';
import { mayImportPlan, refusedByScope } from '../access/rights.js';
import { DIRECTORY, IDENTITY, SESSIONS, VIEWS } from '../record/tokens.js';
import { ImportPlanInput, PlanImportResult, stepsAtOnceMax, type PlanImported } from './plan.graphql.js';

/** Brings plans in, each person their own steps of them. */
@Resolver()
export class PlanResolver implements EntryDesk {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(CommandDesk) readonly commands: CommandDesk,
    @Inject(VIEWS) readonly views: ViewHost<Shapes>,
    @Inject(DIRECTORY) readonly directory: Directory,
    @Inject(SESSIONS) readonly sessions: Sessions,
    @Inject(IDENTITY) readonly identity: LogIdentity,
  ) {}

  @Mutation(() => PlanImportResult, {
    description: 'Brings in what is yours of a plan, step by step; the first step that is refused ends it, and what was done stays.',
  })
  async importPlan(@Context() context: RequestContext, @Args('input') asked: ImportPlanInput): Promise<PlanImported | Rejection> {
    const posts = this.gate.postsOf(this.gate.person(context)).map(({ post }) => post);
    const refused = refusedByScope(context.claims?.scopes, 'plan', 'ImportPlan') ?? mayImportPlan(posts);
    if (refused) return refused;
    const ground = { gate: this.gate, moment: this.views.now(), directory: this.directory, organisation: this.identity.organisation };
    const steps = planInTurn(ground, context, asked.plan, asked.actingPost);
    const due = steps.filter(({ turn }) => turn === 'NOW');
    let done = 0;
    for (const step of due.slice(0, stepsAtOnceMax)) {
      const stopped = await this.take(step, context, asked);
      if (stopped) return this.soFar(done, due.length, { says: step.step.says, code: stopped.code, because: stopped.because });
      done++;
    }
    return this.soFar(done, due.length, null);
  }

  private soFar(done: number, due: number, stopped: PlanImported['stopped']): PlanImported {
    return { done, left: due - done, stopped, position: this.views.now().position };
  }

  /** Does a step; its id follows from what it says, so that a request sent again does nothing twice. */
  private async take({ step, post }: StepInTurn, context: RequestContext, { commandId, plan }: ImportPlanInput): Promise<Rejection | null> {
    // An entry is named by the person alone: no id in the log is made of somebody's name.
    const about = step.kind === 'ENTRY' ? step.entry.person : digestOf([step.subject, step.order]);
    const asked = { commandId: derivedId(commandId, 'step', about), actingPost: post };
    if (step.kind === 'COMMAND') {
      const outcome = await this.gate.sendOrder(step.order, context, asked, step.subject);
      return isRejection(outcome) ? outcome : null;
    }
    const actor = this.gate.permit(context, asked, 'directory', 'RecordPerson');
    if (isRejection(actor)) return actor;
    const reason = plan.reason ?? usualReason(plan.file);
    try {
      return await enterPerson(
        this,
        step.entry,
        { actor, commandId: asked.commandId, correlationId: context.correlationId, reason },
        Date.now(),
      );
    } catch (error) {
      if (error instanceof DirectoryTrouble) return reject(error.code, error.message);
      throw error;
    }
  }
}
