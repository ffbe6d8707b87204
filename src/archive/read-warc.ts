import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { openWindow, type Window } from "./gzip-window.ts";
import { type Inflated, inflateMembers } from "./inflate-members.ts";
import { RecordParser } from "./record-parser.ts";

/** One record, read. */
export interface WarcRecord {
  /** `response`, `request`, `warcinfo` …, in lower case. */
  readonly type: string;
  /** Named fields, names in lower case; of a field that occurs again, the first. */
  readonly fields: ReadonlyMap<string, string>;
  readonly block: Buffer;
  /** True where the block is longer than what was kept of it, or than what is in the file. */
  readonly isCut: boolean;
  /** Where its gzip member, or where nothing is compressed the record, begins in the file. */
  readonly offset: number;
  /** How long that is, in bytes of the file; 0 where several records share a member. */
  readonly length: number;
}

export type WarcItem =
  | { readonly kind: "record"; readonly record: WarcRecord }
  /** Something could not be read; the next item, if any, is behind it. */
  | { readonly kind: "damage"; readonly offset: number; readonly message: string };

export interface ReadWarcOptions {
  /** Begin here: the start of a member, or of a record where nothing is compressed. */
  readonly from?: number;
  /** Longest block kept, in bytes; of a longer one the beginning is kept. Default 32 MiB. */
  readonly maxBlockBytes?: number;
  /** How much is read from disk at a time. Default 1 MiB. */
  readonly readBytes?: number;
}

/**
 * Reads a WARC file record by record: gzip by record, gzip as a whole, or not compressed; versions 0.17 to 1.1, from any tool.
 *
 * Memory is bounded whatever the file holds, and nothing in it makes this throw; only a disk that cannot be read does.
 * Where a record's own length does not fit, reading goes on at the next "WARC/" that begins a line.
 */
export async function* readWarc(path: string, options: ReadWarcOptions = {}): AsyncGenerator<WarcItem> {
  const { from = 0, maxBlockBytes = 32 * 1024 * 1024, readBytes = 1024 * 1024 } = options;
  const window = openWindow(createReadStream(path, { start: from, highWaterMark: readBytes }), from);
  try {
    const isGzip = (await window.grow()) && window.bytes[0] === 0x1f && (window.bytes[1] ?? 0x8b) === 0x8b;
    const parser = new RecordParser({ maxBlockBytes, isPlain: !isGzip, fileBytes: (await stat(path)).size });
    for await (const event of isGzip ? inflateMembers(window) : inflateNothing(window)) yield* parser.take(event);
    yield* parser.finish(window.offset);
  } finally {
    await window.close();
  }
}

/** A file that is not compressed is one member, as it stands. */
async function* inflateNothing(window: Window): AsyncGenerator<Inflated> {
  yield { kind: "start", offset: window.offset };
  do {
    const { bytes } = window;
    window.skip(bytes.length);
    yield { kind: "data", bytes };
  } while (await window.grow());
  yield { kind: "end", offset: window.offset };
}
