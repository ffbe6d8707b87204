import { type FileHandle, open, readFile, rename, rm, stat } from "node:fs/promises";
import { OutputError } from "../model/dataset-error.ts";

/** The little of a file system that a projection needs. Every failure is an `OutputError`. */
export interface Files {
  /** In bytes; `undefined` where there is no such file. */
  size(path: string): Promise<number | undefined>;
  /** `undefined` where there is no such file. */
  readText(path: string): Promise<string | undefined>;
  /** Opens for reading and writing; makes an empty file where there is none. */
  open(path: string): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Brings names that were made or changed to disk. */
  syncDirectory(path: string): Promise<void>;
}

export interface OpenFile {
  /** Fewer bytes than asked for only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  write(offset: number, bytes: Uint8Array): Promise<void>;
  truncate(size: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export const diskFiles: Files = {
  size: (path) => of(path, async () => (await ifThere(stat(path)))?.size),
  readText: (path) => of(path, () => ifThere(readFile(path, "utf8"))),
  open: (path) => of(path, async () => diskFile(path, await open(path, await flagsFor(path)))),
  rename: (from, to) => of(to, () => rename(from, to)),
  remove: (path) => of(path, () => rm(path, { force: true })),
  syncDirectory: (path) => of(path, () => syncDirectory(path)),
};

function diskFile(path: string, handle: FileHandle): OpenFile {
  return {
    read: (offset, length) => of(path, () => readFully(handle, offset, length)),
    write: (offset, bytes) => of(path, () => writeFully(handle, offset, bytes)),
    truncate: (size) => of(path, () => handle.truncate(size)),
    sync: () => of(path, () => handle.datasync()),
    close: () => of(path, () => handle.close()),
  };
}

async function flagsFor(path: string): Promise<string> {
  return (await ifThere(stat(path))) ? "r+" : "wx+";
}

async function readFully(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

async function writeFully(handle: FileHandle, offset: number, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, offset + written);
    written += bytesWritten;
  }
}

async function syncDirectory(path: string): Promise<void> {
  // Windows neither can nor needs to.
  if (process.platform === "win32") return;
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

async function of<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new OutputError(`${path}: ${(code !== undefined && MEANINGS[code]) || message}`, { path, code, cause });
  }
}

const MEANINGS: Readonly<Record<string, string>> = {
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file may not grow any further",
  EACCES: "no permission to write this file",
  EPERM: "no permission to write this file",
  EROFS: "the disk is read-only",
  EIO: "the disk could not be read or written",
};
