import { type FileHandle, open, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { OutputError } from "../model/dataset-error.ts";
import type { Capture } from "./cdxj.ts";
import { indexPathOf, writeIndex } from "./index-file.ts";
import type { Member } from "./write-records.ts";

/** The index on disk may lag by so many bytes of WARC; after a crash they are read again. */
const INDEX_EVERY_BYTES = 16 * 1024 * 1024;

/** One WARC file that is being appended to, with its index. Every failure is an `OutputError`. */
export class ArchiveFile {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #captures: Capture[];
  /** Of each address the captures in this file, oldest first. */
  readonly #byUrl = new Map<string, Capture[]>();
  #size: number;
  #indexedSize = 0;

  private constructor(path: string, handle: FileHandle, size: number, captures: readonly Capture[]) {
    this.path = path;
    this.#handle = handle;
    this.#size = size;
    this.#captures = [];
    for (const capture of captures) this.#note(capture);
  }

  /** Opens a file to append to it; what it holds already is `captures`. */
  static async open(path: string, captures: readonly Capture[] = []): Promise<ArchiveFile> {
    return onDisk(path, async () => {
      const handle = await open(path, "a");
      const { size } = await stat(path);
      // The name of a file that was just made is to be on disk before anything relies on it. Windows neither can nor needs to.
      if (size === 0 && process.platform !== "win32") await syncFolder(dirname(path));
      return new ArchiveFile(path, handle, size, captures);
    });
  }

  get size(): number {
    return this.#size;
  }

  capturesOf(url: string): readonly Capture[] {
    return this.#byUrl.get(url) ?? [];
  }

  async append(members: readonly Member[]): Promise<void> {
    let offset = this.#size;
    for (const { bytes, capture } of members) {
      if (capture !== undefined) this.#note({ ...capture, offset, length: bytes.length, file: basename(this.path) });
      offset += bytes.length;
    }
    await onDisk(this.path, async () => {
      const all = Buffer.concat(members.map(({ bytes }) => bytes));
      for (let written = 0; written < all.length; )
        written += (await this.#handle.write(all, written, all.length - written)).bytesWritten;
    });
    this.#size = offset;
    if (offset - this.#indexedSize > INDEX_EVERY_BYTES) await this.saveIndex();
  }

  sync(): Promise<void> {
    return onDisk(this.path, () => this.#handle.datasync());
  }

  async saveIndex(): Promise<void> {
    const path = indexPathOf(this.path);
    await onDisk(path, () => writeIndex(path, this.#captures));
    this.#indexedSize = this.#size;
  }

  /** Everything is on disk, the index too. */
  async close(): Promise<void> {
    try {
      await this.sync();
      await this.saveIndex();
    } finally {
      await this.#handle.close();
    }
  }

  /** Closes it as it is: its end cannot be relied on, and the next opening looks for it. */
  async abandon(): Promise<void> {
    await this.#handle.close();
  }

  #note(capture: Capture): void {
    this.#captures.push(capture);
    const before = this.#byUrl.get(capture.url);
    if (before === undefined) this.#byUrl.set(capture.url, [capture]);
    else before.push(capture);
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof OutputError) throw cause;
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new OutputError(`${path}: the archive cannot be written: ${message}`, { path, code, cause });
  }
}
