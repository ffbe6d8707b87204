import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { OutboxLine, SealedSegment, WrittenPosition } from "../model/outbox.ts";
import { type StreamName, sealedSegmentName } from "../model/segment-name.ts";
import { STREAM_CODES, streamCode } from "./codes.ts";
import type { LinePlace } from "./record-place.ts";

export interface SegmentLimits {
  readonly maxSegmentBytes: number;
  readonly maxSegmentRecords: number;
}

/** Where a stream's next line goes, and how far its files are written. */
interface Stream {
  readonly code: number;
  /** Of the last line placed. */
  sequence: number;
  segment: number;
  bytes: number;
  records: number;
  /** Of the last line that is on disk. */
  durable: number;
  written: WrittenPosition;
  isChanged: boolean;
}

/**
 * Lines that wait to be written, and where each line belongs.
 *
 * A line's place is settled in the transaction that brings it: so whoever writes it after a crash writes the same bytes to the same
 * place, and a record can be found again by segment and offset.
 */
export class OutboxTable {
  readonly #limits: SegmentLimits;
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;
  readonly #lengths: StatementSync;
  readonly #lines: StatementSync;
  readonly #save: StatementSync;
  readonly #closeSegment: StatementSync;
  readonly #seal: StatementSync;
  readonly #sealed: StatementSync;
  readonly #segment: StatementSync;
  readonly #streams: readonly Stream[];

  constructor(database: DatabaseSync, limits: SegmentLimits) {
    this.#limits = limits;
    this.#insert = database.prepare("INSERT INTO outbox (id, segment, offset, line) VALUES (?, ?, ?, ?)");
    this.#delete = database.prepare("DELETE FROM outbox WHERE id > ? AND id <= ?");
    this.#lengths = database.prepare(
      "SELECT length(line) AS bytes FROM outbox WHERE id > ? AND id <= ? ORDER BY id LIMIT 1000",
    );
    this.#lines = database.prepare(
      "SELECT id, segment, offset, line FROM outbox WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
    );
    this.#save = database.prepare(
      `REPLACE INTO streams (stream, sequence, segment, bytes, records, written_segment, written_bytes, written_sequence)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#closeSegment = database.prepare(
      "INSERT INTO segments (stream, segment, bytes, records, last_sequence) VALUES (?, ?, ?, ?, ?)",
    );
    this.#seal = database.prepare("UPDATE segments SET sha256 = ? WHERE stream = ? AND segment = ?");
    this.#sealed = database.prepare("SELECT * FROM segments WHERE stream = ? AND sha256 IS NOT NULL ORDER BY segment");
    this.#segment = database.prepare("SELECT records, last_sequence FROM segments WHERE stream = ? AND segment = ?");
    const load = database.prepare("SELECT * FROM streams WHERE stream = ?");
    this.#streams = STREAM_CODES.map((_, code) => streamFrom(code, load.get(code)));
  }

  /** Settles the place of one more line, newline included, and keeps it until it is written. */
  place(stream: StreamName, line: Uint8Array): LinePlace & { readonly sequence: number } {
    const state = this.#streamOf(stream);
    const { maxSegmentBytes, maxSegmentRecords } = this.#limits;
    const isFull = state.bytes + line.length > maxSegmentBytes || state.records >= maxSegmentRecords;
    if (state.records > 0 && isFull) {
      this.#closeSegment.run(state.code, state.segment, state.bytes, state.records, state.sequence);
      state.segment++;
      state.bytes = 0;
      state.records = 0;
    }
    const place = { sequence: state.sequence + 1, segment: state.segment, offset: state.bytes, bytes: line.length };
    this.#insert.run(outboxKey(stream, place.sequence), place.segment, place.offset, line);
    state.sequence++;
    state.records++;
    state.bytes += line.length;
    state.isChanged = true;
    return place;
  }

  save(): void {
    for (const state of this.#streams) {
      if (!state.isChanged) continue;
      const { code, sequence, segment, bytes, records, written } = state;
      this.#save.run(code, sequence, segment, bytes, records, written.segment, written.bytes, written.sequence);
      state.isChanged = false;
    }
  }

  /** The last sequence placed, stream by stream: what `becameDurable` wants back once these are on disk. */
  mark(): readonly number[] {
    return this.#streams.map((state) => state.sequence);
  }

  /** Gives true where there are more lines to write than before. */
  becameDurable(mark: readonly number[]): boolean {
    const before = this.#streams.reduce((sum, state) => sum + state.durable, 0);
    for (const state of this.#streams) state.durable = Math.max(state.durable, mark[state.code] ?? 0);
    return this.#streams.reduce((sum, state) => sum + state.durable, 0) > before;
  }

  /** Durable lines only: see `Outbox`. */
  linesAfter(stream: StreamName, sequence: number, maxBytes: number): OutboxLine[] {
    const [from, to] = [outboxKey(stream, sequence), outboxKey(stream, this.#streamOf(stream).durable)];
    let [lines, bytes] = [0, 0];
    for (const row of this.#lengths.all(from, to)) {
      bytes += Number(row.bytes);
      if (lines > 0 && bytes > maxBytes) break;
      lines++;
    }
    if (lines === 0) return [];
    return this.#lines.all(from, to, lines).map((row) => ({
      sequence: Number(row.id) - outboxKey(stream, 0),
      segment: Number(row.segment),
      offset: Number(row.offset),
      bytes: row.line as Uint8Array,
    }));
  }

  written(stream: StreamName): WrittenPosition {
    return this.#streamOf(stream).written;
  }

  noteWritten(stream: StreamName, position: WrittenPosition): void {
    const state = this.#streamOf(stream);
    this.#delete.run(outboxKey(stream, state.written.sequence), outboxKey(stream, position.sequence));
    state.written = position;
    state.isChanged = true;
  }

  noteSealed({ stream, segment, sha256 }: SealedSegment): void {
    this.#seal.run(sha256, streamCode(stream), segment);
  }

  sealed(stream: StreamName): SealedSegment[] {
    return this.#sealed.all(streamCode(stream)).map((row) => ({
      stream,
      segment: Number(row.segment),
      name: sealedSegmentName(stream, Number(row.segment)),
      records: Number(row.records),
      bytes: Number(row.bytes),
      sha256: String(row.sha256),
      firstSequence: Number(row.last_sequence) - Number(row.records) + 1,
      lastSequence: Number(row.last_sequence),
    }));
  }

  placedIn(stream: StreamName, segment: number): { readonly firstSequence: number; readonly records: number } {
    const state = this.#streamOf(stream);
    const closed = this.#segment.get(state.code, segment);
    const records = closed ? Number(closed.records) : state.records;
    const last = closed ? Number(closed.last_sequence) : state.sequence;
    return { firstSequence: last - records + 1, records };
  }

  #streamOf(stream: StreamName): Stream {
    return this.#streams[streamCode(stream)]!;
  }
}

/** Streams share a table: each has its own range of keys. */
export function outboxKey(stream: StreamName, sequence: number): number {
  return streamCode(stream) * 2 ** 48 + sequence;
}

function streamFrom(code: number, row: Record<string, unknown> | undefined): Stream {
  const number = (name: string, otherwise: number) => (row === undefined ? otherwise : Number(row[name]));
  const sequence = number("sequence", 0);
  return {
    code,
    sequence,
    segment: number("segment", 1),
    bytes: number("bytes", 0),
    records: number("records", 0),
    durable: sequence,
    written: {
      segment: number("written_segment", 1),
      bytes: number("written_bytes", 0),
      sequence: number("written_sequence", 0),
    },
    isChanged: false,
  };
}
