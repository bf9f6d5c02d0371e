import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Heading } from '../shell/heading.js';
import { Empty } from '../shell/states.js';

/** Says that a unit is not there, or was not at the moment shown, and where to look. */
export const NoSuchUnit = ({ children }: { readonly children?: ReactNode }) => (
  <>
    <Heading title="No such unit" />
    {children}
    <Empty>
      <p>
        It is not there at this moment. <Link to="/units">Look among the units</Link>.
      </p>
    </Empty>
  </>
);
