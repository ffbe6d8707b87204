import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { OutputError } from "../model/dataset-error.ts";
import type { Ledger, LedgerOptions } from "../model/ledger.ts";
import { STREAMS } from "../model/segment-name.ts";
import { lockDataset } from "./dataset-lock.ts";
import { type ErasedBefore, erasedIn, takeOverErased } from "./erased-table.ts";
import { FactTable } from "./fact-table.ts";
import { LogSync } from "./log-sync.ts";
import { LEDGER_FILE, openDatabase } from "./open-database.ts";
import { ownerIn, ownerOf, setOwner } from "./owner.ts";
import { finishSettingAside, setAside } from "./set-aside.ts";
import { asOutputError } from "./sqlite-error.ts";
import { SqliteLedger } from "./sqlite-ledger.ts";
import { finishSwap } from "./swap-in.ts";

/**
 * Opens a dataset for its only writer, and makes it where there is none.
 *
 * Throws a `DatasetInUseError` where somebody else has it open, and an `OutputError` where its folder cannot be written.
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { directory, nowMs } = options;
  const path = join(directory, LEDGER_FILE);
  makeDirectory(directory);
  const lock = lockDataset(directory, () => ownerOf(path));
  let database: DatabaseSync | undefined;
  let log: LogSync | undefined;
  try {
    finishSettingAside(directory);
    await finishSwap(directory);
    const before = options.isFresh ? erasedBefore(path) : undefined;
    if (options.isFresh) setAside(directory, nowMs);
    refuseStrangers(directory);
    const opened = openDatabase(path);
    database = opened.database;
    if (before !== undefined) takeOverErased(database, before);
    const facts = new FactTable(database, "facts");
    const wasUnclean = ownerIn(facts) !== undefined;
    // Gives back the room of the log that a killed process left, unless a reader is in the way.
    database.exec("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = 5000");
    setOwner(facts, { pid: process.pid, since: new Date(nowMs).toISOString() });
    // A killed process may have left changes that no disk has seen: this syncs them, before anything of them reaches a file.
    log = await LogSync.open(path);
    return new SqliteLedger({ options, database, path, log, lock, wasUnclean, isNew: opened.isNew });
  } catch (error) {
    await log?.close();
    database?.close();
    lock.release();
    throw asOutputError(error, path);
  }
}

/** Beginning anew brings nothing back that was erased. A ledger that cannot be read is only moved aside. */
function erasedBefore(path: string): ErasedBefore | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const { database } = openDatabase(path);
    try {
      return erasedIn(database);
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

function makeDirectory(directory: string): void {
  try {
    makeWithParents(resolve(directory));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new OutputError(`${directory}: this folder cannot be made: ${message}`, { path: directory, code, cause });
  }
}

/** Node's own `recursive` never ends where a parent is there and takes no folder, as `/proc` does. */
function makeWithParents(directory: string): void {
  const isThere = statSync(directory, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isThere) return;
  if (dirname(directory) !== directory) makeWithParents(dirname(directory));
  try {
    mkdirSync(directory);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}

/** Records without a ledger were written by another hand: a new ledger would take them for torn ends and cut them off. */
function refuseStrangers(directory: string): void {
  const ledger = statSync(join(directory, LEDGER_FILE), { throwIfNoEntry: false });
  if (ledger !== undefined && ledger.size > 0) return;
  const isRecords = (name: string) => STREAMS.some((stream) => name.startsWith(stream) && name.endsWith(".jsonl"));
  const stranger = readdirSync(directory).find((name) => isRecords(name) && statSync(join(directory, name)).size > 0);
  if (stranger === undefined) return;
  const path = join(directory, stranger);
  throw new OutputError(
    `${path}: found records but no ${LEDGER_FILE} beside them; put it back, move the records away, or begin anew with --fresh`,
    { path },
  );
}
