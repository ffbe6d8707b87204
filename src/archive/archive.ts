import { mkdir } from "node:fs/promises";
import type { Exchange } from "../model/exchange.ts";
import { ArchiveFile, onDisk } from "./archive-file.ts";
import { archiveFiles } from "./archive-files.ts";
import type { VisitToStore } from "./archived-visit.ts";
import { GrowingArchive } from "./growing-archive.ts";
import { recover } from "./recover.ts";

export type { Asked, TripError, TripToStore, VisitToStore } from "./archived-visit.ts";
export { digestOf } from "./digest.ts";
export { type ArchiveErasure, type ErasedArchive, eraseFromArchive } from "./erase-records.ts";
export { type FromWarc, readPages } from "./read-pages.ts";
export { type ArchivedVisit, type FromArchive, openReplay, type Replay, type ReplayTrip } from "./replay.ts";
export { searchWarc } from "./search-records.ts";
export { sitesIn, warcPaths } from "./warc-paths.ts";
export { tripErrorOf } from "./write-records.ts";

export interface ArchiveOptions {
  /** Files are called `NAME-00001.warc.gz`. */
  readonly name: string;
  /** Names of the site files that are crawled, for whoever replays. */
  readonly sites?: readonly string[];
  /** Who writes, for the warcinfo record: `oogst/1.0`. */
  readonly software: string;
  /** Where owners of sites reach whoever crawls; null where not told. */
  readonly operator?: string | null;
  readonly nowMs: () => number;
  /** A file that has reached this size is closed and the next begun. Default 256 MiB. */
  readonly maxFileBytes?: number;
}

/** WARC files that grow. One process writes an archive at a time. */
export interface Archive {
  /** Number of the last visit stored; 0 before the first. */
  readonly lastVisit: number;
  /** Stores one answer that belongs to no visit, such as robots.txt. Resolves when it is in the file. */
  store(exchange: Exchange, isCut?: boolean): Promise<void>;
  /** Stores a visit with all its trips and gives its number. Resolves when it is on disk, in the order of the numbers. */
  storeVisit(visit: VisitToStore): Promise<number>;
  /** Says that visits after this number were never committed, where there are any. */
  voidVisitsAfter(number: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens an archive to go on with it, or begins one. What a crash left unfinished at its end is cut off; every record before it stays.
 * Throws an `OutputError` where it cannot be written, as all its methods do.
 */
export async function openArchive(directory: string, options: ArchiveOptions): Promise<Archive> {
  return onDisk(directory, async () => {
    await mkdir(directory, { recursive: true });
    const files = await archiveFiles(directory);
    const last = files.at(-1);
    if (last === undefined) return new GrowingArchive(directory, options, [], 0, 0);
    const { captures, lastVisit, size } = await recover(last.path);
    const archive = new GrowingArchive(
      directory,
      options,
      files.slice(0, -1).map(({ path }) => path),
      last.number,
      lastVisit,
    );
    if (size > 0) archive.goOnWith(await ArchiveFile.open(last.path, captures));
    else archive.beginAgainAt(last.number);
    return archive;
  });
}
