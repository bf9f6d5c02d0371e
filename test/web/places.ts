import type { Page } from 'playwright-core';
import type { Visit } from './screens.js';

/** What the sample trust's record has to show, by ids that are other ones in every record. */
export interface Ids {
  readonly aim: string;
  readonly thread: string;
  readonly goal: string;
  readonly measure: string;
  readonly unit: string;
  /** A position of the log late in the year. */
  readonly lateInYear: number;
}

/** A screen of the page: its name, and its address in a record with these ids. */
export interface Place {
  readonly name: string;
  readonly at: (ids: Ids) => string;
  /** Whose screen it is, by what their button on the sign-in page says; the chief executive's where nobody is named. */
  readonly as?: RegExp;
}

const [lead, auditor, administrator, steward] = [/Directorate Lead/, /Auditor/, /Trust Secretary/, /Data Steward, acute/];

/** Every screen of the page, one a line, those of one person together: screenshots are taken of it, and it has to fit at 200% zoom. */
export const places: readonly Place[] = [
  { name: 'home', at: () => '/' },
  { name: 'home-of-a-lead', at: () => '/', as: lead },
  { name: 'aims', at: () => '/aims' },
  { name: 'aim', at: ({ aim }) => `/aims/${aim}` },
  { name: 'tree', at: () => '/tree' },
  { name: 'tree-then', at: ({ lateInYear }) => `/tree?asOf=${lateInYear}&since=0` },
  { name: 'thread', at: ({ thread }) => `/threads/${thread}` },
  { name: 'thread-new', at: ({ aim }) => `/threads/new?aim=${aim}` },
  { name: 'goal', at: ({ goal }) => `/goals/${goal}` },
  { name: 'measure', at: ({ measure }) => `/measures/${measure}` },
  { name: 'units', at: () => '/units' },
  { name: 'unit', at: ({ unit }) => `/units/${unit}` },
  { name: 'wallboard', at: ({ unit }) => `/wallboard/${unit}` },
  { name: 'audit', at: () => '/audit' },
  { name: 'audit-log', at: () => '/audit/log' },
  { name: 'audit-ledger', at: () => '/audit/ledger' },
  { name: 'audit-diff', at: () => '/audit/diff' },
  { name: 'audit-findings', at: () => '/audit/findings' },
  { name: 'audit-seals', at: () => '/audit/seals' },
  { name: 'audit-access', at: () => '/audit/access', as: auditor },
  { name: 'audit-replay', at: ({ thread }) => `/audit/replay/thread/${thread}` },
  { name: 'administration', at: () => '/administration', as: administrator },
  { name: 'administration-units', at: () => '/administration/units', as: administrator },
  { name: 'administration-unit', at: ({ unit }) => `/administration/units/${unit}`, as: administrator },
  { name: 'administration-people', at: () => '/administration/people', as: administrator },
  { name: 'administration-programs', at: () => '/administration/programs', as: administrator },
  { name: 'administration-settings', at: () => '/administration/settings', as: administrator },
  { name: 'administration-imports', at: () => '/administration/imports', as: steward },
  { name: 'administration-figures', at: () => '/administration/imports/figures', as: steward },
  { name: 'administration-plan', at: () => '/administration/imports/plan', as: administrator },
  { name: 'glossary', at: () => '/glossary' },
];

const question = `{
  logHead { position }
  alignmentTree { ... on AlignmentTree { nodes { kind aimId threadId goalId measureId standing unitId } } }
}`;

interface Node {
  readonly kind: string;
  readonly standing: string | null;
  readonly aimId: string | null;
  readonly threadId: string | null;
  readonly goalId: string | null;
  readonly measureId: string | null;
  readonly unitId: string | null;
}

interface Answered {
  readonly logHead: { readonly position: number };
  readonly alignmentTree: { readonly nodes: readonly Node[] };
}

/** Asks the service, as whoever is signed in. */
export const idsOf = async ({ page }: Visit): Promise<Ids> => {
  const { logHead, alignmentTree } = await page.evaluate(async (query): Promise<Answered> => {
    const headers = { 'content-type': 'application/json', 'x-hoshin': '1' };
    const answer = await fetch('/graphql', { method: 'POST', headers, body: JSON.stringify({ query }) });
    return ((await answer.json()) as { data: Answered }).data;
  }, question);
  const { nodes } = alignmentTree;
  const goal = nodes.find(
    (node) => node.kind === 'GOAL' && node.standing === 'COMMITTED' && node.goalId !== null && node.measureId !== null,
  );
  if (!goal) throw new Error('the record has no goal to show');
  return {
    aim: goal.aimId ?? nodes.find(({ kind }) => kind === 'AIM')!.aimId!,
    thread: goal.threadId!,
    goal: goal.goalId!,
    measure: goal.measureId!,
    unit: goal.unitId!,
    lateInYear: Math.floor(logHead.position * 0.9),
  };
};

/** Until a screen has said what it has to say: its heading is there, and nothing is on its way any more. */
export const shown = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.app-loading, progress') === null);
};

/** Signs in as whoever a place belongs to; as the chief executive, where the sample trust does not show that person. */
export const signInFor = async (visit: Visit, { as }: Place): Promise<void> => {
  await visit.goTo('/sign-in?returnTo=%2F');
  const button = as && visit.page.getByRole('button', { name: as });
  await visit.signIn(as && (await button!.count()) > 0 ? as : /Chief Executive/);
};
