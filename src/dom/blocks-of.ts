import { type ChildNode, type Element, isTag, isText, type ParentNode } from "domhandler";
import type { Block } from "../model/article-record.ts";
import { foldText } from "../model/text.ts";
import { codeOf, isLayoutTable, rowsOf } from "./preformatted.ts";
import { isBlock, isSilent, smileyOf } from "./text-of.ts";

export interface BlocksOptions {
  /** Nodes left out, with all they hold. */
  readonly removed?: ReadonlySet<ChildNode>;
  /**
   * Elements that are headings though they are not `h1`–`h6`, such as the `strong` of `<p><strong>Kop</strong><br>Tekst`. One counts
   * only where it stands alone on its line, so emphasis at the beginning of a sentence stays in it.
   */
  readonly subheadings?: ReadonlySet<Element>;
}

/** Level of headings that only the site file knows as such: right below the title. */
const SUBHEADING_LEVEL = 2;

/**
 * The text of containers, block by block: paragraphs, headings, list items (`level` tells how deep), quotes, code and tables.
 * `<br><br>` parts paragraphs as borders of blocks do, a single `<br>` is a space; loose text between elements is a paragraph.
 * A list item is one block, whatever paragraphs it holds. Figures with their captions, forms, navigation and buttons are left out; tables,
 * quotes, lists and code in a figure are kept. A container may itself be a block, so `div.text` and `div.text > p` give the same.
 */
export function blocksOf(containers: readonly ParentNode[], options: BlocksOptions = {}): Block[] {
  const writer = new BlockWriter();
  for (const container of containers) {
    writeAll(container, options, writer);
    writer.close();
  }
  return writer.blocks;
}

type Kind = Pick<Block, "type" | "level">;

/** Gathers inline text until a border closes the block. */
class BlockWriter {
  readonly blocks: Block[] = [];
  kind: Kind = paragraph;
  #pieces: string[] = [];
  #hasText = false;
  #isLineEmpty = true;

  write(text: string): void {
    this.#pieces.push(text);
    if (!/\S/.test(text)) return;
    this.#hasText = true;
    this.#isLineEmpty = false;
  }

  /** Whether nothing stands on this line yet. */
  get isAtLineStart(): boolean {
    return this.#isLineEmpty;
  }

  breakLine(): void {
    if (this.#isLineEmpty && this.#hasText && !isJoined(this.kind)) this.close();
    else this.#pieces.push(" ");
    this.#isLineEmpty = true;
  }

  close(): void {
    if (this.#hasText) this.add(this.kind, foldText(this.#pieces.join("")));
    this.#pieces = [];
    this.#hasText = false;
    this.#isLineEmpty = true;
  }

  add({ type, level }: Kind, text: string): void {
    if (text !== "") this.blocks.push({ type, text, level });
  }
}

const paragraph: Kind = { type: "paragraph", level: null };

/** Blocks that stay one, whatever blocks stand in them. */
const isJoined = ({ type }: Kind): boolean => type === "list-item" || type === "heading";

interface Frame {
  readonly children: readonly ChildNode[];
  place: number;
  readonly kind: Kind;
  readonly listDepth: number;
  readonly isInFigure: boolean;
  /** Whether the end of these children ends a block. */
  readonly closes: boolean;
}

/** Goes down without recursion: pages may be thousands of elements deep. */
function writeAll(container: ParentNode, options: BlocksOptions, writer: BlockWriter): void {
  const isElement = isTag(container as ChildNode);
  const outer: Frame = {
    children: isElement ? [container as Element] : container.children,
    place: 0,
    kind: paragraph,
    listDepth: 0,
    isInFigure: false,
    closes: true,
  };
  const frames = [outer];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const node = frame.children[frame.place++];
    if (node === undefined) {
      if (frame.closes) writer.close();
      frames.pop();
      writer.kind = frames.at(-1)?.kind ?? paragraph;
    } else if (options.removed?.has(node)) {
      // What surrounds a removed block stays apart.
      if (isTag(node) && isBlock(node) && !isJoined(frame.kind)) writer.close();
    } else if (isText(node)) {
      if (!frame.isInFigure) writer.write(node.data);
    } else if (isTag(node) && (node === container || !isLeftOut(node))) {
      const inner = enter(node, frame, options, writer);
      if (inner !== undefined) {
        writer.kind = inner.kind;
        frames.push(inner);
      }
    }
  }
}

const leftOut = new Set(["figcaption", "nav", "form", "button", "label", "fieldset"]);

const isLeftOut = (element: Element): boolean => leftOut.has(element.name) || isSilent(element);

/** Writes what the element is by itself; gives the frame of its children where they must be walked. */
function enter(element: Element, frame: Frame, options: BlocksOptions, writer: BlockWriter): Frame | undefined {
  const { name } = element;
  if (name === "br") {
    writer.breakLine();
    return undefined;
  }
  if (name === "img") {
    if (!frame.isInFigure) writer.write(smileyOf(element));
    return undefined;
  }
  if (name === "pre" || name === "listing" || name === "xmp" || name === "plaintext") {
    writer.close();
    writer.add({ type: "code", level: null }, codeOf(element, options.removed));
    return undefined;
  }
  if (name === "table" && !isLayoutTable(element)) {
    writer.close();
    writer.add({ type: "table", level: null }, rowsOf(element, options.removed));
    return undefined;
  }
  const next = { children: element.children, place: 0, listDepth: frame.listDepth, isInFigure: frame.isInFigure };
  if (options.subheadings?.has(element) && writer.isAtLineStart && endsItsLine(element)) {
    writer.close();
    return { ...next, kind: { type: "heading", level: SUBHEADING_LEVEL }, isInFigure: false, closes: true };
  }
  const own = kindOf(element, frame);
  if (own !== undefined) {
    writer.close();
    const isList = name === "ul" || name === "ol" || name === "menu";
    const listDepth = isList ? frame.listDepth + 1 : frame.listDepth;
    return { ...next, listDepth, kind: own, isInFigure: own === frame.kind && frame.isInFigure, closes: true };
  }
  if (!isBlock(element)) return { ...next, kind: frame.kind, closes: false };
  if (isJoined(frame.kind)) {
    writer.write(" ");
    return { ...next, kind: frame.kind, closes: false };
  }
  writer.close();
  return { ...next, kind: frame.kind, isInFigure: frame.isInFigure || name === "figure", closes: true };
}

/** The kind of block that the element makes of what stands in it; undefined where it leaves it as it is. */
function kindOf(element: Element, frame: Frame): Kind | undefined {
  const { name, attribs } = element;
  const heading =
    /^h([1-6])$/.exec(name)?.[1] ?? (attribs.role === "heading" ? (attribs["aria-level"] ?? "2") : undefined);
  if (heading !== undefined)
    return { type: "heading", level: Math.min(6, Math.max(1, Number.parseInt(heading, 10) || 2)) };
  if (name === "li") return { type: "list-item", level: Math.min(9, Math.max(1, frame.listDepth)) };
  if (name === "blockquote") return { type: "quote", level: null };
  if (name === "ul" || name === "ol" || name === "menu") return frame.kind;
  return undefined;
}

/** Whether nothing but white space follows the element until a `<br>` or the border of a block. */
function endsItsLine(element: Element): boolean {
  let node: Element = element;
  for (;;) {
    for (let next = node.next; next !== null; next = next.next) {
      if (isText(next) && /\S/.test(next.data)) return false;
      if (isTag(next)) return next.name === "br" || isBlock(next);
    }
    const { parent } = node;
    if (parent === null || !isTag(parent) || isBlock(parent)) return true;
    node = parent;
  }
}
