import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { DatasetInUseError } from "../model/dataset-error.ts";
import { asOutputError, isBusy } from "./sqlite-error.ts";

/** Its only content is the lock on it. */
export const LOCK_FILE = "ledger.lock";

/**
 * Makes this process the dataset's only writer, until `release` or its end: the system frees the lock of a killed process at once.
 *
 * An exclusive transaction on a database of its own, so that readers of the ledger are not shut out. Never open this file, or the
 * ledger's, by other means in the same process: closing any descriptor of a file drops its POSIX locks.
 */
export function lockDataset(directory: string, ownerOf: () => { pid?: number; since?: string }): { release(): void } {
  const path = join(directory, LOCK_FILE);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec("BEGIN EXCLUSIVE");
    return { release: () => database?.close() };
  } catch (error) {
    database?.close();
    if (!isBusy(error)) throw asOutputError(error, path);
    const { pid, since } = ownerOf();
    throw new DatasetInUseError(directory, pid, since);
  }
}
