import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { OutputError } from "../model/dataset-error.ts";
import type { HostClock, LedgerCount, LedgerReader } from "../model/ledger.ts";
import { listCounts } from "./counts.ts";
import { FactTable } from "./fact-table.ts";
import { LedgerQueries } from "./ledger-queries.ts";
import { LEDGER_FILE, openDatabaseForReading } from "./open-database.ts";
import { type Owner, ownerIn } from "./owner.ts";
import { asOutputError } from "./sqlite-error.ts";
import { mendSwap } from "./swap-in.ts";
import { UrlIndexReader } from "./url-index.ts";

/** A ledger to look into; `owner` is who has it open for writing now, or had when it died. */
export type OpenedReader = LedgerReader & { readonly owner: Owner | undefined };

/** Opens a dataset only to look into it, also while a crawl writes it: gives what is committed. Throws an `OutputError` where there is none. */
export async function openLedgerForReading(directory: string): Promise<OpenedReader> {
  const path = join(directory, LEDGER_FILE);
  if (!existsSync(path)) throw new OutputError(`${directory}: there is no dataset here: no ${LEDGER_FILE}`, { path });
  await mendSwap(directory);
  const database = reading(path, () => openDatabaseForReading(path));
  return reading(path, () => new SqliteReader(directory, path, database));
}

class SqliteReader extends LedgerQueries implements LedgerReader {
  readonly owner: Owner | undefined;
  readonly #path: string;
  readonly #database: DatabaseSync;

  constructor(directory: string, path: string, database: DatabaseSync) {
    const facts = new FactTable(database, "facts");
    super(directory, database, new UrlIndexReader(database, facts));
    this.#path = path;
    this.#database = database;
    this.owner = ownerIn(facts);
  }

  async hostClock(host: string): Promise<HostClock | undefined> {
    return this.read(() => hostClock(this.#database, host));
  }

  async counts(): Promise<readonly LedgerCount[]> {
    return this.read(() => listCounts(this.#database));
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  protected override read<T>(work: () => T): T {
    return reading(this.#path, work);
  }
}

function hostClock(database: DatabaseSync, name: string): HostClock | undefined {
  const row = database.prepare("SELECT asked_at, next_at, banned_until, delay FROM hosts WHERE name = ?").get(name);
  if (!row) return undefined;
  const delayMs = Number(row.delay ?? 0);
  const nextAtMs = Math.max(Number(row.next_at), row.asked_at === null ? 0 : Number(row.asked_at) + delayMs);
  return { nextAtMs, bannedUntilMs: Number(row.banned_until), delayMs };
}

function reading<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asOutputError(error, path);
  }
}
