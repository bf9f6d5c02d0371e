import { derivedId, type LogIdentity } from '#cqrs';
import { signersOn, type PersonId, type PostRecord, type Tables } from '#strategy';

/** As whom the demo can be looked at, by the keys of the sample trust's posts, and what they come to see. */
const visitors = [
  { key: 'chief-executive', role: 'Executive', sees: 'has an escalation to decide' },
  { key: 'acute-lead', role: 'Directorate lead', sees: 'holds a ball, and waits for an overdue one' },
  { key: 'auditor', role: 'Auditor', sees: 'reads everything, as it was known at any date' },
  { key: 'steward-acute', role: 'Data steward', sees: 'brings figures in from files' },
  { key: 'administrator', role: 'Administrator', sees: 'keeps units, posts, people and access' },
] as const;

export interface DemoVisitor {
  readonly key: string;
  readonly role: string;
  readonly sees: string;
  readonly person: PersonId;
  readonly post: PostRecord;
}

/** Who of them stands in their post today; nobody where the record is not the sample trust's. */
export const demoVisitors = ({ organisation }: LogIdentity, tables: Tables, today: string): readonly DemoVisitor[] =>
  visitors.flatMap(({ key, role, sees }) => {
    const post = tables.posts.get(derivedId('plan', organisation, 'post', key));
    const person = post && !(post.closed && post.closed.on <= today) ? signersOn(post, today)[0] : undefined;
    return post && person ? [{ key, role, sees, person, post }] : [];
  });
