import { useState } from 'react';
import { CommandForm, type CommandGiven, type Field } from './command-form.js';
import { Disclosed } from './disclosed.js';

type OfForm<Data> = Pick<CommandGiven<Data>, 'document' | 'fields' | 'input' | 'onTaken' | 'children'>;

/** What a command behind its name is given. */
export interface ActGiven<Data = unknown> extends OfForm<Data> {
  readonly name: string;
  /** What the button says, where that is not the name. */
  readonly submit?: string;
  /** What is said below when it was done; nothing where what is shown tells it. */
  readonly done?: string;
}

/** A command behind its name: its form opens when somebody asks for it, and closes when it was taken. */
export const Act = <Data,>({ name, submit = name, done, onTaken, ...command }: ActGiven<Data>) => {
  const [said, say] = useState('');
  const form = (
    <Disclosed name={name}>
      {(close) => (
        <CommandForm
          {...command}
          submit={submit}
          onClose={close}
          onTaken={(data) => {
            close();
            if (done !== undefined) say(done);
            onTaken(data);
          }}
        />
      )}
    </Disclosed>
  );
  if (done === undefined) return form;
  return (
    <div className="app-act">
      {form}
      <p className="app-act__said" role="status">
        {said !== '' && `✓ ${said}`}
      </p>
    </div>
  );
};

/** Why: what nearly every command asks for. */
export const why: Field = { kind: 'prose', name: 'reason', label: 'Why' };

/** The same, where what is changed is a figure, a promise or a chart. */
export const reasonField: Field = { ...why, label: 'Reason' };
