import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import type { Outcome } from '#cqrs';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import * as commands from './measure.commands.js';
import * as inputs from './measure.graphql.js';

/** Measures and their figures. */
@Resolver()
export class MeasureResolver {
  constructor(@Inject(Gate) private readonly gate: Gate) {}

  @CommandMutation('Defines a measure.')
  defineMeasure(@Context() context: RequestContext, @Args('input') asked: inputs.DefineMeasureInput): Promise<Outcome> {
    return this.gate.send(commands.DefineMeasure, context, asked, null, {
      unit: asked.unit,
      definition: inputs.definitionOf(asked.definition),
    });
  }

  @CommandMutation('Redefines a measure.')
  redefineMeasure(@Context() context: RequestContext, @Args('input') asked: inputs.RedefineMeasureInput): Promise<Outcome> {
    return this.gate.send(commands.RedefineMeasure, context, asked, asked.measure, {
      definition: inputs.definitionOf(asked.definition),
      reason: asked.reason,
    });
  }

  @CommandMutation('Records first figures: all or none.')
  recordObservations(@Context() context: RequestContext, @Args('input') asked: inputs.RecordObservationsInput): Promise<Outcome> {
    return this.gate.send(commands.RecordObservations, context, asked, asked.measure, {
      readings: inputs.readingsOf(asked.readings),
      import: asked.import ?? null,
      note: asked.note ?? null,
      reason: asked.reason ?? null,
    });
  }

  @CommandMutation('Corrects figures; the earlier ones stay visible.')
  correctObservations(@Context() context: RequestContext, @Args('input') asked: inputs.CorrectObservationsInput): Promise<Outcome> {
    return this.gate.send(commands.CorrectObservations, context, asked, asked.measure, {
      readings: inputs.readingsOf(asked.readings),
      reason: asked.reason,
      import: asked.import ?? null,
    });
  }

  @CommandMutation('Takes out a figure entered in error.')
  withdrawObservation(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawObservationInput): Promise<Outcome> {
    return this.gate.send(commands.WithdrawObservation, context, asked, asked.measure, { period: asked.period, reason: asked.reason });
  }

  @CommandMutation('Closes a period: what is known now counts as published.')
  closePeriod(@Context() context: RequestContext, @Args('input') asked: inputs.ClosePeriodInput): Promise<Outcome> {
    return this.gate.send(commands.ClosePeriod, context, asked, asked.measure, { period: asked.period });
  }

  @CommandMutation('Opens a closed period again.')
  reopenPeriod(@Context() context: RequestContext, @Args('input') asked: inputs.ReopenPeriodInput): Promise<Outcome> {
    return this.gate.send(commands.ReopenPeriod, context, asked, asked.measure, { period: asked.period, reason: asked.reason });
  }

  @CommandMutation('Says whether a unit drives or watches a measure.')
  classMeasure(@Context() context: RequestContext, @Args('input') asked: inputs.ClassMeasureInput): Promise<Outcome> {
    return this.gate.send(commands.ClassMeasure, context, asked, asked.measure, {
      unit: asked.unit,
      class: asked.class,
      reason: asked.reason,
    });
  }

  @CommandMutation('Puts a note beside a period’s figure.')
  annotateMeasure(@Context() context: RequestContext, @Args('input') asked: inputs.AnnotateMeasureInput): Promise<Outcome> {
    return this.gate.send(commands.AnnotateMeasure, context, asked, asked.measure, {
      period: asked.period,
      text: asked.text,
      reference: asked.reference ? { kind: asked.reference.kind, id: asked.reference.id, text: asked.reference.text } : null,
    });
  }
}
