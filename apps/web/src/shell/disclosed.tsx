import { useState, type ReactNode } from 'react';

/** Something that shows when it is asked for, and is made only then. */
export const Disclosed = ({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details className="nhsuk-details" open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{name}</span>
      </summary>
      {isOpen && <div className="nhsuk-details__text">{typeof children === 'function' ? children(() => setIsOpen(false)) : children}</div>}
    </details>
  );
};
