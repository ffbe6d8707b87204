import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * A reader that follows a dataset while it is written, as `tail -F` would: it reads the open segment to its end, goes on with
 * the next when it is sealed, and remembers every byte, so that a line changed or taken back is seen.
 */
export interface Follower {
  /** Reads what is there. Throws where a byte read before has changed or is gone. */
  look(): void;
  /** Whole lines seen so far, in order. */
  lines(): string[];
}

export function followArticles(directory: string): Follower {
  const open = join(directory, "articles.jsonl");
  const sealedName = (segment: number) => join(directory, `articles-${String(segment).padStart(6, "0")}.jsonl`);
  const seen: Buffer[] = [];
  let segment = 1;
  const look = () => {
    for (;;) {
      // The sealed name first: between two looks the open file may have become it.
      const isSealed = existsSync(sealedName(segment));
      const path = isSealed ? sealedName(segment) : open;
      if (!existsSync(path)) return;
      const bytes = readAll(path);
      // The open file was renamed under us: what we hold belongs to the next segment.
      if (!isSealed && existsSync(sealedName(segment))) continue;
      const before = seen[segment - 1] ?? Buffer.alloc(0);
      if (bytes.length < before.length || !bytes.subarray(0, before.length).equals(before))
        throw new Error(
          `segment ${segment}: ${before.length} bytes were read, and now its first ${Math.min(bytes.length, before.length)} differ or are gone`,
        );
      seen[segment - 1] = bytes;
      if (!isSealed) return;
      segment++;
    }
  };
  return { look, lines: () => Buffer.concat(seen).toString("utf8").split("\n").slice(0, -1) };
}

function readAll(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(fstatSync(file).size);
    readSync(file, bytes, 0, bytes.length, 0);
    return bytes;
  } finally {
    closeSync(file);
  }
}

/** Size of a file, 0 where it is not there. */
export function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
