import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Disclosed } from '../shell/disclosed.js';
import { Heading } from '../shell/heading.js';
import { Answer } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { useRoles } from '../shell/use-roles.js';
import { momentInWords } from '../words/dates.js';
import { auditPlaces } from './audit-frame.js';
import { counted } from './log-words.js';
import { auditHead } from './record-documents.js';

/** Where an auditor begins: how far the record goes, what vouches for it, what was found, and where to look. */
export const Audit = () => {
  const [asked, ask] = useQuery({ query: auditHead });
  const roles = useRoles();
  return (
    <>
      <Heading title="Audit" />
      <p>
        Nothing here deletes or edits the past. Every event of the record can be found, replayed, held against a printed{' '}
        <Term of="Seal">seal</Term>, and taken away.
      </p>
      <Answer asked={asked} what="the state of the record" retry={() => ask({ requestPolicy: 'network-only' })}>
        {({ logHead, seals, unanswered, operational, aims }) => {
          const seal = seals.edges[0]?.node;
          return (
            <>
              <dl className="app-facts">
                <div>
                  <dt>The log</dt>
                  <dd>
                    <strong>{logHead.position.toLocaleString('en-GB')}</strong> events
                    {logHead.recordedAt !== null && `, the last one ${momentInWords(logHead.recordedAt)}`}
                  </dd>
                </div>
                <div>
                  <dt>Newest seal</dt>
                  <dd>
                    {seal ? (
                      <>
                        <Link className="app-hash" to={`/audit/seals?seal=${encodeURIComponent(seal.printed)}`}>
                          {seal.printed}
                        </Link>
                        <br />
                        placed {momentInWords(seal.at)}; {counted(seal.eventsSince, 'event')} since
                      </>
                    ) : (
                      'None yet: nothing that left the service vouches for the log.'
                    )}
                  </dd>
                </div>
                <div>
                  <dt>Open findings</dt>
                  <dd>
                    <Link to="/audit/findings?answered=no">
                      <strong>{unanswered.totalCount}</strong> about decisions, answered for by nobody
                    </Link>
                    <br />
                    <Link to="/audit/findings?kind=OPERATIONAL">{operational.totalCount} about how things stand</Link>
                  </dd>
                </div>
              </dl>
              <h2>Where to look</h2>
              <ul className="app-audit-entry">
                {auditPlaces.map(({ path, name, says }) => (
                  <li key={path}>
                    <Link to={path}>{name}</Link>
                    <p>{says}</p>
                  </li>
                ))}
              </ul>
              <h2>Take evidence away</h2>
              <p>That somebody took it is itself noted in the record.</p>
              <ul>
                {roles.includes('AUDITOR') ? (
                  <li>
                    <a href="/export.jsonl" download>
                      Export the whole log
                    </a>{' '}
                    as lines of JSON with their proofs, to check anywhere with <code>hoshin verify</code>
                  </li>
                ) : (
                  <li>An export of the whole log holds private threads, too, and is for auditor posts.</li>
                )}
                <li>An evidence pack is one document with the complete story of an aim or a goal, to read, print and check.</li>
              </ul>
              <Disclosed name="Evidence packs and stories of this year’s aims">
                <ul>
                  {aims.edges.map(({ node: { id, statement } }) => (
                    <li key={id}>
                      {statement.replace(/\.$/, '')}:{' '}
                      <a href={`/evidence/aims/${id}.html`}>
                        evidence pack<span className="nhsuk-u-visually-hidden"> of {statement}</span>
                      </a>
                      ,{' '}
                      <Link to={`/audit/replay/aim/${id}`}>
                        replay<span className="nhsuk-u-visually-hidden"> of {statement}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              </Disclosed>
            </>
          );
        }}
      </Answer>
    </>
  );
};
