import { useQuery } from 'urql';
import { graphql } from '../api/graphql.js';
import { PostField } from '../shell/found-field.js';
import { Labelled, LabelledChoice } from '../shell/labelled.js';
import { Rows } from '../shell/rows.js';
import type { Draft } from './offer-draft.js';

interface Given {
  readonly draft: Draft;
  readonly was: Draft | null;
  readonly onChange: (change: Partial<Draft>) => void;
}

const isOther = ({ draft, was }: Given, field: keyof Draft): boolean =>
  was !== null && JSON.stringify(draft[field]) !== JSON.stringify(was[field]);

/** The dated steps. */
export const MilestoneRows = (given: Given) => (
  <Rows
    name="Milestones"
    one="milestone"
    rows={given.draft.milestones}
    fresh={{ id: '', text: '', due: '' }}
    isChanged={isOther(given, 'milestones')}
    onChange={(milestones) => given.onChange({ milestones })}
  >
    {(row, put) => (
      <>
        <Labelled label="What will have been done" value={row.text} onChange={(text) => put({ ...row, text })} />
        <Labelled label="Done by" type="date" value={row.due} onChange={(due) => put({ ...row, due })} />
      </>
    )}
  </Rows>
);

/** How it will be done. */
export const MeansRows = (given: Given) => (
  <Rows
    name="Means"
    one="means"
    rows={given.draft.means}
    fresh=""
    isChanged={isOther(given, 'means')}
    onChange={(means) => given.onChange({ means })}
  >
    {(row, put) => <Labelled label="How it will be done" value={row} onChange={put} />}
  </Rows>
);

const resourceKinds = [
  ['WTE', 'Staff, in whole-time equivalents'],
  ['MONEY', 'Money, in pounds'],
  ['SUPPORT', 'Support, in words'],
] as const;
type Resource = Draft['resourcesAsked'][number];

const ResourceFields = <Row extends Resource>({ row, put }: { readonly row: Row; readonly put: (row: Row) => void }) => (
  <>
    <LabelledChoice
      label="Kind"
      value={row.kind}
      choices={resourceKinds}
      onChange={(kind) => put({ ...row, kind: kind as Resource['kind'], ...(kind === 'SUPPORT' && { amount: null }) })}
    />
    {row.kind !== 'SUPPORT' && (
      <Labelled label="How much" type="figure" value={row.amount ?? ''} onChange={(amount) => put({ ...row, amount })} />
    )}
    <Labelled label="What for" value={row.text} onChange={(text) => put({ ...row, text })} />
  </>
);

/** What is asked for, and what is promised of it, by whom and until when. */
export const ResourceRows = (given: Given) => (
  <>
    <Rows
      name="Resources asked"
      one="request"
      rows={given.draft.resourcesAsked}
      fresh={{ kind: 'WTE', amount: '', text: '' }}
      isChanged={isOther(given, 'resourcesAsked')}
      onChange={(resourcesAsked) => given.onChange({ resourcesAsked })}
    >
      {(row, put) => <ResourceFields row={row} put={put} />}
    </Rows>
    <Rows
      name="Resources granted"
      one="grant"
      rows={given.draft.resourcesGranted}
      fresh={{ id: '', kind: 'WTE', amount: '', text: '', deliverBy: '', fundedBy: null }}
      isChanged={isOther(given, 'resourcesGranted')}
      onChange={(resourcesGranted) => given.onChange({ resourcesGranted })}
    >
      {(row, put) => (
        <>
          <ResourceFields row={row} put={put} />
          <Labelled label="There by" type="date" value={row.deliverBy} onChange={(deliverBy) => put({ ...row, deliverBy })} />
          <PostField label="Funded by" post={row.fundedBy} onChange={(fundedBy) => put({ ...row, fundedBy })} />
        </>
      )}
    </Rows>
  </>
);

/** What must come true, who sees to it, and until when. */
export const ConditionRows = (given: Given) => (
  <Rows
    name="Conditions"
    one="condition"
    rows={given.draft.conditions}
    fresh={{ id: '', text: '', due: '', owner: null }}
    isChanged={isOther(given, 'conditions')}
    onChange={(conditions) => given.onChange({ conditions })}
  >
    {(row, put) => (
      <>
        <Labelled label="What must come true" value={row.text} onChange={(text) => put({ ...row, text })} />
        <Labelled label="Met by" type="date" value={row.due} onChange={(due) => put({ ...row, due })} />
        <PostField label="Who sees to it" post={row.owner} onChange={(owner) => put({ ...row, owner })} />
      </>
    )}
  </Rows>
);

const pledgesDocument = graphql(`
  query PledgesFor($thread: ID!) {
    threads(first: 100, filter: { parent: $thread }) {
      edges {
        node {
          id
          kind
          phase
          receiver {
            id
            title
          }
          inForce {
            statement
          }
          table {
            statement
          }
        }
      }
    }
  }
`);

/** The pledges it rests on: those served for this thread, and those it names already. */
export const DependencyRows = ({ thread, ...given }: Given & { readonly thread: string | null }) => {
  const [{ data }] = useQuery({ query: pledgesDocument, variables: { thread: thread ?? '' }, pause: thread === null });
  const pledges = (data?.threads.edges ?? []).flatMap(({ node }) => (node.kind === 'PLEDGE' ? [node] : []));
  const named = new Map(
    pledges.map(({ id, phase, receiver, inForce, table }) => [
      id,
      `${receiver?.title ?? 'A former post'}: ${(inForce ?? table)?.statement ?? 'a pledge'} (${phase.toLowerCase()})`,
    ]),
  );
  const all = [...new Set([...named.keys(), ...given.draft.dependencies])];
  return (
    <fieldset className="nhsuk-fieldset app-rows">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
        Pledges it rests on {isOther(given, 'dependencies') && <span className="app-mark">≠ changed</span>}
      </legend>
      {all.length === 0 && <p className="nhsuk-hint">None was asked for. A peer’s help is asked for by a pledge.</p>}
      {all.map((id) => (
        <label className="app-check" key={id}>
          <input
            type="checkbox"
            checked={given.draft.dependencies.includes(id)}
            onChange={({ target }) =>
              given.onChange({
                dependencies: target.checked ? [...given.draft.dependencies, id] : given.draft.dependencies.filter((each) => each !== id),
              })
            }
          />{' '}
          {named.get(id) ?? `A pledge under another thread (${id.slice(0, 8)})`}
        </label>
      ))}
    </fieldset>
  );
};
