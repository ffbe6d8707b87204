import type { StreamName } from "./segment-name.ts";

/** How far a stream's files are written: whole lines, on disk, up to and with `sequence`. */
export interface WrittenPosition {
  /** Number of the segment, from 1. */
  readonly segment: number;
  /** Bytes of that segment. */
  readonly bytes: number;
  /** Sequence of the last line written; 0 before the first. */
  readonly sequence: number;
}

/** One line to write: its bytes, newline included, and where they belong. Place and order were settled when it was committed. */
export interface OutboxLine {
  readonly sequence: number;
  readonly segment: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** A segment that will not change any more. */
export interface SealedSegment {
  readonly stream: StreamName;
  readonly segment: number;
  readonly name: string;
  readonly records: number;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/**
 * Lines that are committed and not yet known to be in their files.
 *
 * Only durable lines are given out: what a file holds, the ledger would give again after any crash.
 */
export interface Outbox {
  written(stream: StreamName): Promise<WrittenPosition>;
  /** The next lines in order, about `maxBytes` of them, at least one; empty when all durable lines were given. */
  linesAfter(stream: StreamName, sequence: number, maxBytes: number): Promise<readonly OutboxLine[]>;
  /** The lines up to `position` are in their file and synced: they may be dropped here. Becomes durable with the next commit. */
  noteWritten(stream: StreamName, position: WrittenPosition): Promise<void>;
  sealed(stream: StreamName): Promise<readonly SealedSegment[]>;
  /** First sequence and number of lines of a segment, as they were placed. */
  placedIn(stream: StreamName, segment: number): Promise<{ readonly firstSequence: number; readonly records: number }>;
  /** Resolves when durable. Noting the same segment again changes nothing. */
  noteSealed(segment: SealedSegment): Promise<void>;
  /** Calls back whenever lines have become durable. One listener. */
  onLines(listener: () => void): void;
}
