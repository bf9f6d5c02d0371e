import type pg from 'pg';
import { type LogCopyTarget, mustFollow } from '../copying.js';
import { type Batch, type LogRead, type RawEvent, StoreUnavailable } from '../port.js';
import { type Address, readAddress } from './address.js';
import { poolOf } from './connecting.js';
import { currentFormat, formatOf, migrateAt } from './migrating.js';
import { type Ask, type Head, readHead, readLog } from './reader.js';
import { columns } from '../event-row.js';
import { codeOf, troubleOf } from './trouble.js';

const insert = `
  INSERT INTO hoshin.events (${columns})
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::uuid[], $5::text[], $6::integer[], $7::text[], $8::text[], $9::text[], $10::text[])`;

/**
 * A database as the target of a copy, which only the owner of the tables may write: the service's role adds events
 * through a function that numbers and dates them itself. The head row is locked for each batch, and whoever wrote in
 * between is noticed by it.
 */
export class PostgresLogCopy implements LogCopyTarget {
  private constructor(
    private readonly address: Address,
    private readonly pool: pg.Pool,
  ) {}

  /** Opens the log as its owner, making or renewing its tables. Throws StoreUnavailable with the way out. */
  static async open({ address }: { readonly address: string }): Promise<PostgresLogCopy> {
    const at = readAddress(address);
    const pool = poolOf(at, 'writer', 2);
    try {
      if ((await formatOf(pool)) < currentFormat) await migrateAt(at);
      return new PostgresLogCopy(at, pool);
    } catch (error) {
      await pool.end();
      throw troubleOf(error, at.name);
    }
  }

  async restoreRaw(events: readonly RawEvent[]): Promise<void> {
    const client = await this.named(() => this.pool.connect());
    let broken = true;
    try {
      await this.named(async () => {
        await client.query('BEGIN');
        const { rows } = await client.query<{ position: string }>('SELECT position FROM hoshin.log_head FOR UPDATE');
        mustFollow(Number(rows[0]!.position), events);
        await client.query(insert, [
          events.map(({ ordinal }) => ordinal),
          events.map(({ stream }) => stream),
          events.map(({ version }) => version),
          events.map(({ id }) => id),
          events.map(({ type }) => type),
          events.map(({ schema }) => schema),
          events.map(({ data }) => data),
          events.map(({ meta }) => meta),
          events.map(({ recordedAt }) => recordedAt),
          events.map(({ eventHash }) => eventHash),
        ]);
        // Times may have stepped back a little where the events come from; the head keeps the latest, as it always does.
        await client.query(
          'UPDATE hoshin.log_head SET position = position + $1, recorded_at = greatest(recorded_at, (SELECT max(at) FROM unnest($2::text[]) AS at))',
          [events.length, events.map(({ recordedAt }) => recordedAt)],
        );
        await client.query('COMMIT');
      });
      broken = false;
    } catch (error) {
      broken = await client.query('ROLLBACK').then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  readAllRaw(read: LogRead = {}): AsyncIterable<Batch<RawEvent>> {
    return readLog(this.ask, read);
  }

  async head(): Promise<Head> {
    return await readHead(this.ask);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  private readonly ask: Ask = <Result extends pg.QueryResultRow | unknown[]>(text: string, values: readonly unknown[]): Promise<Result[]> =>
    this.named(async () => (await this.pool.query({ text, values: [...values], rowMode: 'array' })).rows as Result[]);

  private async named<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (codeOf(error) === '42501')
        throw new StoreUnavailable(
          `${this.address.name} cannot be copied into: this role may not write a log with its numbers and times; name the owner of the tables`,
          { address: this.address.name },
          { cause: error },
        );
      throw troubleOf(error, this.address.name);
    }
  }
}
