import { OutputError } from "../model/dataset-error.ts";

/** What went wrong in SQLite, as what it means to the dataset; any other error stays as it is. */
export function asOutputError(error: unknown, path: string): unknown {
  const primary = primaryCodeOf(error);
  if (primary === undefined || !(error instanceof Error)) return error;
  const [code, meaning] = MEANINGS[primary] ?? [`SQLITE_${primary}`, error.message];
  return new OutputError(`${path}: ${meaning}`, { path, code, cause: error });
}

/** True where somebody else holds the database. */
export function isBusy(error: unknown): boolean {
  return primaryCodeOf(error) === BUSY;
}

const BUSY = 5;

/** Primary result codes (sqlite.org/rescode.html), and what they mean to whoever runs the crawl. */
const MEANINGS: Readonly<Record<number, readonly [string, string]>> = {
  3: ["SQLITE_PERM", "this file may not be written"],
  [BUSY]: ["SQLITE_BUSY", "another process holds this file"],
  7: ["SQLITE_NOMEM", "out of memory"],
  8: ["SQLITE_READONLY", "this file or its folder is read-only"],
  10: ["SQLITE_IOERR", "the disk could not be read or written"],
  11: ["SQLITE_CORRUPT", "this file is damaged; restore it, or begin a new dataset with --fresh"],
  13: ["SQLITE_FULL", "no space left on the disk"],
  14: ["SQLITE_CANTOPEN", "this file cannot be opened or made"],
  26: ["SQLITE_NOTADB", "this file is not a ledger"],
};

/** SQLite's code without its extension bits, or `undefined` where the error is not SQLite's. */
function primaryCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return error.errcode & 0xff;
}
