import type { Pages } from './use-pages.js';

/** How much of a list is shown, and the way to the rest. */
export const More = ({ pages: { data, fetching, more }, what }: { readonly pages: Pages<unknown>; readonly what: string }) => {
  if (!data) return null;
  const { nodes, totalCount } = data;
  return (
    <p>
      <span role="status">{nodes.length < totalCount ? `${nodes.length} of ${totalCount} ${what}. ` : `${totalCount} ${what}. `}</span>
      {more && (
        <button type="button" className="app-slider__step" onClick={more} disabled={fetching}>
          Show more
        </button>
      )}
    </p>
  );
};
