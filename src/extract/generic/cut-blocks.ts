import { asksConsent, invites, isColophon, isDebris, pointsElsewhere } from "./furniture-lines.ts";
import { firstLinkOf, staysOnSite } from "./links.ts";
import { attributeOf, type PageMap, textLengthOf } from "./page-map.ts";
import type { TextBlock } from "./text-blocks.ts";
import { hasTitleKey, titleKey } from "./title.ts";
import { furniture, isWide, proseOf, sentenceEnd } from "./zones.ts";

/** What the cutting must know beside the blocks. */
export interface CutContext {
  readonly zones: ArrayLike<number>;
  readonly titleAt: number;
  readonly titleText: string | null;
  /** `siteOf` the page. */
  readonly site: string;
  /** Names that the page declares as its authors. */
  readonly authors: readonly string[];
}

/** Leaves of a container's blocks what is text: not what stands before the title, around the paragraphs or between them as furniture. */
export function cutBlocks(page: PageMap, blocks: readonly TextBlock[], context: CutContext): TextBlock[] {
  const { zones, titleAt, titleText, site } = context;
  const key = titleText === null ? "" : titleKey(titleText);
  const plain = dropBeforeTitle(blocks, titleAt).filter(
    (block) =>
      (zones[block.from]! & furniture) === 0 && block.from !== titleAt && (key === "" || !hasTitleKey(block.text, key)),
  );
  const homes = homesOf(page, plain);
  const prefersParagraphs = shareInParagraphs(page, plain) > 0.7;
  const isNew = noveltyOf(page);
  const kept = plain.filter((block) => {
    if (!isText(page, block, prefersParagraphs, site)) return false;
    return isNew(block);
  });
  return dropEmptyHeadings(dropSignature(trimEnds(kept, homes), context.authors), blocks);
}

/**
 * Tells a text that stands in the page before: pages carry copies for print, for small screens, for teasers of themselves.
 * Within one element a text may repeat itself.
 */
function noveltyOf(page: PageMap): (block: TextBlock) => boolean {
  const homes = new Map<string, number>();
  let all = "";
  return (block) => {
    const { text, kind } = block;
    if (text.length < 60 || kind === "table" || kind === "code") return true;
    const home = homeOf(page, block);
    const first = homes.get(text);
    if (first !== undefined && first !== home) return false;
    if (text.length > 600) {
      const probes = [0.1, 0.4, 0.7].map((part) => text.slice(Math.floor(text.length * part)).slice(0, 40));
      if (probes.filter((probe) => all.includes(probe)).length >= 2) return false;
    }
    homes.set(text, first ?? home);
    all += `${text} `;
    return true;
  };
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

/** The elements that hold the paragraphs side by side: those with much of the prose, and those that look like them. */
function homesOf(page: PageMap, blocks: readonly TextBlock[]): (block: TextBlock) => boolean {
  const shares = new Map<number | string, number>();
  let all = 0;
  for (const block of blocks) {
    const prose = proseOf(block);
    if (prose === 0) continue;
    const home = homeOf(page, block);
    for (const key of [home, lookOf(page, home)]) shares.set(key, (shares.get(key) ?? 0) + prose);
    all += prose;
  }
  const isHome = (at: number): boolean => {
    const look = lookOf(page, at);
    return (shares.get(at) ?? 0) > all * 0.12 || (look !== "" && (shares.get(look) ?? 0) > all * 0.12);
  };
  return (block) => {
    for (let up = homeOf(page, block); up > 0; up = page.parents[up]!) if (isHome(up)) return true;
    return all === 0;
  };
}

/** The element around a paragraph, list, quote or heading. */
function homeOf(page: PageMap, block: TextBlock): number {
  let at = block.owner;
  while (at > 0 && /^(?:p|li|ul|ol|dl|dt|dd|blockquote|h[1-6]|figure|table|tbody|tr|td|pre)$/.test(page.names[at]!))
    at = page.parents[at]!;
  return at;
}

function lookOf(page: PageMap, at: number): string {
  const name = attributeOf(page, at, "class")?.trim() ?? "";
  return name === "" ? "" : `${page.names[at]}.${name}`;
}

function isText(page: PageMap, block: TextBlock, prefersParagraphs: boolean, site: string): boolean {
  const { text, kind } = block;
  if (kind === "code" || kind === "table") return true;
  // A year or a rank may head a part; as a line it counts something.
  if (isDebris.test(text) && !(kind === "heading" && /^\d{1,4}\.?$/.test(text))) return false;
  const density = block.linkLetters / text.length;
  const { length } = text;
  if (length < 250) {
    if (pointsElsewhere.test(text) && (density > 0.2 || length < 40 || kind === "heading")) return false;
    if (invites.test(text) && (density > 0.1 || length < 120) && kind !== "list-item") return false;
    if (isColophon.test(text) && length < 160) return false;
    if (asksConsent.test(text)) return false;
  }
  const leadsOn = density > 0.5 && staysOnSite(firstLinkOf(page, block), site);
  if (kind === "heading") return !(leadsOn && density > 0.9 && length > 15);
  if (leadsOn) {
    // A line that is one link leads elsewhere; so does a label with a link behind it.
    if (density > 0.8 && (length < 90 || !sentenceEnd.test(text))) return false;
    if (length < 200 && /^[^:|]{2,30}[:|]\s/.test(text) && !sentenceEnd.test(text)) return false;
  }
  const owner = page.names[block.owner];
  if (
    kind === "paragraph" &&
    prefersParagraphs &&
    owner !== "p" &&
    length < (isWide(text) ? 25 : 80) &&
    !sentenceEnd.test(text)
  )
    return false;
  return !isCaption(page, block);
}

/** A short text alone with a picture in an element that is no paragraph describes the picture. */
function isCaption(page: PageMap, block: TextBlock): boolean {
  if (block.text.length > 300 || page.names[block.owner] === "li" || page.names[block.owner] === "blockquote")
    return false;
  let at = block.owner;
  for (let steps = 0; steps < 3 && at > 0 && !/^(?:blockquote|li|td|article|section)$/.test(page.names[at]!); steps++) {
    if (textLengthOf(page, at) > block.text.length + 60) return false;
    if (page.names[at] !== "p") {
      for (let i = at; i < page.ends[at]!; i++) if (/^(?:img|picture|iframe|video)$/.test(page.names[i]!)) return true;
    }
    at = page.parents[at]!;
  }
  return false;
}

/**
 * The text ends where its homes end: what follows elsewhere is of the page. Before the first paragraph only what heads
 * it or reads like a sentence stays, and a heading with nothing under it is none of the text.
 */
function trimEnds(blocks: readonly TextBlock[], isAtHome: (block: TextBlock) => boolean): TextBlock[] {
  let first = blocks.findIndex((block) => proseOf(block) > 0);
  if (first < 0) return blocks.filter(isAtHome);
  let last = blocks.findLastIndex((block) => block.kind !== "heading" && isAtHome(block));
  if (last < first) last = blocks.findLastIndex((block) => proseOf(block) > 0);
  while (first > 0 && (isAtHome(blocks[first - 1]!) || isAttached(blocks[first - 1]!))) first--;
  const prose = blocks.findIndex((block) => proseOf(block) > 0);
  return blocks.slice(first, last + 1).filter((block, k) => first + k >= prose || !isHeadLine(block));
}

/** Before the first paragraph: a line of name or date that no element sets apart. */
function isHeadLine({ kind, text }: TextBlock): boolean {
  return kind === "paragraph" && text.length < 60 && /(?:19|20)\d\d|\d[.:]\d\d/.test(text) && !sentenceEnd.test(text);
}

/** "Name is a reporter at …" at the end presents the author. */
function dropSignature(blocks: readonly TextBlock[], authors: readonly string[]): TextBlock[] {
  const from = Math.max(1, blocks.length - 3);
  return blocks.filter(
    (block, k) => k < from || block.text.length > 600 || !authors.some((author) => presents(block.text, author)),
  );
}

function presents(text: string, author: string): boolean {
  if (author.length < 5) return false;
  const start = text.slice(0, author.length + 25);
  const place = start.indexOf(author);
  if (place < 0 || place > 12) return false;
  return /^\s*(?:is|was|has|covers|writes|reports|contributed|can be reached|ist|war|schreibt|arbeitet|est|écrit|es|escribe|è|scrive|schrijft|werkt|är|er|skriver|jest|on|jobber|,|\(|@|$)/i.test(
    text.slice(place + author.length),
  );
}

/** A heading whose links were cut heads nothing: the next thing kept is a heading of its rank. */
function dropEmptyHeadings(blocks: readonly TextBlock[], all: readonly TextBlock[]): TextBlock[] {
  const places = new Map(all.map((block, place) => [block, place]));
  return blocks.filter((block, k) => {
    if (block.kind !== "heading") return true;
    const next = blocks[k + 1];
    if (next === undefined) return false;
    if (next.kind !== "heading" || next.level > block.level) return true;
    const cut = all.slice(places.get(block)! + 1, places.get(next));
    return !cut.some((between) => between.linkLetters > between.text.length * 0.5);
  });
}

function isAttached(block: TextBlock): boolean {
  if (block.kind === "heading") return block.text.length < 200;
  return sentenceEnd.test(block.text) && block.text.length > 20;
}
