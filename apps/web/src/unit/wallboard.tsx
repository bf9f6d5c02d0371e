import { useCallback, useEffect, useRef, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { useLive, useLiveFigures } from '../api/use-live.js';
import { Heading } from '../shell/heading.js';
import { asItStood } from '../shell/moment-bar.js';
import { Answer } from '../shell/states.js';
import { useMoment } from '../shell/use-moment.js';
import { treeChanged } from '../tree/tree-documents.js';
import { momentInWords } from '../words/dates.js';
import { pagesOf, panelsOf } from './panels.js';
import { NoSuchUnit } from './no-such-unit.js';
import { wallboardDocument, type WallUnit } from './unit-documents.js';
import { byUrgency, figuresShown, isOpen } from './unit-words.js';
import { usePaging, usePanelsThatFit } from './use-paging.js';
import { BallsOnWall, MeasureOnWall, NothingOnWall } from './wall-panels.js';

const Panels = ({ wall: { unit, threads }, search }: { readonly wall: WallUnit; readonly search: string }) => {
  const room = useRef<HTMLDivElement>(null);
  const most = usePanelsThatFit(room);
  const open = threads.filter(isOpen);
  const measures = panelsOf(unit).map((panel) => <MeasureOnWall key={panel.id} panel={panel} />);
  const shown = [
    ...(measures.length > 0 ? measures : [<NothingOnWall key="none" />]),
    <BallsOnWall key="balls" overdue={open.filter(({ overdue }) => overdue).toSorted(byUrgency)} open={open.length} />,
  ];
  const pages = pagesOf(shown, most ?? shown.length);
  const { page, turnTo, isStopped, stopOrGo, pointed, focused } = usePaging(pages.length);
  return (
    <>
      <div className="app-wall__panels" ref={room} {...pointed}>
        {pages[page]}
      </div>
      <div className="app-wall__foot">
        {pages.length > 1 && (
          <div className="app-wall__turn" role="group" aria-label="Pages" {...focused}>
            <button type="button" onClick={stopOrGo}>
              {isStopped ? 'Go on by itself' : 'Pause'}
            </button>
            <button type="button" onClick={() => turnTo(page - 1)}>
              Back
            </button>
            <button type="button" onClick={() => turnTo(page + 1)}>
              Next
            </button>
            <p aria-live={isStopped ? 'polite' : 'off'}>
              Page {page + 1} of {pages.length}
            </p>
          </div>
        )}
        <p className="app-wall__leave">
          <Link to={`/units/${unit.id}${search}`}>Back to the unit’s page</Link>
        </p>
      </div>
    </>
  );
};

/** The last answer about a unit, also while the service cannot be reached: a wall shows old figures with their time rather than none. */
const useKept = <Data,>(id: string, data: Data | undefined): Data | undefined => {
  const kept = useRef<{ readonly id: string; readonly data: Data } | null>(null);
  if (data !== undefined) kept.current = { id, data };
  return kept.current?.id === id ? kept.current.data : undefined;
};

/** Of which moment the figures are: the last time an answer came, or the past moment asked about. */
const useReadAt = (isThere: boolean, isAsking: boolean): string | null => {
  const [readAt, setReadAt] = useState<string | null>(null);
  useEffect(() => {
    if (isThere && !isAsking) setReadAt(new Date().toISOString());
  }, [isThere, isAsking]);
  return readAt;
};

/** A unit's figures on the wall of a huddle: large, live, and turning its pages by itself. */
export const Wallboard = () => {
  const { id = '' } = useParams();
  const asOf = useMoment();
  const [address] = useSearchParams();
  const [asked, ask] = useQuery({ query: wallboardDocument, variables: { id, asOf } });
  const again = useCallback(() => ask({ requestPolicy: 'network-only' }), [ask]);
  useLive(treeChanged, {}, again);
  useLiveFigures(figuresShown(asked.data?.unitPage?.unit), again);
  const readAt = useReadAt(asked.data !== undefined && asked.error === undefined, asked.fetching || asked.stale);
  const data = useKept(id, asked.data);
  const search = address.size === 0 ? '' : `?${address}`;
  return (
    <div className="app-wall">
      <Answer asked={{ data, error: asked.error }} what="the wallboard" retry={again}>
        {({ unitPage }) =>
          unitPage === null ? (
            <NoSuchUnit />
          ) : (
            <>
              <header className="app-wall__head">
                <Heading title={unitPage.unit.name} />
                <p>{asOf !== null ? asItStood(asOf) : readAt !== null && `As known on ${momentInWords(readAt)}`}</p>
              </header>
              <Panels wall={unitPage} search={search} />
            </>
          )
        }
      </Answer>
    </div>
  );
};
