import { useState } from 'react';
import type { CommandDocument, Input } from '../api/send-command.js';
import { CommandForm, type Field } from '../shell/command-form.js';
import { carriedOver, draftOf, offerInput, type Served } from './offer-draft.js';
import { OfferFields } from './offer-fields.js';
import { Overtaken } from './overtaken.js';
import type { Offer, Thread } from './thread-documents.js';

/** A move that carries an offer of its own. */
export interface OfferMove {
  readonly name: string;
  readonly document: CommandDocument;
  /** What is asked beside the offer. */
  readonly fields: readonly Field[];
  /** The command, from what was typed and the offer. */
  readonly input: (thread: Thread, typed: Input, offer: Input) => Input;
  /** Which of what was typed is the offer's own rationale. */
  readonly rationale: string;
}

const proseOf = (typed: unknown): string => (typeof typed === 'string' ? typed : '');

/** The offer a new one begins from: the one on the table, else the one in force, else the last one made. */
const begins = ({ table, inForce, offers }: Thread): Offer | null => table ?? inForce ?? offers.at(-1)?.offer ?? null;

/**
 * An offer edited in place. What differs from the one it answers is marked while it is written. If another one is thrown
 * meanwhile, the draft stays: both are shown, and it goes on from the new one.
 */
export const OfferForm = ({
  thread,
  parent,
  move,
  acting,
  closed,
  onTaken,
  onRefused,
  onClose,
}: {
  readonly thread: Thread;
  readonly parent: Served | null;
  readonly move: OfferMove;
  readonly acting: Input;
  /** Why the move is not open any more; null while it is. */
  readonly closed: string | null;
  readonly onTaken: () => void;
  readonly onRefused: () => void;
  readonly onClose: () => void;
}) => {
  const [begun, setBegun] = useState({ thread, offer: begins(thread) });
  const [draft, setDraft] = useState(() => begun.offer && draftOf(begun.offer));
  const now = begins(thread);
  if (begun.offer === null || draft === null || now === null) return null;
  const was = draftOf(begun.offer);
  const isParentOther = thread.parentRevision !== begun.thread.parentRevision;
  const isOvertaken = thread.round !== begun.thread.round || now.hash !== begun.offer.hash || isParentOther;
  const goOn = (from: typeof draft): void => {
    setDraft(from);
    setBegun({ thread, offer: now });
  };
  const waits = isOvertaken
    ? 'Choose above how to go on.'
    : closed === null
      ? undefined
      : `It cannot be sent now: ${closed}. Your draft stays as long as this page is open.`;
  return (
    <CommandForm
      document={move.document}
      fields={move.fields}
      submit={move.name}
      waits={waits}
      input={(typed) => ({
        ...acting,
        thread: thread.id,
        ...move.input(begun.thread, typed, offerInput(draft, proseOf(typed[move.rationale]))),
      })}
      onTaken={onTaken}
      onRefused={onRefused}
      onClose={onClose}
    >
      {isOvertaken && (
        <Overtaken
          begun={was}
          now={draftOf(now)}
          mine={draft}
          begunRound={begun.thread.round}
          round={thread.round}
          isParentOther={isParentOther}
          onCarryOver={() => goOn(carriedOver(was, draftOf(now), draft))}
          onBeginAgain={() => goOn(draftOf(now))}
        />
      )}
      <OfferFields draft={draft} was={was} parent={parent} thread={thread.id} onChange={setDraft} />
    </CommandForm>
  );
};
