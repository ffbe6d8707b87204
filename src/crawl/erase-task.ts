import type { NameMatcher } from "../people/erase-names.ts";

/** How much was erased, or would be. */
export interface EraseCounts {
  /** Comments that are tombstones now, in all revisions. */
  comments: number;
  /** Places where a name stood within other texts. */
  mentions: number;
  /** Lines of records that are gone with their article. */
  records: number;
  /** Pages, requests and answers that are gone from archives. */
  archiveRecords: number;
  /** Changes by file: lines or records. */
  readonly files: Record<string, number>;
  /** Files that are gone: exports, to be made again. */
  readonly removedFiles: string[];
}

export function emptyCounts(): EraseCounts {
  return { comments: 0, mentions: 0, records: 0, archiveRecords: 0, files: {}, removedFiles: [] };
}

/** One erasure under way. Names of files are relative to the dataset's folder. */
export interface EraseTask {
  readonly directory: string;
  readonly staging: string;
  readonly names: readonly string[];
  readonly matcher: NameMatcher;
  readonly holds: (bytes: Uint8Array) => boolean;
  readonly urls: ReadonlySet<string>;
  readonly expiredBeforeMs: ReadonlyMap<string, number>;
  readonly hasArticleAuthors: boolean;
  readonly nowMs: number;
  readonly freshSalt: string;
  readonly replaced: Set<string>;
  readonly removed: Set<string>;
  readonly counts: EraseCounts;
}
