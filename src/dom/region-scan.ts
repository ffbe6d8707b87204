import { RegionMatcher } from "./region-matcher.ts";
import { closeByTag, openByTag } from "./region-rules.ts";
import { type OpenTag, RegionStack } from "./region-stack.ts";
import { isSpace, TagReader } from "./region-tag-reader.ts";
import { breaksOutOfSvg, type TagInfo, tagAt } from "./region-tags.ts";
import type { Wants } from "./region-wants.ts";

/** What of a page's source may be left out. */
export interface RegionScan {
  /** Offsets in turn: from, to, from, to; in order. */
  readonly cuts: readonly number[];
  /** Why the source was kept whole from some place on; null where it was read to its end. */
  readonly stopped: string | null;
}

/**
 * Finds the contents of elements that may be left out of a page's source, so that what is left makes the same tree but for the children of
 * those elements.
 *
 * The scan follows HTML's tree construction where pages keep order: which element each tag opens and closes, with end tags that may be
 * left out, tables and what is raw text. Where the standard mends what it cannot follow (formatting that is misnested or never closed,
 * content beside a table's cells, elements within `math`), it stops, and all from there on is kept. An element is emptied only when its
 * own end tag closed it and nothing open around it was touched, so parsing goes on behind it in the state it would have been in.
 *
 * Letters beyond ASCII are of no matter: the source may be bytes read as Latin-1, if the encoding leaves ASCII as it is.
 */
export function scanRegions(html: string, wants: Wants): RegionScan {
  if (html.includes("\0")) return { cuts: [], stopped: "NUL" };
  const scanner = new Scanner(html, wants);
  const stopped = scanner.run();
  if (scanner.isLost || lateTags.test(html.slice(scanner.at))) return { cuts: [], stopped: stopped ?? "late tags" };
  return { cuts: scanner.stack.cuts, stopped };
}

/**
 * Tags that reach back: a frameset takes the body's place as long as nothing visible came before it, and a second `html` or `body` gives its
 * attributes to the first, so that selectors see what stood before it anew.
 */
const lateTags = /<(?:frameset|html|body)[\s/>]/i;

/** Beyond these a page is left to the parser, which has bounds of its own. */
const MAX_TAGS = 50_000;
const MAX_DEPTH = 300;
const MAX_ATTRIBUTES = 200;

const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const SLASH = 0x2f;
const GREATER = 0x3e;

class Scanner {
  readonly html: string;
  readonly stack = new RegionStack();
  readonly #reader: TagReader;
  readonly #matcher: RegionMatcher;
  /** Where the scan stands. */
  at = 0;
  /** Set where what was cut before may be wanted after all. */
  isLost = false;
  #tags = 0;
  /** Whether anything came that belongs to a body. */
  #hasContent = false;
  #starts = 0;

  constructor(html: string, wants: Wants) {
    this.html = html;
    this.#reader = new TagReader(html);
    this.#matcher = new RegionMatcher(html, wants);
  }

  /** Why it stopped; null at the end of the source. */
  run(): string | null {
    const { html, stack } = this;
    for (;;) {
      let { at } = this;
      const start = html.indexOf("<", at);
      if (start < 0) return null;
      const { top } = stack;
      if (!this.#hasContent && isAboveBody(top) && !isBlank(html, at, start)) this.#hasContent = true;
      if (isTablePart(top) && !isBlank(html, at, start)) return "text in a table";
      const code = html.charCodeAt(start + 1);
      if (isLetter(code)) {
        at = this.#startTag(start);
      } else if (code === SLASH) {
        if (isLetter(html.charCodeAt(start + 2))) at = this.#endTag(start);
        else at = after(html, ">", start + 2);
      } else if (code === EXCLAMATION) at = this.#declaration(start);
      else if (code === QUESTION) at = after(html, ">", start + 2);
      else {
        if (isTablePart(top)) return "text in a table";
        at = start + 1;
      }
      if (at === DONE) return null;
      if (at < 0) return this.#why;
      this.at = at;
      if (++this.#tags > MAX_TAGS) return "tags";
      if (stack.open.length > MAX_DEPTH) return "depth";
    }
  }

  #why = "unfinished";

  #stop(why: string): number {
    this.#why = why;
    return STOP;
  }

  #declaration(start: number): number {
    const { html } = this;
    if (!html.startsWith("--", start + 2)) {
      if (this.stack.svgDepth > 0) return this.#stop("declaration in svg");
      return after(html, ">", start + 2);
    }
    const end = html.indexOf("-->", start + 4);
    // `<!-->` and `<!--->` are whole comments, and `--!>` ends one too.
    if (html.startsWith(">", start + 4) || html.startsWith("->", start + 4)) return html.indexOf(">", start + 4) + 1;
    if (end < 0) return this.#stop("comment");
    // Looked for within the comment alone: a page may hold as many comments as it likes.
    return html.slice(start + 4, end).includes("--!>") ? this.#stop("comment") : end + 3;
  }

  #startTag(start: number): number {
    const { html, stack } = this;
    const reader = this.#reader;
    const nameEnd = reader.nameEnd(start + 1);
    const tagEnd = reader.readAttributes(nameEnd);
    if (tagEnd < 0) return this.#stop("unfinished tag");
    if (reader.attributes > MAX_ATTRIBUTES) return this.#stop("attributes");
    const info = tagAt(html, start + 1, nameEnd);
    const name = info?.name ?? html.slice(start + 1, nameEnd).toLowerCase();
    if (!this.#isInPlace(info)) {
      this.isLost = true;
      return this.#stop(`late ${name}`);
    }
    const isForeign = stack.svgDepth > 0;
    if (isForeign) {
      const around = stack.top?.name;
      if (breaksOutOfSvg.has(name) || around === "title" || around === "desc") return this.#stop("html in svg");
    } else {
      const obstacle = openByTag(stack, info, name);
      if (obstacle === IGNORED) return tagEnd;
      if (obstacle !== null) return this.#stop(obstacle);
    }
    const tag = stack.newTag();
    tag.info = isForeign ? undefined : info;
    tag.name = name;
    tag.tagStart = start;
    tag.contentStart = tagEnd;
    tag.classFrom = reader.classFrom;
    tag.classTo = reader.classTo;
    tag.idFrom = reader.idFrom;
    tag.idTo = reader.idTo;
    tag.classBits = 0;
    tag.isForeign = isForeign;
    const isWanted = stack.whole === 0 && this.#isWanted(tag);
    if (isWanted && stack.top !== undefined) stack.top.isNeeded = true;
    const isEmpty = isForeign || info?.kind === "svg" ? reader.isSelfClosing : hasNoContent(info);
    if (isEmpty || (!isForeign && info?.kind === "raw")) {
      stack.spare(tag);
      return isEmpty || info === undefined ? tagEnd : this.#rawText(info, tagEnd, isWanted);
    }
    tag.cutsBefore = stack.cuts.length;
    tag.isNeeded = isWanted;
    tag.isWhole = isWanted;
    stack.push(tag);
    return tagEnd;
  }

  /** Whether a tag of the page's frame stands where it changes nothing that came before. */
  #isInPlace(info: TagInfo | undefined): boolean {
    if (info?.kind === "frames") return false;
    if (this.#starts++ > 0 && info?.kind === "html") return false;
    if (info?.kind === "body") {
      const isFirst = !this.#hasContent;
      this.#hasContent = true;
      return isFirst;
    }
    if (info?.isOfHead !== true && info?.kind !== "head" && info?.kind !== "html") this.#hasContent = true;
    return true;
  }

  #isWanted(tag: OpenTag): boolean {
    const { stack } = this;
    if (tag.name === "script" && /ld\+json/i.test(this.html.slice(tag.tagStart, tag.contentStart))) return true;
    const by = this.#matcher.mayBeWanted(tag);
    const raises = by === 0 ? null : this.#matcher.wanted(tag, by, stack.open);
    if (raises === null) return false;
    const around = [
      ...(raises.has("parent") ? [stack.top] : []),
      ...(raises.has("figure") ? [stack.open.findLast((each) => each.name === "figure")] : []),
    ];
    for (const each of around) if (each !== undefined) stack.keepWhole(each);
    return true;
  }

  /** Raw text ends at its own end tag alone. */
  #rawText({ name }: TagInfo, contentStart: number, isWanted: boolean): number {
    const { html, stack } = this;
    const end = endOfRawText(html, name, contentStart);
    if (end < 0) return this.#stop(`unclosed ${name}`);
    // `<!--<script>` in a script begins a nested one, which ends first.
    if (name === "script" && holdsNested(html.slice(contentStart, end))) return this.#stop("script in a script");
    const tagEnd = this.#reader.readAttributes(end + 2 + name.length);
    if (tagEnd < 0) return this.#stop("unfinished tag");
    if (!isWanted && stack.whole === 0) stack.empty(stack.cuts.length, contentStart, end);
    return tagEnd;
  }

  #endTag(start: number): number {
    const { html, stack } = this;
    const reader = this.#reader;
    const nameEnd = reader.nameEnd(start + 2);
    const tagEnd = html.charCodeAt(nameEnd) === GREATER ? nameEnd + 1 : reader.readAttributes(nameEnd);
    if (tagEnd < 0) return this.#stop("unfinished tag");
    const info = tagAt(html, start + 2, nameEnd);
    const name = info?.name ?? html.slice(start + 2, nameEnd).toLowerCase();
    if (name === "body" || name === "html") return DONE;
    if (stack.top?.isForeign === true || stack.top?.info?.kind === "svg") {
      if (stack.top.name !== name) return this.#stop("html in svg");
      return stack.closeFrom(stack.open.length - 1, start) ? tagEnd : this.#stop("svg");
    }
    const obstacle = closeByTag(stack, info, name, start);
    return obstacle === null ? tagEnd : this.#stop(obstacle);
  }
}

const DONE = -2;
const STOP = -1;
const IGNORED = "";

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

const hasNoContent = (info: TagInfo | undefined): boolean =>
  info?.kind === "void" || info?.kind === "rule" || info?.kind === "column";

const isAboveBody = (tag: OpenTag | undefined): boolean =>
  tag === undefined || tag.info?.kind === "html" || tag.info?.kind === "head";

const isTablePart = (tag: OpenTag | undefined): boolean =>
  tag?.info?.kind === "table" || tag?.info?.kind === "table-part";

function isBlank(html: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSpace(html.charCodeAt(at))) return false;
  return true;
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? STOP : at + mark.length;
}

function holdsNested(script: string): boolean {
  const start = script.indexOf("<!--");
  return start >= 0 && /<script/i.test(script.slice(start));
}

function endOfRawText(html: string, name: string, from: number): number {
  for (let at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
    const nameEnd = at + 2 + name.length;
    const follows = html.charCodeAt(nameEnd);
    if (!(isSpace(follows) || follows === SLASH || follows === 0x3e)) continue;
    if (html.startsWith(name, at + 2) || html.slice(at + 2, nameEnd).toLowerCase() === name) return at;
  }
  return -1;
}
