import { type ChildNode, Document, Element, isTag, isText, type ParentNode, Text } from "domhandler";
import { selectAll } from "../../dom/select.ts";
import { walkElements } from "../../dom/tree-index.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";
import { type Bounds, boundsOf, type FoundItem, type FoundItems, outermost } from "./find-items.ts";

/**
 * Cuts a stretch of a page into comments at separators, such as `<hr>`, wherever in the tree these stand.
 *
 * Each piece is a tree of its own: copies of what stands between two separators, in copies of the elements that were open
 * there. What holds nothing to read is no comment.
 */
export function cutItems(
  block: CommentsBlock,
  document: Document,
  removed: ReadonlySet<Element>,
  keyPrefix: string,
): FoundItems {
  const places = block.within === undefined ? [document] : outermost(selectAll(block.within, document));
  const separators = new Set(block.separator === undefined ? [] : selectAll(block.separator, document));
  const bounds = boundsOf(block, document);
  const hasPlace = block.within !== undefined && places.length > 0 && bounds !== null;
  if (bounds === null || separators.size === 0) return { items: [], hasPlace };
  const pieces = cut(places, { ...bounds, separators, removed }, document["x-mode"]);
  const items = pieces
    .filter((piece) => !(block.skip ?? []).some((selector) => selectAll(selector, piece).length > 0))
    .map((piece, place) => itemOf(piece, `${keyPrefix}${place}`));
  return { items, hasPlace };
}

interface Knife extends Bounds {
  readonly separators: ReadonlySet<Element>;
  readonly removed: ReadonlySet<Element>;
}

/** Elements open around a separator that are opened again behind it, nearest first; more only hostile pages have. */
const MAX_REOPENED = 20;

interface OpenElement {
  readonly source: Element;
  readonly next: () => ChildNode | undefined;
  /** The copy in the piece of this number. */
  copy: Element | null;
  piece: number;
}

function cut(places: readonly ParentNode[], knife: Knife, mode: Document["x-mode"]): Element[] {
  const pieces: Element[] = [];
  let piece = newPiece(mode);
  let hasBegun = knife.start === null;
  const finish = () => {
    if (hasSomething(piece)) pieces.push(piece);
    piece = newPiece(mode);
    pieceNumber++;
  };
  let pieceNumber = 0;

  for (const place of places) {
    const open: OpenElement[] = [];
    const nextOfPlace = iterate(place);
    for (;;) {
      const node = (open.at(-1)?.next ?? nextOfPlace)();
      if (node === undefined) {
        if (open.pop() === undefined) break;
        continue;
      }
      if (isTag(node)) {
        if (!hasBegun) {
          hasBegun = node === knife.start;
          if (!hasBegun) open.push({ source: node, next: iterate(node), copy: null, piece: -1 });
        } else if (knife.ends.has(node)) {
          finish();
          return pieces;
        } else if (knife.separators.has(node)) finish();
        else if (knife.removed.has(node)) continue;
        else {
          const copy = append(new Element(node.name, node.attribs), open, piece, pieceNumber);
          open.push({ source: node, next: iterate(node), copy, piece: pieceNumber });
        }
      } else if (isText(node) && hasBegun) append(new Text(node.data), open, piece, pieceNumber);
    }
  }
  finish();
  return pieces;
}

function newPiece(mode: Document["x-mode"]): Element {
  const piece = new Element("div", {});
  const root = new Document([piece]);
  if (mode !== undefined) root["x-mode"] = mode;
  piece.parent = root;
  return piece;
}

/** Adds a node where the walk stands, in fresh copies of the open elements where the piece has none yet. */
function append<Node extends ChildNode>(
  node: Node,
  open: readonly OpenElement[],
  piece: Element,
  number: number,
): Node {
  let parent = piece;
  for (const each of open.slice(-MAX_REOPENED)) {
    if (each.piece !== number || each.copy === null) {
      each.copy = attach(new Element(each.source.name, each.source.attribs), parent);
      each.piece = number;
    }
    parent = each.copy;
  }
  return attach(node, parent);
}

function attach<Node extends ChildNode>(node: Node, parent: Element): Node {
  const previous = parent.children.at(-1) ?? null;
  node.parent = parent;
  node.prev = previous;
  if (previous !== null) previous.next = node;
  parent.children.push(node);
  return node;
}

function iterate({ children }: ParentNode): () => ChildNode | undefined {
  let place = 0;
  return () => children[place++];
}

function hasSomething(piece: Element): boolean {
  const waiting: ChildNode[] = [...piece.children];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isText(node) && node.data.trim() !== "") return true;
    if (isTag(node)) for (const child of node.children) waiting.push(child);
  }
  return false;
}

function itemOf(element: Element, key: string): FoundItem {
  const own = [element];
  walkElements(element, (each) => void own.push(each));
  return { key, element, own, apart: new Set(), firstNested: null, under: null, isNeighbour: () => false };
}
