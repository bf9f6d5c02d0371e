import { isRejection, type Actor, type Rejection } from '#kernel';
import type { CommandDesk, LogIdentity, ViewHost } from '#cqrs';
import {
  EntryRefused,
  PersonWasErased,
  SubjectTaken,
  checkedEntry,
  type Directory,
  type Entry,
  type Person,
  type Sessions,
} from '#directory';
import type { OrganisationCommands, Shapes } from '#strategy';

/** What an entry is written with. */
export interface EntryDesk {
  readonly commands: Pick<CommandDesk, 'execute'>;
  readonly views: Pick<ViewHost<Shapes>, 'now'>;
  readonly directory: Directory;
  readonly sessions: Sessions;
  readonly identity: LogIdentity;
}

/** Who enters it, why, and under which command. */
export interface EntryOrder {
  readonly actor: Actor;
  readonly commandId: string;
  readonly correlationId: string;
  readonly reason: string;
}

/** What the directory would say no to is not to leave a trace of having been done. */
const mustFit = (directory: Directory, { person, subject }: Person, known: Person | undefined): void => {
  if (known?.erased)
    throw new PersonWasErased(`${person} was erased and cannot come back; enter a returning person under a new id`, { person });
  const other = subject === null ? undefined : directory.bySubject(subject);
  if (other && other.person !== person)
    throw new SubjectTaken(`that sign-in already leads to the person ${other.person}; take it from them first`, { person: other.person });
};

/**
 * Writes a person's entry. Where it changes by which name they sign in, the log is told first, by a digest: who can
 * make somebody else's sign-in their own leaves a trace of it, also when they put it back. Whoever was signed in by the
 * name before is signed out. Answers with the refusal of a rule, or null; throws what {@link Directory.put} throws.
 */
export const enterPerson = async (desk: EntryDesk, entry: Entry, order: EntryOrder, now: number): Promise<Rejection | null> => {
  const checked = checkedEntry(entry);
  const { person, subject } = checked;
  const known = desk.directory.get(person);
  mustFit(desk.directory, checked, known);
  if (subject !== null && (await desk.sessions.account(person)))
    throw new EntryRefused('subject is left out for a service account: a program signs in by its own token alone', { field: 'subject' });
  const before = known?.subject ?? null;
  if (subject !== before) {
    const digest = subject === null ? null : await desk.sessions.subjectDigest(person, subject);
    const input: OrganisationCommands['BindSignIn'] = { person, digest, reason: order.reason };
    const { commandId, correlationId, actor } = order;
    const envelope = { commandId, correlationId, actor, subject: desk.identity.organisation };
    const outcome = await desk.commands.execute({ aggregate: 'organisation', name: 'BindSignIn', input, envelope });
    if (isRejection(outcome)) return outcome;
    // Another command has changed the name since, and this one was sent again or is late: the log has the last word.
    if (desk.views.now().tables.signIns.get(person)?.digest !== digest) return null;
  }
  await desk.directory.put(checked);
  if (subject !== before && before !== null) await desk.sessions.signOut(person, now);
  return null;
};
