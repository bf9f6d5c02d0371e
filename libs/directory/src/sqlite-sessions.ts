import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
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
import { attempting, emptyWriteAheadLog, troubleOf } from './sqlite-file.js';

/** The tables of sign-in; the directory's file makes them when it is opened for writing. */
export const sessionTables = `
  CREATE TABLE sessions (
    key TEXT PRIMARY KEY,
    person TEXT NOT NULL,
    begun INTEGER NOT NULL,
    seen INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX sessions_of_person ON sessions (person);
  CREATE TABLE sign_outs (
    person TEXT PRIMARY KEY,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE subject_keys (
    person TEXT PRIMARY KEY,
    key BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE service_accounts (
    account TEXT PRIMARY KEY,
    secret_digest TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    revoked INTEGER
  ) STRICT, WITHOUT ROWID;`;

type AccountRow = Omit<ServiceAccount, 'scopes'> & { readonly scopes: string };
const accountColumns = 'account, secret_digest AS secretDigest, scopes, made, ends, revoked';
const accountOf = (row: AccountRow): ServiceAccount => ({ ...row, scopes: JSON.parse(row.scopes) as ServiceScope[] });

/** Sessions in the directory's file, on a connection of their own. The directory opens the file first and holds its lock. */
export class SqliteSessions implements Sessions {
  private readonly rows;

  private constructor(
    private readonly file: string,
    private readonly db: Database.Database,
  ) {
    this.rows = {
      begin: db.prepare<[string, string, number, number]>('INSERT INTO sessions (key, person, begun, seen) VALUES (?, ?, ?, ?)'),
      sweep: db.prepare<[number, number]>('DELETE FROM sessions WHERE begun <= ? OR seen <= ?'),
      find: db.prepare<[string, number, number], Session>(
        'SELECT key, person, begun, seen FROM sessions WHERE key = ? AND begun > ? AND seen > ?',
      ),
      note: db.prepare<[number, string]>('UPDATE sessions SET seen = ? WHERE key = ?'),
      end: db.prepare<[string]>('DELETE FROM sessions WHERE key = ?'),
      endAll: db.prepare<[string]>('DELETE FROM sessions WHERE person = ?'),
      signOut: db.prepare<[string, number]>(
        'INSERT INTO sign_outs (person, at) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET at = max(at, excluded.at)',
      ),
      signedOutAt: db.prepare<[string], { at: number }>('SELECT at FROM sign_outs WHERE person = ?'),
      makeKey: db.prepare<[string, Buffer]>('INSERT INTO subject_keys (person, key) VALUES (?, ?) ON CONFLICT (person) DO NOTHING'),
      key: db.prepare<[string], { key: Buffer }>('SELECT key FROM subject_keys WHERE person = ?'),
      dropKey: db.prepare<[string]>('DELETE FROM subject_keys WHERE person = ?'),
      addAccount: db.prepare<[string, string, string, number, number]>(
        'INSERT INTO service_accounts (account, secret_digest, scopes, made, ends) VALUES (?, ?, ?, ?, ?)',
      ),
      account: db.prepare<[string], AccountRow>(`SELECT ${accountColumns} FROM service_accounts WHERE account = ?`),
      accounts: db.prepare<[], AccountRow>(`SELECT ${accountColumns} FROM service_accounts ORDER BY made DESC, account`),
      revoke: db.prepare<[number, string]>('UPDATE service_accounts SET revoked = ? WHERE account = ? AND revoked IS NULL'),
    };
  }

  /** Opens what the directory's file holds of sign-in; the directory itself must have been opened before. */
  static open(file: string): SqliteSessions {
    let db: Database.Database | undefined;
    try {
      db = new Database(file, { fileMustExist: true });
      return SqliteSessions.on(file, db);
    } catch (error) {
      db?.close();
      throw troubleOf(file, error);
    }
  }

  /** Sessions that are gone when they are closed. */
  static inMemory(): SqliteSessions {
    const db = new Database(':memory:');
    db.exec(sessionTables);
    return SqliteSessions.on(':memory:', db);
  }

  private static on(file: string, db: Database.Database): SqliteSessions {
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    return new SqliteSessions(file, db);
  }

  async begin(key: string, person: string, now: number): Promise<void> {
    this.attempt(() =>
      this.db.transaction(() => {
        this.rows.sweep.run(now - sessionMs, now - sessionIdleMs);
        this.rows.begin.run(key, person, now, now);
      })(),
    );
  }

  async use(key: string, now: number): Promise<Session | undefined> {
    const session = await this.look(key, now);
    if (session && now - session.seen >= notedEveryMs) this.attempt(() => this.rows.note.run(now, key));
    return session;
  }

  async look(key: string, now: number): Promise<Session | undefined> {
    return this.attempt(() => this.rows.find.get(key, now - sessionMs, now - sessionIdleMs));
  }

  async end(key: string): Promise<void> {
    this.attempt(() => this.rows.end.run(key));
  }

  async signOut(person: string, now: number): Promise<void> {
    this.attempt(() =>
      this.db.transaction(() => {
        this.rows.endAll.run(person);
        this.rows.signOut.run(person, now);
      })(),
    );
  }

  async signedOutAt(person: string): Promise<number> {
    return this.attempt(() => this.rows.signedOutAt.get(person)?.at ?? 0);
  }

  async subjectDigest(person: string, subject: string): Promise<string> {
    const { key } = this.attempt(() => {
      this.rows.makeKey.run(person, randomBytes(subjectKeyBytes));
      return this.rows.key.get(person)!;
    });
    return digestUnder(key, subject);
  }

  async addAccount({ account, secretDigest, scopes, made, ends }: Omit<ServiceAccount, 'revoked'>): Promise<void> {
    this.attempt(() => this.rows.addAccount.run(account, secretDigest, JSON.stringify(scopes), made, ends));
  }

  async account(account: string): Promise<ServiceAccount | undefined> {
    const row = this.attempt(() => this.rows.account.get(account));
    return row && accountOf(row);
  }

  async accounts(): Promise<readonly ServiceAccount[]> {
    return this.attempt(() => this.rows.accounts.all()).map(accountOf);
  }

  async revokeAccount(account: string, now: number): Promise<void> {
    this.attempt(() => this.rows.revoke.run(now, account));
  }

  async forget(person: string, now: number): Promise<void> {
    this.attempt(() =>
      this.db.transaction(() => {
        this.rows.endAll.run(person);
        this.rows.dropKey.run(person);
        this.rows.revoke.run(now, person);
      })(),
    );
    this.attempt(() => emptyWriteAheadLog(this.db, this.file));
  }

  async close(): Promise<void> {
    this.db.close();
  }

  private attempt<Result>(work: () => Result): Result {
    return attempting(this.file, work);
  }
}
