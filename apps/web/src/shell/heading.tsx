import { useEffect, type ReactNode } from 'react';

/** A screen's heading, which is also the name of the browser's tab. */
export const Heading = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => {
  useEffect(() => {
    document.title = `${title} – Hoshin`;
  }, [title]);
  return (
    <h1 className="nhsuk-heading-l">
      {title}
      {children}
    </h1>
  );
};
