/** An event as the server keeps it. Positions are numbers here; they fit. */
export interface Entry {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly commit: number;
  readonly prepare: number;
}
export type Draft = Pick<Entry, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** What a writer expects: any state, no stream, that it exists, or its last revision, counted from 0. */
export type Expectation = 'any' | 'no-stream' | 'exists' | number;

export type Written =
  | { readonly kind: 'written'; readonly last: Entry }
  | { readonly kind: 'wrong'; readonly current: number | null }
  | { readonly kind: 'deleted' };

/**
 * What EventStoreDB keeps, in memory: one log of all streams, revisions from 0, a retry recognised by its ids where the
 * expectation lies behind the stream's end, and no refusal of an id the stream already holds.
 */
export class ServerLog {
  readonly entries: Entry[] = [];
  /** Foreign events written before each of ours, so that every reader must filter. */
  noise = 0;
  private readonly streams = new Map<string, Entry[]>();
  private readonly deleted = new Set<string>();
  private readonly truncated = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private bytes = 1_000;

  /** A stream as a reader sees it: without what was cut off; null when there is none. */
  read(stream: string): readonly Entry[] | null {
    const entries = (this.streams.get(stream) ?? []).filter(({ revision }) => revision >= (this.truncated.get(stream) ?? 0));
    return entries.length === 0 ? null : entries;
  }

  isDeleted(stream: string): boolean {
    return this.deleted.has(stream);
  }

  append(stream: string, expected: Expectation, drafts: readonly Draft[]): Written {
    if (this.deleted.has(stream)) return { kind: 'deleted' };
    const entries = this.streams.get(stream) ?? [];
    const current = entries.length - 1;
    const liesAt = (revision: number): boolean => drafts.every(({ id }, index) => entries[revision + index]?.id === id);
    const from = expected === 'no-stream' ? -1 : expected;
    if (typeof from === 'number') {
      if (from < current && liesAt(from + 1)) return { kind: 'written', last: entries[from + drafts.length]! };
      // Where the stream was cut off whole, a writer who expects none may begin; the revisions go on all the same.
      const begins = expected === 'no-stream' && this.read(stream) === null;
      if (from !== current && !begins) return { kind: 'wrong', current: current < 0 ? null : current };
    } else {
      if (from === 'exists' && current < 0) return { kind: 'wrong', current: null };
      const again = entries.findIndex(({ id }) => id === drafts[0]?.id);
      if (again >= 0 && liesAt(again)) return { kind: 'written', last: entries[again + drafts.length - 1]! };
    }
    for (let noise = 0; noise < this.noise; noise++) this.write('billing-1', [foreign]);
    return { kind: 'written', last: this.write(stream, drafts) };
  }

  /** Cuts a stream off before a revision, by its metadata, as the server's own deletion does too; 0 takes it back. */
  truncate(stream: string, before: number): void {
    this.truncated.set(stream, before);
    const data = new TextEncoder().encode(JSON.stringify({ $tb: before }));
    this.write(`$$${stream}`, [{ ...foreign, type: '$metadata', contentType: 'application/json', data }]);
  }

  tombstone(stream: string): void {
    this.deleted.add(stream);
    this.write(stream, [{ ...foreign, type: '$streamDeleted' }]);
  }

  /** Waits for the next write. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const heard = (): void => {
        this.listeners.delete(heard);
        signal.removeEventListener('abort', heard);
        resolve();
      };
      this.listeners.add(heard);
      signal.addEventListener('abort', heard);
    });
  }

  private write(stream: string, drafts: readonly Draft[]): Entry {
    let entries = this.streams.get(stream);
    if (!entries) this.streams.set(stream, (entries = []));
    const prepares = drafts.map(() => (this.bytes += 100));
    for (const [index, draft] of drafts.entries()) {
      const entry = { ...draft, stream, revision: entries.length, commit: this.bytes, prepare: prepares[index]! };
      entries.push(entry);
      this.entries.push(entry);
    }
    for (const heard of this.listeners) heard();
    return entries.at(-1)!;
  }
}

const foreign: Draft = {
  id: '00000000-0000-4000-8000-000000000000',
  type: 'InvoicePaid',
  contentType: 'application/json',
  data: new TextEncoder().encode('{"paid":true}'),
  metadata: new Uint8Array(),
};
