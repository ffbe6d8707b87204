import type { Document } from "domhandler";
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
  const isUtf8 = page.charset === "utf-8";
  const bytes = Buffer.from(page.body.buffer, page.body.byteOffset, page.body.byteLength);
  // Read as Latin-1, UTF-8 costs next to nothing to scan: only what is kept is decoded.
  const source = isUtf8 ? bytes.toString("latin1") : decodeBody(page);
  const { cuts, stopped } = scanRegions(source, wants);
  const isWhole = cuts.length === 0;
  const way = { isWhole, reason: stopped ?? (isWhole ? "everything is wanted" : null) };
  if (!isUtf8) return { document: parseHtml(withoutCuts(source, cuts)), way };
  return { document: parseHtml(decodeBody({ charset: page.charset, body: bytesWithoutCuts(bytes, cuts) })), way };
}

function withoutCuts(source: string, cuts: readonly number[]): string {
  let kept = "";
  let from = 0;
  for (let at = 0; at < cuts.length; at += 2) {
    kept += source.slice(from, cuts[at]);
    from = cuts[at + 1] as number;
  }
  return kept + source.slice(from);
}

function bytesWithoutCuts(bytes: Buffer, cuts: readonly number[]): Buffer {
  if (cuts.length === 0) return bytes;
  const kept = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  let from = 0;
  for (let at = 0; at < cuts.length; at += 2) {
    length += bytes.copy(kept, length, from, cuts[at]);
    from = cuts[at + 1] as number;
  }
  length += bytes.copy(kept, length, from);
  return kept.subarray(0, length);
}
