import { isAscii, isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import type { Page } from "./page.ts";
import { charsetIn, prescanCharset } from "./prescan-charset.ts";

export interface CharsetDecision {
  /** A name of the WHATWG Encoding Standard that `TextDecoder` knows, in lower case. */
  readonly charset: string;
  /** What decided: a byte order mark, Content-Type, the page's own declaration, its bytes, or nothing that could be believed. */
  readonly from: "bom" | "header" | "meta" | "content" | "default";
}

/**
 * Decides how a body's bytes become text: byte order mark, then Content-Type, then the page's own declaration, each only as far as the
 * bytes bear it out. Never throws.
 *
 * Pages lie, so where the standard would believe them the bytes have the last word: what is valid UTF-8 beyond ASCII is UTF-8,
 * whatever is declared, and what hardly is UTF-8 is not, though declared so. Labels that nobody should obey (utf-7, unknown ones) are
 * passed over, utf-16 inside a page means utf-8 and x-user-defined means windows-1252 (WHATWG HTML §13.2.3.2). Without any
 * declaration a body that is not valid UTF-8 is windows-1252.
 */
export function decideCharset(body: Uint8Array, contentType?: string): CharsetDecision {
  const marked = charsetOfMark(body);
  if (marked !== undefined) return { charset: marked, from: "bom" };
  const header = charsetOfLabel(charsetIn(contentType ?? ""));
  if (header?.startsWith("utf-16") === true && isLikeUtf16(body)) return { charset: header, from: "header" };
  const bare = charsetOfBareUtf16(body);
  if (bare !== undefined) return { charset: bare, from: "content" };
  for (const declared of declarations(body, header)) if (isBorneOut(declared.charset, body)) return declared;
  if (isUtf8(body)) return { charset: "utf-8", from: isAscii(body) ? "default" : "content" };
  return { charset: "windows-1252", from: "default" };
}

/** The body as text, without a byte order mark; what does not decode becomes U+FFFD. Never throws. */
export function decodeBody(page: Pick<Page, "body" | "charset">): string {
  return decoderOf(page.charset).decode(page.body);
}

/** Header before meta; the page is searched only when the header does not settle it. */
function* declarations(body: Uint8Array, header: string | undefined): Generator<CharsetDecision> {
  if (header !== undefined && !header.startsWith("utf-16")) yield { charset: header, from: "header" };
  const label = prescanCharset(body, charsetOfLabel);
  // The declaration could be read, so the bytes cannot be UTF-16.
  if (label !== undefined) yield { charset: label.startsWith("utf-16") ? "utf-8" : label, from: "meta" };
}

function isBorneOut(charset: string, body: Uint8Array): boolean {
  if (isUtf8(body)) {
    if (charset === "utf-8" || isAscii(body)) return true;
    return MULTI_BYTE.has(charset) && isFewSequences(body) && isValidIn(charset, body);
  }
  return charset !== "utf-8" || isMostlyUtf8(body);
}

/** Encodings in which a short text may be valid UTF-8 by chance; in those of one byte a character, it never is in practice. */
const MULTI_BYTE = new Set(["big5", "euc-jp", "euc-kr", "gb18030", "gbk", "shift_jis"]);

/** By chance one pair of bytes in ten of such an encoding is valid UTF-8, so eight in a row are no chance. */
const SEQUENCES_BEYOND_CHANCE = 8;

function isFewSequences(body: Uint8Array): boolean {
  return countUtf8(body, SEQUENCES_BEYOND_CHANCE).valid < SEQUENCES_BEYOND_CHANCE;
}

function isValidIn(charset: string, body: Uint8Array): boolean {
  try {
    new TextDecoder(charset, { fatal: true }).decode(body);
    return true;
  } catch {
    return false;
  }
}

/** A few broken characters do not make a page another encoding's; a page of another encoding has next to no valid sequences. */
function isMostlyUtf8(body: Uint8Array): boolean {
  const { valid, invalid } = countUtf8(body);
  return valid >= invalid;
}

/** Counts sequences of several bytes that are whole, and bytes beyond ASCII that belong to none. Stops after `most` whole ones. */
function countUtf8(body: Uint8Array, most = Number.POSITIVE_INFINITY): { valid: number; invalid: number } {
  let valid = 0;
  let invalid = 0;
  for (let at = 0; at < body.length && valid < most; at++) {
    const byte = body[at] as number;
    if (byte < 0x80) continue;
    const following = byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    let found = 0;
    while (found < following && ((body[at + found + 1] ?? 0) & 0xc0) === 0x80) found++;
    if (following > 0 && found === following) {
      valid++;
      at += following;
    } else invalid++;
  }
  return { valid, invalid };
}

/** WHATWG Encoding §6.1: only these three marks count; UTF-32's is not known. */
function charsetOfMark(body: Uint8Array): string | undefined {
  const [first, second, third] = body;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return undefined;
}

/** A page that begins with `<` and another ASCII character, two bytes each (as WHATWG HTML does it for `<?x`; here for any markup). */
function charsetOfBareUtf16(body: Uint8Array): string | undefined {
  const [first, second, third, fourth] = body;
  if (first === 0x3c && second === 0 && third !== 0 && fourth === 0) return "utf-16le";
  if (first === 0 && second === 0x3c && third === 0 && fourth !== 0) return "utf-16be";
  return undefined;
}

/** Markup and spaces have a zero byte each in UTF-16, and in nothing else. */
function isLikeUtf16(body: Uint8Array): boolean {
  return body.subarray(0, 1024).includes(0);
}

/** Labels come from strangers: about as many are remembered as the standard has, and it has none longer than 19 characters. */
const decoders = new Map<string, TextDecoder | undefined>();
const MAX_LABELS = 256;
const MAX_LABEL_LENGTH = 32;

function charsetOfLabel(label: string | undefined): string | undefined {
  if (label === undefined || label.length > MAX_LABEL_LENGTH) return undefined;
  const name = label.trim().toLowerCase();
  if (name === "x-user-defined") return "windows-1252";
  return knownDecoder(name)?.encoding;
}

function knownDecoder(name: string): TextDecoder | undefined {
  if (decoders.has(name)) return decoders.get(name);
  let decoder: TextDecoder | undefined;
  try {
    decoder = new TextDecoder(name);
  } catch {
    // utf-7, the encodings the standard replaces (hz-gb-2312, iso-2022-kr), and whatever else is written there.
  }
  if (decoders.size < MAX_LABELS) decoders.set(name, decoder);
  return decoder;
}

function decoderOf(charset: string): TextDecoder {
  return knownDecoder(charset) ?? (knownDecoder("windows-1252") as TextDecoder);
}
