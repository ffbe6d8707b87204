import { crc32, createInflateRaw, inflateRawSync } from "node:zlib";
import { gzipHeaderLength } from "./gzip-header.ts";
import type { Window } from "./gzip-window.ts";

/** What comes out of a file, in order. Offsets count the file's own bytes. */
export type Inflated =
  /** A member begins: in a file that is not compressed, once, with its first byte. */
  | { readonly kind: "start"; readonly offset: number }
  | { readonly kind: "data"; readonly bytes: Buffer }
  | { readonly kind: "end"; readonly offset: number }
  /** The member that had begun cannot be read on. `isTail`: nothing that could be read follows it. */
  | { readonly kind: "damage"; readonly offset: number; readonly message: string; readonly isTail: boolean };

/** A member up to here, before and after, is read in one go, at a third of what a stream costs. */
const WHOLE_BYTES = 4 * 1024 * 1024;
/** More than so many times what went in, once it is much, is a bomb: text shrinks to a tenth. */
const MAX_RATIO = 250;
const RATIO_FREE_BYTES = 64 * 1024 * 1024;

/** Reads a gzip file member by member. What is damaged is passed over up to the next member that can be read. */
export async function* inflateMembers(window: Window): AsyncGenerator<Inflated> {
  while (await skipPadding(window)) {
    const { offset } = window;
    yield { kind: "start", offset };
    try {
      yield* inflateMember(window);
      yield { kind: "end", offset: window.offset };
    } catch (error) {
      if (!(error instanceof MemberFault)) throw error;
      if (window.offset === offset) window.skip(1);
      const hasMore = await seekMember(window);
      yield { kind: "damage", offset, message: error.message, isTail: !hasMore };
    }
  }
}

class MemberFault extends Error {}

/** Zeros between members are padding, as on tapes. False at the end of the file. */
async function skipPadding(window: Window): Promise<boolean> {
  for (;;) {
    const begin = window.bytes.findIndex((byte) => byte !== 0);
    if (begin > 0) window.skip(begin);
    if (begin >= 0) return true;
    window.skip(window.bytes.length);
    if (!(await window.grow())) return false;
  }
}

async function* inflateMember(window: Window): AsyncGenerator<Inflated> {
  const headerBytes = await headerLengthOf(window);
  for (;;) {
    const whole = inflateWhole(window.bytes, headerBytes);
    if (whole === "too large") break;
    if (whole !== "not all here") {
      window.skip(whole.inputBytes);
      yield { kind: "data", bytes: whole.output };
      return;
    }
    if (window.bytes.length > WHOLE_BYTES) break;
    if (!(await window.grow())) throw new MemberFault("the file ends within a gzip member");
  }
  window.skip(headerBytes);
  yield* inflateLong(window);
}

async function headerLengthOf(window: Window): Promise<number> {
  for (;;) {
    const length = gzipHeaderLength(window.bytes);
    if (length === "no header") throw new MemberFault("expected a gzip member, found other bytes");
    if (length !== "not all here") return length;
    if (window.bytes.length > WHOLE_BYTES) throw new MemberFault("a gzip header without an end");
    if (!(await window.grow())) throw new MemberFault("the file ends within a gzip header");
  }
}

const TRAILER_BYTES = 8;

function inflateWhole(
  bytes: Buffer,
  headerBytes: number,
): { readonly output: Buffer; readonly inputBytes: number } | "not all here" | "too large" {
  try {
    // Node's types do not know `info`.
    const { buffer, engine } = inflateRawSync(bytes.subarray(headerBytes), {
      ...{ info: true, maxOutputLength: WHOLE_BYTES, chunkSize: 64 * 1024 },
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    const end = headerBytes + engine.bytesWritten;
    if (bytes.length < end + TRAILER_BYTES) return "not all here";
    checkTrailer(bytes.subarray(end), crc32(buffer), buffer.length);
    return { output: buffer, inputBytes: end + TRAILER_BYTES };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "Z_BUF_ERROR") return "not all here";
    if (code === "ERR_BUFFER_TOO_LARGE") return "too large";
    throw error instanceof MemberFault ? error : new MemberFault(`gzip: ${message}`);
  }
}

function checkTrailer(trailer: Buffer, sum: number, length: number): void {
  if (trailer.readUInt32LE(0) !== sum) throw new MemberFault("gzip: the checksum does not hold");
  if (trailer.readUInt32LE(4) !== length % 2 ** 32) throw new MemberFault("gzip: the length does not hold");
}

/** A long member comes in pieces: memory stays flat whatever it holds. */
async function* inflateLong(window: Window): AsyncGenerator<Inflated> {
  const decoder = createInflateRaw({ chunkSize: 64 * 1024 });
  const pieces: Buffer[] = [];
  let fault: Error | undefined;
  let isOver = false;
  let wake = () => {};
  decoder.on("data", (piece: Buffer) => pieces.push(piece));
  decoder.on("end", () => {
    isOver = true;
  });
  decoder.on("error", (error) => {
    fault = error;
    wake();
  });
  let fed = 0;
  let sum = 0;
  let length = 0;
  try {
    while (!isOver) {
      await need(window, 1);
      await new Promise<void>((resolve) => {
        wake = resolve;
        // What was written comes out before the next turn of the event loop.
        decoder.write(window.bytes.subarray(0, FEED_BYTES), () => setImmediate(resolve));
      });
      if (fault !== undefined) throw new MemberFault(`gzip: ${fault.message}`);
      window.skip(decoder.bytesWritten - fed);
      fed = decoder.bytesWritten;
      for (const bytes of pieces.splice(0)) {
        sum = crc32(bytes, sum);
        length += bytes.length;
        yield { kind: "data", bytes };
      }
      if (length > RATIO_FREE_BYTES && length > fed * MAX_RATIO)
        throw new MemberFault(`gzip: more than ${MAX_RATIO} times as much as went in`);
    }
  } finally {
    decoder.destroy();
  }
  await need(window, TRAILER_BYTES);
  checkTrailer(window.bytes, sum, length);
  window.skip(TRAILER_BYTES);
}

async function need(window: Window, count: number): Promise<void> {
  while (window.bytes.length < count)
    if (!(await window.grow())) throw new MemberFault("the file ends within a gzip member");
}

const FEED_BYTES = 16 * 1024;

/** Goes to the next place that looks like the beginning of a member. */
async function seekMember(window: Window): Promise<boolean> {
  for (;;) {
    const at = window.bytes.indexOf(MAGIC);
    if (at >= 0) {
      window.skip(at);
      return true;
    }
    window.skip(Math.max(0, window.bytes.length - MAGIC.length + 1));
    if (!(await window.grow())) {
      window.skip(window.bytes.length);
      return false;
    }
  }
}

const MAGIC = Buffer.from([0x1f, 0x8b, 0x08]);
