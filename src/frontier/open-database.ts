import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { OutputError } from "../model/dataset-error.ts";
import { SCHEMA, SCHEMA_VERSION } from "./schema.ts";

export const LEDGER_FILE = "ledger.sqlite";

/** Opens a ledger for its only writer, and makes its tables where there are none. */
export function openDatabase(path: string): { readonly database: DatabaseSync; readonly isNew: boolean } {
  const database = new DatabaseSync(path, { timeout: 5000, enableForeignKeyConstraints: false });
  try {
    // NORMAL, because the ledger syncs the log itself, off this thread, before it calls anything durable.
    // The log may grow to 16 MiB before it is copied back: lines that were written meanwhile are then never copied at all.
    database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4096;
       PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY`,
    );
    const version = versionOf(database);
    if (version === 0) database.exec(`BEGIN; ${SCHEMA}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
    else refuseOtherVersion(path, version);
    return { database, isNew: version === 0 };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens a ledger that somebody may be writing. */
export function openDatabaseForReading(path: string): DatabaseSync {
  try {
    return openReadOnly(path, path);
  } catch (error) {
    // Reading beside a writer needs a shared file next to the ledger, which a folder we may not write to lacks. Where there is no log
    // either, there is no writer, and the file is all there is.
    if (error instanceof OutputError || existsSync(`${path}-wal`)) throw error;
    const url = pathToFileURL(path);
    url.searchParams.set("immutable", "1");
    return openReadOnly(path, url);
  }
}

function openReadOnly(path: string, location: string | URL): DatabaseSync {
  const database = new DatabaseSync(location, { timeout: 5000, readOnly: true });
  try {
    refuseOtherVersion(path, versionOf(database));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.user_version);
}

function refuseOtherVersion(path: string, version: number): void {
  if (version === SCHEMA_VERSION) return;
  throw new OutputError(
    `${path}: expected a ledger of version ${SCHEMA_VERSION}, found version ${version}: it was made by another version of Oogst`,
    { path },
  );
}
