import { useQuery } from 'urql';
import { graphql } from '../api/graphql.js';
import { Act, reasonField } from '../shell/act.js';
import { useSidePost } from '../shell/use-side-post.js';
import { classMeasure } from './decision-commands.js';
import type { Measure } from './measure-documents.js';

const unitsNamed = graphql(`
  query UnitsToClassFor {
    units(first: 200) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

/** Says that a unit drives a measure, or only watches it. */
export const Classing = ({ measure, onTaken }: { readonly measure: Measure; readonly onTaken: () => void }) => {
  const acting = useSidePost([measure.steward?.id]);
  const [{ data }] = useQuery({ query: unitsNamed });
  const units = (data?.units.edges ?? []).map(({ node: { id, name } }) => [id, name] as const);
  return (
    <Act
      key={units.length}
      name="Say who drives or watches it"
      document={classMeasure}
      fields={[
        { kind: 'choice', name: 'unit', label: 'Unit', initial: measure.unit?.id ?? '', choices: units },
        {
          kind: 'choice',
          name: 'class',
          label: 'It',
          choices: [
            ['DRIVER', 'drives it: works on it actively, one of at most seven'],
            ['WATCH', 'watches it'],
          ],
        },
        reasonField,
      ]}
      input={{ measure: measure.id, ...acting }}
      submit="Say so"
      onTaken={onTaken}
    />
  );
};
