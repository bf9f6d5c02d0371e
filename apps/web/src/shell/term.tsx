import { useId, type ReactNode } from 'react';
import { glossary, type Word } from '../words/glossary.js';

/** A word of the trade that explains itself when it is asked: by a press, a tap or the keyboard. */
export const Term = ({ of, children = of }: { readonly of: Word; readonly children?: ReactNode }) => {
  const id = useId();
  return (
    <span className="app-term">
      <button type="button" className="app-term__word" popoverTarget={id}>
        {children}
        <span className="nhsuk-u-visually-hidden">: what is that?</span>
      </button>
      <span className="app-term__says" id={id} popover="auto" role="note">
        <strong>{of}</strong> {glossary[of]}
      </span>
    </span>
  );
};
