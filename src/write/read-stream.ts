import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { openSegmentName, type StreamName, sealedSegmentName } from "../model/segment-name.ts";

/** Where a reader stands: everything before it was read. */
export interface StreamPosition {
  readonly segment: number;
  readonly offset: number;
}

export interface StreamLine {
  /** One line of JSON, without its newline. */
  readonly line: string;
  /** Where to go on after this line. */
  readonly next: StreamPosition;
}

/**
 * Reads a stream's whole lines from a position to its present end, over all segments, in order; also while it is being written.
 *
 * To follow a stream, remember the last line's `next` and call again: what was read never changes, and half a line at the end is not given
 * before it is whole. Segments that were moved away are passed over.
 */
export async function* readStream(
  directory: string,
  stream: StreamName,
  from: StreamPosition = { segment: 1, offset: 0 },
): AsyncGenerator<StreamLine> {
  let position = from;
  for (;;) {
    const found = await openSegment(directory, stream, position.segment);
    if (!found) return;
    const { file, segment } = found;
    try {
      let offset = segment === position.segment ? position.offset : 0;
      // A segment that was open may be sealed meanwhile: then its last lines came between the last read and the sealing.
      for (let isWhole = found.isSealed; ; isWhole = true) {
        for await (const { line, end } of readLines(file, offset)) {
          offset = end;
          yield { line, next: { segment, offset } };
        }
        if (isWhole) break;
        if (!(await sealedNumbers(directory, stream)).includes(segment)) return;
      }
      position = { segment: segment + 1, offset: 0 };
    } finally {
      await file.close();
    }
  }
}

interface FoundSegment {
  readonly file: FileHandle;
  readonly segment: number;
  readonly isSealed: boolean;
}

/** Opens the segment of that number, or the first one after it that is still there. */
async function openSegment(directory: string, stream: StreamName, number: number): Promise<FoundSegment | undefined> {
  for (;;) {
    const before = await sealedNumbers(directory, stream);
    const sealed = before.find((found) => found >= number);
    if (sealed !== undefined) {
      const file = await openIfThere(join(directory, sealedSegmentName(stream, sealed)));
      if (file) return { file, segment: sealed, isSealed: true };
      continue;
    }
    const file = await openIfThere(join(directory, openSegmentName(stream)));
    const after = await sealedNumbers(directory, stream);
    // Sealing renames the open segment: what we opened is only surely the one after the last sealed one if none was sealed meanwhile.
    if (after.length === before.length) {
      return file && { file, segment: Math.max(number, (after.at(-1) ?? 0) + 1), isSealed: false };
    }
    await file?.close();
  }
}

async function sealedNumbers(directory: string, stream: StreamName): Promise<number[]> {
  const names = await readdir(directory);
  return names
    .map((name) => (name.startsWith(`${stream}-`) ? /-(\d{6,})\.jsonl$/.exec(name)?.[1] : undefined))
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  return open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** Whole lines from `offset` on, each with the offset behind it. */
export async function* readLines(
  file: FileHandle,
  from: number,
): AsyncGenerator<{ readonly line: string; readonly end: number }> {
  let rest: Buffer[] = [];
  let offset = from;
  let end = from;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, offset);
    if (bytesRead === 0) return;
    offset += bytesRead;
    let chunk = buffer.subarray(0, bytesRead);
    for (let newline = chunk.indexOf(NEWLINE); newline >= 0; newline = chunk.indexOf(NEWLINE)) {
      const line = Buffer.concat([...rest, chunk.subarray(0, newline)]);
      rest = [];
      end += line.length + 1;
      yield { line: line.toString("utf8"), end };
      chunk = chunk.subarray(newline + 1);
    }
    if (chunk.length > 0) rest.push(chunk);
  }
}

const NEWLINE = 0x0a;
const CHUNK_BYTES = 256 * 1024;
