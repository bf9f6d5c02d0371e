import { Choice, type Sought } from '../shell/filters.js';
import { useMoment } from '../shell/use-moment.js';
import { useUnits } from '../unit/use-units.js';

/** One of the organisation's units. */
export const UnitChoice = ({ label = 'Unit', ...given }: Omit<Sought, 'label'> & { readonly label?: string }) => {
  const units = useUnits(useMoment()).map(({ id, name }) => [id, name] as const);
  return <Choice label={label} choices={units.toSorted(([, one], [, other]) => one.localeCompare(other, 'en-GB'))} {...given} />;
};
