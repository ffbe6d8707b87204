import { after, endOfRawText, endsLike, hasNestedScript, isBlank } from "./region-ends.ts";
import { RAISES, RegionMatcher } from "./region-matcher.ts";
import { closeByTag, openByTag } from "./region-rules.ts";
import { type OpenTag, RegionStack } from "./region-stack.ts";
import { TagReader } from "./region-tag-reader.ts";
import { breaksOutOfSvg, type TagInfo, tagAt } from "./region-tags.ts";
import type { Wants } from "./region-wants.ts";
import { TagLog } from "./tag-log.ts";

/** What of a page's source may be left out. */
export interface RegionScan {
  /** Offsets in turn: from, to, from, to; in order. */
  readonly cuts: readonly number[];
  /** Why the source was kept whole from some place on; null where it was read to its end. */
  readonly stopped: string | null;
  /** What each tag that is kept did, until the next scan; null where the source was not read to its end. */
  readonly tags: TagLog | null;
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
 * The source is bytes of UTF-8, or of another encoding that leaves ASCII as it is.
 */
export function scanRegions(source: Uint8Array, wants: Wants): RegionScan {
  const bytes = withEnd(source);
  if (bytes.indexOf(0) < source.length) return { cuts: [], stopped: "NUL", tags: null };
  const scanner = new Scanner(bytes, source.length, wants);
  const stopped = scanner.run();
  const isLost = scanner.isLost || (scanner.at < source.length && lateTags.test(bytes.toString("latin1", scanner.at)));
  if (isLost) return { cuts: [], stopped: stopped ?? "late tags", tags: null };
  const cuts = scanner.stack.cuts.all();
  if (stopped !== null) return { cuts, stopped, tags: null };
  log.leaveOut(cuts);
  return { cuts, stopped, tags: log };
}

/** The source with a zero byte behind it. Pages are scanned one after the other in the same memory. */
function withEnd(source: Uint8Array): Buffer {
  const length = source.length + 1;
  if (length > MAX_KEPT) {
    const bytes = Buffer.allocUnsafeSlow(length);
    bytes.set(source);
    bytes[source.length] = 0;
    return bytes;
  }
  if (memory.length < length) memory = Buffer.allocUnsafeSlow(Math.min(MAX_KEPT, length * 2));
  memory.set(source);
  memory[source.length] = 0;
  return memory.subarray(0, length);
}

const log = new TagLog();

const MAX_KEPT = 1 << 20;
let memory = Buffer.allocUnsafeSlow(0);

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
const DASH = 0x2d;
const LESS = 0x3c;
const QUESTION = 0x3f;
const SLASH = 0x2f;
const GREATER = 0x3e;

class Scanner {
  readonly bytes: Buffer;
  readonly length: number;
  readonly stack = new RegionStack();
  readonly #reader: TagReader;
  readonly #matcher: RegionMatcher;
  /** Where the scan stands. */
  at = 0;
  /** Set where what was cut before may be wanted after all. */
  isLost = false;
  /** Whether anything came that belongs to a body. */
  #hasContent = false;
  #starts = 0;

  constructor(bytes: Buffer, length: number, wants: Wants) {
    this.bytes = bytes;
    this.length = length;
    this.#matcher = new RegionMatcher(bytes, wants);
    this.#reader = new TagReader(bytes, this.#matcher.wantedClasses);
    log.count = 0;
  }

  /** Why it stopped; null at the end of the source. */
  run(): string | null {
    const { bytes, length, stack } = this;
    for (let tags = 0; tags < MAX_TAGS; tags++) {
      let start = this.at;
      let code = bytes[start] as number;
      while (code !== LESS && code !== 0) code = bytes[++start] as number;
      const { top } = stack;
      if (!this.#hasContent && isAboveBody(top) && !isBlank(bytes, this.at, start)) this.#hasContent = true;
      const isInTable = top !== undefined && isTablePart(top);
      if (isInTable && !isBlank(bytes, this.at, start)) return "text in a table";
      if (start >= length) return null;
      code = bytes[start + 1] as number;
      let at: number;
      if (isLetter(code)) {
        at = this.#startTag(start);
      } else if (code === SLASH) {
        if (isLetter(bytes[start + 2] as number)) at = this.#endTag(start);
        else at = after(bytes, GREATER, start + 2);
      } else if (code === EXCLAMATION) at = this.#declaration(start);
      else if (code === QUESTION) at = after(bytes, GREATER, start + 2);
      else {
        if (isInTable) return "text in a table";
        at = start + 1;
      }
      if (at === DONE) return null;
      if (at < 0) return this.#why;
      this.at = at;
      if (stack.open.length > MAX_DEPTH) return "depth";
    }
    return "tags";
  }

  #why = "unfinished";

  #stop(why: string): number {
    this.#why = why;
    return STOP;
  }

  #declaration(start: number): number {
    const { bytes } = this;
    if (bytes[start + 2] !== DASH || bytes[start + 3] !== DASH) {
      if (this.stack.svgDepth > 0) return this.#stop("declaration in svg");
      return after(bytes, GREATER, start + 2);
    }
    const from = start + 4;
    // `<!-->` and `<!--->` are whole comments, and `--!>` ends one too.
    if (bytes[from] === GREATER) return from + 1;
    if (bytes[from] === DASH && bytes[from + 1] === GREATER) return from + 2;
    const end = bytes.indexOf("-->", from, "latin1");
    if (end < 0) return this.#stop("comment");
    return bytes.subarray(from, end).includes("--!>", 0, "latin1") ? this.#stop("comment") : end + 3;
  }

  #startTag(start: number): number {
    const { bytes, stack } = this;
    const reader = this.#reader;
    const nameEnd = reader.nameEnd(start + 1);
    const tagEnd = reader.readAttributes(nameEnd);
    if (tagEnd < 0) return this.#stop("unfinished tag");
    if (reader.attributes > MAX_ATTRIBUTES) return this.#stop("attributes");
    const info = tagAt(bytes, start + 1, nameEnd, reader.nameHash);
    const name = info === undefined ? bytes.toString("latin1", start + 1, nameEnd).toLowerCase() : info.name;
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
      if (obstacle === IGNORED) {
        log.add(start, stack.open.length, info, false);
        return tagEnd;
      }
      if (obstacle !== null) return this.#stop(obstacle);
    }
    log.add(start, stack.open.length, info, true);
    const tag = stack.newTag();
    tag.info = isForeign ? undefined : info;
    tag.name = name;
    tag.tagStart = start;
    tag.contentStart = tagEnd;
    tag.classFrom = reader.classFrom;
    tag.classTo = reader.classTo;
    tag.idFrom = reader.idFrom;
    tag.idTo = reader.idTo;
    tag.classBits = reader.classBits;
    tag.attributeBits = reader.attributeBits;
    tag.isForeign = isForeign;
    const isWanted = stack.whole === 0 && this.#isWanted(tag, reader.hasWantedClass);
    if (isWanted && stack.top !== undefined) stack.top.isNeeded = true;
    const isEmpty = isForeign || info?.kind === "svg" ? reader.isSelfClosing : hasNoContent(info);
    if (isEmpty || (!isForeign && info?.kind === "raw")) {
      stack.spare(tag);
      return isEmpty || info === undefined ? tagEnd : this.#rawText(info, tagEnd, isWanted);
    }
    tag.cutsBefore = stack.cuts.count;
    tag.isNeeded = isWanted;
    tag.isWhole = isWanted;
    stack.push(tag);
    return tagEnd;
  }

  /** Whether a tag of the page's frame stands where it changes nothing that came before. */
  #isInPlace(info: TagInfo | undefined): boolean {
    const isFirstTag = this.#starts++ === 0;
    if (this.#hasContent && info?.isOfFrame !== true) return true;
    if (info?.kind === "frames") return false;
    if (!isFirstTag && info?.kind === "html") return false;
    if (info?.kind === "body") {
      const isFirst = !this.#hasContent;
      this.#hasContent = true;
      return isFirst;
    }
    if (info?.isOfHead !== true && info?.kind !== "head" && info?.kind !== "html") this.#hasContent = true;
    return true;
  }

  #isWanted(tag: OpenTag, hasWantedClass: boolean): boolean {
    const { stack } = this;
    if (tag.name === "script" && /ld\+json/i.test(this.bytes.toString("latin1", tag.tagStart, tag.contentStart)))
      return true;
    const by = this.#matcher.mayBeWanted(tag, hasWantedClass);
    if (by === 0) return false;
    const raises = this.#matcher.wanted(tag, by, stack.open);
    if ((raises & RAISES.parent) !== 0 && stack.top !== undefined) stack.keepWhole(stack.top);
    if ((raises & RAISES.figure) !== 0) {
      const figure = stack.open.findLast(({ name }) => name === "figure");
      if (figure !== undefined) stack.keepWhole(figure);
    }
    return raises !== 0;
  }

  /** Raw text ends at its own end tag alone. */
  #rawText({ name }: TagInfo, contentStart: number, isWanted: boolean): number {
    const { bytes, stack } = this;
    const end = endOfRawText(bytes, name, contentStart);
    if (end < 0) return this.#stop(`unclosed ${name}`);
    // `<!--<script>` in a script begins a nested one, which ends first.
    if (name === "script" && hasNestedScript(bytes, contentStart, end)) return this.#stop("script in a script");
    const tagEnd = this.#reader.readAttributes(end + 2 + name.length);
    if (tagEnd < 0) return this.#stop("unfinished tag");
    if (!isWanted && stack.whole === 0) stack.empty(stack.cuts.count, contentStart, end);
    return tagEnd;
  }

  #endTag(start: number): number {
    const { bytes, stack } = this;
    const { top } = stack;
    if (top !== undefined && (top.info === undefined || top.info.closesPlainly) && endsLike(bytes, start + 2, top)) {
      if (!stack.closeFrom(stack.open.length - 1, start)) return this.#stop("misnested formatting");
      log.add(start, stack.open.length, top.info, false);
      return start + 3 + top.name.length;
    }
    const reader = this.#reader;
    const nameEnd = reader.nameEnd(start + 2);
    const tagEnd = bytes[nameEnd] === GREATER ? nameEnd + 1 : reader.readAttributes(nameEnd);
    if (tagEnd < 0) return this.#stop("unfinished tag");
    const info = tagAt(bytes, start + 2, nameEnd, reader.nameHash);
    const name = info === undefined ? bytes.toString("latin1", start + 2, nameEnd).toLowerCase() : info.name;
    if (name === "body" || name === "html") {
      log.add(start, stack.open.length, info, false);
      return DONE;
    }
    if (stack.top?.isForeign === true || stack.top?.info?.kind === "svg") {
      if (stack.top.name !== name) return this.#stop("html in svg");
      if (!stack.closeFrom(stack.open.length - 1, start)) return this.#stop("svg");
    } else {
      const obstacle = closeByTag(stack, info, name, start);
      if (obstacle !== null) return this.#stop(obstacle);
    }
    log.add(start, stack.open.length, info, false);
    return tagEnd;
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

const isTablePart = ({ info }: OpenTag): boolean => info?.kind === "table" || info?.kind === "table-part";
