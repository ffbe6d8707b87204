import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";

/** Brings SQLite's write-ahead log to disk off this thread, whatever the ledger is doing meanwhile. */
export class LogSync {
  readonly #file: FileHandle;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** The log must exist: the first transaction makes it, and it stays until the ledger is closed. */
  static async open(ledgerPath: string): Promise<LogSync> {
    // SQLite takes no POSIX lock on its log, so that closing this handle frees none.
    const log = new LogSync(await open(`${ledgerPath}-wal`, "r+"));
    await log.sync();
    await syncDirectory(dirname(ledgerPath));
    return log;
  }

  async sync(): Promise<void> {
    await this.#file.datasync();
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

async function syncDirectory(path: string): Promise<void> {
  // Windows neither can nor needs to.
  if (process.platform === "win32") return;
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
