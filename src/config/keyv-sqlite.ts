import { EventEmitter } from "node:events";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { KeyvStoreAdapter, StoredData } from "keyv";

export interface KeyvSqliteOptions {
  /** A file, or ":memory:". */
  readonly path: string;
  /** How long a statement waits for another process that is writing, in milliseconds; 0 fails at once. */
  readonly busyTimeoutMs?: number;
}

type Entry = { key: string; value: unknown; ttl?: number };
type Row = { key: string; value: string | Uint8Array; expiresAtMs: number | null };

const PAGE_ROWS = 100;

/**
 * Keyv's values in one SQLite file, over the driver inside Node: nothing to compile, and several processes may share it.
 *
 * Keys come with their namespace before them ("robots:https://…"), which Keyv puts there; `namespace` says which of them
 * `clear` and `iterator` are about.
 */
export class KeyvSqlite extends EventEmitter implements KeyvStoreAdapter {
  // Keyv iterates a store only where its dialect is one it knows.
  readonly opts: { dialect: "sqlite"; url: string; [option: string]: unknown };
  namespace?: string | undefined;
  readonly #database: DatabaseSync;
  readonly #statements: Readonly<Record<"get" | "set" | "delete" | "clear" | "page" | "purge", StatementSync>>;

  constructor({ path, busyTimeoutMs = 5000 }: KeyvSqliteOptions) {
    super();
    this.opts = { dialect: "sqlite", url: `sqlite:${path}` };
    this.#database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    // These are caches: after a power cut the last writes may be missing, never half there.
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS keyv (key TEXT PRIMARY KEY, value BLOB NOT NULL, expires_at_ms INTEGER);
      CREATE INDEX IF NOT EXISTS keyv_expiry ON keyv (expires_at_ms) WHERE expires_at_ms IS NOT NULL;
    `);
    const prepare = (sql: string) => this.#database.prepare(sql);
    this.#statements = {
      get: prepare("SELECT key, value, expires_at_ms AS expiresAtMs FROM keyv WHERE key = ?"),
      set: prepare(`INSERT INTO keyv (key, value, expires_at_ms) VALUES (?, ?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at_ms = excluded.expires_at_ms`),
      delete: prepare("DELETE FROM keyv WHERE key = ?"),
      clear: prepare("DELETE FROM keyv WHERE key >= ? AND key < ?"),
      page: prepare(`SELECT key, value, expires_at_ms AS expiresAtMs FROM keyv
        WHERE key > ? AND key >= ? AND key < ? ORDER BY key LIMIT ${PAGE_ROWS}`),
      purge: prepare("DELETE FROM keyv WHERE expires_at_ms < ?"),
    };
    this.#statements.purge.run(Date.now());
  }

  async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    return this.#read(key) as StoredData<Value> | undefined;
  }

  async getMany<Value>(keys: string[]): Promise<StoredData<Value | undefined>[]> {
    return keys.map((key) => this.#read(key) as StoredData<Value | undefined>);
  }

  async has(key: string): Promise<boolean> {
    return this.#read(key) !== undefined;
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return keys.map((key) => this.#read(key) !== undefined);
  }

  async set(key: string, value: unknown, ttl?: number): Promise<boolean> {
    this.#write({ key, value, ...(ttl === undefined ? {} : { ttl }) });
    return true;
  }

  async setMany(entries: Entry[]): Promise<void> {
    this.#together(() => {
      for (const entry of entries) this.#write(entry);
    });
  }

  async delete(key: string): Promise<boolean> {
    return this.#remove(key);
  }

  /** True where at least one of the keys was there. */
  async deleteMany(keys: string[]): Promise<boolean> {
    return this.#together(() => keys.filter((key) => this.#remove(key)).length > 0);
  }

  async clear(): Promise<void> {
    this.#statements.clear.run(...rangeOf(this.namespace));
  }

  /** Pages through the keys, so that what is set or deleted meanwhile does not disturb it. */
  async *iterator<Value>(namespace?: string): AsyncGenerator<(string | Awaited<Value> | undefined)[], void> {
    const [first, end] = rangeOf(namespace);
    for (let last = "", rows = this.#page(last, first, end); rows.length > 0; rows = this.#page(last, first, end)) {
      for (const row of rows) {
        last = row.key;
        if (isExpired(row)) this.#remove(row.key);
        else yield [row.key, row.value as Awaited<Value>];
      }
    }
  }

  async disconnect(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }

  #read(key: string): string | Uint8Array | undefined {
    const row = this.#statements.get.get(key) as Row | undefined;
    if (row === undefined) return undefined;
    if (!isExpired(row)) return row.value;
    this.#remove(key);
    return undefined;
  }

  #write({ key, value, ttl }: Entry): void {
    if (typeof value !== "string" && !(value instanceof Uint8Array)) {
      throw new TypeError(`the value of "${key}" is neither text nor bytes: Keyv's serialize must stay on for SQLite`);
    }
    this.#statements.set.run(key, value, ttl === undefined ? null : Date.now() + ttl);
  }

  #remove(key: string): boolean {
    return this.#statements.delete.run(key).changes > 0;
  }

  #page(after: string, first: string, end: string): Row[] {
    return this.#statements.page.all(after, first, end) as Row[];
  }

  /** All of it or nothing, and one commit instead of many. */
  #together<Result>(act: () => Result): Result {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = act();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#database.exec("ROLLBACK");
      throw error;
    }
  }
}

/** As Keyv reckons: at its last millisecond a value is still there. */
function isExpired({ expiresAtMs }: Row): boolean {
  return expiresAtMs !== null && Date.now() > expiresAtMs;
}

/** The first key of a namespace and the first one after it; of all keys where there is none. Unlike LIKE, exact in every letter. */
function rangeOf(namespace: string | undefined): [string, string] {
  // ";" follows ":" in ASCII, and no text sorts after U+10FFFF in UTF-8.
  return namespace === undefined || namespace === "" ? ["", "\u{10FFFF}"] : [`${namespace}:`, `${namespace};`];
}
