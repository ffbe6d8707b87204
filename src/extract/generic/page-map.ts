import type { Document, Element, Text } from "domhandler";
import { isTag, isText } from "domhandler";
import { hintsOf } from "./class-hints.ts";
import { foldSpace } from "./fold-space.ts";
import { isHeadingName } from "./heading-name.ts";

/**
 * A page laid flat: every element and every text in document order, with what later steps ask of them in arrays.
 *
 * The subtree of node `i` is `i … end[i] - 1`, so the text of any subtree is a difference of two sums, and every step
 * after this one is a loop over numbers. Scripts, styles and the like stand in the map without their content.
 */
export interface PageMap {
  readonly nodes: readonly (Element | Text)[];
  /** Tag name, or "" for a text. */
  readonly names: readonly string[];
  readonly parents: ArrayLike<number>;
  /** One past the last node of the subtree. */
  readonly ends: ArrayLike<number>;
  readonly shapes: ArrayLike<Shape>;
  /** What the element's own tag, role, class and id say (`class-hints.ts`). */
  readonly hints: ArrayLike<number>;
  /** The elements that speak to machines, each kind in order. */
  readonly heads: {
    readonly meta: readonly Element[];
    readonly link: readonly Element[];
    readonly script: readonly Element[];
  };
  /** Nodes with an `itemprop`, or RDFa's `property`, in order. */
  readonly marked: readonly number[];
  /** Boxes with an `aria-label`, in order. */
  readonly labelled: readonly number[];
  /** Nodes of some kinds, in order, so that who asks for them need not walk the page: elements whose own names say something, … */
  readonly hinted: readonly number[];
  /** … blocks, `h1` to `h6`, `a`, `img`. */
  readonly boxes: readonly number[];
  readonly headings: readonly number[];
  readonly links: readonly number[];
  readonly pictures: readonly number[];
  /** Letters of visible text before node `i`; `textSums[ends[i]] - textSums[i]` is the subtree's. */
  readonly textSums: ArrayLike<number>;
  /** The same, for text within links. */
  readonly linkSums: ArrayLike<number>;
}

export const shape = { text: 0, inline: 1, block: 2, lineBreak: 3, skipped: 4 } as const;
export type Shape = (typeof shape)[keyof typeof shape];

const inlineNames = new Set(
  (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr picture q rp rt ruby s " +
    "samp small source span strike strong sub sup time tt u var wbr"
  ).split(" "),
);
const skippedNames = new Set(
  (
    "script style noscript template svg math iframe object embed canvas audio video map select option textarea datalist head " +
    "meta link base title noframes frame frameset input progress meter"
  ).split(" "),
);

// Room for the numbers of one page at a time, taken over by each page and copied to its own length at the end: arrays that
// grow by themselves are copied many times over, and leave what they outgrew to the collector.
let room = 8_192;
let scratch = makeScratch(room);

function makeScratch(
  size: number,
): Record<"parents" | "ends" | "shapes" | "hints" | "textSums" | "linkSums", Int32Array> {
  const make = (): Int32Array => new Int32Array(size);
  return { parents: make(), ends: make(), shapes: make(), hints: make(), textSums: make(), linkSums: make() };
}

function grow(): void {
  room *= 2;
  const larger = makeScratch(room);
  for (const key of Object.keys(scratch) as (keyof typeof scratch)[]) larger[key].set(scratch[key]);
  scratch = larger;
}

export function mapPage(document: Document): PageMap {
  const nodes: (Element | Text)[] = [];
  const names: string[] = [];
  const marked: number[] = [];
  const labelled: number[] = [];
  const hinted: number[] = [];
  const boxes: number[] = [];
  const headings: number[] = [];
  const links: number[] = [];
  const pictures: number[] = [];
  const heads = { meta: [] as Element[], link: [] as Element[], script: [] as Element[] };
  let { parents, ends, shapes, hints, textSums, linkSums } = scratch;
  let text = 0;
  let link = 0;
  let openLinks = 0;
  let parent = -1;
  let count = 0;
  // By hand rather than by recursion: a page may nest deeper than the stack.
  let node = document.firstChild;
  while (node !== null) {
    if (count + 2 > room) {
      grow();
      ({ parents, ends, shapes, hints, textSums, linkSums } = scratch);
    }
    let down = null;
    if (isText(node)) {
      nodes.push(node);
      names.push("");
      parents[count] = parent;
      ends[count] = count + 1;
      shapes[count] = shape.text;
      hints[count] = 0;
      textSums[count] = text;
      linkSums[count] = link;
      count++;
      const letters = countLetters(node.data);
      text += letters;
      if (openLinks > 0) link += letters;
    } else if (isTag(node)) {
      const { name, attribs } = node;
      const form = shapesByName.get(name) ?? shape.block;
      nodes.push(node);
      names.push(name);
      parents[count] = parent;
      ends[count] = count + 1;
      shapes[count] = form;
      textSums[count] = text;
      linkSums[count] = link;
      let own = 0;
      if (form === shape.block || form === shape.inline) {
        own = hintsOf(node);
        if (own !== 0) hinted.push(count);
        if (form === shape.block) {
          boxes.push(count);
          if (isHeadingName(name)) headings.push(count);
          else if (attribs["aria-label"]) labelled.push(count);
        } else if (name === "a") links.push(count);
        else if (name === "img") pictures.push(count);
        down = node.firstChild;
      } else if (name === "head") down = node.firstChild;
      else if (name === "meta") heads.meta.push(node);
      else if (name === "link") heads.link.push(node);
      else if (name === "script") heads.script.push(node);
      hints[count] = own;
      if (attribs.itemprop || (attribs.property && name !== "meta")) marked.push(count);
      if (down !== null) {
        parent = count;
        if (name === "a") openLinks++;
      }
      count++;
    }
    if (down !== null) {
      node = down;
      continue;
    }
    while (node.next === null && parent >= 0) {
      ends[parent] = count;
      if (names[parent] === "a") openLinks--;
      node = nodes[parent]!;
      parent = parents[parent]!;
    }
    node = node.next;
  }
  textSums[count] = text;
  linkSums[count] = link;
  return {
    nodes,
    names,
    heads,
    marked,
    labelled,
    hinted,
    boxes,
    headings,
    links,
    pictures,
    parents: parents.slice(0, count),
    ends: ends.slice(0, count),
    shapes: shapes.slice(0, count) as ArrayLike<number> as ArrayLike<Shape>,
    hints: hints.slice(0, count),
    textSums: textSums.slice(0, count + 1),
    linkSums: linkSums.slice(0, count + 1),
  };
}

export function textLengthOf(page: PageMap, at: number): number {
  return page.textSums[page.ends[at]!]! - page.textSums[at]!;
}

/** Share of a subtree's letters that stand in links, 0 … 1; 0 where there is no text. */
export function linkDensityOf(page: PageMap, at: number): number {
  const text = textLengthOf(page, at);
  return text === 0 ? 0 : (page.linkSums[page.ends[at]!]! - page.linkSums[at]!) / text;
}

/** The subtree's text as it reads: blocks and line breaks part words, white space folded. */
export function textOfRange(page: PageMap, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) {
    const form = page.shapes[i]!;
    if (form === shape.text) text += (page.nodes[i] as Text).data;
    else if (form === shape.block || form === shape.lineBreak) text += " ";
    else if (form === shape.skipped) i = page.ends[i]! - 1;
    for (let up = page.parents[i]!; up >= from && page.ends[up] === i + 1; up = page.parents[up]!) {
      if (page.shapes[up] === shape.block) text += " ";
    }
  }
  return foldSpace(text);
}

export function isInside(page: PageMap, at: number, ancestor: number): boolean {
  return at >= ancestor && at < page.ends[ancestor]!;
}

export function attributeOf(page: PageMap, at: number, name: string): string | undefined {
  const node = page.nodes[at];
  return node !== undefined && isTag(node) ? node.attribs[name] : undefined;
}

/** What stands in a script, style or title element, as written. */
export function rawTextOf(page: PageMap, at: number): string {
  const node = page.nodes[at]!;
  return isTag(node) ? node.children.map((child) => (isText(child) ? child.data : "")).join("") : node.data;
}

const shapesByName = new Map<string, Shape>([
  ["br", shape.lineBreak],
  ...[...inlineNames].map((name) => [name, shape.inline] as const),
  ...[...skippedNames].map((name) => [name, shape.skipped] as const),
]);

/** Letters, a run of white space counting as one and none at the edges. */
function countLetters(text: string): number {
  let count = 0;
  let gap = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 32 || (code <= 13 && code >= 9) || code === 160) {
      gap = count > 0;
    } else {
      if (gap) {
        count++;
        gap = false;
      }
      count++;
    }
  }
  return count;
}

/** What microdata, or RDFa in its vocabulary, calls a node. */
export function propertyOf(page: PageMap, at: number): string {
  return (
    attributeOf(page, at, "itemprop") ??
    (attributeOf(page, at, "property") ?? "").replaceAll(/(?:^|(?<=\s))(?:schema:|https?:\/\/schema\.org\/)/g, "")
  );
}
