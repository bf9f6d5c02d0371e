import { useQuery } from 'urql';
import { Choice, type Sought } from '../shell/filters.js';
import { useMoment } from '../shell/use-moment.js';
import { unitsToChoose } from './log-documents.js';

/** One of the organisation's units. */
export const UnitChoice = ({ label = 'Unit', ...given }: Omit<Sought, 'label'> & { readonly label?: string }) => {
  const asOf = useMoment();
  const [{ data }] = useQuery({ query: unitsToChoose, variables: { asOf } });
  const units = (data?.units.edges ?? []).map(({ node: { id, name } }) => [id, name] as const);
  return <Choice label={label} choices={units.toSorted(([, one], [, other]) => one.localeCompare(other, 'en-GB'))} {...given} />;
};
