import type { Outbox, OutboxLine, SealedSegment, WrittenPosition } from "../model/outbox.ts";
import type { StreamName } from "../model/segment-name.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { OutboxTable } from "./outbox-table.ts";

/** The ledger's lines, as the writer of files sees them. */
export class LedgerOutbox implements Outbox {
  readonly #lines: OutboxTable;
  readonly #commit: Pick<GroupCommit<never>, "read" | "change" | "flush">;
  #listener: () => void = () => {};

  constructor(lines: OutboxTable, commit: Pick<GroupCommit<never>, "read" | "change" | "flush">) {
    this.#lines = lines;
    this.#commit = commit;
  }

  /** Tells the listener that more lines are durable. */
  tell(): void {
    this.#listener();
  }

  async written(stream: StreamName): Promise<WrittenPosition> {
    return this.#lines.written(stream);
  }

  async linesAfter(stream: StreamName, sequence: number, maxBytes: number): Promise<readonly OutboxLine[]> {
    return this.#commit.read(() => this.#lines.linesAfter(stream, sequence, maxBytes));
  }

  async noteWritten(stream: StreamName, position: WrittenPosition): Promise<void> {
    this.#commit.change(() => this.#lines.noteWritten(stream, position));
  }

  async sealed(stream: StreamName): Promise<readonly SealedSegment[]> {
    return this.#commit.read(() => this.#lines.sealed(stream));
  }

  async placedIn(stream: StreamName, segment: number) {
    return this.#commit.read(() => this.#lines.placedIn(stream, segment));
  }

  async noteSealed(segment: SealedSegment): Promise<void> {
    this.#commit.change(() => this.#lines.noteSealed(segment));
    await this.#commit.flush();
  }

  onLines(listener: () => void): void {
    this.#listener = listener;
  }
}
