import { Inject } from '@nestjs/common';
import { Args, Context, Resolver } from '@nestjs/graphql';
import { derivedId, type CommandClass, type LogIdentity, type Outcome } from '#cqrs';
import { Gate, type Asked } from '../access/gate.js';
import type { RequestContext } from '../access/request-context.js';
import { CommandMutation } from '../graphql/command.graphql.js';
import { IDENTITY } from '../record/tokens.js';
import * as commands from './organisation.commands.js';
import * as inputs from './organisation.graphql.js';

/** The id of what a command creates, where the caller chose none: a retry names the same. */
const newId = ({ commandId }: Asked): string => derivedId(commandId, 'id', 0);

/** Units, posts, and who stands in them. */
@Resolver()
export class OrganisationResolver {
  constructor(
    @Inject(Gate) private readonly gate: Gate,
    @Inject(IDENTITY) private readonly identity: LogIdentity,
  ) {}

  @CommandMutation('Names the organisation and says when its financial year begins.')
  nameOrganisation(@Context() context: RequestContext, @Args('input') asked: inputs.NameOrganisationInput): Promise<Outcome> {
    return this.send(commands.NameOrganisation, context, asked, this.identity.organisation, {
      name: asked.name,
      financialYearStart: asked.financialYearStart,
    });
  }

  @CommandMutation('Names the executive’s post that decides where no lead stands above both sides.')
  nameFinalArbiter(@Context() context: RequestContext, @Args('input') asked: inputs.NameFinalArbiterInput): Promise<Outcome> {
    return this.send(commands.NameFinalArbiter, context, asked, asked.post, { post: asked.post, reason: asked.reason });
  }

  @CommandMutation('Sets the days that differ from weekdays, weekends and bank holidays.')
  changeCalendar(@Context() context: RequestContext, @Args('input') asked: inputs.ChangeCalendarInput): Promise<Outcome> {
    return this.send(commands.ChangeCalendar, context, asked, this.identity.organisation, {
      closed: asked.closed,
      open: asked.open,
      reason: asked.reason,
    });
  }

  @CommandMutation('Chooses how charts are drawn and judged where a measure does not choose otherwise.')
  chooseChartConvention(@Context() context: RequestContext, @Args('input') asked: inputs.ChooseChartConventionInput): Promise<Outcome> {
    return this.send(commands.ChooseChartConvention, context, asked, this.identity.organisation, {
      preset: asked.preset,
      shiftPoints: asked.shiftPoints ?? null,
      trendPoints: asked.trendPoints ?? null,
      rulesVersion: asked.rulesVersion,
      reason: asked.reason,
    });
  }

  @CommandMutation('Adds a unit to the tree.')
  addUnit(@Context() context: RequestContext, @Args('input') asked: inputs.AddUnitInput): Promise<Outcome> {
    return this.send(commands.AddUnit, context, asked, asked.unit ?? newId(asked), {
      unit: asked.unit ?? newId(asked),
      name: asked.name,
      kind: asked.kind,
      parent: asked.parent ?? null,
      code: asked.code ?? null,
    });
  }

  @CommandMutation('Gives a unit another name.')
  renameUnit(@Context() context: RequestContext, @Args('input') asked: inputs.RenameUnitInput): Promise<Outcome> {
    return this.send(commands.RenameUnit, context, asked, asked.unit, { unit: asked.unit, name: asked.name, reason: asked.reason });
  }

  @CommandMutation('Marks a unit as entered in error, while nothing hangs on it.')
  withdrawUnit(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawUnitInput): Promise<Outcome> {
    return this.send(commands.WithdrawUnit, context, asked, asked.unit, { unit: asked.unit, reason: asked.reason });
  }

  @CommandMutation('Adds a post to a unit.')
  addPost(@Context() context: RequestContext, @Args('input') asked: inputs.AddPostInput): Promise<Outcome> {
    return this.send(commands.AddPost, context, asked, asked.post ?? newId(asked), {
      post: asked.post ?? newId(asked),
      unit: asked.unit,
      title: asked.title,
      role: asked.role,
      leads: asked.leads,
    });
  }

  @CommandMutation('Gives a post another title.')
  retitlePost(@Context() context: RequestContext, @Args('input') asked: inputs.RetitlePostInput): Promise<Outcome> {
    return this.send(commands.RetitlePost, context, asked, asked.post, { post: asked.post, title: asked.title, reason: asked.reason });
  }

  @CommandMutation('Closes a post and names its successor.')
  closePost(@Context() context: RequestContext, @Args('input') asked: inputs.ClosePostInput): Promise<Outcome> {
    return this.send(commands.ClosePost, context, asked, asked.post, {
      post: asked.post,
      successor: asked.successor,
      on: asked.on,
      reason: asked.reason,
    });
  }

  @CommandMutation('Marks a post as entered in error, while nothing hangs on it.')
  withdrawPost(@Context() context: RequestContext, @Args('input') asked: inputs.WithdrawPostInput): Promise<Outcome> {
    return this.send(commands.WithdrawPost, context, asked, asked.post, { post: asked.post, reason: asked.reason });
  }

  @CommandMutation('Appoints a person to hold a post.')
  appointHolder(@Context() context: RequestContext, @Args('input') asked: inputs.AppointHolderInput): Promise<Outcome> {
    return this.send(commands.AppointHolder, context, asked, asked.post, {
      post: asked.post,
      person: asked.person,
      from: asked.from,
      to: asked.to ?? null,
    });
  }

  @CommandMutation('Records that a holder leaves a post.')
  recordLeaver(@Context() context: RequestContext, @Args('input') asked: inputs.RecordLeaverInput): Promise<Outcome> {
    return this.send(commands.RecordLeaver, context, asked, asked.post, {
      post: asked.post,
      person: asked.person,
      lastDay: asked.lastDay,
      reason: asked.reason,
    });
  }

  @CommandMutation('Names a deputy for a post.')
  nameDeputy(@Context() context: RequestContext, @Args('input') asked: inputs.NameDeputyInput): Promise<Outcome> {
    return this.send(commands.NameDeputy, context, asked, asked.post, {
      post: asked.post,
      person: asked.person,
      from: asked.from,
      to: asked.to ?? null,
    });
  }

  @CommandMutation('Ends a deputyship.')
  standDownDeputy(@Context() context: RequestContext, @Args('input') asked: inputs.StandDownDeputyInput): Promise<Outcome> {
    return this.send(commands.StandDownDeputy, context, asked, asked.post, {
      post: asked.post,
      person: asked.person,
      lastDay: asked.lastDay,
      reason: asked.reason,
    });
  }

  @CommandMutation('Names a stand-in for a vacant post.')
  nameActingHolder(@Context() context: RequestContext, @Args('input') asked: inputs.NameActingHolderInput): Promise<Outcome> {
    return this.send(commands.NameActingHolder, context, asked, asked.post, {
      post: asked.post,
      person: asked.person,
      from: asked.from,
      to: asked.to ?? null,
      reason: asked.reason,
    });
  }

  @CommandMutation('Ends a stand-in’s time.')
  standDownActingHolder(@Context() context: RequestContext, @Args('input') asked: inputs.StandDownActingHolderInput): Promise<Outcome> {
    return this.send(commands.StandDownActingHolder, context, asked, asked.post, {
      post: asked.post,
      person: asked.person,
      lastDay: asked.lastDay,
      reason: asked.reason,
    });
  }

  @CommandMutation('Empties a person’s entry in the directory for ever.')
  erasePerson(@Context() context: RequestContext, @Args('input') asked: inputs.ErasePersonInput): Promise<Outcome> {
    return this.send(commands.ErasePerson, context, asked, asked.person, { person: asked.person, reason: asked.reason });
  }

  /** All of it is one stream; the receipt names what the command was about. */
  private send<Input>(command: CommandClass<Input>, context: RequestContext, asked: Asked, about: string, input: Input): Promise<Outcome> {
    return this.gate.send(command, context, asked, this.identity.organisation, input, about);
  }
}
