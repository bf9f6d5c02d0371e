import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useQuery } from 'urql';
import type { CommandDocument, Input } from '../api/send-command.js';
import { useCommand } from '../api/use-command.js';
import { Labelled, LabelledChoice } from './labelled.js';
import { say } from './said.js';
import { SentShown } from './sent.js';
import { useKeptFocus } from './use-kept-focus.js';
import { whoAmI } from './who-am-i.js';

interface FieldOf<Kind extends string> {
  readonly kind: Kind;
  /** Its name in the command's input. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What it begins with; empty where left out. */
  readonly initial?: string;
  /** It may be left empty, and is then not sent. */
  readonly optional?: true;
  /** What is wrong with what was typed, and the way out; null where nothing is. Until then nothing is sent. */
  readonly wrong?: (typed: string) => string | null;
}

/**
 * One thing a form asks for. `prose` is free text, which stays in the record for ever and says so; `line` is a short text
 * such as a title; `number` is sent as a number, `figure` as the text of one; `day` is a calendar day; `choice` is one of a few.
 */
export type Field =
  | FieldOf<'prose' | 'line' | 'number' | 'figure' | 'day'>
  | (FieldOf<'choice'> & { readonly choices: readonly (readonly [value: string, word: string])[] });

const warning = 'It stays in the record for ever: no names of patients, nothing about a person’s health.';

const typeOf = { line: 'text', prose: 'prose', number: 'figure', figure: 'figure', day: 'date' } as const;

const FieldShown = ({ field, ...rest }: { readonly field: Field; readonly value: string; readonly onChange: (value: string) => void }) => {
  const { label, optional } = field;
  const hint = [field.hint, field.kind === 'prose' ? warning : undefined].filter((each) => each !== undefined).join(' ');
  const given = { ...rest, label, optional, hint: hint === '' ? undefined : hint };
  return field.kind === 'choice' ? (
    <LabelledChoice {...given} choices={field.choices} />
  ) : (
    <Labelled {...given} type={typeOf[field.kind]} wrong={field.wrong?.(rest.value)} />
  );
};

type Values = Readonly<Record<string, string>>;

/** What is sent of what was typed: trimmed, numbers as numbers, and nothing of what was left empty. */
const inputOf = (fields: readonly Field[], values: Values): Input =>
  Object.fromEntries(
    fields.flatMap(({ name, kind, optional }) => {
      const value = (values[name] ?? '').trim();
      if (value === '' && optional) return [];
      return [[name, kind === 'number' ? Number(value) : value]];
    }),
  );

/** The posts somebody has to choose from who stands in several, for a command that does not say in which one they act. */
const usePostsToActIn = (input: Input): readonly (readonly [string, string])[] => {
  const [{ data }] = useQuery({ query: whoAmI });
  const posts = data?.me.posts ?? [];
  return 'actingPost' in input || posts.length < 2 ? [] : posts.map(({ id, title }) => [id, title] as const);
};

/** What a form for a command of this answer is given. */
export interface CommandGiven<Data> {
  readonly document: CommandDocument<Data>;
  readonly fields: readonly Field[];
  /** What else belongs to the command, such as what it is about; or how what was typed becomes its input. */
  readonly input?: Input | ((typed: Input) => Input);
  /** What the button says: the verb of the command. */
  readonly submit: string;
  /** What is said when it was done. */
  readonly done?: string | undefined;
  /** What has to be settled before it can be sent: stands in the button's place, and what was typed stays. */
  readonly waits?: string | undefined;
  /** Told what was answered. */
  readonly onTaken: (data: Data) => void;
  /** A rule said no: what is shown may be older than what the rule knows. */
  readonly onRefused?: () => void;
  readonly onClose?: () => void;
  /** What stands above the fields: what exactly will be done. */
  readonly children?: ReactNode;
}

/**
 * A form for one command: asks for its fields, sends it once however often it is sent, and says what became of it. What was
 * typed stays until it is taken.
 */
export const CommandForm = <Data,>({
  document,
  fields,
  input = {},
  submit,
  done = `Done, and in the record: ${submit}.`,
  waits,
  onTaken,
  onRefused,
  onClose,
  children,
}: CommandGiven<Data>) => {
  const { sent, send } = useCommand(document, (data) => {
    say(done);
    onTaken(data);
  });
  const [values, setValues] = useState<Values>(() => Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial])));
  const typed = inputOf(fields, values);
  const whole = typeof input === 'function' ? input(typed) : { ...input, ...typed };
  const posts = usePostsToActIn(whole);
  const [actingPost, actIn] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useKeptFocus(form);
  const isRefused = sent.state === 'REFUSED';
  useEffect(() => {
    if (isRefused) onRefused?.();
    // Once for each refusal, whoever is told.
  }, [isRefused]);
  const submitted = (event: FormEvent): void => {
    event.preventDefault();
    if (sent.state === 'SENDING') return;
    void send(posts.length === 0 ? whole : { ...whole, actingPost });
  };
  return (
    <form className="app-move-form" onSubmit={submitted} ref={form}>
      {children}
      {fields.map((field) => (
        <FieldShown
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {posts.length > 0 && <LabelledChoice label="You act as" value={actingPost} choices={posts} onChange={actIn} />}
      <SentShown sent={sent} />
      {waits === undefined ? (
        <button className="nhsuk-button" type="submit" aria-disabled={sent.state === 'SENDING'}>
          {submit}
        </button>
      ) : (
        <p className="nhsuk-hint">{waits}</p>
      )}{' '}
      {onClose && (
        <button className="nhsuk-button nhsuk-button--secondary" type="button" onClick={onClose}>
          Leave it
        </button>
      )}
    </form>
  );
};
