import { invites, isColophon, isDebris, pointsElsewhere } from "./furniture-lines.ts";
import { type PageMap, textLengthOf } from "./page-map.ts";
import type { TextBlock } from "./text-blocks.ts";
import { titleKey } from "./title.ts";
import { furniture, isWide, proseOf, sentenceEnd } from "./zones.ts";

/** Leaves of a container's blocks what is text: not what stands before the title, around the paragraphs or between them as furniture. */
export function cutBlocks(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: readonly number[],
  titleAt: number,
  titleText: string | null,
): TextBlock[] {
  const key = titleText === null ? "" : titleKey(titleText);
  const afterTitle = dropBeforeTitle(blocks, titleAt);
  const plain = afterTitle.filter(
    (block) => (zones[block.from]! & furniture) === 0 && block.from !== titleAt && (key === "" || titleKey(block.text) !== key),
  );
  const prefersParagraphs = shareInParagraphs(page, plain) > 0.7;
  const kept = plain.filter((block) => isText(page, block, prefersParagraphs));
  return trimEnds(page, kept);
}

/** What precedes the title is navigation, unless it is much of the text: then the title we know stands elsewhere. */
function dropBeforeTitle(blocks: readonly TextBlock[], titleAt: number): readonly TextBlock[] {
  if (titleAt < 0) return blocks;
  let before = 0;
  let all = 0;
  for (const block of blocks) {
    const prose = proseOf(block);
    all += prose;
    if (block.from < titleAt) before += prose;
  }
  return before < all * 0.15 ? blocks.filter((block) => block.from >= titleAt) : blocks;
}

function shareInParagraphs(page: PageMap, blocks: readonly TextBlock[]): number {
  let inside = 0;
  let all = 0;
  for (const block of blocks) {
    const prose = proseOf(block);
    all += prose;
    if (page.names[block.owner] === "p") inside += prose;
  }
  return all === 0 ? 0 : inside / all;
}

function isText(page: PageMap, block: TextBlock, prefersParagraphs: boolean): boolean {
  const { text, kind } = block;
  if (kind === "code" || kind === "table") return true;
  if (isDebris.test(text)) return false;
  const density = block.linkLetters / Math.max(1, text.replace(/\s/g, "").length);
  const { length } = text;
  if (length < 250) {
    if (pointsElsewhere.test(text) && (density > 0.2 || length < 40 || kind === "heading")) return false;
    if (invites.test(text) && (density > 0.1 || length < 120)) return false;
    if (isColophon.test(text) && length < 160) return false;
  }
  if (kind !== "heading") {
    // A line that is one link leads elsewhere; so does a label with a link behind it.
    if (density > 0.8 && kind !== "list-item" && (length < 220 || !sentenceEnd.test(text))) return false;
    if (density > 0.85 && kind === "list-item") return false;
    if (density > 0.5 && length < 200 && /^[^:|]{2,30}[:|]\s/.test(text) && !sentenceEnd.test(text)) return false;
    const owner = page.names[block.owner];
    if (kind === "paragraph" && prefersParagraphs && owner !== "p" && length < (isWide(text) ? 25 : 80) && !sentenceEnd.test(text)) return false;
    if (isCaption(page, block)) return false;
  } else if (density > 0.9 && length > 15) return false;
  return true;
}

/** A short text alone with a picture in an element that is no paragraph describes the picture. */
function isCaption(page: PageMap, block: TextBlock): boolean {
  if (block.text.length > 300 || page.names[block.owner] === "li" || page.names[block.owner] === "blockquote") return false;
  let at = block.owner;
  for (let steps = 0; steps < 3 && at > 0; steps++) {
    if (textLengthOf(page, at) > block.text.length + 60) return false;
    const from = page.names[at] === "p" ? -1 : at;
    if (from >= 0) {
      for (let i = from; i < page.ends[from]!; i++) {
        if (page.names[i] === "img" || page.names[i] === "picture" || page.names[i] === "iframe" || page.names[i] === "video") return true;
      }
    }
    at = page.parents[at]!;
  }
  return false;
}

/** The text begins and ends with prose: short lines and headings before the first and after the last are not of it. */
function trimEnds(page: PageMap, blocks: readonly TextBlock[]): TextBlock[] {
  let first = blocks.findIndex((block) => proseOf(block) > 0);
  if (first < 0) return [...blocks];
  let last = blocks.findLastIndex((block) => proseOf(block) > 0);
  while (first > 0 && isAttached(blocks[first - 1]!)) first--;
  while (last < blocks.length - 1 && isClosing(page, blocks[last + 1]!, blocks[last]!)) last++;
  return blocks.slice(first, last + 1);
}

function isAttached(block: TextBlock): boolean {
  if (block.kind === "heading") return block.text.length < 200;
  return sentenceEnd.test(block.text) && block.text.length > 20;
}

function isClosing(page: PageMap, block: TextBlock, before: TextBlock): boolean {
  if (block.kind === "table" || block.kind === "code") return true;
  if (block.kind === "heading") return false;
  const sameKind = page.names[block.owner] === page.names[before.owner] && page.parents[block.owner] === page.parents[before.owner];
  return sameKind && (sentenceEnd.test(block.text) || block.kind === "list-item" || block.text.length > 40);
}

