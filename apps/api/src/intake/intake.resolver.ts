import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import type { Outcome } from '#cqrs';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import * as commands from './intake.commands.js';
import * as inputs from './intake.graphql.js';

/** Imports of figures. */
@Resolver()
export class IntakeResolver {
  constructor(@Inject(Gate) private readonly gate: Gate) {}

  @CommandMutation('Opens an import of figures.')
  startImport(@Context() context: RequestContext, @Args('input') asked: inputs.StartImportInput): Promise<Outcome> {
    return this.gate.send(commands.StartImport, context, asked, asked.import ?? null, {
      file: asked.file,
      fileDigest: asked.fileDigest,
      mappingDigest: asked.mappingDigest,
      correcting: asked.correcting,
      skippingBad: asked.skippingBad,
    });
  }

  @CommandMutation('Closes an import with its counts.')
  finishImport(@Context() context: RequestContext, @Args('input') asked: inputs.FinishImportInput): Promise<Outcome> {
    return this.gate.send(commands.FinishImport, context, asked, asked.import, {
      rows: asked.rows,
      recorded: asked.recorded,
      corrected: asked.corrected,
      unchanged: asked.unchanged,
      skipped: asked.skipped,
      measures: asked.measures,
    });
  }

  @CommandMutation('Undoes an import: its figures are taken out of every measure, visibly.')
  reverseImport(@Context() context: RequestContext, @Args('input') asked: inputs.ReverseImportInput): Promise<Outcome> {
    return this.gate.send(commands.ReverseImport, context, asked, asked.import, { reason: asked.reason });
  }
}
