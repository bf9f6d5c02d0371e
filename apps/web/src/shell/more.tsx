import type { Pages } from './use-pages.js';

/** How much of a list is shown, and the way to the rest. What it holds is named before the number, which may be one. */
export const More = ({ pages: { data, fetching, more }, what }: { readonly pages: Pages<unknown>; readonly what: string }) => {
  if (!data) return null;
  const { nodes, totalCount } = data;
  return (
    <p>
      <span role="status">
        {what.charAt(0).toUpperCase() + what.slice(1)}: {nodes.length < totalCount ? `${nodes.length} of ${totalCount}` : totalCount}.{' '}
      </span>
      {more && (
        <button type="button" className="app-slider__step" onClick={more} disabled={fetching}>
          Show more
        </button>
      )}
    </p>
  );
};
