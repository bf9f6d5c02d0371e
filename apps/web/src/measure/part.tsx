import type { ReactNode } from 'react';

/** One thing that was decided about a measure, with the ways to decide otherwise. */
export const Part = ({ name, children }: { readonly name: ReactNode; readonly children: ReactNode }) => (
  <section>
    <h3>{name}</h3>
    {children}
  </section>
);
