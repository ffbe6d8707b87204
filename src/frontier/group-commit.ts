import type { DatabaseSync, StatementSync } from "node:sqlite";
import { asOutputError } from "./sqlite-error.ts";

export interface GroupCommitOptions<Mark> {
  readonly path: string;
  readonly afterMs: number;
  readonly afterEnds: number;
  /** Writes what is kept in memory; called inside the transaction, just before it is committed. */
  readonly save: () => void;
  /** Called after each commit; what it gives is handed to `onDurable` once that commit is on disk. */
  readonly mark: () => Mark;
  /** Brings the log to disk. */
  readonly sync: () => Promise<void>;
  readonly onDurable: (mark: Mark) => void;
}

/**
 * Commits changes together, and tells when they are on disk.
 *
 * A change is seen by the next read at once. While one group is being synced, off this thread, the next one gathers: so the slower
 * the disk, the larger the groups.
 */
export class GroupCommit<Mark> {
  readonly #options: GroupCommitOptions<Mark>;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #rollback: StatementSync;
  #isOpen = false;
  #isChanged = false;
  #ends = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Of the open group. */
  #waiters: Waiter[] = [];
  /** Of committed groups that are not yet on disk. */
  #unsynced: Waiter[] = [];
  #mark: Mark;
  #syncing: Promise<void> | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(database: DatabaseSync, options: GroupCommitOptions<Mark>) {
    this.#options = options;
    this.#mark = options.mark();
    this.#begin = database.prepare("BEGIN IMMEDIATE");
    this.#commit = database.prepare("COMMIT");
    this.#rollback = database.prepare("ROLLBACK");
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Runs `work`, which only reads, within the open group: one transaction costs less than one for each statement. */
  read<T>(work: () => T): T {
    this.#refuseAfterFailure();
    try {
      this.#open();
      return work();
    } catch (error) {
      throw this.#fail(error);
    }
  }

  /** Runs `work`, which may write, in the open group. Whatever it throws is the end of the ledger: half of `work` may be done. */
  change<T>(work: () => T): T {
    this.#isChanged = true;
    return this.read(work);
  }

  /** Resolves when what was changed so far is on disk. `isEnd` counts towards the group's size. */
  async durable(isEnd = false): Promise<void> {
    this.#refuseAfterFailure();
    const promise = new Promise<void>((resolve, reject) => this.#waiters.push({ resolve, reject }));
    if (isEnd) this.#ends++;
    if (!this.#isOpen || this.#ends >= this.#options.afterEnds) this.#commitQuietly();
    return promise;
  }

  /** Commits the open group without waiting for its time, and resolves when everything is on disk. */
  async flush(): Promise<void> {
    const promise = this.durable();
    if (this.#isOpen) this.#commitQuietly();
    await promise;
  }

  /** Ends the open transaction, if any, without keeping it. */
  abandon(): void {
    clearTimeout(this.#timer);
    if (!this.#isOpen) return;
    this.#isOpen = false;
    try {
      this.#rollback.run();
    } catch {
      // SQLite rolls back by itself when the disk is full; then there is nothing left to do.
    }
  }

  #open(): void {
    if (this.#isOpen) return;
    this.#begin.run();
    this.#isOpen = true;
    this.#timer = setTimeout(() => this.#commitQuietly(), this.#options.afterMs);
  }

  #commitQuietly(): void {
    clearTimeout(this.#timer);
    if (this.#failure) return;
    try {
      if (this.#isOpen) {
        if (this.#isChanged) this.#options.save();
        this.#commit.run();
        this.#isOpen = false;
        this.#isChanged = false;
        this.#mark = this.#options.mark();
      }
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#ends = 0;
    this.#unsynced.push(...this.#waiters);
    this.#waiters = [];
    if (this.#unsynced.length > 0) this.#syncing ??= this.#syncAll();
  }

  async #syncAll(): Promise<void> {
    try {
      while (this.#unsynced.length > 0 && !this.#failure) {
        const waiters = this.#unsynced;
        const mark = this.#mark;
        this.#unsynced = [];
        try {
          await this.#options.sync();
        } catch (error) {
          const failure = this.#fail(error);
          for (const waiter of waiters) waiter.reject(failure);
          return;
        }
        this.#options.onDurable(mark);
        for (const waiter of waiters) waiter.resolve();
      }
    } finally {
      this.#syncing = undefined;
    }
  }

  #refuseAfterFailure(): void {
    if (this.#failure) throw this.#failure.error;
  }

  /** Nothing can be promised any more: everybody who waits is told. */
  #fail(error: unknown): unknown {
    if (this.#failure) return this.#failure.error;
    const failure = asOutputError(error, this.#options.path);
    this.#failure = { error: failure };
    this.abandon();
    for (const waiter of [...this.#unsynced, ...this.#waiters]) waiter.reject(failure);
    this.#unsynced = [];
    this.#waiters = [];
    return failure;
  }
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}
