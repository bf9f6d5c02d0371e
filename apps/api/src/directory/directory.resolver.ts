import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { isRejection, type Rejection } from '#kernel';
import { derivedId } from '#cqrs';
import type { Directory } from '#directory';
import { Gate } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { DIRECTORY } from '../record/tokens.js';
import { DirectoryResult, RecordPersonInput, type PersonRecorded } from './directory.graphql.js';

/** People’s names, beside the log. */
@Resolver()
export class DirectoryResolver {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(DIRECTORY) private readonly directory: Directory,
  ) {}

  @Mutation(() => DirectoryResult, { description: 'Enters a person, or changes the entry as a whole.' })
  async recordPerson(@Context() context: RequestContext, @Args('input') asked: RecordPersonInput): Promise<PersonRecorded | Rejection> {
    const permitted = this.gate.permit(context, asked, 'directory', 'RecordPerson');
    if (isRejection(permitted)) return permitted;
    const person = asked.person ?? derivedId(asked.commandId, 'subject');
    await this.directory.put({ person, name: asked.name, email: asked.email ?? null, subject: asked.subject ?? null });
    return { person };
  }
}
