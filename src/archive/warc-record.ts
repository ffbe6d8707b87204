import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { digestOf } from "./digest.ts";

/** The kinds of records that are written here (ISO 28500, clause 6). */
export type RecordType = "warcinfo" | "request" | "response" | "revisit" | "resource" | "metadata";

export interface RecordDraft {
  readonly type: RecordType;
  /** Made here where absent. */
  readonly id?: string;
  /** ISO 8601, UTC, with milliseconds: WARC 1.1 allows them. */
  readonly date: string;
  readonly targetUri?: string;
  readonly contentType: string;
  /** Further named fields, in this order; those without a value are left out. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
  readonly block: readonly (Uint8Array | string)[];
}

export const newRecordId = (): string => `<urn:uuid:${randomUUID()}>`;

/** One record as its bytes: version, fields, block, and the two empty lines that end it (clause 4). */
export function recordBytes(draft: RecordDraft): Buffer {
  const block = Buffer.concat(draft.block.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  const fields: Readonly<Record<string, string | undefined>> = {
    "WARC-Type": draft.type,
    "WARC-Record-ID": draft.id ?? newRecordId(),
    "WARC-Date": draft.date,
    "WARC-Target-URI": draft.targetUri,
    ...draft.fields,
    "WARC-Block-Digest": digestOf(block),
    "Content-Type": draft.contentType,
    "Content-Length": String(block.length),
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${oneLine(value)}\r\n`],
  );
  return Buffer.concat([Buffer.from(`WARC/1.1\r\n${lines.join("")}\r\n`), block, Buffer.from("\r\n\r\n")]);
}

/** Below this, handing the work to another thread costs more than the work. */
const WORTH_A_THREAD_BYTES = 32 * 1024;
const gzipElsewhere = promisify(gzip);

/** One record, one gzip member (Annex D), so that a record can be read from the middle of a file. */
export async function memberOf(record: Buffer): Promise<Buffer> {
  return record.length < WORTH_A_THREAD_BYTES ? memberNow(record) : gzipElsewhere(record);
}

/** The same without waiting. */
export function memberNow(record: Buffer): Buffer {
  return gzipSync(record);
}

/** A value that came from a server must not begin a line of its own. */
export function oneLine(value: string): string {
  return value.replace(/[\r\n]+/g, " ").trim();
}
