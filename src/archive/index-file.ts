import { type FileHandle, open, rename, rm, writeFile } from "node:fs/promises";
import { type Capture, keyOf, lineOfCapture, parseCapture } from "./cdxj.ts";

/** `news-00001.warc.gz` → `news-00001.cdxj`. */
export function indexPathOf(warcPath: string): string {
  return `${warcPath.replace(/\.warc(\.gz)?$/i, "")}.cdxj`;
}

/** Writes a file's index, sorted, as a whole: a reader finds the old one or the new one. */
export async function writeIndex(path: string, captures: readonly Capture[]): Promise<void> {
  const lines = captures.map((capture) => `${lineOfCapture(capture)}\n`).sort(byCodeUnits);
  const temporary = `${path}.tmp`;
  await rm(temporary, { force: true });
  await writeFile(temporary, lines.join(""), { flush: true });
  await rename(temporary, path);
}

/** All captures of an index; none where there is no such file. */
export async function readIndex(path: string): Promise<Capture[]> {
  const captures: Capture[] = [];
  const file = await openIfThere(path);
  if (file === undefined) return captures;
  try {
    for await (const line of file.readLines()) {
      const capture = parseCapture(line);
      if (capture !== undefined) captures.push(capture);
    }
  } finally {
    await file.close();
  }
  return captures;
}

/** The captures of one address in a sorted index, found by halving: a handful of reads, whatever the size of the file. */
export async function capturesIn(path: string, url: string): Promise<Capture[]> {
  const file = await openIfThere(path);
  if (file === undefined) return [];
  try {
    const { size } = await file.stat();
    const key = `${keyOf(url)} `;
    return await linesWith(file, await placeOf(file, size, key), key, url);
  } finally {
    await file.close();
  }
}

const CHUNK_BYTES = 16 * 1024;
/** A longer line is none of ours. */
const MAX_LINE_BYTES = 256 * 1024;

/** A place at the beginning of a line, before or at the first line that is not below `key`. */
async function placeOf(file: FileHandle, size: number, key: string): Promise<number> {
  let low = 0;
  let high = size;
  while (high - low > CHUNK_BYTES) {
    const middle = low + Math.floor((high - low) / 2);
    const line = await firstLineAfter(file, middle, high);
    if (line === undefined || line.text >= key) high = middle;
    else low = line.offset;
  }
  return low;
}

/** The first line that begins behind `offset`, and where. */
async function firstLineAfter(
  file: FileHandle,
  offset: number,
  end: number,
): Promise<{ readonly text: string; readonly offset: number } | undefined> {
  for (let wanted = CHUNK_BYTES; wanted <= MAX_LINE_BYTES * 2; wanted *= 2) {
    const bytes = await readAt(file, offset, wanted);
    const begin = bytes.indexOf(NEWLINE) + 1;
    if (begin > 0 && offset + begin >= end) return undefined;
    const until = begin > 0 ? bytes.indexOf(NEWLINE, begin) : -1;
    if (until >= 0) return { text: bytes.toString("latin1", begin, until), offset: offset + begin };
    if (bytes.length < wanted) return undefined;
  }
  return undefined;
}

async function linesWith(file: FileHandle, from: number, key: string, url: string): Promise<Capture[]> {
  const found: Capture[] = [];
  let rest = "";
  for (let offset = from; ; ) {
    const bytes = await readAt(file, offset, CHUNK_BYTES);
    offset += bytes.length;
    const lines = (rest + bytes.toString("latin1")).split("\n");
    rest = bytes.length === 0 ? "" : (lines.pop() ?? "");
    for (const line of lines) {
      if (line.startsWith(key)) {
        const capture = parseCapture(line);
        if (capture?.url === url) found.push(capture);
      } else if (line > key) return found;
    }
    if (bytes.length === 0 || rest.length > MAX_LINE_BYTES) return found;
  }
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  return open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

function byCodeUnits(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

const NEWLINE = 0x0a;
