import { InputType } from '@nestjs/graphql';
import { calendarDaysMax, runPointsMax, runPointsMin, type ChartConvention, type Role } from '#strategy';
import { PresetWord } from '../graphql/chart-words.graphql.js';
import { CommandInput } from '../graphql/command.graphql.js';
import {
  FlagField,
  IdField,
  NameField,
  ProseField,
  ScalarField,
  ScalarsField,
  UuidField,
  WholeField,
  WordField,
} from '../graphql/input-fields.js';
import { DayScalar } from '../graphql/scalars.js';
import { RoleWord } from '../graphql/words.graphql.js';

const PersonField = (): PropertyDecorator => UuidField('The person’s id in the directory.');
const FromField = (): PropertyDecorator => ScalarField(DayScalar, 'The first day.');
const ToField = (): PropertyDecorator => ScalarField(DayScalar, 'The last day; until further notice where left out.', { optional: true });
const LastDayField = (): PropertyDecorator => ScalarField(DayScalar, 'The last day.');
const ReasonField = (): PropertyDecorator => ProseField('Why.');

@InputType({ description: 'Names the organisation and says when its financial year begins.' })
export class NameOrganisationInput extends CommandInput {
  @NameField('Its name.')
  name!: string;
  @WholeField('The first month of its financial year, 1 for January.', 1, 12, { otherwise: 4 })
  financialYearStart!: number;
}

@InputType({ description: 'Names the executive’s post that decides where no lead stands above both sides.' })
export class NameFinalArbiterInput extends CommandInput {
  @IdField('The post.')
  post!: string;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Sets the days that differ from weekdays, weekends and England’s bank holidays. Replaces both lists.' })
export class ChangeCalendarInput extends CommandInput {
  @ScalarsField(DayScalar, 'Days closed beside weekends and bank holidays.', calendarDaysMax)
  closed!: string[];
  @ScalarsField(DayScalar, 'Bank holidays worked.', calendarDaysMax)
  open!: string[];
  @ReasonField()
  reason!: string;
}

/** No engine will ever have had more sets of rules. */
const rulesVersionsMax = 1_000;

@InputType({ description: 'Chooses how charts are drawn and judged where a measure does not choose otherwise.' })
export class ChooseChartConventionInput extends CommandInput {
  @WordField(PresetWord, 'Whose convention they follow.')
  preset!: ChartConvention['preset'];
  @WholeField('Points in a row that make a shift; as the preset has them where left out.', runPointsMin, runPointsMax, { optional: true })
  shiftPoints?: number | null;
  @WholeField('Points in a row that make a trend; as the preset has them where left out.', runPointsMin, runPointsMax, { optional: true })
  trendPoints?: number | null;
  @WholeField('The version of the rules they are drawn by.', 1, rulesVersionsMax)
  rulesVersion!: number;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Adds a unit to the tree.' })
export class AddUnitInput extends CommandInput {
  @IdField('An id for it, where you want to choose one.', { optional: true })
  unit?: string | null;
  @NameField('Its name.')
  name!: string;
  @NameField('What your organisation calls such a unit: division, directorate, team …')
  kind!: string;
  @IdField('The unit above; left out for the top of the tree.', { optional: true })
  parent?: string | null;
  @NameField('Your own key for it, unique in the organisation.', { optional: true })
  code?: string | null;
}

@InputType({ isAbstract: true })
export abstract class UnitInput extends CommandInput {
  @IdField('The unit.')
  unit!: string;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Gives a unit another name.' })
export class RenameUnitInput extends UnitInput {
  @NameField('Its new name.')
  name!: string;
}

@InputType({ description: 'Marks a unit as entered in error, while nothing hangs on it.' })
export class WithdrawUnitInput extends UnitInput {}

@InputType({ description: 'Adds a post to a unit.' })
export class AddPostInput extends CommandInput {
  @IdField('An id for it, where you want to choose one.', { optional: true })
  post?: string | null;
  @IdField('Its unit.')
  unit!: string;
  @NameField('Its title.')
  title!: string;
  @WordField(RoleWord, 'What it is for.')
  role!: Role;
  @FlagField('Whether it leads its unit.', false)
  leads!: boolean;
}

@InputType({ isAbstract: true })
export abstract class PostInput extends CommandInput {
  @IdField('The post.')
  post!: string;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Gives a post another title.' })
export class RetitlePostInput extends PostInput {
  @NameField('Its new title.')
  title!: string;
}

@InputType({ description: 'Closes a post; its successor takes over its side in every thread and its goals.' })
export class ClosePostInput extends PostInput {
  @IdField('The post that succeeds it.')
  successor!: string;
  @ScalarField(DayScalar, 'The day from which it is closed.')
  on!: string;
}

@InputType({ description: 'Marks a post as entered in error, while nothing hangs on it.' })
export class WithdrawPostInput extends PostInput {}

@InputType({ isAbstract: true })
export abstract class TenureInput extends CommandInput {
  @IdField('The post.')
  post!: string;
  @PersonField()
  person!: string;
}

@InputType({ description: 'Appoints a person to hold a post.' })
export class AppointHolderInput extends TenureInput {
  @FromField()
  from!: string;
  @ToField()
  to?: string | null;
}

@InputType({ description: 'Records that a holder leaves a post; what the post holds stays with it.' })
export class RecordLeaverInput extends TenureInput {
  @LastDayField()
  lastDay!: string;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Names a deputy, who may do what the holder may.' })
export class NameDeputyInput extends TenureInput {
  @FromField()
  from!: string;
  @ToField()
  to?: string | null;
}

@InputType({ description: 'Ends a deputyship.' })
export class StandDownDeputyInput extends TenureInput {
  @LastDayField()
  lastDay!: string;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Names a stand-in for a vacant post, as the lead above.' })
export class NameActingHolderInput extends TenureInput {
  @FromField()
  from!: string;
  @ToField()
  to?: string | null;
  @ReasonField()
  reason!: string;
}

@InputType({ description: 'Ends a stand-in’s time.' })
export class StandDownActingHolderInput extends TenureInput {
  @LastDayField()
  lastDay!: string;
  @ReasonField()
  reason!: string;
}

@InputType({
  description: 'Empties a person’s entry in the directory for ever; the person then shows as former post-holder. The log stays as it is.',
})
export class ErasePersonInput extends CommandInput {
  @UuidField('The person.')
  person!: string;
  @ProseField('Why.')
  reason!: string;
}
