import { useDeferredValue, useMemo } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Typed } from '../shell/filters.js';
import { Heading } from '../shell/heading.js';
import { MomentBar } from '../shell/moment-bar.js';
import { Answer, Empty } from '../shell/states.js';
import { useAddress } from '../shell/use-address.js';
import { useMoment } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { useWhole } from '../shell/use-whole.js';
import { whoAmI } from '../shell/who-am-i.js';
import { postsOfUnits, unitsDocument } from './units-documents.js';
import { foundIn, unitsNested, type Leader, type UnitNested, type UnitPlaced } from './unit-tree.js';

type LeadersOf = (unit: string) => readonly Leader[];

const ledBy = (leaders: readonly Leader[]): string => {
  if (leaders.length === 0) return 'nobody leads it';
  return `led by ${leaders.map(({ name, title }) => name ?? `a vacant post, ${title}`).join(' and ')}`;
};

const UnitList = ({
  nested,
  leadersOf,
  search,
}: {
  readonly nested: readonly UnitNested[];
  readonly leadersOf: LeadersOf;
  readonly search: string;
}) => (
  <ul className="app-units">
    {nested.map(({ unit: { id, name, kind, code }, below }) => (
      <li key={id}>
        <p className="app-units__unit">
          <Link to={`/units/${id}${search}`}>{name}</Link>{' '}
          <span className="app-units__facts">
            {kind}
            {code !== null && ` ${code}`}
            {', '}
            {ledBy(leadersOf(id))}
          </span>
        </p>
        {below.length > 0 && <UnitList nested={below} leadersOf={leadersOf} search={search} />}
      </li>
    ))}
  </ul>
);

/** The units somebody stands in: where they go most often. */
const OwnUnits = () => {
  const [{ data }] = useQuery({ query: whoAmI });
  const own = new Map(data?.me.posts.flatMap(({ unit }) => (unit ? [[unit.id, unit.name] as const] : [])));
  if (own.size === 0) return null;
  return (
    <p>
      You stand in{' '}
      {[...own].map(([id, name], index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to={`/units/${id}`}>{name}</Link>
        </span>
      ))}
      .
    </p>
  );
};

const UnitsFound = ({ units, leadersOf }: { readonly units: readonly UnitPlaced[]; readonly leadersOf: LeadersOf }) => {
  const { of, put } = useAddress();
  const text = of('text');
  const searched = useDeferredValue(text);
  const nested = useMemo(() => unitsNested(units, searched, leadersOf), [units, searched, leadersOf]);
  const asOf = of('asOf');
  if (units.length === 0)
    return (
      <Empty>
        <p>There are no units at this moment. An administrator sets them up, or brings them in with a plan.</p>
      </Empty>
    );
  return (
    <>
      <form className="app-filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <Typed label="Search by name, kind or leader" value={text} onChange={(sought) => put({ text: sought })} />
      </form>
      <p role="status">
        {searched.trim() === ''
          ? `${units.length === 1 ? '1 unit' : `${units.length} units`}.`
          : `${foundIn(nested)} of ${units.length} units, with what they belong to.`}
      </p>
      {nested.length === 0 ? (
        <Empty>
          <p>No unit matches. Search for less.</p>
        </Empty>
      ) : (
        <UnitList nested={nested} leadersOf={leadersOf} search={asOf === '' ? '' : `?${new URLSearchParams({ asOf })}`} />
      )}
    </>
  );
};

/** Every unit, as they lie under each other, with who leads them. */
export const Units = () => {
  const asOf = useMoment();
  const units = useWhole(usePages(unitsDocument, { asOf }, (data) => data.units));
  const posts = useWhole(usePages(postsOfUnits, { asOf }, (data) => data.posts));
  const all = posts.data?.nodes;
  const leadersOf = useMemo(() => {
    const leaders = new Map<string, Leader[]>();
    for (const { leads, unit, title, holders } of all ?? [])
      if (leads && unit)
        leaders.set(unit.id, [
          ...(leaders.get(unit.id) ?? []),
          { name: holders.length > 0 ? holders.map(({ name }) => name).join(', ') : null, title },
        ]);
    return (unit: string): readonly Leader[] => leaders.get(unit) ?? [];
  }, [all]);
  const isWhole = units.more === null && posts.more === null;
  return (
    <>
      <Heading title="Units" />
      <MomentBar />
      {asOf === null && <OwnUnits />}
      <Answer
        asked={{ data: isWhole && posts.data ? units.data : undefined, error: units.error ?? posts.error }}
        what="the units"
        retry={() => {
          units.again();
          posts.again();
        }}
      >
        {({ nodes }) => <UnitsFound units={nodes} leadersOf={leadersOf} />}
      </Answer>
    </>
  );
};
