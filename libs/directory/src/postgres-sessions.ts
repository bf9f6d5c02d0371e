import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { troubleOf, type PostgresPlace } from './postgres-connection.js';
import { openPool, schema } from './postgres-schema.js';
import {
  digestUnder,
  notedEveryMs,
  sessionIdleMs,
  sessionMs,
  subjectKeyBytes,
  type ServiceAccount,
  type ServiceScope,
  type Session,
  type Sessions,
} from './sessions.js';

const connectionsMax = 4;

/** Times come as text, since the driver does not know that they fit into a number. */
type SessionRow = { readonly [Column in keyof Session]: string };
type AccountRow = { readonly [Column in keyof Omit<ServiceAccount, 'revoked'>]: string } & { readonly revoked: string | null };

const accountColumns = 'account, secret_digest AS "secretDigest", scopes, made, ends, revoked';

const sessionOf = ({ key, person, begun, seen }: SessionRow): Session => ({ key, person, begun: Number(begun), seen: Number(seen) });
const accountOf = ({ account, secretDigest, scopes, made, ends, revoked }: AccountRow): ServiceAccount => ({
  account,
  secretDigest,
  scopes: JSON.parse(scopes) as ServiceScope[],
  made: Number(made),
  ends: Number(ends),
  revoked: revoked === null ? null : Number(revoked),
});

/**
 * Sessions in the directory's database. Every question goes to the database, so that who was signed out by one instance
 * is let in by none from then on. Each change is one statement, which is done as a whole or not at all.
 */
export class PostgresSessions implements Sessions {
  private forgetting: Promise<unknown> = Promise.resolve();
  private closing: Promise<void> | undefined;

  private constructor(
    private readonly place: PostgresPlace,
    private readonly pool: pg.Pool,
  ) {}

  /** Throws DirectoryUnavailable (no server, no right), DirectoryCorrupt (a newer version's tables). */
  static async open({ place }: { readonly place: PostgresPlace }): Promise<PostgresSessions> {
    return new PostgresSessions(place, await openPool(place, connectionsMax));
  }

  async begin(key: string, person: string, now: number): Promise<void> {
    await this.ask(
      `WITH over AS (DELETE FROM ${schema}.sessions WHERE begun <= $4 OR seen <= $5)
       INSERT INTO ${schema}.sessions (key, person, begun, seen) VALUES ($1, $2, $3, $3)`,
      [key, person, now, now - sessionMs, now - sessionIdleMs],
    );
  }

  async use(key: string, now: number): Promise<Session | undefined> {
    const session = await this.look(key, now);
    if (session && now - session.seen >= notedEveryMs)
      await this.ask(`UPDATE ${schema}.sessions SET seen = greatest(seen, $1) WHERE key = $2`, [now, key]);
    return session;
  }

  async look(key: string, now: number): Promise<Session | undefined> {
    const [row] = await this.ask<SessionRow>(
      `SELECT key, person, begun, seen FROM ${schema}.sessions WHERE key = $1 AND begun > $2 AND seen > $3`,
      [key, now - sessionMs, now - sessionIdleMs],
    );
    return row && sessionOf(row);
  }

  async end(key: string): Promise<void> {
    await this.ask(`DELETE FROM ${schema}.sessions WHERE key = $1`, [key]);
  }

  async signOut(person: string, now: number): Promise<void> {
    await this.ask(
      `WITH ended AS (DELETE FROM ${schema}.sessions WHERE person = $1)
       INSERT INTO ${schema}.sign_outs AS known (person, at) VALUES ($1, $2)
       ON CONFLICT (person) DO UPDATE SET at = greatest(known.at, excluded.at)`,
      [person, now],
    );
  }

  async signedOutAt(person: string): Promise<number> {
    const [row] = await this.ask<{ readonly at: string }>(`SELECT at FROM ${schema}.sign_outs WHERE person = $1`, [person]);
    return Number(row?.at ?? 0);
  }

  async subjectDigest(person: string, subject: string): Promise<string> {
    // The key that is there already is given back only by a statement that writes something, were it what is there.
    const [row] = await this.ask<{ readonly key: Buffer }>(
      `INSERT INTO ${schema}.subject_keys (person, key) VALUES ($1, $2)
       ON CONFLICT (person) DO UPDATE SET person = excluded.person RETURNING key`,
      [person, randomBytes(subjectKeyBytes)],
    );
    return digestUnder(row!.key, subject);
  }

  async addAccount({ account, secretDigest, scopes, made, ends }: Omit<ServiceAccount, 'revoked'>): Promise<void> {
    await this.ask(`INSERT INTO ${schema}.service_accounts (account, secret_digest, scopes, made, ends) VALUES ($1, $2, $3, $4, $5)`, [
      account,
      secretDigest,
      JSON.stringify(scopes),
      made,
      ends,
    ]);
  }

  async account(account: string): Promise<ServiceAccount | undefined> {
    const [row] = await this.ask<AccountRow>(`SELECT ${accountColumns} FROM ${schema}.service_accounts WHERE account = $1`, [account]);
    return row && accountOf(row);
  }

  async accounts(): Promise<readonly ServiceAccount[]> {
    const rows = await this.ask<AccountRow>(`SELECT ${accountColumns} FROM ${schema}.service_accounts ORDER BY made DESC, account`, []);
    return rows.map(accountOf);
  }

  async revokeAccount(account: string, now: number): Promise<void> {
    await this.ask(`UPDATE ${schema}.service_accounts SET revoked = $1 WHERE account = $2 AND revoked IS NULL`, [now, account]);
  }

  /** One person after the other: at a start everybody ever erased comes at once, and requests need connections as well. */
  forget(person: string, now: number): Promise<void> {
    const forgotten = this.forgetting.then(() =>
      this.ask(
        `WITH ended AS (DELETE FROM ${schema}.sessions WHERE person = $1),
              dropped AS (DELETE FROM ${schema}.subject_keys WHERE person = $1)
         UPDATE ${schema}.service_accounts SET revoked = $2 WHERE account = $1 AND revoked IS NULL`,
        [person, now],
      ),
    );
    this.forgetting = forgotten.catch(() => {});
    return forgotten.then(() => {});
  }

  close(): Promise<void> {
    return (this.closing ??= this.pool.end());
  }

  private async ask<Row extends object>(statement: string, values: readonly unknown[]): Promise<readonly Row[]> {
    try {
      return (await this.pool.query<Row>(statement, [...values])).rows;
    } catch (error) {
      throw troubleOf(this.place.name, error);
    }
  }
}
