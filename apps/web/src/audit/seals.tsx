import { CommandForm, type Field } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { More } from '../shell/more.js';
import { Answer, Empty } from '../shell/states.js';
import { Term } from '../shell/term.js';
import { useAddress } from '../shell/use-address.js';
import { useMoment } from '../shell/use-moment.js';
import { usePages } from '../shell/use-pages.js';
import { useRoles } from '../shell/use-roles.js';
import { momentInWords } from '../words/dates.js';
import { AuditFrame } from './audit-frame.js';
import { ExportCheck } from './export-check-form.js';
import { counted } from './log-words.js';
import { placeSeal, sealsDocument, type SealShown } from './record-documents.js';
import { SealCheck } from './seal-check.js';

const whatFor: readonly Field[] = [
  { kind: 'prose', name: 'reason', label: 'What it is for', hint: 'The meeting or report that will print it. No names of persons.' },
];

/** One seal, in the form people print it. */
const Placed = ({ seal, onCheck }: { readonly seal: SealShown; readonly onCheck: (printed: string) => void }) => {
  const { printed, digest, ordinal, events, at, by, post, reason, eventsSince } = seal;
  const beyond = events < ordinal ? `, ${events} of them beyond the seal before` : '';
  return (
    <li className="app-entry">
      <h3 className="app-hash">{printed}</h3>
      <p>
        Placed {momentInWords(at)} by {post ? `${by.name}, ${post.title}` : by.name}
        {reason !== null && (
          <>
            : <q>{reason}</q>
          </>
        )}
      </p>
      <p>
        It vouches for positions 1 to {ordinal}
        {beyond}. {counted(eventsSince, 'event lies', 'events lie')} after it.
      </p>
      <p className="app-hash nhsuk-hint">
        Whole digest: <code>{digest}</code>
      </p>
      <button type="button" className="app-slider__step" onClick={() => onCheck(printed)}>
        Check this one<span className="nhsuk-u-visually-hidden">: {printed}</span>
      </button>
    </li>
  );
};

const Meaning = () => (
  <Disclosed name="What the check proves, and what it does not">
    <p>It proves:</p>
    <ul>
      <li>
        by your browser: that the text is a whole seal with no slip of the pen, and whether the seal in the record has the same digits;
      </li>
      <li>
        by the service: that the events between this seal and the one before it, hashed anew, come to that very digest. For what lies before
        that one you have its word;
      </li>
      <li>
        by your browser, on an export: that every hash and the whole chain come to that digest. The file is held against the paper, and
        nothing of the service is asked.
      </li>
    </ul>
    <p>
      It does not prove that what was written is true, that nothing was left unwritten, or anything about events after the seal. This page
      comes from the service, too: whoever must trust nobody runs <code>hoshin verify</code> on an export, on a machine of their own. That
      does the whole, with the seals inside the export and the bytes of the file.
    </p>
  </Disclosed>
);

/** The seals, and a place to hold a printed one against the log. */
export const Seals = () => {
  const asOf = useMoment();
  const roles = useRoles();
  const { of, put } = useAddress();
  const pages = usePages(sealsDocument, { asOf, first: 20 }, ({ seals }) => seals);
  const mayPlace = asOf === null && !roles.includes('AUDITOR') && roles.some((role) => role === 'EXECUTIVE' || role === 'ADMINISTRATOR');
  return (
    <AuditFrame title="Seals">
      <p>
        A <Term of="Seal">seal</Term> that was printed elsewhere shows later whether the record was changed.
      </p>
      <h2>Check a printed seal</h2>
      <SealCheck given={of('seal')} />
      <Meaning />
      <Disclosed name="Check an export in your browser">
        <ExportCheck />
      </Disclosed>
      <h2>The seals of the log</h2>
      {mayPlace && (
        <Disclosed name="Place a seal">
          {(close) => (
            <CommandForm document={placeSeal} fields={whatFor} submit="Seal the log as it stands" onTaken={pages.again} onClose={close}>
              <p>
                Everything up to the last event is sealed. Then copy the printed form to where nobody who runs the service can alter it.
              </p>
            </CommandForm>
          )}
        </Disclosed>
      )}
      <Answer asked={pages} what="the seals" retry={pages.again}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty>
              <p>No seal had been placed at this moment. An executive or administrator places one, and the service does on its schedule.</p>
            </Empty>
          ) : (
            <>
              <ol className="app-entries">
                {nodes.map((seal) => (
                  <Placed
                    key={seal.id}
                    seal={seal}
                    onCheck={(printed) => {
                      put({ seal: printed });
                      scrollTo(0, 0);
                    }}
                  />
                ))}
              </ol>
              <More pages={pages} what="seals" />
            </>
          )
        }
      </Answer>
    </AuditFrame>
  );
};
