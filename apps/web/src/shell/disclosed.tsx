import { useRef, useState, type ReactNode } from 'react';
import { useKeptFocus } from './use-kept-focus.js';

/** Something that shows when it is asked for, and is made only then. */
export const Disclosed = ({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}) => {
  const [isOpen, setIsOpen] = useState(false);
  const summary = useRef<HTMLElement>(null);
  useKeptFocus(summary);
  // Whoever is led back by it goes on where they opened it.
  const close = (): void => {
    setIsOpen(false);
    summary.current?.focus();
  };
  return (
    <details className="nhsuk-details" open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="nhsuk-details__summary" ref={summary}>
        <span className="nhsuk-details__summary-text">{name}</span>
      </summary>
      {isOpen && <div className="nhsuk-details__text">{typeof children === 'function' ? children(close) : children}</div>}
    </details>
  );
};
