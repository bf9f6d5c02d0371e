import { Link } from 'react-router';
import { Heading } from './heading.js';

/** An address that leads nowhere. */
export const NotFound = () => (
  <>
    <Heading title="There is nothing at this address" />
    <p>
      It may have been mistyped, or cut off in a message. <Link to="/">Go to your work</Link>.
    </p>
  </>
);
