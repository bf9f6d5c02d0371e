import { useDeferredValue, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { Typed } from '../shell/filters.js';
import { useMoment } from '../shell/use-moment.js';
import { useUnits } from '../unit/use-units.js';
import { kindWords } from '../words/node-words.js';
import { subjectNamed, subjectsByName, subjectsInTree } from './log-documents.js';

const shownMax = 12;
const typedMin = 2;

interface Subject {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** Whatever has a name with these letters in it, whichever kind it is of. */
const useSubjects = (text: string): { readonly found: readonly Subject[]; readonly isAsking: boolean } => {
  const asOf = useMoment();
  const pause = text.length < typedMin;
  const [tree] = useQuery({ query: subjectsInTree, variables: { asOf }, pause });
  const [named] = useQuery({ query: subjectsByName, variables: { search: text, asOf }, pause });
  if (pause) return { found: [], isAsking: false };
  const sought = text.toLocaleLowerCase('en-GB');
  const answer = tree.data?.alignmentTree;
  const nodes = answer?.__typename === 'AlignmentTree' ? answer.nodes : [];
  const { units, posts, measures } = named.data ?? {};
  const found = [
    ...(units?.edges ?? []).map(({ node: { id, name, kind } }) => ({ id, name, kind })),
    ...(posts?.edges ?? []).map(({ node: { id, title, unit } }) => ({ id, name: title, kind: `Post, ${unit?.name ?? 'no unit'}` })),
    ...(measures?.edges ?? []).map(({ node: { id, name, unit } }) => ({ id, name, kind: `Measure, ${unit?.name ?? 'no unit'}` })),
    ...nodes
      .filter(({ id, statement }) => !id.includes('/') && statement?.toLocaleLowerCase('en-GB').includes(sought))
      .map(({ id, statement, kind, unit }) => ({ id, name: statement!, kind: `${kindWords[kind]}, ${unit?.name ?? 'no unit'}` })),
  ];
  return { found, isAsking: tree.fetching || named.fetching };
};

/** The same search, of this subject. */
const searchOf = (asked: URLSearchParams, subject: string): string => {
  const after = new URLSearchParams(asked);
  after.set('subject', subject);
  after.delete('event');
  return `/audit/log?${after.toString()}`;
};

/** Finds what is to be searched for, by its name. */
export const SubjectPicker = () => {
  const [asked] = useSearchParams();
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const { found, isAsking } = useSubjects(text);
  return (
    <div className="app-picker">
      <Typed label="Subject: a unit, post, aim, goal or measure" value={typed} onChange={setTyped} />
      {text.length >= typedMin && (
        <>
          <p role="status">
            {isAsking
              ? 'Looking …'
              : found.length === 0
                ? 'Nothing has such a name at this moment.'
                : found.length > shownMax
                  ? `The first ${shownMax} of ${found.length}: type more of the name.`
                  : `${found.length} found.`}
          </p>
          <ul className="app-picker__found">
            {found.slice(0, shownMax).map(({ id, name, kind }) => (
              <li key={`${kind} ${id}`}>
                <Link to={searchOf(asked, id)} onClick={() => setTyped('')}>
                  {name}
                </Link>{' '}
                <span className="app-picker__kind">{kind}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};

/** The names of many subjects at once, as far as they are units or have a place in the tree. */
export const useNamesOfSubjects = (): ((id: string) => string | null) => {
  const asOf = useMoment();
  const [tree] = useQuery({ query: subjectsInTree, variables: { asOf } });
  const units = useUnits(asOf);
  const answer = tree.data?.alignmentTree;
  const names = new Map([
    ...(answer?.__typename === 'AlignmentTree' ? answer.nodes : []).map(({ id, statement }) => [id, statement] as const),
    ...units.map(({ id, name }) => [id, name] as const),
  ]);
  return (id) => names.get(id) ?? null;
};

interface Named {
  readonly name: string;
  /** What its own page is called, and its story; null where it has none. */
  readonly place: string | null;
  readonly story: string | null;
}

/** What an id is the id of. */
export const useSubjectName = (id: string): Named | null => {
  const asOf = useMoment();
  const [{ data }] = useQuery({ query: subjectNamed, variables: { id, asOf }, pause: id === '' });
  if (!data || id === '') return null;
  const { aim, thread, unit, post, measure } = data;
  const at = encodeURIComponent(id);
  if (aim) return { name: aim.statement, place: `/aims/${at}`, story: `/audit/replay/aim/${at}` };
  if (thread) {
    const name = (thread.inForce ?? thread.table)?.statement ?? 'A negotiation between its sides';
    return { name, place: `/threads/${at}`, story: `/audit/replay/thread/${at}` };
  }
  if (unit) return { name: unit.name, place: `/units/${at}`, story: `/audit/replay/unit/${at}` };
  if (post) return { name: post.title, place: null, story: null };
  return measure ? { name: measure.name, place: `/measures/${at}`, story: null } : { name: `the subject ${id}`, place: null, story: null };
};
