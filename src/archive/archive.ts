import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Exchange } from "../model/exchange.ts";
import { ArchiveFile, onDisk } from "./archive-file.ts";
import { archiveFileName, archiveFiles } from "./archive-files.ts";
import { VISIT_TYPE, type VisitToStore, VOID_URI, type VoidStory } from "./archived-visit.ts";
import { type Capture, keyOf, REVISIT } from "./cdxj.ts";
import { capturesIn, indexPathOf } from "./index-file.ts";
import { LAST_VISIT_FIELD, recover } from "./recover.ts";
import { SITES_FIELD } from "./warc-paths.ts";
import { memberNow, memberOf, newRecordId, recordBytes } from "./warc-record.ts";
import { exchangeMembers, type Member, storyMember, visitMembers } from "./write-records.ts";

export type { Asked, TripError, TripToStore, VisitToStore } from "./archived-visit.ts";
export { digestOf } from "./digest.ts";
export { type FromWarc, readPages } from "./read-pages.ts";
export { type ArchivedVisit, type FromArchive, openReplay, type Replay, type ReplayTrip } from "./replay.ts";
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

const MAX_FILE_BYTES = 256 * 1024 * 1024;

interface Batch {
  readonly members: readonly Member[];
  readonly isDurable: boolean;
  /** Number of the visit it is; null for what is none. */
  readonly visit: number | null;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class GrowingArchive implements Archive {
  readonly #directory: string;
  readonly #options: ArchiveOptions;
  /** Files that will not grow any more. */
  readonly #closedFiles: string[];
  #number: number;
  #lastVisit: number;
  /** Number of the last visit that is in a file. */
  #lastWritten: number;
  #file: ArchiveFile | undefined;
  #waiting: Batch[] = [];
  #draining: Promise<void> | undefined;
  #failure: unknown;

  constructor(
    directory: string,
    options: ArchiveOptions,
    closedFiles: readonly string[],
    number: number,
    lastVisit: number,
  ) {
    this.#directory = directory;
    this.#options = options;
    this.#closedFiles = [...closedFiles];
    this.#number = number;
    this.#lastVisit = lastVisit;
    this.#lastWritten = lastVisit;
  }

  get lastVisit(): number {
    return this.#lastVisit;
  }

  goOnWith(file: ArchiveFile): void {
    this.#file = file;
  }

  /** Nothing of the last file could be kept: it is written anew. */
  beginAgainAt(number: number): void {
    this.#number = number - 1;
  }

  async store(exchange: Exchange, isCut = false): Promise<void> {
    const at = new Date(exchange.answeredAtMs).toISOString();
    const findSame = (url: string, digest: string) => this.#findSame(url, digest);
    const { members } = await exchangeMembers(exchange, { at, isCut, findSame });
    await this.#append(members, false);
  }

  async storeVisit(visit: VisitToStore): Promise<number> {
    const { members, trips } = await visitMembers(visit, (url, digest) => this.#findSame(url, digest));
    // From here to the queue nothing waits: numbers, order in the file and order of resolving are one.
    const number = ++this.#lastVisit;
    const story = memberNow(storyMember(visit, number, trips));
    await this.#append([...members, { bytes: story }], true, number);
    return number;
  }

  async voidVisitsAfter(number: number): Promise<void> {
    if (this.#lastVisit <= number) return;
    const story: VoidStory = { oogst: "void", from: number, to: this.#lastVisit };
    const at = new Date(this.#options.nowMs()).toISOString();
    const id = newRecordId();
    const record = recordBytes({
      ...{ type: "metadata", id, date: at, targetUri: VOID_URI, contentType: VISIT_TYPE },
      block: [JSON.stringify(story)],
    });
    const capture = {
      ...{ key: keyOf(VOID_URI), url: VOID_URI, at, recordId: id, status: 0, mime: VISIT_TYPE, digest: "" },
      ...{ method: "GET" as const, sentDigest: null },
    };
    await this.#append([{ bytes: await memberOf(record), capture }], true);
  }

  async close(): Promise<void> {
    await this.#draining;
    await this.#file?.close();
    this.#file = undefined;
  }

  #append(members: readonly Member[], isDurable: boolean, visit: number | null = null): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ members, isDurable, visit, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Writes what waits; while one round is brought to disk the next gathers, so that a slow disk costs no more than a round's wait. */
  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      const round = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#failure !== undefined) throw this.#failure;
        for (const { members, visit } of round) {
          await (await this.#fileWithRoom()).append(members);
          this.#lastWritten = visit ?? this.#lastWritten;
        }
        if (round.some(({ isDurable }) => isDurable)) await this.#file?.sync();
        for (const { resolve } of round) resolve();
      } catch (error) {
        // A file that may end within a record is not to be appended to.
        this.#failure = error;
        for (const { reject } of round) reject(error);
      }
    }
    this.#draining = undefined;
  }

  async #fileWithRoom(): Promise<ArchiveFile> {
    const { maxFileBytes = MAX_FILE_BYTES, name } = this.#options;
    if (this.#file !== undefined && this.#file.size < maxFileBytes) return this.#file;
    if (this.#file !== undefined) {
      await this.#file.close();
      this.#closedFiles.push(this.#file.path);
      this.#file = undefined;
    }
    this.#number++;
    const fileName = archiveFileName(name, this.#number);
    const file = await ArchiveFile.open(join(this.#directory, fileName));
    await file.append([{ bytes: await memberOf(this.#warcinfo(fileName)) }]);
    this.#file = file;
    return file;
  }

  /** Clause 6.2: what made this file, and how. */
  #warcinfo(fileName: string): Buffer {
    const { software, operator, nowMs, sites = [] } = this.#options;
    const lines = [
      `software: ${software}`,
      "format: WARC File Format 1.1",
      "conformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
      ...(operator == null ? [] : [`operator: ${operator}`]),
      "description: Bodies are stored decoded; the headers of what was sent are kept as x-archive-orig-…",
      ...(sites.length === 0 ? [] : [`${SITES_FIELD}: ${sites.join(" ")}`]),
      `${LAST_VISIT_FIELD}: ${this.#lastWritten}`,
    ];
    return recordBytes({
      type: "warcinfo",
      date: new Date(nowMs()).toISOString(),
      contentType: "application/warc-fields",
      fields: { "WARC-Filename": fileName },
      block: [`${lines.join("\r\n")}\r\n`],
    });
  }

  /** The last time this address was stored: if with this payload, the record that holds it. */
  async #findSame(url: string, digest: string): Promise<Capture | undefined> {
    for (const captures of this.#capturesNewestFirst(url)) {
      const known = await captures;
      if (known.length === 0) continue;
      if (known.every((capture) => capture.digest !== digest)) return undefined;
      const whole = known.findLast((capture) => capture.digest === digest && capture.mime !== REVISIT);
      if (whole !== undefined) return whole;
    }
    return undefined;
  }

  *#capturesNewestFirst(url: string): Generator<readonly Capture[] | Promise<readonly Capture[]>> {
    if (this.#file !== undefined) yield this.#file.capturesOf(url);
    for (const path of this.#closedFiles.toReversed()) yield capturesIn(indexPathOf(path), url);
  }
}
