import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import type { Outcome } from '#cqrs';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import * as inputs from './chart.graphql.js';
import * as commands from './measure.commands.js';

/** How measures' charts are drawn and judged, and what of them was shown. */
@Resolver()
export class ChartResolver {
  constructor(@Inject(Gate) private readonly gate: Gate) {}

  @CommandMutation('Takes a note beside a period’s figure back.')
  withdrawAnnotation(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawAnnotationInput): Promise<Outcome> {
    const { measure, annotation, reason } = asked;
    return this.gate.send(commands.WithdrawAnnotation, context, asked, measure, { annotation, reason });
  }

  @CommandMutation('Takes a point out of mean, limits and runs; it is still drawn.')
  ghostPoint(@Context() context: RequestContext, @Args('input') asked: inputs.GhostPointInput): Promise<Outcome> {
    const { measure, period, reason } = asked;
    return this.gate.send(commands.GhostPoint, context, asked, measure, { period, reason });
  }

  @CommandMutation('Lets a point count again.')
  countPoint(@Context() context: RequestContext, @Args('input') asked: inputs.CountPointInput): Promise<Outcome> {
    const { measure, period, reason } = asked;
    return this.gate.send(commands.CountPoint, context, asked, measure, { period, reason });
  }

  @CommandMutation('Calculates limits anew from a period on.')
  recalculateLimits(@Context() context: RequestContext, @Args('input') asked: inputs.RecalculateLimitsInput): Promise<Outcome> {
    const { measure, from, reason, reference } = asked;
    return this.gate.send(commands.RecalculateLimits, context, asked, measure, {
      from,
      reason,
      reference: reference ? { kind: reference.kind, id: reference.id, text: reference.text } : null,
    });
  }

  @CommandMutation('Takes a recalculation of limits back.')
  withdrawRecalculation(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawRecalculationInput): Promise<Outcome> {
    const { measure, from, reason } = asked;
    return this.gate.send(commands.WithdrawRecalculation, context, asked, measure, { from, reason });
  }

  @CommandMutation('Lets some points set the limits until the next recalculation.')
  setBaseline(@Context() context: RequestContext, @Args('input') asked: inputs.SetBaselineInput): Promise<Outcome> {
    const { measure, baseline, reason } = asked;
    return this.gate.send(commands.SetBaseline, context, asked, measure, { baseline: inputs.baselineOf(baseline), reason });
  }

  @CommandMutation('Lets all points set the limits again.')
  clearBaseline(@Context() context: RequestContext, @Args('input') asked: inputs.ClearBaselineInput): Promise<Outcome> {
    const { measure, reason } = asked;
    return this.gate.send(commands.ClearBaseline, context, asked, measure, { reason });
  }

  @CommandMutation('Chooses how a measure’s chart is drawn and judged.')
  chooseChart(@Context() context: RequestContext, @Args('input') asked: inputs.ChooseChartInput): Promise<Outcome> {
    const { measure, choice, reason } = asked;
    return this.gate.send(commands.ChooseChart, context, asked, measure, { choice: inputs.choiceOf(choice), reason });
  }

  @CommandMutation('Sets what a chart aims at from a day on.')
  setChartTarget(@Context() context: RequestContext, @Args('input') asked: inputs.SetChartTargetInput): Promise<Outcome> {
    const { measure, from, value, reason } = asked;
    return this.gate.send(commands.SetChartTarget, context, asked, measure, { from: from ?? null, value, reason });
  }

  @CommandMutation('Takes a target of a chart back.')
  withdrawChartTarget(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawChartTargetInput): Promise<Outcome> {
    const { measure, from, reason } = asked;
    return this.gate.send(commands.WithdrawChartTarget, context, asked, measure, { from: from ?? null, reason });
  }

  @CommandMutation('Keeps a chart as it stands now under a title, so that what was seen stays what it was.')
  publishChart(@Context() context: RequestContext, @Args('input') asked: inputs.PublishChartInput): Promise<Outcome> {
    const { measure, title, figures, publication } = asked;
    return this.gate.send(commands.PublishChart, context, asked, measure, { title, figures, publication: publication ?? null });
  }
}
