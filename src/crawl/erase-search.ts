import { createReadStream, existsSync, readdirSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { searchWarc } from "../archive/archive.ts";
import { loadDuckDb, textsInDuckDb, textsInParquet } from "../export/export.ts";
import { sqliteHolds } from "../frontier/search-sqlite.ts";
import type { EraseTask } from "./erase-task.ts";

type Holds = (bytes: Uint8Array) => boolean;

/** Names of the files of a dataset, as it will be, in which a name is still found, or that cannot be looked through. */
export async function searchDataset({ directory, staging, removed, holds, names }: EraseTask): Promise<string[]> {
  if (names.length === 0) return [];
  const found: string[] = [];
  for (const name of readdirSync(directory, { recursive: true, encoding: "utf8" }).sort()) {
    if (isStaging(name) || isRemoved(name, removed)) continue;
    const staged = join(staging, name);
    const path = existsSync(staged) ? staged : join(directory, name);
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === true && (await fileHolds(path, holds)))
      found.push(name);
  }
  return found;
}

/** Whether something is found in a file: in its bytes, and in what stands in it compressed. True also where that cannot be read. */
export async function fileHolds(path: string, holds: Holds): Promise<boolean> {
  if (await bytesHold(createReadStream(path, { highWaterMark: PIECE_BYTES }), holds)) return true;
  const insideHolds = await insideOf(path);
  return insideHolds === undefined ? false : insideHolds(holds).catch(() => true);
}

/** How to look into a file that is not plain, by its first bytes; `undefined` for any other. */
async function insideOf(path: string): Promise<((holds: Holds) => Promise<boolean>) | undefined> {
  const head = await firstBytes(path, 16);
  const isWarc = /\.warc(\.gz)?$/i.test(path) || head.toString("latin1", 0, 5) === "WARC/";
  if (isWarc) return async (holds) => (await searchWarc(path, holds)) ?? true;
  if (head[0] === 0x1f && head[1] === 0x8b)
    return (holds) => bytesHold(createReadStream(path).pipe(createGunzip()), holds);
  if (head.toString("latin1") === "SQLite format 3\0") return async (holds) => sqliteHolds(path, holds);
  if (head.toString("latin1", 0, 4) === "PAR1") return (holds) => textsHold(textsInParquet(path), holds);
  if (head.toString("latin1", 8, 12) === "DUCK") return (holds) => duckDbHolds(path, holds);
  return undefined;
}

async function duckDbHolds(path: string, holds: Holds): Promise<boolean> {
  const duckDb = await loadDuckDb();
  return duckDb === undefined || textsHold(textsInDuckDb(duckDb, path), holds);
}

async function textsHold(texts: AsyncIterable<string>, holds: Holds): Promise<boolean> {
  for await (const text of texts) if (holds(Buffer.from(text))) return true;
  return false;
}

const PIECE_BYTES = 1024 * 1024;
/** A name with markup within it is not longer. */
const OVERLAP_BYTES = 64 * 1024;

/** Piece by piece, whatever the size; pieces end where no name ends, and overlap. */
async function bytesHold(chunks: AsyncIterable<Buffer>, holds: Holds): Promise<boolean> {
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (held.length < PIECE_BYTES) continue;
    const end = lastGap(held, held.length);
    if (holds(held.subarray(0, end))) return true;
    held = Buffer.from(held.subarray(lastGap(held, end - OVERLAP_BYTES)));
  }
  return held.length > 0 && holds(held);
}

/** The place of the last sign before `end` that stands in no word; `end` where there is none near. */
function lastGap(bytes: Buffer, end: number): number {
  for (let at = end - 1; at > end - OVERLAP_BYTES && at > 0; at--) if (GAPS.has(bytes[at] as number)) return at;
  return end;
}

const GAPS = new Set(Buffer.from(' \n\t"<>,;'));

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isStaging(name: string): boolean {
  return /^erasing(\.json)?(?:$|[\\/])/.test(name);
}

function isRemoved(name: string, removed: ReadonlySet<string>): boolean {
  return [...removed].some((gone) => name === gone || name.startsWith(`${gone}/`));
}
