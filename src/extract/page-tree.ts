import type { Document } from "domhandler";
import { buildTree } from "../dom/build-tree.ts";
import { parseHtml } from "../dom/parse-html.ts";
import { scanRegions } from "../dom/region-scan.ts";
import type { Wants } from "../dom/region-wants.ts";
import { decodeBody } from "../model/charset.ts";
import type { Page } from "../model/page.ts";

/** How a page was read: whole, or without what its site's description does not look at. */
export interface ReadingWay {
  readonly isWhole: boolean;
  /** Why it was read whole, wholly or from some place on; null where it was not. */
  readonly reason: string | null;
}

/** The tree of what a page's readers look at: all other elements that it has are empty. */
export function treeOf(page: Page, wants: Wants): { readonly document: Document; readonly way: ReadingWay } {
  const isAsIs = keepsAscii.test(page.charset);
  const body = isAsIs ? page.body : Buffer.from(decodeBody(page));
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const { cuts, stopped, tags } = scanRegions(bytes, wants);
  const isWhole = cuts.length === 0;
  const way = { isWhole, reason: stopped ?? (isWhole ? "everything is wanted" : null) };
  const charset = isAsIs ? page.charset : "utf-8";
  const html = decodeBody({ charset, body: without(bytes, cuts) });
  return { document: (tags === null ? null : buildTree(html, tags)) ?? parseHtml(html), way };
}

/** Encodings whose bytes are ASCII's wherever they look like it. */
const keepsAscii = /^(?:utf-8|windows-\d+|iso-8859-[\w-]+|koi8-[ru]|macintosh|x-mac-cyrillic|ibm866)$/;

/** What is left of the bytes, in memory that the next page's overwrites. */
function without(bytes: Buffer, cuts: readonly number[]): Buffer {
  if (cuts.length === 0) return bytes;
  let cut = 0;
  for (let at = 0; at < cuts.length; at += 2) cut += (cuts[at + 1] as number) - (cuts[at] as number);
  const size = bytes.length - cut;
  const kept = size > MAX_SHARED ? Buffer.allocUnsafeSlow(size) : shared;
  let length = 0;
  let from = 0;
  for (let at = 0; at < cuts.length; at += 2) {
    length += bytes.copy(kept, length, from, cuts[at]);
    from = cuts[at + 1] as number;
  }
  length += bytes.copy(kept, length, from);
  return kept.subarray(0, length);
}

const MAX_SHARED = 256 * 1024;
const shared = Buffer.allocUnsafeSlow(MAX_SHARED);
