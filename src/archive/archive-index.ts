import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Capture } from "./cdxj.ts";
import { capturesIn, indexPathOf, writeIndex } from "./index-file.ts";
import { readWarc, type WarcRecord } from "./read-warc.ts";
import { indexRest } from "./recover.ts";

/** A capture, and where its file stands among those that were opened. */
export interface Located extends Capture {
  readonly fileNumber: number;
}

/** Finds records in WARC files by their address. Memory stays flat however many there are. */
export interface ArchiveIndex {
  /** All captures of an address, in the order of the files and within them. */
  capturesOf(url: string): Promise<Located[]>;
  /** The record of a capture; `undefined` where it cannot be read. */
  read(capture: Located): Promise<WarcRecord | undefined>;
  close(): Promise<void>;
}

/** Files without an index, or with one that lags behind, are read once, when something is looked up for the first time. */
export function openArchiveIndex(paths: readonly string[]): ArchiveIndex {
  let folder: string | undefined;
  let indexes: Promise<readonly string[]> | undefined;
  const makeIndexes = async () => {
    const made: string[] = [];
    for (const [number, path] of paths.entries()) {
      const known = indexPathOf(path);
      // Only the newest file may have grown beyond its index.
      if (existsSync(known) && !isNewest(path, paths)) {
        made.push(known);
        continue;
      }
      const { captures, hasNew } = await indexRest(path);
      if (!hasNew && existsSync(known)) {
        made.push(known);
        continue;
      }
      folder ??= await mkdtemp(join(tmpdir(), "oogst-index-"));
      const temporary = join(folder, `${number}.cdxj`);
      await writeIndex(temporary, captures);
      made.push(temporary);
    }
    return made;
  };
  return {
    async capturesOf(url) {
      indexes ??= makeIndexes();
      const found: Located[] = [];
      for (const [fileNumber, index] of (await indexes).entries()) {
        const captures = (await capturesIn(index, url)).map((capture) => ({ ...capture, fileNumber }));
        found.push(...captures.sort((one, other) => one.offset - other.offset));
      }
      return found;
    },
    async read({ fileNumber, offset, recordId, at }) {
      for await (const item of readWarc(paths[fileNumber] as string, { from: offset, readBytes: 128 * 1024 })) {
        if (item.kind === "damage") return undefined;
        const { fields } = item.record;
        const id = fields.get("warc-record-id") ?? "";
        if (id === recordId || (recordId === "" && fields.get("warc-date")?.startsWith(at.slice(0, 19))))
          return item.record;
        // Where several records share a member, the one wanted is further on in it.
        if (item.record.length > 0) return undefined;
      }
      return undefined;
    },
    async close() {
      await indexes?.catch(() => undefined);
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** True where no other file of the same name has a higher number; files without a number count as such. */
function isNewest(path: string, paths: readonly string[]): boolean {
  const [, stem, number] = /^(.*)-(\d+)\.warc\.gz$/.exec(path) ?? [];
  if (stem === undefined) return true;
  return !paths.some((other) => {
    const [, otherStem, otherNumber] = /^(.*)-(\d+)\.warc\.gz$/.exec(other) ?? [];
    return otherStem === stem && Number(otherNumber) > Number(number);
  });
}
