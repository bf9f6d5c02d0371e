import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Heading } from '../shell/heading.js';
import { MomentBar } from '../shell/moment-bar.js';

/** What an auditor comes for, each with a sentence that says what it answers. */
export const auditPlaces = [
  { path: '/audit/log', name: 'Search the log', says: 'Who did what, when and why: by subject, person, post, unit, kind and date.' },
  { path: '/audit/ledger', name: 'Concession ledger', says: 'Who lowered a target, by how much and when, offer by offer.' },
  { path: '/audit/diff', name: 'Strategy diff', says: 'What differs between two moments: added, dropped, re-targeted, re-owned.' },
  { path: '/audit/findings', name: 'Findings', says: 'Decisions that an auditor would ask about, each with the events that show it.' },
  { path: '/audit/seals', name: 'Seals', says: 'Hold a digest printed in minutes against the log as it is today.' },
  { path: '/audit/access', name: 'Access', says: 'Who exported the log, took evidence or replayed a story.' },
] as const;

/** A screen of the audit: the way to the others, its heading, and the moment it is of. */
export const AuditFrame = ({
  title,
  hasMoment = true,
  children,
}: {
  readonly title: string;
  readonly hasMoment?: boolean;
  readonly children: ReactNode;
}) => (
  <>
    <nav className="app-audit-places" aria-label="Audit">
      <ul>
        {auditPlaces.map(({ path, name }) => (
          <li key={path}>
            <NavLink to={path}>{name}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
    <Heading title={title} />
    {hasMoment && <MomentBar />}
    {children}
  </>
);
