import { createHash } from "node:crypto";
import { join } from "node:path";
import { OutputError } from "../model/dataset-error.ts";
import type { Outbox, OutboxLine } from "../model/outbox.ts";
import { openSegmentName, type StreamName, sealedSegmentName } from "../model/segment-name.ts";
import type { Files, OpenFile } from "./files.ts";

/** What one stream's writer works with; `onSealed` is called when one more segment is sealed and noted. */
export interface StreamWriterOptions {
  readonly stream: StreamName;
  readonly outbox: Outbox;
  readonly directory: string;
  readonly files: Files;
  readonly maxBatchBytes: number;
  readonly onSealed: () => Promise<void>;
}

/** Facts of a part of a segment that will not change, though the segment may still grow behind it. */
export interface SegmentFacts {
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/**
 * Brings one stream's lines to its files: the only one who writes there.
 *
 * What is in the file beyond the noted position was written by a process that died before it could note it. Where it is what would be
 * written now, it stays and is continued, be it in the middle of a line: a reader may have seen it. Only what differs is cut off.
 */
export class StreamWriter {
  readonly #options: StreamWriterOptions;
  #segment: number;
  /** Written, synced and, beyond a moment, noted. */
  #bytes: number;
  #sequence: number;
  #path: string;
  #file: OpenFile;
  /** What the file holds: more than `#bytes` only until the first `drain` is done. */
  #size: number;

  private constructor(options: StreamWriterOptions, position: OpenPosition) {
    this.#options = options;
    this.#segment = position.segment;
    this.#bytes = position.bytes;
    this.#sequence = position.sequence;
    this.#path = position.path;
    this.#file = position.file;
    this.#size = position.size;
  }

  /** Opens the stream's current segment where it was left, and brings it up to what is durable. */
  static async open(options: StreamWriterOptions): Promise<StreamWriter> {
    const { stream, outbox, directory, files } = options;
    const { segment, bytes, sequence } = await outbox.written(stream);
    const { path, size } = await locate(options, segment);
    if (size < bytes) {
      throw new OutputError(
        `${path}: expected at least ${bytes} bytes, found ${size}: records were taken away; put the file back, or begin anew with --fresh`,
        { path },
      );
    }
    const file = await files.open(path);
    const writer = new StreamWriter(options, { segment, bytes, sequence, path, file, size });
    try {
      await files.syncDirectory(directory);
      await writer.drain();
      await writer.#cutTo(writer.#bytes);
      return writer;
    } catch (error) {
      await writer.close();
      throw error;
    }
  }

  /** Writes, syncs and notes all lines that are durable. */
  async drain(): Promise<void> {
    const { stream, outbox, maxBatchBytes } = this.#options;
    for (;;) {
      const lines = await outbox.linesAfter(stream, this.#sequence, maxBatchBytes);
      const first = lines[0];
      if (!first) return;
      if (first.segment > this.#segment) await this.#seal();
      await this.#write(lines.filter((line) => line.segment === first.segment));
    }
  }

  /** Facts of the current segment up to here; `undefined` where it holds nothing yet. */
  async facts(): Promise<SegmentFacts | undefined> {
    if (this.#bytes === 0) return undefined;
    const { firstSequence } = await this.#options.outbox.placedIn(this.#options.stream, this.#segment);
    const lastSequence = this.#sequence;
    const [bytes, sha256] = [this.#bytes, await this.#digest()];
    return { records: lastSequence - firstSequence + 1, bytes, sha256, firstSequence, lastSequence };
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(lines: readonly OutboxLine[]): Promise<void> {
    const [first, last] = [lines[0]!, lines.at(-1)!];
    if (first.offset !== this.#bytes || first.segment !== this.#segment) {
      throw new OutputError(
        `${this.#path}: expected line ${first.sequence} at byte ${first.offset} of segment ${first.segment}, but the file has ${this.#bytes} bytes of segment ${this.#segment}`,
        { path: this.#path },
      );
    }
    const bytes = lines.length === 1 ? first.bytes : Buffer.concat(lines.map((line) => line.bytes));
    const kept = await this.#sameAs(bytes);
    try {
      if (kept < bytes.length) {
        await this.#cutTo(this.#bytes + kept);
        await this.#file.write(this.#bytes + kept, bytes.subarray(kept));
      }
      await this.#file.sync();
    } catch (error) {
      await this.#leaveWholeLines(lines);
      throw error;
    }
    this.#bytes += bytes.length;
    this.#size = Math.max(this.#size, this.#bytes);
    this.#sequence = last.sequence;
    await this.#note();
  }

  /** How many of these bytes already stand where they belong. */
  async #sameAs(bytes: Uint8Array): Promise<number> {
    const length = Math.min(bytes.length, this.#size - this.#bytes);
    if (length <= 0) return 0;
    const found = await this.#file.read(this.#bytes, length);
    let same = 0;
    while (same < found.length && found[same] === bytes[same]) same++;
    return same;
  }

  async #cutTo(size: number): Promise<void> {
    if (this.#size <= size) return;
    await this.#file.truncate(size);
    this.#size = size;
  }

  /** After a failure, such as a full disk: what was written of these lines stays as far as it is whole lines. */
  async #leaveWholeLines(lines: readonly OutboxLine[]): Promise<void> {
    try {
      const size = (await this.#options.files.size(this.#path)) ?? 0;
      const ends = lines.map((line) => line.offset + line.bytes.length).filter((end) => end <= size);
      await this.#file.truncate(ends.at(-1) ?? this.#bytes);
    } catch {
      // A disk that takes nothing: the next opening mends the end of the file.
    }
  }

  async #note(): Promise<void> {
    const position = { segment: this.#segment, bytes: this.#bytes, sequence: this.#sequence };
    await this.#options.outbox.noteWritten(this.#options.stream, position);
  }

  /**
   * Ends the current segment and begins the next. Every step may be the last before a crash: renamed or not, noted or not, the
   * next opening finds the segment complete and goes through all of them again.
   */
  async #seal(): Promise<void> {
    const { stream, outbox, directory, files, onSealed } = this.#options;
    const segment = this.#segment;
    const name = sealedSegmentName(stream, segment);
    const facts = await this.facts();
    if (!facts) throw new OutputError(`${this.#path}: an empty segment cannot be sealed`, { path: this.#path });
    const open = join(directory, openSegmentName(stream));
    if (this.#path === open) await files.rename(open, join(directory, name));
    this.#path = join(directory, name);
    await files.syncDirectory(directory);
    await outbox.noteSealed({ stream, segment, name, ...facts });
    await onSealed();
    await this.#file.close();

    const next = await locate(this.#options, segment + 1);
    this.#file = await files.open(next.path);
    await files.syncDirectory(directory);
    this.#path = next.path;
    this.#size = next.size;
    this.#segment = segment + 1;
    this.#bytes = 0;
    await this.#note();
  }

  async #digest(): Promise<string> {
    const hash = createHash("sha256");
    for (let offset = 0; offset < this.#bytes; ) {
      const chunk = await this.#file.read(offset, Math.min(CHUNK_BYTES, this.#bytes - offset));
      if (chunk.length === 0) {
        throw new OutputError(`${this.#path}: expected ${this.#bytes} bytes, found ${offset}`, { path: this.#path });
      }
      hash.update(chunk);
      offset += chunk.length;
    }
    return hash.digest("hex");
  }
}

/** A segment's file, which is sealed already where a process died before it could note that. */
async function locate(
  { stream, directory, files }: StreamWriterOptions,
  segment: number,
): Promise<{ path: string; size: number }> {
  const sealed = join(directory, sealedSegmentName(stream, segment));
  const sealedSize = await files.size(sealed);
  if (sealedSize !== undefined) return { path: sealed, size: sealedSize };
  const path = join(directory, openSegmentName(stream));
  return { path, size: (await files.size(path)) ?? 0 };
}

interface OpenPosition {
  readonly segment: number;
  readonly bytes: number;
  readonly sequence: number;
  readonly path: string;
  readonly file: OpenFile;
  readonly size: number;
}

const CHUNK_BYTES = 1024 * 1024;
