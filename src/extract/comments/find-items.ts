import { type Document, type Element, isTag, type ParentNode } from "domhandler";
import { selectAll, selectFirst } from "../../dom/select.ts";
import { walkElements } from "../../dom/tree-index.ts";
import type { CommentsBlock } from "../../model/site-comments.ts";

/** One comment's place in a page. */
export interface FoundItem {
  readonly key: string;
  readonly element: Element;
  /** The item and the elements in it, in document order, without those of items nested in it and without removed ones. */
  readonly own: readonly Element[];
  /** What stands in it and is not its own: items nested in it, skipped and removed elements. */
  readonly apart: ReadonlySet<Element>;
  /** The first item nested in it. */
  readonly firstNested: FoundItem | null;
  /** Key of the comment that this one stands under, by containment or by a container of replies. */
  readonly under: string | null;
  /** Whether an element holds an item, or is one: there a neighbour begins. */
  readonly isNeighbour: (element: Element) => boolean;
}

export interface FoundItems {
  readonly items: readonly FoundItem[];
  /** Whether the page has a place for comments: an element that `within` names, and in which they begin. */
  readonly hasPlace: boolean;
}

/**
 * Finds the comments' elements on a page, and which comment each stands under.
 *
 * One walk over the page, whatever the number of comments and their nesting. An element belongs to the innermost item that
 * holds it, so nothing of a reply is ever read for the comment it answers. Replies to an item that is skipped stand at
 * the top: who they answer is not known.
 */
export function findItems(
  block: CommentsBlock,
  document: Document,
  removed: ReadonlySet<Element>,
  keyPrefix: string,
): FoundItems {
  const places = block.within === undefined ? [document] : outermost(selectAll(block.within, document));
  const isItem = new Set(block.item === undefined ? [] : selectAll(block.item, document));
  const bounds = boundsOf(block, document);
  const hasPlace = block.within !== undefined && places.length > 0 && bounds !== null;
  if (bounds === null || isItem.size === 0) return { items: [], hasPlace };
  const marks: Marks = {
    isItem,
    isSkipped: new Set((block.skip ?? []).flatMap((selector) => skippedBy(selector, isItem, document))),
    isContainer: new Set(replyContainers(block, document)),
    isName: new Set(namesIn(block, document)),
    removed,
    ...bounds,
  };
  return { items: walkPlaces(places, marks, keyPrefix), hasPlace };
}

/** A selector that names the item itself, `:self:not(:has(.text))`, is asked of each item. */
function skippedBy(selector: string, items: ReadonlySet<Element>, document: Document): Element[] {
  if (!/:(?:self|scope)\b/.test(selector)) return selectAll(selector, document);
  return [...items].flatMap((item) => selectAll(selector, item));
}

/** Where comments begin and end: null where they begin after an element that the page does not have. */
export function boundsOf({ startAfter, endBefore }: CommentsBlock, document: Document): Bounds | null {
  const start = startAfter === undefined ? null : selectFirst(startAfter, document);
  if (start === undefined) return null;
  const ends = new Set(endBefore === undefined ? [] : selectAll(endBefore, document));
  return { start, ends };
}

export interface Bounds {
  readonly start: Element | null;
  readonly ends: ReadonlySet<Element>;
}

/** Elements that stand in none of the others. */
export function outermost(elements: readonly Element[]): Element[] {
  const all = new Set(elements);
  return elements.filter((element) => {
    for (let node = element.parent; node !== null && isTag(node); node = node.parent) if (all.has(node)) return false;
    return true;
  });
}

interface Marks extends Bounds {
  readonly isItem: ReadonlySet<Element>;
  readonly isSkipped: ReadonlySet<Element>;
  readonly isContainer: ReadonlySet<Element>;
  /** Where a name stands outside of all comments, there is a comment that the site file does not know as one. */
  readonly isName: ReadonlySet<Element>;
  readonly removed: ReadonlySet<Element>;
}

interface GrowingItem extends FoundItem {
  readonly own: Element[];
  readonly apart: Set<Element>;
  firstNested: FoundItem | null;
}

/** Comments that stand beside each other, below one comment or at the top. */
interface Row {
  readonly under: string | null;
  /** It is that of a container of replies. */
  readonly isOfReplies?: boolean;
  /** Who a container of replies belongs to if it comes now: undefined before any comment, null where it is not known. */
  last: string | null | undefined;
}

/** What an element's children stand in. */
interface Surroundings {
  readonly item: GrowingItem | null;
  readonly row: Row;
  /** Nothing counts in here. */
  readonly isClosed: boolean;
}

function replyContainers({ nesting }: CommentsBlock, document: Document): Element[] {
  return typeof nesting === "object" && "sibling" in nesting ? selectAll(nesting.sibling, document) : [];
}

function namesIn({ nesting, author, byline }: CommentsBlock, document: Document): Element[] {
  if (typeof nesting !== "object" || !("sibling" in nesting)) return [];
  const selectors = [...(author ?? []), ...[byline ?? []].flat()].map(({ select }) => select);
  return selectors.flatMap((select) => (select === undefined ? [] : selectAll(select, document)));
}

function walkPlaces(places: readonly ParentNode[], marks: Marks, keyPrefix: string): GrowingItem[] {
  const items: GrowingItem[] = [];
  const holders = new Set<ParentNode>();
  const isNeighbour = (element: Element) => holders.has(element);
  /** Elements that the walk stands in, the innermost last, each with what its children stand in; those outside of everything are not kept. */
  const open: { readonly element: ParentNode; readonly inner: Surroundings }[] = [];
  let hasBegun = marks.start === null;
  let hasEnded = false;

  const enter = (element: Element, outer: Surroundings): Surroundings => {
    if (outer.isClosed) return closed;
    if (marks.removed.has(element)) return close(element, outer);
    if (!hasBegun) {
      hasBegun = element === marks.start;
      return hasBegun ? closed : outer;
    }
    const isItem = marks.isItem.has(element);
    if (isItem) markHolders(element, holders);
    // Within a comment, what is skipped is the comments nested in it: its own elements are its own.
    if (marks.isSkipped.has(element) && (isItem || outer.item === null)) {
      close(element, outer);
      if (!isItem) return closed;
      outer.row.last = null;
      return { item: null, row: { under: null, last: undefined }, isClosed: false };
    }
    if (isItem) {
      const key = `${keyPrefix}${items.length}`;
      const { under } = outer.row;
      const item: GrowingItem = {
        key,
        element,
        own: [element],
        apart: new Set(),
        firstNested: null,
        under,
        isNeighbour,
      };
      close(element, outer);
      if (outer.item !== null) outer.item.firstNested ??= item;
      outer.row.last = key;
      items.push(item);
      return { item, row: { under: key, last: undefined }, isClosed: false };
    }
    outer.item?.own.push(element);
    if (outer.item === null && marks.isName.has(element)) outer.row.last = null;
    if (!marks.isContainer.has(element)) return outer;
    return { ...outer, row: { under: answeredIn(outer.row), last: undefined, isOfReplies: true } };
  };

  for (const place of places) {
    const top: Surroundings = { item: null, row: { under: null, last: undefined }, isClosed: false };
    walkElements(place, (element) => {
      hasEnded ||= hasBegun && marks.ends.has(element);
      if (hasEnded) return true;
      while (open.length > 0 && open.at(-1)?.element !== element.parent) open.pop();
      const outer = open.at(-1)?.inner ?? top;
      const inner = enter(element, outer);
      if (inner !== top && element.children.length > 0) open.push({ element, inner });
      return false;
    });
    if (hasEnded) break;
  }
  return items;
}

/** Replies that begin a row of replies have lost the comment they answer: it was taken away, or is not known as one. */
function answeredIn({ last, under, isOfReplies = false }: Row): string | null {
  if (last !== undefined) return last;
  return isOfReplies ? null : under;
}

function close(element: Element, { item }: Surroundings): Surroundings {
  item?.apart.add(element);
  return closed;
}

const closed: Surroundings = { item: null, row: { under: null, last: null }, isClosed: true };

function markHolders(element: Element, holders: Set<ParentNode>): void {
  for (let node: ParentNode | null = element; node !== null && !holders.has(node); node = node.parent)
    holders.add(node);
}
