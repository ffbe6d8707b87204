import { brotliDecompressSync, inflateRawSync, inflateSync } from "node:zlib";
import type { Headers } from "../model/page.ts";
import { printable } from "../model/printable.ts";
import { AnswerFault } from "./answer-fault.ts";
import { gunzipMembers, unzstdFrames } from "./decode-members.ts";

export type Encoding = "gzip" | "deflate" | "br" | "zstd";

/** What we say we can read, and can. */
export const ACCEPT_ENCODING = "gzip, deflate, br, zstd";

/** Servers apply one, mistaken ones two; each more only multiplies what a small body may become. */
const MAX_ENCODINGS = 3;

/**
 * Gives the encodings of a body in the order in which they were applied (RFC 9110 §8.4). Throws an `AnswerFault` for one we cannot undo,
 * and for transfer codings other than chunked, which nobody may use unasked (RFC 9112 §7.4).
 */
export function encodingsOf(headers: Headers): readonly Encoding[] {
  const transfer = (headers["transfer-encoding"] ?? []).join(",");
  // Chunked once, and last: any other order leaves two readings of where the body ends (RFC 9112 §6.1, §6.3).
  if (!/^[\s,]*(?:identity\b[\s,]*)*(?:chunked\b[\s,]*)?$/i.test(transfer)) {
    throw new AnswerFault(
      `expected no transfer coding but chunked, found ${printable(transfer)}`,
      "bad-encoding",
      "give-up",
    );
  }
  const sent = headers["content-encoding"];
  if (sent === undefined) return [];
  const names = sent.flatMap((value) => value.split(",")).map((name) => name.trim().toLowerCase());
  const encodings = names.filter((name) => name !== "" && name !== "identity").map(knownEncoding);
  if (encodings.length > MAX_ENCODINGS) {
    const found = encodings.length;
    throw new AnswerFault(
      `expected at most ${MAX_ENCODINGS} content encodings, found ${found}`,
      "bad-encoding",
      "give-up",
    );
  }
  return encodings;
}

/**
 * Undoes the encodings of a whole body, at most `maxBytes` large at every stage. No bytes at all are no body, whatever is declared.
 *
 * What follows the end of a stream is passed over, as browsers do: the stream was whole, gzip has checked its sum. More gzip members
 * and zstd frames are read on. A stream without its end throws an `AnswerFault` "truncated".
 */
export function decodeWhole(body: Buffer, encodings: readonly Encoding[], maxBytes: number): Buffer {
  let decoded = body;
  for (const encoding of encodings.toReversed())
    if (decoded.length > 0) decoded = decodeOnce(decoded, encoding, maxBytes);
  return decoded === body || isShared(decoded) ? copyOf(decoded) : decoded;
}

/** What a decoder threw, in our words. */
export function decodingFault(error: unknown, encoding: string, maxBytes: number): AnswerFault {
  if (error instanceof AnswerFault) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ERR_BUFFER_TOO_LARGE") {
    return new AnswerFault(
      `expected at most ${maxBytes} bytes of body after decompression, found more`,
      "too-large",
      "give-up",
      error,
    );
  }
  if (code === "Z_BUF_ERROR") {
    return new AnswerFault(`expected the whole body, found its ${encoding} cut off`, "truncated", "retry", error);
  }
  return new AnswerFault(`expected a body in ${encoding}, found ${printable(message)}`, "bad-encoding", "retry", error);
}

/** RFC 9110 §8.4.1.2 means zlib's form; some servers send the bare stream. The first two bytes tell (RFC 1950 §2.2). */
export function isZlib(first: number, second: number): boolean {
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

/** Small results lie in memory that Node shares out among buffers, so that they could not be transferred to a worker. */
function isShared({ buffer }: Buffer): boolean {
  return buffer.byteLength === Buffer.poolSize;
}

function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}

function knownEncoding(name: string): Encoding {
  if (name === "gzip" || name === "x-gzip") return "gzip";
  if (name === "deflate" || name === "br" || name === "zstd") return name;
  throw new AnswerFault(
    `expected a content encoding of ${ACCEPT_ENCODING}, found ${printable(name)}`,
    "bad-encoding",
    "give-up",
  );
}

function decodeOnce(body: Buffer, encoding: Encoding, maxBytes: number): Buffer {
  const options = {
    maxOutputLength: maxBytes,
    chunkSize: Math.min(expectedLength(body, encoding), Math.max(maxBytes, 64)),
  };
  try {
    if (encoding === "gzip") return gunzipMembers(body, options);
    if (encoding === "br") return brotliDecompressSync(body, options);
    if (encoding === "zstd") return unzstdFrames(body, options);
    return isZlib(body[0] ?? 0, body[1] ?? 0) ? inflateSync(body, options) : inflateRawSync(body, options);
  } catch (error) {
    throw decodingFault(error, encoding, maxBytes);
  }
}

/** One piece of memory for all of the output costs half of what many cost. A stranger's word, so within limits. */
function expectedLength(body: Buffer, encoding: Encoding): number {
  // gzip ends with its length (RFC 1952 §2.3.1); of the others a page shrinks to about a sixth.
  const expected = encoding === "gzip" && body.length > 18 ? body.readUInt32LE(body.length - 4) + 64 : body.length * 6;
  return Math.min(Math.max(expected, 16 * 1024), 512 * 1024);
}
