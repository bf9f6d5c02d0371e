import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import { Heading } from '../shell/heading.js';
import { Answer, Empty } from '../shell/states.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { rowsOf } from './csv-rows.js';
import { FigureCheck } from './figure-check.js';
import { entriesOf, layoutOf, type Entry, type Layout, type Problem } from './figure-table.js';
import { FigureSource, type Brought } from './figure-source.js';
import { ProblemList } from './figure-preview.js';
import { useKnown } from './use-present.js';

/** A table that could be read as one, or what keeps it from being read. */
type Read =
  | {
      readonly layout: Layout;
      readonly entries: readonly Entry[];
      readonly problems: readonly Problem[];
      readonly codes: ReadonlySet<string>;
    }
  | { readonly unreadable: Problem };

/** Larger tables belong to the command line, which reads them line by line. */
const entriesMax = 50_000;

const readIn = ({ text }: Brought): Read => {
  const rows = rowsOf(text);
  const unreadable = (says: string): Read => ({ unreadable: { line: 1, column: '(all)', value: '', says } });
  if (typeof rows === 'string') return unreadable(rows);
  const [heading, ...lines] = rows;
  if (!heading || lines.length === 0)
    return unreadable('There are no figures: the first line names the columns, the figures follow below.');
  const layout = layoutOf(heading);
  if ('says' in layout) return { unreadable: layout };
  const { entries, problems } = entriesOf(layout, lines);
  if (entries.length > entriesMax)
    return unreadable(
      `These are ${entries.length.toLocaleString('en-GB')} figures, and a page takes ${entriesMax.toLocaleString('en-GB')}: split the file, or use hoshin import observations.`,
    );
  return { layout, entries, problems, codes: new Set(entries.map(({ code }) => code)) };
};

const Checked = ({ brought, onDone }: { readonly brought: Brought; readonly onDone: () => void }) => {
  const read = useMemo(() => readIn(brought), [brought]);
  const [times, setTimes] = useState(0);
  const known = useKnown('unreadable' in read ? null : read.codes, times);
  if ('unreadable' in read)
    return (
      <div role="alert">
        <h2 className="nhsuk-heading-m">This cannot be read</h2>
        <ProblemList problems={[read.unreadable]} />
      </div>
    );
  const again = (): void => setTimes(times + 1);
  return (
    <Answer asked={known} what="what is in the record" retry={again}>
      {(present) => <FigureCheck brought={brought} read={read} known={present} again={again} onDone={onDone} />}
    </Answer>
  );
};

/** Brings figures in from a table: what would become of each is shown before anything is written. */
export const FigureImport = () => {
  const maySteward = useActingPost('DATA_STEWARD') !== null;
  const [brought, setBrought] = useState<Brought | null>(null);
  const [isDone, setIsDone] = useState(false);
  const bring = (next: Brought | null): void => {
    setBrought(next);
    setIsDone(false);
  };
  if (!maySteward)
    return (
      <>
        <Heading title="Import figures" />
        <Empty>
          <p>Figures are brought in by data stewards. An administrator keeps posts and settings and does not touch content.</p>
          <p>
            <Link to="/administration/imports">See the imports so far</Link>.
          </p>
        </Empty>
      </>
    );
  return (
    <>
      <Heading title="Import figures" />
      {isDone && (
        <p>
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => bring(null)}>
            Import another table
          </button>
        </p>
      )}
      {!isDone && <FigureSource onBrought={bring} />}
      {brought && <Checked key={brought.digest} brought={brought} onDone={() => setIsDone(true)} />}
    </>
  );
};
