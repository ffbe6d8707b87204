import { constants, gunzipSync } from "node:zlib";
import { decideCharset, decodeBody } from "../model/charset.ts";
import type { Finding } from "../model/outcome.ts";
import { headerOf, type Page } from "../model/page.ts";
import { doubt } from "./link.ts";

export interface BodyText {
  readonly text: string;
  readonly warnings: readonly Finding[];
}

/** Largest sitemap or feed after decompression, in bytes: the protocol's 50 MB (sitemaps.org), with some room. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;
/** A `.gz` may be sent with Content-Encoding too, and some servers pack twice. */
const MAX_LAYERS = 3;

/**
 * The body as text. Gzip is known by its first bytes, whatever name or type it has, and unpacked within bounds; what is cut
 * off gives what is whole.
 */
export function readBody(page: Page): BodyText {
  if (!isGzip(page.body)) return { text: decodeBody(page), warnings: [] };
  const warnings: Finding[] = [];
  let body = page.body;
  for (let layer = 0; isGzip(body); layer++) {
    const unpacked = layer < MAX_LAYERS ? unpack(body, warnings) : undefined;
    if (unpacked === undefined) return { text: "", warnings };
    body = unpacked;
  }
  const { charset } = decideCharset(body, headerOf(page.headers, "content-type"));
  return { text: decodeBody({ body, charset }), warnings };
}

function isGzip(body: Uint8Array): boolean {
  return body[0] === 0x1f && body[1] === 0x8b;
}

function unpack(body: Uint8Array, warnings: Finding[]): Uint8Array | undefined {
  try {
    return gunzipSync(body, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") {
      warnings.push(doubt("too-large", `more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MiB when unpacked: not read`));
      return undefined;
    }
    return unpackPart(body, warnings);
  }
}

/** Without its end there is no checksum, but what came before it can be read. */
function unpackPart(body: Uint8Array, warnings: Finding[]): Uint8Array | undefined {
  try {
    const part = gunzipSync(body, { maxOutputLength: MAX_UNPACKED_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
    warnings.push(doubt("truncated", "the gzip data is cut off: read as far as it goes"));
    return part;
  } catch (error) {
    warnings.push(doubt("bad-gzip", `gzip data that cannot be unpacked: ${(error as Error).message}`));
    return undefined;
  }
}
