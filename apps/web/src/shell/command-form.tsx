import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { CommandDocument, Input } from '../api/send-command.js';
import { useCommand } from '../api/use-command.js';
import { Labelled, LabelledChoice } from './labelled.js';
import { SentShown } from './sent.js';

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
    <Labelled {...given} type={typeOf[field.kind]} />
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

/** What a form for a command of this answer is given. */
export interface CommandGiven<Data> {
  readonly document: CommandDocument<Data>;
  readonly fields: readonly Field[];
  /** What else belongs to the command, such as what it is about; or how what was typed becomes its input. */
  readonly input?: Input | ((typed: Input) => Input);
  /** What the button says: the verb of the command. */
  readonly submit: string;
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
  waits,
  onTaken,
  onRefused,
  onClose,
  children,
}: CommandGiven<Data>) => {
  const { sent, send } = useCommand(document, onTaken);
  const [values, setValues] = useState<Values>(() => Object.fromEntries(fields.map(({ name, initial = '' }) => [name, initial])));
  const isRefused = sent.state === 'REFUSED';
  useEffect(() => {
    if (isRefused) onRefused?.();
    // Once for each refusal, whoever is told.
  }, [isRefused]);
  const submitted = (event: FormEvent): void => {
    event.preventDefault();
    const typed = inputOf(fields, values);
    void send(typeof input === 'function' ? input(typed) : { ...input, ...typed });
  };
  return (
    <form className="app-move-form" onSubmit={submitted}>
      {children}
      {fields.map((field) => (
        <FieldShown
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      <SentShown sent={sent} />
      {waits === undefined ? (
        <button className="nhsuk-button" type="submit" disabled={sent.state === 'SENDING'}>
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
