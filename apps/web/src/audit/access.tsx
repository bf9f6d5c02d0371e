import { Link } from 'react-router';
import { Choice } from '../shell/filters.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { useAddress } from '../shell/use-address.js';
import { useMoment } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { useRoles } from '../shell/use-roles.js';
import { momentInWords } from '../words/dates.js';
import { AuditFrame } from './audit-frame.js';
import { useNamesOfSubjects } from './subject-picker.js';
import { accessesDocument, type AccessShown } from './record-documents.js';

const accessWords: Readonly<Record<AccessShown['kind'], string>> = {
  EXPORT: 'Exported the log',
  EVIDENCE: 'Took an evidence pack',
  REPLAY: 'Replayed a story',
};

/** Who took what from the record. */
export const Access = () => {
  const asOf = useMoment();
  const roles = useRoles();
  const { of, put } = useAddress();
  const subject = of('subject');
  const kind = Object.keys(accessWords).find((each) => each === of('kind')) ?? null;
  const pages = usePages(accessesDocument, { asOf, kind, subject: subject || null, first: 50 }, ({ accessRecords }) => accessRecords);
  const nameOf = useNamesOfSubjects();
  const seesAll = roles.includes('AUDITOR') || roles.includes('ADMINISTRATOR');
  return (
    <AuditFrame title="Access to the record">
      <p>
        {seesAll
          ? 'Who exported the log, took evidence packs, or stepped through a story as an auditor.'
          : 'What you took from the record yourself. Auditors and administrators see everybody’s.'}{' '}
        It is noted once an hour for each person, kind and subject.
      </p>
      <form className="app-filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <Choice label="What was done" value={of('kind')} choices={Object.entries(accessWords)} onChange={(next) => put({ kind: next })} />
        {subject !== '' && (
          <div className="app-filters__all">
            <button type="button" className="app-slider__step" onClick={() => put({ subject: '' })}>
              Of every subject
            </button>
          </div>
        )}
      </form>
      <Answer asked={pages} what="the access records" retry={pages.again}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty>
              <p>
                Nothing of that kind was taken yet{seesAll ? '' : ' by you'}. Exports, evidence packs and auditors’ replays are listed here.
              </p>
            </Empty>
          ) : (
            <>
              <div className="app-offers" tabIndex={0} role="region" aria-label="Accesses">
                <table className="nhsuk-table app-offers__table">
                  <caption className="nhsuk-u-visually-hidden">Accesses, the latest first</caption>
                  <thead>
                    <tr>
                      <th scope="col">When</th>
                      <th scope="col">Who</th>
                      <th scope="col">What</th>
                      <th scope="col">Of</th>
                      <th scope="col">As of</th>
                    </tr>
                  </thead>
                  <tbody>
                    {nodes.map(({ at, kind: done, subject: about, person, position, upTo }) => (
                      <tr key={position}>
                        <th scope="row">{momentInWords(at)}</th>
                        <td>{person.name}</td>
                        <td>{accessWords[done]}</td>
                        <td>
                          {about === null ? (
                            'the whole log'
                          ) : (
                            <Link to={`/audit/log?subject=${encodeURIComponent(about)}`}>{nameOf(about) ?? 'the record of it'}</Link>
                          )}
                        </td>
                        <td>event {upTo}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <More pages={pages} what="accesses" />
            </>
          )
        }
      </Answer>
    </AuditFrame>
  );
};
