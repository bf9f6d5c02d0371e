import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from '#event-store';
import { ApiClient, type ApiOutcome } from '#testing';
import { STORE } from '../../apps/api/src/record/tokens.js';
import { HostilePage, mustTellNothing } from './hostile-page.js';
import { outsiders, roleNames } from './hostile-roles.js';
import { askOverTheSocket } from './hostile-sockets.js';
import { injections, shownText } from './hostile-texts.js';
import { falseTokens } from './hostile-tokens.js';
import { bodies, bombs, cameTo, wires, type Hostile, type Target } from './hostile-wire.js';
import { candidateText, fallsOf, fallsOffer, startNorthmoor, withFallsAim, type Northmoor } from './northmoor.js';
import { mutations, wellFormed } from './well-formed.js';

const page = join(__dirname, '../../docs/hostile-requests.md');
const answers = new HostilePage();
const note = answers.note.bind(answers);

let trust: Northmoor;
let surgery: { agreed: string; inPlay: string; goal: string };
/** A program's account, which whoever may can end. */
let account: string;
const dayMs = 86_400_000;
/** Accounts go by the calendar on the wall, whatever day it is in the story. */
const inAMonth = new Date(Date.now() + 30 * dayMs).toISOString().slice(0, 10);
let target: Target;

/** Surgery has agreed on a goal with the chief nurse, and negotiates on another: what everybody else now reaches for. */
beforeAll(async () => {
  trust = await startNorthmoor({ environment: { HOSHIN_METRICS_TOKEN: 'nobody-has-this-token-here' } });
  await withFallsAim(trust);
  trust.clock.to('2026-05-05');
  const serve = async (offer: object): Promise<string> =>
    (
      await trust.done('chief-nurse', 'serveBall', {
        kind: 'DOWNWARDS',
        parent: { kind: 'AIM', id: 'falls-aim' },
        parentRevision: 1,
        receiver: 'surgery-lead',
        offer,
      })
    ).subject;
  const agreed = await serve(fallsOffer('falls-surgery', '16', '8'));
  const auditor = await trust.acting('auditor');
  const { thread } = await auditor.query<{ thread: { table: { hash: string } } }>(`{ thread(id: "${agreed}") { table { hash } } }`);
  const signing = { thread: agreed, parentRevision: 1, offerHash: thread.table.hash };
  await trust.done('surgery-lead', 'acceptOffer', { ...signing, round: 1 });
  await trust.done('surgery-lead', 'commit', signing);
  await trust.done('chief-nurse', 'commit', signing);
  const { goals } = await auditor.query<{ goals: { edges: { node: { id: string } }[] } }>('{ goals { edges { node { id } } } }');
  const inPlay = await serve({ ...fallsOffer('falls-surgery', '16', '6'), share: '0' });
  surgery = { agreed, inPlay, goal: goals.edges[0]!.node.id };
  const made = await (
    await trust.acting('administrator')
  ).ask<{ createServiceAccount: { account: string } }>(
    'mutation ($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { ... on ServiceAccountCreated { account } } }',
    { input: { commandId: crypto.randomUUID(), name: 'Imports', scopes: [], lastDay: inAMonth } },
  );
  account = made.data!.createServiceAccount.account;
  target = { address: trust.service.address, authorization: (await trust.acting('administrator')).headers()['authorization']! };
});
afterAll(() => trust.close());

describe('Whoever is not who they say', () => {
  it('is asked to sign in, whatever token they show', async () => {
    const before = trust.position();
    const tokens = await falseTokens(trust.config, 'eve');
    for (const { what, header } of tokens) {
      const response = await fetch(`${target.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: header },
        body: '{"query":"{ me { person { id } } }"}',
      });
      const answered = { status: response.status, body: await response.text() };
      expect([what, cameTo(answered)]).toEqual([what, '401 UNAUTHENTICATED']);
      mustTellNothing(answered.body);
      note('Tokens', what, cameTo(answered));
    }
    expect(tokens.length).toBeGreaterThanOrEqual(25);
    expect(trust.position()).toBe(before);
  });

  it('may not take a post that is somebody else’s, nor act without one', async () => {
    const asking = { unit: 'surgery', name: 'Ours', reason: 'why not' };
    const asked: readonly (readonly [what: string, client: ApiClient, input: object])[] = [
      ['nobody signed in', trust.nobody, asking],
      ['a person who stands in no post', await trust.as('stranger'), asking],
      ['a person in a token that names somebody else’s post', await trust.as('nia', 'chief-executive'), asking],
      ['a person naming somebody else’s post', await trust.acting('ward-7-nurse'), { ...asking, actingPost: 'administrator' }],
      [
        'a person naming the post of the service’s own policies',
        await trust.acting('ward-7-nurse'),
        { ...asking, actingPost: 'policy:agreement-makes-goal' },
      ],
      ['a person naming the post of an import', await trust.acting('ward-7-nurse'), { ...asking, actingPost: 'import' }],
      ['a deputy in a post that is not the one they deputise for', await trust.as('rita', 'surgery-lead'), asking],
    ];
    const before = trust.position();
    for (const [what, client, input] of asked) {
      const { status, errors } = await client.attempt('renameUnit', { ...input });
      const code = errors[0]?.extensions.code ?? 'nothing';
      expect([what, code]).toEqual([what, expect.stringMatching(/^(UNAUTHENTICATED|FORBIDDEN|POST_NEEDED)$/)]);
      note('Tokens', what, `${status} ${code}`);
    }
    expect(trust.position()).toBe(before);
  });
});

describe('A request made to do harm', () => {
  const chaptersOf: readonly (readonly [chapter: string, requests: readonly Hostile[]])[] = [
    ['Queries', bombs],
    ['Bodies', bodies],
    ['The wire', wires],
  ];
  const all = chaptersOf.flatMap(([chapter, requests]) => requests.map((one) => [one.what, one, chapter] as const));

  it.each(all)('is refused and leaves the service as it was: %s', async (what, { answer, send }, chapter) => {
    const before = trust.position();
    const answered = await send(target);
    expect(cameTo(answered)).toBe(answer);
    mustTellNothing(answered.body);
    expect(answered.body).not.toContain('<script>');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(trust.position()).toBe(before);
    expect((await fetch(`${target.address}/health/ready`)).status).toBe(200);
    note(chapter, what, cameTo(answered));
  });
});

/** Whose office reaches into every unit: figures, the strategy as a whole, and the organisation. */
const reachEverywhere: ReadonlySet<string> = new Set(['data-steward', 'finance-director', 'administrator']);
/** A plan that would make the trust another one. */
const ofSomebodyElse = `
organisation: { key: theirs, name: Theirs, administrator: admin }
units: [{ key: top, name: Top, kind: board }]
posts: [{ key: admin, unit: top, title: Administrator, role: ADMINISTRATOR }]
`;
/** What is asked about an agreement rather than about a ball in play. */
const ofAgreements = new Set([
  'release',
  'renegotiate',
  'withdrawReleaseProposal',
  'confirmParent',
  'consentToRenegotiate',
  'reweightLink',
]);

describe('Somebody of another unit', () => {
  it('changes nothing in surgery, whatever their role and whichever command they send, but for those whose office it is', async () => {
    const cells = new Map<string, string[]>();
    for (const post of outsiders) {
      const client = await trust.acting(post);
      for (const mutation of mutations) {
        const input = wellFormed(mutation, {
          unit: 'surgery',
          post: 'surgery-lead',
          measure: 'falls-surgery',
          aim: 'falls-aim',
          candidate: 'fewer-falls',
          receiver: 'surgery-lead',
          goal: surgery.goal,
          account,
          ...(mutation === 'importPlan' && { plan: { text: ofSomebodyElse, file: 'plan.yaml' } }),
          ...(mutation === 'createServiceAccount' && { lastDay: inAMonth }),
          thread: ofAgreements.has(mutation) ? surgery.agreed : surgery.inPlay,
          parent: mutation === 'addUnit' ? 'surgery' : { kind: 'GOAL', id: surgery.goal },
        });
        const before = trust.position();
        const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
        const { data, errors } = await client.ask<Record<string, ApiOutcome>>(
          `mutation ($input: ${name}!) { ${mutation}(input: $input) { __typename ... on Refusal { code } } }`,
          { input },
        );
        expect([post, mutation, errors]).toEqual([post, mutation, []]);
        const outcome = data![mutation]!;
        const refused = outcome.__typename === 'Refusal';
        // A plan that has nothing for somebody is no refusal: it is done as far as it is theirs.
        const isNothing = refused || (mutation === 'importPlan' && trust.position() === before);
        if (!reachEverywhere.has(post)) expect([post, mutation, isNothing]).toEqual([post, mutation, true]);
        if (isNothing) expect(trust.position()).toBe(before);
        const came = outcome.__typename === 'Refusal' ? outcome.code : isNothing ? 'nothing done' : '**done**';
        cells.set(mutation, [...(cells.get(mutation) ?? []), came]);
        await trust.settled();
      }
    }
    for (const [mutation, codes] of cells) note('Roles', `\`${mutation}\``, ...codes);
  });
});

describe('Text that would like to be more than text', () => {
  it.each(injections)('comes back as it was written, from every field it can be written in: %s', async (what, text) => {
    const store = trust.service.app.get<EventStore>(STORE);
    const before = trust.position();
    const everywhere = <Value>(value: Value): Value => {
      if (typeof value === 'string') return text as Value;
      if (Array.isArray(value)) return value.map(everywhere) as Value;
      return value;
    };
    const texts = <Whole extends object>(whole: Whole, ...fields: (keyof Whole)[]): Whole => ({
      ...whole,
      ...Object.fromEntries(fields.map((field) => [field, everywhere(whole[field])])),
    });
    const candidate = texts(candidateText('x'), 'statement', 'benchmark', 'equity', 'shapedBy');
    const written: readonly (readonly [post: string, mutation: string, input: Record<string, unknown>, times: number])[] = [
      ['administrator', 'addUnit', { name: text, kind: text, parent: 'board' }, 2],
      ['administrator', 'addPost', { unit: 'board', title: text, role: 'MEMBER', leads: false }, 1],
      ['administrator', 'renameUnit', { unit: 'ward-7', name: text, reason: text }, 3],
      [
        'medicine-lead',
        'defineMeasure',
        { unit: 'medicine', definition: texts(fallsOf('x'), 'name', 'unitOfMeasure', 'operationalDefinition', 'source') },
        4,
      ],
      [
        'chief-nurse',
        'draftTrueNorth',
        { unit: 'board', statement: text, dimensions: [{ id: 'safety', name: text, statement: text }], reason: text },
        5,
      ],
      [
        'chief-nurse',
        'nominateCandidate',
        {
          cycle: 'this-year',
          unit: 'board',
          text: { ...candidate, objective: null, evidence: [{ source: text, date: '2026-02-27', text }] },
        },
        6,
      ],
    ];
    for (const [post, mutation, input, times] of written) {
      const from = trust.position();
      expect([mutation, await (await trust.acting(post)).mutate(mutation, input)]).toMatchObject([mutation, { __typename: 'Receipt' }]);
      let found = 0;
      for await (const { events } of store.readAllRaw({ after: from }))
        for (const event of events)
          JSON.parse(`[${event.data},${event.meta}]`, (_key, value: unknown) => {
            if (value === text) found++;
            return value;
          });
      expect([mutation, found]).toEqual([mutation, times]);
    }
    const response = await (await trust.acting('auditor')).post('{"query":"{ unit(id: \\"ward-7\\") { name } }"}');
    // What a browser is told to take it for, and to guess nothing else.
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.json()).toEqual({ data: { unit: { name: text } } });
    note('Texts', what, shownText(text), `came back unchanged from ${written.reduce((sum, [, , , times]) => sum + times, 0)} places`);
    expect(trust.position()).toBeGreaterThan(before);
  });

  it('is not in the pages of the service, which show nothing of anybody', async () => {
    for (const path of ['/', '/console', '/?name=<script>alert(1)</script>', '/console?query=<script>alert(1)</script>']) {
      const html = await (await fetch(`${target.address}${path}`)).text();
      expect(html).not.toContain('alert(1)');
      expect(html).not.toContain('alert(document');
    }
  });
});

askOverTheSocket(answers);

const table = answers.table.bind(answers);
const hostilePage = (): string => `# Hostile requests

What the service was sent to do harm, and what it answered. \`npm run docs\` writes this page from the answers that
\`test/e2e/hostile.spec.ts\` gets, and that test holds the page to them. None of the requests changed the record, told
anything of the service's inside, or kept it from answering the next, but for what is marked as done.

## Whoever is not who they say

${table('Tokens', 'asked with', 'answer')}

## Queries that cost much

${table('Queries', 'asked', 'answer')}

## Bodies that are not what they say

${table('Bodies', 'sent', 'answer')}

## On the wire

${table('The wire', 'sent', 'answer')}

## Text that would like to be more

Written into every kind of text there is and read back from the log and from the service.

${table('Texts', 'what', 'text', 'answer')}

## Every role, in a unit that is not theirs

Every command with a well-formed input about surgery: its unit, post, measure, goal, agreement or negotiation. What is
marked as done is the office of that post, whichever the unit: figures for a data steward, the strategy as a whole for an
executive of the board, the organisation for an administrator.

${table('Roles', 'command', ...roleNames)}

# Over the socket

The same made of sockets at \`/graphql\`. A number is the code the socket was closed with, before its reason; a word is the
code of the error that came back, and the socket went on. Limits are as shipped, but where one would hide another.

## A socket of whoever is not who they say

${table('Tokens over the socket', 'said when connecting', 'answer')}

## Sessions of a page, and leave that ends

${table('Lives', 'what', 'answer')}

## Becoming a socket

${table('Becoming a socket', 'asked', 'answer')}

## Frames

${table('Frames', 'sent', 'answer')}

## Messages

${table('Messages', 'sent', 'answer')}

## What is not for the socket, and what costs much

${table('Subscriptions', 'asked', 'answer')}

## Positions to resume from

${table('Positions', 'resumed after', 'answer')}

## Text in every place of a subscription

Sent as an id to follow, as a post, as a node, as a position, as the name of the operation, as the operation, as the
subscription's own id beside an empty thread, and as the token.

${table('Texts over the socket', 'what', 'text', 'thread', 'post', 'node', 'position', 'name', 'operation', 'own id', 'token')}

## Every role, following surgery

Somebody of each role and of another unit follows what surgery negotiates, and surgery moves: it asks in every negotiation,
and the one in the open is withdrawn. What somebody may not know of is answered as what is not there, in the same words.

${table('Roles over the socket', 'followed', ...roleNames)}
`;

describe('The page of hostile requests', () => {
  it('says what was answered', () => {
    expect(answers.rows).toBeGreaterThan(300);
    if (process.env['WRITE_DOCS'] === '1') writeFileSync(page, hostilePage());
    expect(readFileSync(page, 'utf8')).toBe(hostilePage());
  });
});
