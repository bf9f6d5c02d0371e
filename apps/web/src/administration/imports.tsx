import { Link } from 'react-router';
import type { ResultOf } from '../api/graphql.js';
import { Act, why } from '../shell/act.js';
import { Heading } from '../shell/heading.js';
import { MomentBar } from '../shell/moment-bar.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { useActingPost } from '../shell/use-acting-post.js';
import { useMoment } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { momentInWords } from '../words/dates.js';
import { importList, reverseImport } from './import-documents.js';

type ImportOf = ResultOf<typeof importList>['imports']['edges'][number]['node'];

const figures = (count: number | null): string =>
  count === null ? '0 figures' : count === 1 ? '1 figure' : `${count.toLocaleString('en-GB')} figures`;

const stateOf = ({ finishedAt, reversedBecause }: ImportOf): string =>
  reversedBecause !== null ? 'Reversed' : finishedAt !== null ? 'Finished' : 'Not finished';

const One = ({ each, mayReverse, again }: { readonly each: ImportOf; readonly mayReverse: boolean; readonly again: () => void }) => {
  const actingPost = useActingPost('DATA_STEWARD', 'ADMINISTRATOR');
  const { id, file, startedAt, finishedAt, rows, recorded, corrected, reversedBecause, by } = each;
  return (
    <li className="app-import" data-state={stateOf(each)}>
      <h2 className="nhsuk-heading-s">{file}</h2>
      <p>
        <strong>{stateOf(each)}</strong>
        {reversedBecause !== null && `: ${reversedBecause}`}
        {finishedAt === null && reversedBecause === null && ': bring the same file again to complete it, or reverse it'}
      </p>
      <p>
        {by.name}, {momentInWords(startedAt)}
        {finishedAt !== null && `. ${figures(recorded)} recorded, ${figures(corrected)} corrected, of ${rows ?? 0} rows`}.
      </p>
      {mayReverse && reversedBecause === null && (
        <Act
          name="Reverse this import"
          document={reverseImport}
          fields={[why]}
          input={{ import: id, actingPost }}
          submit="Take its figures out"
          done="Reversed."
          onTaken={again}
        >
          <p>
            Every figure it brought that nothing later replaced is taken out of its measure; what it corrected stands again as it was. The
            record keeps all of it.
          </p>
        </Act>
      )}
    </li>
  );
};

/** Every import of figures so far, and the ways to the next one. */
export const Imports = () => {
  const asOf = useMoment();
  const pages = usePages(importList, { asOf }, ({ imports }) => imports);
  const maySteward = useActingPost('DATA_STEWARD') !== null;
  return (
    <>
      <Heading title="Imports" />
      <ul>
        <li>
          <Link to="figures">Import figures</Link> from a CSV file or a spreadsheet
          {!maySteward && ' (by a data steward: others do not touch content)'}
        </li>
        <li>
          <Link to="plan">Import a plan</Link>: units, posts, people, strategy and measures, each their own steps of it
        </li>
      </ul>
      <MomentBar />
      <Answer asked={pages} what="the imports" retry={pages.again}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty>
              <p>{asOf === null ? 'No figures have been imported yet.' : 'No figures had been imported by then.'}</p>
            </Empty>
          ) : (
            <ul className="app-imports">
              {nodes.map((each) => (
                <One key={each.id} each={each} mayReverse={asOf === null} again={pages.again} />
              ))}
            </ul>
          )
        }
      </Answer>
      <More pages={pages} what="imports" />
    </>
  );
};
