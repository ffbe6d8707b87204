import { open } from "node:fs/promises";
import { join } from "node:path";
import type { ArticleRecord } from "../model/article-record.ts";
import { openSegmentName, sealedSegmentName } from "../model/segment-name.ts";

/** Where a line stands in the dataset's files, its newline included in `bytes`. */
export interface LinePlace {
  readonly segment: number;
  readonly offset: number;
  readonly bytes: number;
}

/** Reads an article's record; `undefined` where its segment is gone or holds something else there. */
export async function readRecordAt(
  directory: string,
  articleId: string,
  place: LinePlace,
): Promise<ArticleRecord | undefined> {
  // A segment is sealed by renaming it: if it was not yet sealed at the first look and not open any more at the second, it is sealed at the third.
  const sealed = join(directory, sealedSegmentName("articles", place.segment));
  for (const path of [sealed, join(directory, openSegmentName("articles")), sealed]) {
    const line = await readBytes(path, place);
    const record = line && recordIn(line);
    if (record?.id === articleId) return record;
  }
  return undefined;
}

/** Not every piece of a file is a line: these may be another segment's bytes, when this one was sealed between the looks. */
function recordIn(line: Uint8Array): ArticleRecord | undefined {
  try {
    return JSON.parse(Buffer.from(line).toString("utf8")) as ArticleRecord;
  } catch {
    return undefined;
  }
}

async function readBytes(path: string, { offset, bytes }: LinePlace): Promise<Buffer | undefined> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!file) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, offset);
    return bytesRead === bytes ? buffer : undefined;
  } finally {
    await file.close();
  }
}
