/** What ties a goal to its parents: one link per thread whose commitment or direction is in force. */
import type { Figure, ParentRef, ThreadId } from '../vocabulary.js';

export interface GoalLink {
  readonly thread: ThreadId;
  readonly parent: ParentRef;
  /** Its place in that parent's average. */
  readonly weight: Figure;
}

type Links = readonly GoalLink[];

export const linkOf = (links: Links, thread: ThreadId): GoalLink | null => links.find((link) => link.thread === thread) ?? null;

/** The links without that thread's; the same where there is none, or no thread is named. */
export const releaseLink = (links: Links, thread: ThreadId | null): Links => links.filter((link) => link.thread !== thread);

/** The links with this one, in the place of the same thread's earlier one. */
export const addLink = (links: Links, link: GoalLink): Links => [...releaseLink(links, link.thread), link];

export const reweightLink = (links: Links, thread: ThreadId, weight: Figure): Links =>
  links.map((link) => (link.thread === thread ? { ...link, weight } : link));
