import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '#testing';
import type { Chance } from '../simulation/chance.js';
import { negotiate, type Players, type Receipt } from './negotiation.js';

/** A mutation as it was sent: complete, to be sent again. */
export interface Asked {
  readonly token: string;
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly commandId: string };
}

/** Answers after which a client sends the same again; any other but a receipt or a refusal fails the test. */
const passing = new Set(['StoreUnavailable', 'StoreTimeout', 'DirectoryUnavailable', 'BUSY', 'BEHIND', 'STARTING']);
/** Nobody took the connection, or it ended before the answer. */
export const noAnswer = 'no answer';
const retryMs = 50;

/** What came back, in the words of the page: an answer of whatever kind, or what stands for one that did not come. */
type Came<Data> = { readonly data: Data } | { readonly told: string };

/** One request; a failure of the network is told as such, and one that no fault explains is thrown. */
const heard = async <Data>(client: ApiClient, query: string, variables: Record<string, unknown>): Promise<Came<Data>> => {
  let answer: Awaited<ReturnType<typeof client.ask<Data>>>;
  try {
    answer = await client.ask<Data>(query, variables);
  } catch (error) {
    // What fetch throws is of another realm than the tests, where it is no Error.
    const said = (error as { message?: unknown }).message;
    if (said === 'fetch failed' || said === 'terminated') return { told: noAnswer };
    throw error;
  }
  const [trouble] = answer.errors;
  if (!trouble && answer.data) return { data: answer.data };
  if (!trouble || !passing.has(trouble.extensions.code)) throw new Error(`nobody expects ${JSON.stringify(answer)}`);
  return { told: `${answer.status} ${trouble.extensions.code}` };
};

const receiptOf = (name: string): string =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) {
    __typename ... on Receipt { commandId subject position version events replayed } ... on Refusal { code because } } }`;

/** Clients who send every command until it is answered, with the same id, and remember what they were told on the way. */
export class Clients {
  readonly acknowledged = new Map<string, { readonly asked: Asked; readonly receipt: Receipt }>();
  /** What was answered to commands other than receipts, since {@link lookAfresh}. */
  readonly told = new Set<string>();
  /** Codes of the rules that said no. */
  readonly refused = new Set<string>();
  receipts = 0;
  /** No new negotiation begins. */
  isOver = false;
  private isAbandoned = false;

  constructor(
    private readonly chance: Chance,
    private readonly addresses: readonly string[],
  ) {}

  lookAfresh(): void {
    this.told.clear();
    this.receipts = 0;
  }

  /** Nobody waits for an answer any more. */
  abandon(): void {
    this.isOver = this.isAbandoned = true;
  }

  private async beforeRetrying(): Promise<void> {
    if (this.isAbandoned) throw new Error('the clients were told to wait no longer');
    await pause(retryMs);
  }

  /** Sends until there is an answer: the receipt, or null where a rule says no. */
  async send({ token, mutation, input }: Asked, position = 0): Promise<Receipt | null> {
    for (;;) {
      const came = await heard<Record<string, Receipt | { __typename: 'Refusal'; code: string }>>(
        this.anyOne(token, position),
        receiptOf(mutation),
        { input },
      );
      if ('told' in came) {
        this.told.add(came.told);
        await this.beforeRetrying();
        continue;
      }
      const outcome = came.data[mutation]!;
      if (outcome.__typename === 'Receipt') return outcome;
      this.refused.add(outcome.code);
      return null;
    }
  }

  /** A team that negotiates until it is over; each of its requests is from the position of its last receipt. */
  async play(chance: Chance, index: number, players: Players<string>): Promise<void> {
    let position = 0;
    const ask = async (token: string, mutation: string, input: Record<string, unknown>): Promise<Receipt | null> => {
      const asked: Asked = { token, mutation, input: { ...input, commandId: this.chance.uuid() } };
      // Impatient people press the button twice.
      const times = this.chance.happens(0.2) ? 2 : 1;
      const answers = await Promise.all(Array.from({ length: times }, () => this.send(asked, position)));
      const receipts = answers.filter((answer) => answer !== null);
      // A figure that is what it was leaves nothing to replay.
      const recorded = receipts.filter(({ events }) => events > 0);
      expect(new Set(recorded.map(({ replayed: _, ...receipt }) => JSON.stringify(receipt))).size).toBeLessThanOrEqual(1);
      const [receipt = null] = receipts;
      if (!receipt) return null;
      position = Math.max(position, receipt.position);
      this.receipts++;
      if (receipt.events > 0) this.acknowledged.set(asked.input.commandId, { asked, receipt });
      return receipt;
    };
    const offerHash = async (token: string, id: string): Promise<string> => {
      for (;;) {
        const query = 'query ($id: ID!) { thread(id: $id) { table { hash } } }';
        const came = await heard<{ thread: { table: { hash: string } } }>(this.anyOne(token, position), query, { id });
        if ('data' in came) return came.data.thread.table.hash;
        await this.beforeRetrying();
      }
    };
    while (!this.isOver) await negotiate({ ask, offerHash }, chance, index, players);
  }

  private anyOne(token: string, position: number): ApiClient {
    return new ApiClient(this.addresses[this.chance.whole(0, this.addresses.length - 1)]!, token).from(position);
  }
}

/** Looks all the time, as a monitor and a reader would, and remembers what both were answered. */
export class Onlooker {
  /** What `/health/ready` answered since {@link lookAfresh}: green, red or nothing. */
  readonly ready = new Set<string>();
  readonly reads = new Set<string>();
  private readonly running: Promise<void>;
  private isOver = false;

  constructor(
    private readonly address: string,
    private readonly token: string,
  ) {
    this.running = this.run();
    // Whoever ends it is told.
    this.running.catch(() => {});
  }

  lookAfresh(): void {
    this.ready.clear();
    this.reads.clear();
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.running;
  }

  /** 200 is green and 503 is red. */
  async isReady(): Promise<string> {
    try {
      const { status } = await fetch(`${this.address}/health/ready`);
      return status === 200 ? 'green' : status === 503 ? 'red' : String(status);
    } catch {
      return noAnswer;
    }
  }

  private async run(): Promise<void> {
    const reader = new ApiClient(this.address, this.token);
    for (; !this.isOver; await pause(100)) {
      const [ready, came] = await Promise.all([this.isReady(), heard(reader, '{ unit(id: "board") { name } }', {})]);
      this.ready.add(ready);
      this.reads.add('data' in came ? 'answered' : came.told);
    }
  }
}
