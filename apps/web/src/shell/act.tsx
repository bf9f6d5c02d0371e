import type { ReactNode } from 'react';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { CommandForm, type Field } from './command-form.js';
import { Disclosed } from './disclosed.js';

type Input = Readonly<Record<string, unknown>>;

/** A command behind its name: its form opens when somebody asks for it, and closes when it was taken. */
export const Act = <Data, Variables extends AnyVariables>({
  name,
  document,
  fields,
  input,
  submit,
  onTaken,
  children,
}: {
  readonly name: string;
  readonly document: TypedDocumentNode<Data, Variables>;
  readonly fields: readonly Field[];
  readonly input?: Input | ((typed: Input) => Input);
  readonly submit: string;
  readonly onTaken: () => void;
  /** What exactly will be done. */
  readonly children?: ReactNode;
}) => (
  <Disclosed name={name}>
    {(close) => (
      <CommandForm
        document={document}
        fields={fields}
        {...(input && { input })}
        submit={submit}
        onTaken={() => {
          close();
          onTaken();
        }}
        onClose={close}
      >
        {children}
      </CommandForm>
    )}
  </Disclosed>
);

/** Why: what nearly every command asks for. */
export const reasonField: Field = { kind: 'prose', name: 'reason', label: 'Reason' };
