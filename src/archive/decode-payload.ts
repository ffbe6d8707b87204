import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";
import type { Headers } from "../model/page.ts";

/**
 * Undoes the transfer and content encodings that an archive left in a body, as far as they are there: tools differ in what they store,
 * and some keep the headers though the body is decoded. What does not decode is taken as it stands.
 */
export function decodePayload(body: Buffer, headers: Headers, maxBytes: number): Buffer {
  const isChunked = (headers["transfer-encoding"] ?? []).some((value) => /\bchunked\b/i.test(value));
  let decoded = isChunked ? (unchunk(body) ?? body) : body;
  const encodings = (headers["content-encoding"] ?? [])
    .flatMap((value) => value.split(","))
    .map((name) => name.trim().toLowerCase());
  for (const encoding of encodings.slice(0, MAX_ENCODINGS).reverse())
    decoded = decodeOnce(decoded, encoding, maxBytes) ?? decoded;
  return decoded;
}

const MAX_ENCODINGS = 3;

/** RFC 9112 §7.1; a body that was cut short gives what is there. `undefined` where it does not begin with a chunk. */
function unchunk(body: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(0x0a, at);
    const line = end < 0 || end - at > 4096 ? "" : body.toString("latin1", at, end).trim();
    const size = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) return chunks.length === 0 ? undefined : Buffer.concat(chunks);
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    chunks.push(body.subarray(end + 1, end + 1 + length));
    at = end + 1 + length;
    if (body[at] === 0x0d) at++;
    if (body[at] === 0x0a) at++;
  }
  return Buffer.concat(chunks);
}

/** A cut body gives what can be had of it; `undefined` where the bytes are not of this encoding, or far too many. */
function decodeOnce(body: Buffer, encoding: string, maxBytes: number): Buffer | undefined {
  const bounds = { maxOutputLength: maxBytes };
  const lenient = { ...bounds, finishFlush: constants.Z_SYNC_FLUSH };
  try {
    if (encoding === "gzip" || encoding === "x-gzip")
      return body[0] === 0x1f && body[1] === 0x8b ? gunzipSync(body, lenient) : undefined;
    if (encoding === "deflate") {
      const isZlib = ((body[0] ?? 0) & 15) === 8 && (((body[0] ?? 0) << 8) | (body[1] ?? 0)) % 31 === 0;
      return isZlib ? inflateSync(body, lenient) : inflateRawSync(body, lenient);
    }
    if (encoding === "br")
      return brotliDecompressSync(body, { ...bounds, finishFlush: constants.BROTLI_OPERATION_FLUSH });
    if (encoding === "zstd") return zstdDecompressSync(body, bounds);
  } catch {
    return undefined;
  }
  return undefined;
}
