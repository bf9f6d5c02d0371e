import pg from 'pg';
import { checkedEntry, mustBeFree, pageSize, personId, shownName, type Directory, type Entry, type Person } from './directory.js';
import { settingsOf, troubleOf, type PostgresPlace } from './postgres-connection.js';
import { openPool, schema } from './postgres-schema.js';

/** How often every instance asks for changes, in milliseconds: so late it sees one whose hint was lost. */
const pollMsUsual = 2_000;
const connectionsMax = 2;
const channel = 'hoshin_directory';
const columns = 'person, name, email, subject, erased';

/** A change as it is read: with the revision of the whole directory, and nothing else where nothing changed. */
type ChangeRow = { readonly head: number; readonly person: string | null } & Omit<Person, 'person'>;

/**
 * The directory in a PostgreSQL database, for any number of instances. Questions are answered from a copy in memory,
 * loaded at the start. Every change raises one revision under a row lock, so that asking for what came after the last
 * one seen misses nothing; that is asked every two seconds, and at once when the database says that there is something.
 */
export class PostgresDirectory implements Directory {
  private people = new Map<string, Person>();
  private bySubjects = new Map<string, string>();
  private sorted: readonly Person[] | undefined;
  /** Erased by this process and perhaps not yet in the database: no name of theirs is shown meanwhile. */
  private readonly erasing = new Set<string>();
  private revision = 0;
  private refreshing: Promise<void> = Promise.resolve();
  private listener: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  private constructor(
    private readonly place: PostgresPlace,
    private readonly pool: pg.Pool,
  ) {}

  /**
   * Opens the directory, making its tables where there are none and this role may. Throws DirectoryUnavailable (no
   * server, no right), DirectoryCorrupt (a newer version's tables).
   */
  static async open({
    place,
    pollMs = pollMsUsual,
  }: {
    readonly place: PostgresPlace;
    readonly pollMs?: number;
  }): Promise<PostgresDirectory> {
    const directory = new PostgresDirectory(place, await openPool(place, connectionsMax));
    try {
      await directory.listen();
      await directory.refresh();
      directory.poll(pollMs);
      return directory;
    } catch (error) {
      await directory.close();
      throw troubleOf(place.name, error);
    }
  }

  get(person: string): Person | undefined {
    return this.erasing.has(person) ? { person, name: '', email: null, subject: null, erased: true } : this.people.get(person);
  }

  bySubject(subject: string): Person | undefined {
    const person = this.bySubjects.get(subject);
    return person === undefined || this.erasing.has(person) ? undefined : this.people.get(person);
  }

  displayName(person: string): string {
    return shownName(this.get(person));
  }

  list({ after = '', limit }: { readonly after?: string | undefined; readonly limit?: number | undefined } = {}): readonly Person[] {
    this.sorted ??= [...this.people.values()].filter(({ erased }) => !erased).sort((one, other) => (one.person < other.person ? -1 : 1));
    return this.sorted.filter(({ person }) => person > after && !this.erasing.has(person)).slice(0, pageSize(limit));
  }

  async put(entry: Entry): Promise<void> {
    const checked = checkedEntry(entry);
    const { person, name, email, subject } = checked;
    await this.change(async (client, revision) => {
      const { rows } = await client.query<Person>(`SELECT ${columns} FROM ${schema}.people WHERE person = $1 OR subject = $2`, [
        person,
        subject,
      ]);
      mustBeFree(
        checked,
        rows.find((row) => row.person === person),
        rows.find((row) => subject !== null && row.subject === subject),
      );
      await client.query(
        `INSERT INTO ${schema}.people (person, name, email, subject, revision) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person) DO UPDATE SET name = $2, email = $3, subject = $4, revision = $5`,
        [person, name, email, subject, revision],
      );
    });
  }

  /** The database keeps the row's former text until its next vacuum, and its log and backups as long as they are kept. */
  async erase(person: string): Promise<void> {
    personId(person);
    if (this.people.get(person)?.erased) return;
    this.erasing.add(person);
    await this.change(async (client, revision) => {
      await client.query(
        `INSERT INTO ${schema}.people (person, name, erased, revision) VALUES ($1, '', true, $2)
         ON CONFLICT (person) DO UPDATE SET name = '', email = NULL, subject = NULL, erased = true, revision = $2`,
        [person, revision],
      );
    });
    this.erasing.delete(person);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.timer);
    await this.refreshing.catch(() => {});
    await this.listener?.end().catch(() => {});
    await this.pool.end();
  }

  /** Writes under the lock of the revision, tells the others, and reads back what it and others wrote. */
  private async change(write: (client: pg.ClientBase, revision: number) => Promise<void>): Promise<void> {
    try {
      const client = await this.pool.connect();
      let broken = true;
      try {
        await client.query('BEGIN');
        const { rows } = await client.query<{ revision: number }>(`UPDATE ${schema}.state SET revision = revision + 1 RETURNING revision`);
        await write(client, rows[0]!.revision);
        await client.query('SELECT pg_notify($1, $2)', [channel, '']);
        await client.query('COMMIT');
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
      await this.refresh();
    } catch (error) {
      throw troubleOf(this.place.name, error);
    }
  }

  /** Reads what changed since the last time; one after the other, so that no older answer overtakes a newer one. */
  private refresh(): Promise<void> {
    this.refreshing = this.refreshing.catch(() => {}).then(() => this.load());
    return this.refreshing;
  }

  private async load(): Promise<void> {
    const changed = async (after: number): Promise<readonly ChangeRow[]> =>
      (
        await this.pool.query<ChangeRow>(
          `SELECT state.revision AS head, ${columns} FROM ${schema}.state LEFT JOIN ${schema}.people ON people.revision > $1`,
          [after],
        )
      ).rows;
    let rows = await changed(this.revision);
    // An older revision than ours: the database was put back from a backup, and nothing of the copy can be trusted.
    const putBack = (rows[0]?.head ?? 0) < this.revision;
    if (putBack) {
      rows = await changed(0);
      this.people = new Map();
      this.bySubjects = new Map();
    }
    this.take(rows);
    this.revision = rows[0]?.head ?? 0;
  }

  private take(rows: readonly ChangeRow[]): void {
    const changed = rows.flatMap(({ head: _, person, ...row }) => (person === null ? [] : [{ person, ...row }]));
    // All sign-ins that changed go before any comes: one may have moved from one person to another.
    for (const { person } of changed) {
      const subject = this.people.get(person)?.subject;
      if (subject != null) this.bySubjects.delete(subject);
    }
    for (const person of changed) {
      this.people.set(person.person, person);
      if (person.subject !== null) this.bySubjects.set(person.subject, person.person);
    }
    if (changed.length > 0) this.sorted = undefined;
  }

  /** Polling is the truth: it goes on through every trouble, and takes the hints up again when their connection is lost. */
  private poll(everyMs: number): void {
    this.timer = setTimeout(() => {
      const look = async (): Promise<void> => {
        if (!this.listener) await this.listen();
        await this.refresh();
      };
      void look()
        .catch(() => {})
        .finally(() => {
          if (!this.closed) this.poll(everyMs);
        });
    }, everyMs);
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({ ...settingsOf(this.place), statement_timeout: 0 });
    const lost = (): void => {
      if (this.listener === client) this.listener = undefined;
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', () => void this.refresh().catch(() => {}));
    await client.connect();
    if (this.closed) return await client.end();
    this.listener = client;
    await client.query(`LISTEN ${channel}`);
  }
}
