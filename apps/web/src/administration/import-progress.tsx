/** How many of what an import comes to, side by side. */
export const Counts = ({ of }: { readonly of: readonly (readonly [word: string, count: number])[] }) => (
  <div role="status">
    <dl className="app-counts">
      {of.map(([word, count]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{count.toLocaleString('en-GB')}</dd>
        </div>
      ))}
    </dl>
  </div>
);

/** How far an import is; `whole` says the number of all in words, `did` what becomes of each. */
export const Progress = ({
  done,
  of,
  whole,
  did,
}: {
  readonly done: number;
  readonly of: number;
  readonly whole: string;
  readonly did: string;
}) => (
  <>
    <progress className="app-progress" value={done} max={Math.max(1, of)} aria-label={did} />
    <p role="status">
      {done.toLocaleString('en-GB')} of {whole}. Keep this page open.
    </p>
  </>
);
