import type { ReactNode } from 'react';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { CommandForm, type Field } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';

type Input = Readonly<Record<string, unknown>>;

/** One thing an administrator can do: its form when it is asked for, and then what was done. */
export const Act = <Data, Variables extends AnyVariables>({
  name,
  document,
  fields,
  input = {},
  submit = name,
  done,
  onTaken,
  children,
}: {
  readonly name: string;
  readonly document: TypedDocumentNode<Data, Variables>;
  readonly fields: readonly Field[];
  readonly input?: Input | ((typed: Input) => Input);
  readonly submit?: string;
  /** What is said when it was done. */
  readonly done: string;
  readonly onTaken: (data: Data) => void;
  readonly children?: ReactNode;
}) => {
  return (
    <div className="app-act">
      <Disclosed name={name}>
        {(close) => (
          <CommandForm
            document={document}
            fields={fields}
            input={input}
            submit={submit}
            done={done}
            onClose={close}
            onTaken={(data) => {
              close();
              onTaken(data);
            }}
          >
            {children}
          </CommandForm>
        )}
      </Disclosed>
    </div>
  );
};

/** Why, as every change of what is there asks. */
export const why: Field = { kind: 'prose', name: 'reason', label: 'Why' };
