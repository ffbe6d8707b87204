import { hint } from "./class-hints.ts";
import { isHeadingName } from "./heading-name.ts";
import type { PageMap } from "./page-map.ts";
import type { TextBlock } from "./text-blocks.ts";

/** Hints that make a part of the page furniture: its text is not the article's. */
export const furniture =
  hint.navigation |
  hint.advertisement |
  hint.share |
  hint.related |
  hint.newsletter |
  hint.comments |
  hint.byline |
  hint.caption |
  hint.hidden |
  hint.aside |
  hint.consent |
  hint.authorBox |
  hint.legal |
  hint.tags |
  hint.control |
  hint.infobox |
  hint.footer;

/**
 * What holds for each node by itself and the elements around it.
 *
 * A name like "sidebar-layout" or "ad-free" on the element that holds most of the page's prose says nothing about that
 * prose: furniture hints are not believed on an element with more than `mostProse` of it.
 */
export function resolveZones(page: PageMap, blocks: readonly TextBlock[]): Int32Array {
  const prose = proseSums(page, blocks);
  const total = prose[page.nodes.length]!;
  const zones = new Int32Array(page.nodes.length);
  let headingEnd = 0;
  for (let i = 0; i < page.nodes.length; i++) {
    const parent = page.parents[i]!;
    const around = parent < 0 ? 0 : zones[parent]!;
    let own = page.hints[i]!;
    // Within a heading a class tells how a part of it looks, not that it is none of it.
    if (own !== 0 && headingEnd > i) own &= hint.hidden;
    if (isHeadingName(page.names[i]!)) headingEnd = page.ends[i]!;
    if (own !== 0) {
      if ((own & furniture) !== 0 && prose[page.ends[i]!]! - prose[i]! > mostProse * total) own &= ~furniture;
      // "teaser-text" is as often the article's own standfirst as another's.
      if ((own & hint.lead) !== 0) own &= ~(hint.related | hint.caption);
      // A document's root and body carry the whole page's state in their classes.
      if (page.names[i] === "body" || page.names[i] === "html") own = 0;
    }
    zones[i] = around | own;
  }
  return zones;
}

const mostProse = 0.4;

/** Letters of prose before each node: text blocks that read like sentences, links not counted. */
export function proseSums(page: PageMap, blocks: readonly TextBlock[]): Float64Array {
  const sums = new Float64Array(page.nodes.length + 1);
  for (const block of blocks) sums[block.from + 1]! += proseOf(block);
  for (let i = 1; i < sums.length; i++) sums[i]! += sums[i - 1]!;
  return sums;
}

/** How many letters of a block count as prose. */
export function proseOf(block: TextBlock): number {
  const { length } = block.text;
  const density = block.linkLetters / length;
  if (block.kind === "heading" || density > 0.5) return 0;
  const wide = isWide(block.text);
  const size = wide ? length * 3 : length;
  if (size < 50) return 0;
  const ends = sentenceEnd.test(block.text);
  if (!ends && size < 120) return 0;
  const weight = (block.kind === "list-item" ? 0.6 : 1) * (ends ? 1 : 0.5);
  return size * (1 - density) * weight;
}

/** Ends like a sentence, in any script, brackets and quotes after it allowed. */
export const sentenceEnd = /[.!?…。！？।؟։።:][\s"'”’»«›)\]）」』]*$/u;

/** Chinese, Japanese and Korean write more in a letter: about three Latin ones. */
export function isWide(text: string): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text.slice(0, 60));
}
