import { useDeferredValue, useId, useState } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../api/graphql.js';

const postsFound = graphql(`
  query PostsFound($search: String, $role: Role) {
    posts(first: 50, search: $search, role: $role) {
      totalCount
      edges {
        node {
          id
          title
          closedOn
          unit {
            id
            name
          }
        }
      }
    }
  }
`);

const measuresFound = graphql(`
  query MeasuresFound($filter: MeasureFilter) {
    measures(first: 50, filter: $filter) {
      totalCount
      edges {
        node {
          id
          name
          kind
          unitOfMeasure
          unit {
            id
            name
          }
        }
      }
    }
  }
`);

const unitsFound = graphql(`
  query UnitsFound($search: String) {
    units(first: 50, search: $search) {
      totalCount
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

interface Found {
  readonly id: string;
  readonly name: string;
}

/** One of many, found by a part of its name. What is chosen stays chosen while something else is looked for. */
const FoundField = <Thing extends Found>({
  label,
  hint,
  chosen,
  found,
  totalCount,
  search,
  onSearch,
  onChoose,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly chosen: Found | null;
  readonly found: readonly Thing[];
  readonly totalCount: number;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly onChoose: (thing: Thing) => void;
}) => {
  const id = useId();
  const isAmong = chosen === null || found.some((each) => each.id === chosen.id);
  return (
    <div className="nhsuk-form-group app-labelled">
      {(totalCount > found.length || search !== '') && (
        <>
          <label className="nhsuk-hint" htmlFor={`${id}-search`}>
            {label}: find by a part of the name
          </label>
          <input
            className="nhsuk-input nhsuk-input--width-20"
            id={`${id}-search`}
            type="search"
            value={search}
            onChange={(event) => onSearch(event.target.value)}
          />
        </>
      )}
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p className="nhsuk-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <select
        className="nhsuk-select"
        id={id}
        required
        value={chosen?.id ?? ''}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onChange={({ target }) => {
          const thing = found.find((each) => each.id === target.value);
          if (thing) onChoose(thing);
        }}
      >
        {chosen === null && <option value="">–</option>}
        {!isAmong && <option value={chosen.id}>{chosen.name}</option>}
        {found.map((each) => (
          <option key={each.id} value={each.id}>
            {each.name}
          </option>
        ))}
      </select>
      {search !== '' && found.length === 0 && <p role="status">Nothing is called that.</p>}
    </div>
  );
};

export interface PostChosen {
  readonly id: string;
  readonly title: string;
}

/** A post, found by its title. */
export const PostField = ({
  label,
  hint,
  role,
  post,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly role?: 'EXECUTIVE';
  readonly post: PostChosen | null;
  readonly onChange: (post: PostChosen) => void;
}) => {
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim());
  const [{ data }] = useQuery({ query: postsFound, variables: { search: asked === '' ? null : asked, role: role ?? null } });
  const found = (data?.posts.edges ?? []).flatMap(({ node: { id, title, closedOn } }) =>
    closedOn === null ? [{ id, title, name: title }] : [],
  );
  return (
    <FoundField
      label={label}
      hint={hint}
      chosen={post && { id: post.id, name: post.title }}
      found={found}
      totalCount={data?.posts.totalCount ?? 0}
      search={search}
      onSearch={setSearch}
      onChoose={({ id, title }) => onChange({ id, title })}
    />
  );
};

export interface MeasureChosen {
  readonly id: string;
  readonly name: string;
  readonly kind: ResultOf<typeof measuresFound>['measures']['edges'][number]['node']['kind'];
  readonly unitOfMeasure: string;
}

/** A measure, found by its name. */
export const MeasureField = ({
  measure,
  onChange,
}: {
  readonly measure: MeasureChosen | null;
  readonly onChange: (measure: MeasureChosen) => void;
}) => {
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim());
  const [{ data }] = useQuery({ query: measuresFound, variables: { filter: asked === '' ? null : { search: asked } } });
  const found = (data?.measures.edges ?? []).map(({ node }) => ({
    ...node,
    name: node.unit ? `${node.name}, ${node.unit.name}` : node.name,
    plain: node.name,
  }));
  return (
    <FoundField
      label="Measure"
      chosen={measure}
      found={found}
      totalCount={data?.measures.totalCount ?? 0}
      search={search}
      onSearch={setSearch}
      onChoose={({ id, plain, kind, unitOfMeasure }) => onChange({ id, name: plain, kind, unitOfMeasure })}
    />
  );
};

/** A unit, found by its name or code. */
export const UnitField = ({
  unit,
  onChange,
}: {
  readonly unit: { readonly id: string; readonly name: string } | null;
  readonly onChange: (unit: { readonly id: string; readonly name: string }) => void;
}) => {
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim());
  const [{ data }] = useQuery({ query: unitsFound, variables: { search: asked === '' ? null : asked } });
  return (
    <FoundField
      label="Unit"
      chosen={unit}
      found={(data?.units.edges ?? []).map(({ node }) => node)}
      totalCount={data?.units.totalCount ?? 0}
      search={search}
      onSearch={setSearch}
      onChoose={({ id, name }) => onChange({ id, name })}
    />
  );
};
