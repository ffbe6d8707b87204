import { createHash } from "node:crypto";
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { lineBytes } from "./line-of.ts";
import { readLines } from "./read-stream.ts";

/** A line of the old file, and what becomes of it. */
export interface RewrittenLine {
  readonly offset: number;
  /** In the new file. */
  readonly newOffset: number;
  /** Newline included; 0 where the line goes. */
  readonly bytes: number;
  /** Place among the new file's lines, from 0. */
  readonly place: number;
}

export interface RewrittenSegment {
  readonly isChanged: boolean;
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes one segment anew, line by line. `rewrite` gives a line as it is to be, the same line where it stays, or null where it goes.
 * Where nothing changes, no file is left at `newPath`.
 */
export async function rewriteSegment(
  path: string,
  newPath: string,
  rewrite: (line: string) => string | null,
  onLine: (line: RewrittenLine) => void,
): Promise<RewrittenSegment> {
  await mkdir(dirname(newPath), { recursive: true });
  const from = await open(path, "r");
  const to = await open(newPath, "w");
  const sha256 = createHash("sha256");
  let [offset, newOffset, records, isChanged] = [0, 0, 0, false];
  let waiting: string[] = [];
  let waitingBytes = 0;
  const write = async () => {
    const bytes = Buffer.from(waiting.join(""), "utf8");
    sha256.update(bytes);
    await writeAll(to, bytes);
    waiting = [];
    waitingBytes = 0;
  };
  try {
    for await (const { line, end } of readLines(from, 0)) {
      const changed = rewrite(line);
      isChanged ||= changed !== line;
      const bytes = changed === null ? 0 : lineBytes(changed);
      onLine({ offset, newOffset, bytes, place: records });
      offset = end;
      if (changed === null) continue;
      waiting.push(`${changed}\n`);
      records++;
      newOffset += bytes;
      waitingBytes += bytes;
      if (waitingBytes > BATCH_BYTES) await write();
    }
    await write();
  } finally {
    await from.close();
    await to.close();
  }
  if (!isChanged) await rm(newPath);
  return { isChanged, records, bytes: newOffset, sha256: sha256.digest("hex") };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
}

const BATCH_BYTES = 1024 * 1024;
