import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Ids of comments and articles that were erased and are not to come back. Made by the first erasure: most ledgers have none. */
const TABLE = "CREATE TABLE IF NOT EXISTS erased (id TEXT PRIMARY KEY) WITHOUT ROWID";

export class ErasedTable {
  readonly #find: StatementSync | undefined;

  constructor(database: DatabaseSync) {
    this.#find = hasTable(database) ? database.prepare("SELECT 1 FROM erased WHERE id = ?") : undefined;
  }

  among(ids: readonly string[]): Set<string> {
    return new Set(this.#find === undefined ? [] : ids.filter((id) => this.#find?.get(id) !== undefined));
  }
}

export function addErased(database: DatabaseSync, ids: Iterable<string>): void {
  database.exec(TABLE);
  const insert = database.prepare("INSERT OR IGNORE INTO erased (id) VALUES (?)");
  for (const id of ids) insert.run(id);
}

/** What a ledger that begins anew takes over from the one before. */
export interface ErasedBefore {
  readonly ids: readonly string[];
  /** JSON. */
  readonly names: string | null;
}

/** Name of the value of `meta` that holds the hashed names. */
export const ERASED_NAMES = "erased-names";

export function erasedIn(database: DatabaseSync): ErasedBefore {
  const ids = hasTable(database) ? database.prepare("SELECT id FROM erased").all() : [];
  const names = database.prepare("SELECT value FROM meta WHERE name = ?").get(ERASED_NAMES)?.value;
  return { ids: ids.map(({ id }) => String(id)), names: typeof names === "string" ? names : null };
}

export function takeOverErased(database: DatabaseSync, { ids, names }: ErasedBefore): void {
  if (ids.length > 0) addErased(database, ids);
  if (names !== null) database.prepare("REPLACE INTO meta (name, value) VALUES (?, ?)").run(ERASED_NAMES, names);
}

function hasTable(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'erased'").get() !== undefined;
}
