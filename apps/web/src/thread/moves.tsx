import { useEffect, useRef, useState, type ReactNode } from 'react';
import { CommandForm } from '../shell/command-form.js';
import { Disclosed } from '../shell/disclosed.js';
import { PostField, type PostChosen } from '../shell/found-field.js';
import { useAddress } from '../shell/use-address.js';
import { useSidePost } from '../shell/use-side-post.js';
import { sentence } from '../words/sentences.js';
import { appointArbiter } from './move-documents.js';
import { moveNames, offerMoves, plainMoves, primaryMoves, type PlainMove } from './move-forms.js';
import type { Served } from './offer-draft.js';
import { OfferForm } from './offer-form.js';
import { offerLines } from './offer-lines.js';
import type { Offer, Thread } from './thread-documents.js';

interface Given {
  readonly thread: Thread;
  readonly acting: { readonly actingPost?: string };
  readonly onTaken: () => void;
  readonly onRefused: () => void;
  readonly onClose: () => void;
}

/** Names exactly what is agreed to. */
const OfferNamed = ({ offer }: { readonly offer: Offer }) => (
  <>
    <dl className="nhsuk-summary-list">
      {offerLines(offer).map(({ name, says }) => (
        <div className="nhsuk-summary-list__row" key={name}>
          <dt className="nhsuk-summary-list__key">{name}</dt>
          <dd className="nhsuk-summary-list__value app-lines">{says}</dd>
        </div>
      ))}
    </dl>
    <p className="nhsuk-hint">
      Its name is <code className="app-hash">{offer.hash.slice(0, 16)}…</code>
    </p>
  </>
);

const submitOf = (move: string, { name }: PlainMove): string =>
  move === 'AcceptOffer' ? 'Accept this offer' : move === 'Commit' ? 'Sign this offer' : name;

/** The form of a move that carries no new offer. What it names is what was on the table when it was opened. */
const PlainForm = ({ move, form, thread, acting, ...rest }: Given & { readonly move: string; readonly form: PlainMove }) => {
  const [begun] = useState(thread);
  const isOvertaken = form.names === true && thread.table?.hash !== begun.table?.hash;
  return (
    <CommandForm
      {...rest}
      document={form.document}
      fields={form.fields}
      input={(typed) => ({ ...acting, thread: thread.id, ...form.input(form.names ? begun : thread, typed) })}
      submit={submitOf(move, form)}
      waits={isOvertaken ? 'Another offer is on the table now. Leave this, and look at the new one first.' : undefined}
    >
      <p>{form.does}</p>
      {form.names && begun.table && <OfferNamed offer={begun.table} />}
    </CommandForm>
  );
};

/** Names another executive as arbiter, where the final one is a side. */
const AppointForm = ({ thread, acting, ...rest }: Given) => {
  const [post, setPost] = useState<PostChosen | null>(null);
  return (
    <CommandForm
      {...rest}
      document={appointArbiter}
      fields={[{ kind: 'line', name: 'minute', label: 'The board minute that says so' }]}
      input={(typed) => ({ ...acting, thread: thread.id, arbiter: post?.id ?? '', ...typed })}
      submit="Name the arbiter"
    >
      <p>The final arbiter is a side here too: by decision of the board another executive decides.</p>
      <PostField label="Arbiter" role="EXECUTIVE" post={post} onChange={setPost} />
    </CommandForm>
  );
};

/** What somebody may do now, and why not the rest. The address names the move that is open: `?move=AcceptOffer`. */
export const Moves = ({
  thread,
  parent,
  onTaken,
}: {
  readonly thread: Thread;
  readonly parent: Served | null;
  readonly onTaken: () => void;
}) => {
  const { of, put } = useAddress();
  const { possibleMoves, giver, receiver, holder } = thread;
  const acting = useSidePost([giver?.id, receiver?.id, holder?.id]);
  const order = Object.keys(moveNames);
  const known = possibleMoves
    .filter(({ move }) => move in moveNames)
    .toSorted((one, other) => order.indexOf(one.move) - order.indexOf(other.move));
  const open = known.filter(({ allowed }) => allowed);
  const closed = known.filter(({ allowed }) => !allowed);
  const becauseOf = (move: string): string | null | undefined => closed.find((each) => each.move === move)?.because;
  const named = of('move');
  const chosen = known.find(({ move }) => move === named) ?? null;
  // A form that was open stays open when its move closes meanwhile: what was typed is not thrown away.
  const [opened, setOpened] = useState<string | null>(null);
  const isShown = chosen !== null && (chosen.allowed || opened === chosen.move);
  useEffect(() => {
    if (chosen?.allowed) setOpened(chosen.move);
  }, [chosen?.allowed, chosen?.move]);
  const heading = useRef<HTMLHeadingElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const shown = isShown ? chosen.move : null;
  // Whoever looks at another move meanwhile finds what they typed when they come back.
  const [begun, setBegun] = useState<readonly string[]>([]);
  const forms = shown === null || begun.includes(shown) ? begun : [...begun, shown];
  useEffect(() => {
    if (shown === null) return;
    setBegun((before) => (before.includes(shown) ? before : [...before, shown]));
    place.current?.focus();
  }, [shown]);
  const choose = (move: string | null): void => {
    setOpened(null);
    put({ move });
  };
  const leave = (move: string): void => {
    setBegun((before) => before.filter((each) => each !== move));
    choose(null);
    heading.current?.focus();
  };
  const form = (move: string): ReactNode => {
    const given = {
      thread,
      acting,
      onTaken: () => {
        leave(move);
        onTaken();
      },
      onRefused: onTaken,
      onClose: () => leave(move),
    };
    const [offering, plain] = [offerMoves[move], plainMoves[move]];
    if (offering)
      return (
        <>
          <p>{offering.does}</p>
          <OfferForm
            {...given}
            parent={parent}
            move={offering}
            closed={open.some((each) => each.move === move) ? null : (becauseOf(move) ?? 'it is not open to you')}
          />
        </>
      );
    return plain ? <PlainForm {...given} move={move} form={plain} /> : <AppointForm {...given} />;
  };
  return (
    <section className="app-your-moves" aria-labelledby="moves">
      <h2 id="moves" tabIndex={-1} ref={heading}>
        Your moves
      </h2>
      {open.length === 0 ? (
        <p>There is nothing for you to do in this thread now.</p>
      ) : (
        <div className="app-moves">
          {open.map(({ move }) => (
            <button
              key={move}
              type="button"
              className={`nhsuk-button ${primaryMoves.has(move) ? '' : 'nhsuk-button--secondary'}`}
              aria-pressed={shown === move}
              onClick={() => choose(shown === move ? null : move)}
            >
              {moveNames[move]}
            </button>
          ))}
        </div>
      )}
      {chosen !== null && !isShown && (
        <p className="nhsuk-inset-text" role="status">
          {moveNames[chosen.move]} is not open to you now: {chosen.because}.
        </p>
      )}
      {forms.map((move) => (
        <div
          key={move}
          ref={move === shown ? place : undefined}
          tabIndex={-1}
          role="group"
          aria-label={moveNames[move]}
          className="app-move-place"
          hidden={move !== shown}
        >
          {form(move)}
        </div>
      ))}
      {closed.length > 0 && (
        <Disclosed name="Why not the others">
          <dl className="app-why-not">
            {closed.map(({ move, because }) => (
              <div key={move}>
                <dt>{moveNames[move]}</dt>
                <dd>{because !== null && sentence(because)}</dd>
              </div>
            ))}
          </dl>
        </Disclosed>
      )}
    </section>
  );
};
