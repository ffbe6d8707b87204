import type { Document, Element } from "domhandler";
import { html as htmlNames } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";
import { GrowingTree } from "./growing-tree.ts";
import { withLineFeeds } from "./line-feeds.ts";
import { Attributes, newElement } from "./new-element.ts";
import { beginsMarkup, endOfComment, endOfRawText, indexOrEnd, isBlank, mayNest } from "./quick-ends.ts";
import { isSpace, QuickTagReader } from "./quick-tag-reader.ts";
import { DecodingMode, ReferenceTokenizer } from "./reference-tokenizer.ts";
import type { TagInfo } from "./region-tags.ts";
import { newSvgElement } from "./svg-element.ts";
import type { TagLog } from "./tag-log.ts";

/**
 * The tree of a source whose tags were followed by a scan, the same that `parseHtml` makes of it; null where the page does not keep order
 * in a way that the scan does not tell of: then that is for `parseHtml` to make.
 *
 * What each tag opens and closes is in the log, one entry for each tag of the source in turn. The scan's bounds (tags, depth, attributes)
 * are its bounds, and its time is that of one walk through the source.
 */
export function buildTree(source: string, log: TagLog): Document | null {
  const builder = new TreeBuilder(withLineFeeds(source), log);
  return builder.run() ? builder.tree.document : null;
}

class TreeBuilder {
  readonly tree = new GrowingTree();
  readonly #html: string;
  readonly #log: TagLog;
  readonly #tag = new QuickTagReader((html, from, first, to) => decoder.decodeValue(html, from, first, to));
  /** Place of the next tag in the log. */
  #place = 0;
  /** A line break that stands here is dropped: behind the tag of a `pre`. */
  #droppedAt = -1;

  constructor(html: string, log: TagLog) {
    this.#html = html;
    this.#log = log;
  }

  /** Whether the tree could be built. */
  run(): boolean {
    const html = this.#html;
    let at = 0;
    while (at >= 0 && at < html.length) {
      if (!beginsMarkup(html, at)) {
        at = this.#text(at);
        continue;
      }
      const next = html.charCodeAt(at + 1);
      if (next === SLASH) at = this.#endTag(at);
      else if (next === EXCLAMATION) at = this.#declaration(at);
      else at = next === QUESTION ? REFUSED : this.#startTag(at);
    }
    if (at < 0 || this.#place !== this.#log.count) return false;
    this.tree.end();
    return true;
  }

  #text(from: number): number {
    const html = this.#html;
    let end = indexOrEnd(html, "<", from + 1);
    while (end < html.length && !beginsMarkup(html, end)) end = indexOrEnd(html, "<", end + 1);
    if (!this.tree.isInBody && !isBlank(html, from, end)) return REFUSED;
    const text = this.#decoded(from, end);
    if (text === undefined) return REFUSED;
    const rest = from === this.#droppedAt ? withoutLineFeed(text) : text;
    if (rest !== "") this.tree.text(rest);
    return end;
  }

  /** Undefined where the end of the source may cut off a reference. */
  #decoded(from: number, to: number): string | undefined {
    const text = this.#html.slice(from, to);
    const reference = text.indexOf("&");
    if (reference < 0) return text;
    const decoded = decoder.decode(this.#html, from, from + reference, to, DecodingMode.text);
    return decoder.decodedTo === to ? decoded : undefined;
  }

  #declaration(start: number): number {
    const html = this.#html;
    if (!html.startsWith("--", start + 2)) {
      plainDoctype.lastIndex = start;
      return plainDoctype.test(html) && this.tree.doctype() ? plainDoctype.lastIndex : REFUSED;
    }
    const end = endOfComment(html, start + 4);
    if (end < 0) return REFUSED;
    this.tree.comment(html.slice(start + 4, end));
    return end + 3;
  }

  #startTag(start: number): number {
    const { tree } = this;
    const log = this.#log;
    const place = this.#place++;
    if (place >= log.count) return REFUSED;
    const info = log.infoAt(place);
    const end = this.#tagEnd(start + 1, info);
    if (end < 0) return REFUSED;
    const depth = log.depthAt(place);
    tree.closeTo(depth);
    if (!log.opensAt(place)) return tree.isInBody ? end : REFUSED;
    const kind = info?.kind;
    if (tree.isInSvg || kind === "svg") return this.#startSvgTag(info, depth, end);
    const element = this.#element(info);
    if (!tree.add(element, info, depth)) return REFUSED;
    switch (kind) {
      case "raw":
        return this.#rawText(element, end);
      case "void":
      case "rule":
      case "column":
      case "html":
      case "head":
      case "body":
        return end;
      default:
        if (element.name === "pre" || element.name === "listing") this.#droppedAt = end;
        tree.push(element, info, depth + 1);
        return end;
    }
  }

  #element(info: TagInfo | undefined): Element {
    const { name, names, values, count } = this.#tag;
    const attributes = new Attributes();
    for (let at = 0; at < count; at++) attributes[names[at] as string] = values[at] as string;
    return newElement(info?.name ?? name, htmlNames.NS.HTML, attributes);
  }

  #startSvgTag(info: TagInfo | undefined, depth: number, end: number): number {
    const { tree } = this;
    const isWithin = tree.isInSvg;
    const element = newSvgElement(info?.name ?? this.#tag.name, this.#tag, isWithin);
    const known = isWithin ? undefined : info;
    if (element === null || !tree.add(element, known, depth)) return REFUSED;
    if (!this.#tag.isSelfClosing) tree.push(element, known, depth + 1);
    return end;
  }

  #rawText(element: Element, from: number): number {
    const html = this.#html;
    const { name } = element;
    const end = endOfRawText(html, name, from);
    if (end === html.length || (name === "script" && mayNest(html, from, end))) return REFUSED;
    const hasReferences = name === "title" || name === "textarea";
    const text = hasReferences ? this.#decoded(from, end) : html.slice(from, end);
    if (text === undefined) return REFUSED;
    const rest = name === "textarea" ? withoutLineFeed(text) : text;
    if (rest !== "") adapter.appendChild(element, adapter.createTextNode(rest));
    return this.#tag.readAttributes(html, end + 2 + name.length);
  }

  #endTag(start: number): number {
    const { tree } = this;
    const place = this.#place++;
    if (place >= this.#log.count) return REFUSED;
    const info = this.#log.infoAt(place);
    const end = this.#tagEnd(start + 2, info);
    if (end < 0) return REFUSED;
    const kind = info?.kind;
    if (kind === "html" || kind === "body") return this.#behindBody(end, kind === "html");
    if (!tree.isInBody) return (kind === "head" ? tree.endHead() : info?.name !== "br") ? end : REFUSED;
    if (tree.closeTo(this.#log.depthAt(place))) return end;
    // It closed nothing; but these open an element then.
    if (info?.name === "p" || info?.name === "br") {
      const element = newElement(info.name, htmlNames.NS.HTML, new Attributes());
      return tree.add(element, info, this.#log.depthAt(place)) ? end : REFUSED;
    }
    // It may have closed a `tbody` that no tag opened, and anything closes a colgroup.
    return kind === "table-part" || tree.top?.name === "colgroup" ? REFUSED : end;
  }

  /** Where the tag ends; negative where it is not the one of the log, or not plain. */
  #tagEnd(nameStart: number, info: TagInfo | undefined): number {
    const html = this.#html;
    if (info === undefined) return this.#tag.read(html, nameStart);
    const nameEnd = nameStart + info.name.length;
    const isSame =
      (html.charCodeAt(nameStart) | 0x20) === info.name.charCodeAt(0) && endsName(html.charCodeAt(nameEnd));
    return isSame ? this.#tag.readAttributes(html, nameEnd) : REFUSED;
  }

  /** Reads what follows `</body>` or `</html>`: nothing but white space and comments, else it would go back into the body. */
  #behindBody(from: number, isHtmlClosed: boolean): number {
    const html = this.#html;
    if (!this.tree.mayEnd() || this.#place !== this.#log.count) return REFUSED;
    let isBehindHtml = isHtmlClosed;
    let at = from;
    while (at < html.length) {
      const markup = indexOrEnd(html, "<", at);
      if (!isBlank(html, at, markup)) return REFUSED;
      if (markup > at) this.tree.text(html.slice(at, markup));
      at = markup;
      endOfHtml.lastIndex = at;
      if (html.startsWith("<!--", at)) {
        const end = endOfComment(html, at + 4);
        if (end < 0) return REFUSED;
        this.tree.commentBehind(html.slice(at + 4, end), isBehindHtml);
        at = end + 3;
      } else if (endOfHtml.test(html)) {
        isBehindHtml = true;
        at = endOfHtml.lastIndex;
      } else if (at < html.length) return REFUSED;
    }
    return at;
  }
}

const REFUSED = -1;

const LINE_FEED = 0x0a;
const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const GREATER = 0x3e;
const QUESTION = 0x3f;

const plainDoctype = /<!doctype[\t\n\f ]+html[\t\n\f ]*>/iy;
const endOfHtml = /<\/html[\t\n\f ]*>/iy;

/** Decodes character references for all trees, one text after the other. */
const decoder = new ReferenceTokenizer({}, {} as ConstructorParameters<typeof ReferenceTokenizer>[1]);

const withoutLineFeed = (text: string): string => (text.charCodeAt(0) === LINE_FEED ? text.slice(1) : text);

const endsName = (code: number): boolean => code === GREATER || code === SLASH || isSpace(code);
