import { useId, useMemo, useState, type FormEvent } from 'react';
import { Link } from 'react-router';
import { useClient } from 'urql';
import { useActingPost } from '../shell/use-acting-post.js';
import { Stopped, carryOut, type ImportCounts } from './carry-out.js';
import { Counts, Progress } from './import-progress.js';
import { Preview, ProblemList } from './figure-preview.js';
import { sheetOf, type Sheet } from './figure-sheet.js';
import type { Brought } from './figure-source.js';
import type { Entry, Layout, Problem } from './figure-table.js';
import { attemptOf, digestOf } from './import-identity.js';
import type { Known } from './use-present.js';

interface Read {
  readonly layout: Layout;
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

type Writing =
  | { readonly state: 'LOOKING' | 'NOTHING_LEFT' }
  | { readonly state: 'WRITING'; readonly done: number; readonly of: number }
  | { readonly state: 'STOPPED'; readonly because: string }
  | { readonly state: 'DONE'; readonly counts: ImportCounts };

const counted = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
const fate = (sheet: Sheet, which: string): number => sheet.lines.filter((line) => line.fate === which).length;

const Done = ({ counts }: { readonly counts: ImportCounts }) => (
  <div role="status">
    <h2 className="nhsuk-heading-m">The figures are in the record</h2>
    <p>
      {counted(counts.recorded, 'figure')} recorded, {counts.corrected.toLocaleString('en-GB')} corrected,{' '}
      {counts.unchanged.toLocaleString('en-GB')} there already, {counts.skipped.toLocaleString('en-GB')} left out, of{' '}
      {counted(counts.measures, 'measure')}.
    </p>
    <p>
      <Link to="/administration/imports">See all imports</Link>: there it can be taken back as a whole.
    </p>
  </div>
);

/** What would become of a table, what is asked before it is written, and the writing of it. */
export const FigureCheck = ({
  brought,
  read,
  known,
  again,
  onDone,
}: {
  readonly brought: Brought;
  readonly read: Read;
  readonly known: Known;
  readonly again: () => void;
  readonly onDone: () => void;
}) => {
  const client = useClient();
  const actingPost = useActingPost('DATA_STEWARD');
  const [because, setBecause] = useState('');
  const [late, setLate] = useState('');
  const [takesRest, setTakesRest] = useState(false);
  const [writing, setWriting] = useState<Writing>({ state: 'LOOKING' });
  const id = useId();
  const [corrects, isLate] = [because.trim() !== '', late.trim() !== ''];
  const sheet = useMemo(() => sheetOf(read, known, { corrects, isLate }), [read, known, corrects, isLate]);
  const bare = useMemo(() => sheetOf(read, known, { corrects: false, isLate: false }), [read, known]);
  if (writing.state === 'DONE') return <Done counts={writing.counts} />;

  const [differ, come] = [
    bare.lines.some(({ fate: each, before }) => each === 'BAD' && before !== null),
    bare.problems.some(({ says }) => says.startsWith('is closed')),
  ];
  const whole = read.problems.length;
  const [fresh, corrected, unchanged, bad] = [
    fate(sheet, 'NEW'),
    fate(sheet, 'CORRECTED'),
    fate(sheet, 'UNCHANGED'),
    fate(sheet, 'BAD') + whole,
  ];
  const toWrite = fresh + corrected;
  const isReady = (bad === 0 || takesRest) && fresh + corrected + unchanged > 0;

  const write = async (): Promise<void> => {
    let done = 0;
    setWriting({ state: 'WRITING', done, of: toWrite });
    try {
      const mappingDigest = await digestOf(JSON.stringify([read.layout, corrects, takesRest]));
      const attempt = await attemptOf([known.organisation, brought.digest, mappingDigest], known.imports, toWrite > 0);
      if (attempt.isDone) return setWriting({ state: 'NOTHING_LEFT' });
      const order = {
        id: attempt.id,
        actingPost,
        file: brought.name,
        fileDigest: brought.digest,
        mappingDigest,
        because: because.trim(),
        late: late.trim(),
        skippingBad: takesRest,
        rows: read.entries.length + whole,
        skipped: bad,
        works: sheet.works,
      };
      const counts = await carryOut(client, order, (figures) => {
        done += figures;
        setWriting({ state: 'WRITING', done, of: toWrite });
      });
      setWriting({ state: 'DONE', counts });
      onDone();
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      setWriting({ state: 'STOPPED', because: error.message });
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void write();
  };
  const isWriting = writing.state === 'WRITING';
  return (
    <form onSubmit={submit}>
      <h2 className="nhsuk-heading-m">What would be done</h2>
      <Counts
        of={[
          ['recorded', fresh],
          ['corrected', corrected],
          ['there already', unchanged],
          ['not taken', bad],
        ]}
      />
      <p>
        {counted(read.entries.length + whole, 'figure')} of {counted(sheet.works.length, 'measure')}. Nothing is written yet.
      </p>
      {bad > 0 && (
        <section aria-labelledby={`${id}-bad`}>
          <h3 className="nhsuk-heading-s" id={`${id}-bad`}>
            {counted(bad, 'figure')} cannot be taken
          </h3>
          <ProblemList problems={sheet.problems} />
        </section>
      )}
      <fieldset className="nhsuk-fieldset" disabled={isWriting}>
        {differ && (
          <div className="nhsuk-form-group">
            <label className="nhsuk-label" htmlFor={`${id}-correct`}>
              Why figures that differ are corrected
            </label>
            <p className="nhsuk-hint" id={`${id}-correct-hint`}>
              The earlier figures stay visible. Left empty, they are not corrected. The reason stays in the record for ever.
            </p>
            <input
              className="nhsuk-input"
              id={`${id}-correct`}
              aria-describedby={`${id}-correct-hint`}
              value={because}
              onChange={(event) => setBecause(event.target.value)}
            />
          </div>
        )}
        {come && (
          <div className="nhsuk-form-group">
            <label className="nhsuk-label" htmlFor={`${id}-late`}>
              Why figures of closed periods come late
            </label>
            <input className="nhsuk-input" id={`${id}-late`} value={late} onChange={(event) => setLate(event.target.value)} />
          </div>
        )}
        {(bad > 0 || takesRest) && (
          <div className="nhsuk-checkboxes__item nhsuk-u-margin-bottom-4">
            <input
              className="nhsuk-checkboxes__input"
              id={`${id}-rest`}
              type="checkbox"
              checked={takesRest}
              onChange={(event) => setTakesRest(event.target.checked)}
            />
            <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={`${id}-rest`}>
              Leave the {counted(bad, 'figure')} out that cannot be taken, and take the rest
            </label>
          </div>
        )}
      </fieldset>
      {isWriting && (
        <Progress done={writing.done} of={writing.of} whole={`${counted(writing.of, 'figure')} written`} did="Figures written" />
      )}
      {writing.state === 'STOPPED' && (
        <div className="nhsuk-error-summary" role="alert">
          <h3 className="nhsuk-error-summary__title">It stopped on the way</h3>
          <p>{writing.because}</p>
          <p>
            What was written stays and belongs to this import. Go on: nothing happens twice. Where a rule refused something, look again
            first: the record may have changed.
          </p>
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={again}>
            Look again at what is in the record
          </button>
        </div>
      )}
      {writing.state === 'NOTHING_LEFT' && <p role="status">This table was imported before, and nothing in it is new.</p>}
      <p>
        <button className="nhsuk-button" type="submit" disabled={!isReady || isWriting}>
          {writing.state === 'STOPPED'
            ? 'Go on'
            : toWrite === 0 && isReady
              ? 'Note that everything is there'
              : `Write ${counted(toWrite, 'figure')}`}
        </button>{' '}
        {!isReady && bad > 0 && (
          <span>
            {fresh + corrected + unchanged > 0
              ? 'Mend the table and bring it again, or take the rest.'
              : 'None of the figures can be taken: mend the table and bring it again.'}
          </span>
        )}
      </p>
      <h3 className="nhsuk-heading-s">Figure by figure</h3>
      <Preview lines={sheet.lines} />
    </form>
  );
};
