import { join } from "node:path";
import type { Exchange } from "../model/exchange.ts";
import type { Archive, ArchiveOptions } from "./archive.ts";
import { ArchiveFile } from "./archive-file.ts";
import { archiveFileName } from "./archive-files.ts";
import { VISIT_TYPE, type VisitToStore, VOID_URI, type VoidStory } from "./archived-visit.ts";
import { type Capture, keyOf, REVISIT } from "./cdxj.ts";
import { capturesIn, indexPathOf } from "./index-file.ts";
import { memberNow, memberOf, newRecordId, recordBytes } from "./warc-record.ts";
import { warcinfo } from "./warcinfo.ts";
import { exchangeMembers, type Member, storyMember, visitMembers } from "./write-records.ts";

const MAX_FILE_BYTES = 256 * 1024 * 1024;

interface Batch {
  readonly members: readonly Member[];
  readonly isDurable: boolean;
  /** Number of the visit it is; null for what is none. */
  readonly visit: number | null;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** An archive that is open: what is to be stored is written in the order it came, in rounds. */
export class GrowingArchive implements Archive {
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
    if (this.#failure === undefined) await this.#file?.close();
    else await this.#file?.abandon();
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
    await file.append([{ bytes: await memberOf(warcinfo(fileName, this.#options, this.#lastWritten)) }]);
    this.#file = file;
    return file;
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
