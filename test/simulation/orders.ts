import type {
  CatchballCommands,
  FindingCommands,
  GoalCommands,
  IntakeCommands,
  MeasureCommands,
  OrganisationCommands,
  PolicyLogCommands,
  StrategyCommands,
} from '#strategy';

/** What can be asked for, by aggregate. */
export interface Commands {
  organisation: OrganisationCommands;
  strategy: StrategyCommands;
  catchball: CatchballCommands;
  goal: GoalCommands;
  measure: MeasureCommands;
  intake: IntakeCommands;
  policy: PolicyLogCommands;
  finding: FindingCommands;
}

/** One command of one person, as it would come in from outside: complete, so that a storm can be played again from a list of them. */
export interface Order {
  readonly commandId: string;
  readonly person: string;
  readonly post: string;
  readonly aggregate: keyof Commands;
  readonly command: string;
  /** The organisation where it is null for what lives in its streams, a new thread's where it is null for catchball. */
  readonly subject: string | null;
  readonly input: unknown;
}

/** Who asks. */
export interface Standing {
  readonly person: string;
  readonly post: string;
}

/** An order the compiler has looked at. */
export const order = <A extends keyof Commands, C extends keyof Commands[A] & string>(
  commandId: string,
  { person, post }: Standing,
  aggregate: A,
  command: C,
  input: Commands[A][C],
  subject: string | null = null,
): Order => ({ commandId, person, post, aggregate, command, subject, input });
