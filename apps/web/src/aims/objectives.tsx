import { Act, reasonField } from '../shell/act.js';
import type { Field } from '../shell/command-form.js';
import { retireObjective, reviseObjective, setObjective } from './direction-commands.js';

interface Dimension {
  readonly id: string;
  readonly name: string;
}
interface Objective {
  readonly id: string;
  readonly dimension: string;
  readonly statement: string;
  readonly from: string;
  readonly to: string;
}

const fieldsOf = (now: Objective | null): readonly Field[] => [
  { kind: 'prose', name: 'statement', label: 'The step change, in a sentence', initial: now?.statement ?? '' },
  { kind: 'day', name: 'from', label: 'Begins on', initial: now?.from ?? '' },
  { kind: 'day', name: 'to', label: 'Reached by', hint: 'Three to five years on.', initial: now?.to ?? '' },
];

/** Sets a breakthrough objective in a dimension of a True North. */
export const SetObjective = ({
  unit,
  dimension,
  actingPost,
  onTaken,
}: {
  readonly unit: string;
  readonly dimension: Dimension;
  readonly actingPost: string;
  readonly onTaken: () => void;
}) => (
  <Act
    name={`Set an objective for ${dimension.name}`}
    document={setObjective}
    fields={fieldsOf(null)}
    input={{ unit, dimension: dimension.id, actingPost }}
    submit="Set it"
    onTaken={onTaken}
  />
);

/** Says what an objective now is, or retires one under which no aim stands. */
export const ObjectiveActs = ({
  objective,
  dimensions,
  isInUse,
  actingPost,
  onTaken,
}: {
  readonly objective: Objective;
  readonly dimensions: readonly Dimension[];
  /** An aim stands under it. */
  readonly isInUse: boolean;
  readonly actingPost: string;
  readonly onTaken: () => void;
}) => (
  <>
    <Act
      key={JSON.stringify(objective)}
      name="Revise this objective"
      document={reviseObjective}
      fields={[
        ...fieldsOf(objective),
        {
          kind: 'choice',
          name: 'dimension',
          label: 'Dimension of True North',
          initial: objective.dimension,
          choices: dimensions.map(({ id, name }) => [id, name] as const),
        },
        reasonField,
      ]}
      input={{ objective: objective.id, actingPost }}
      submit="Revise it"
      onTaken={onTaken}
    />
    {!isInUse && (
      <Act
        name="Retire this objective"
        document={retireObjective}
        fields={[reasonField]}
        input={{ objective: objective.id, actingPost }}
        submit="Retire it"
        onTaken={onTaken}
      />
    )}
  </>
);
