import { type ChildNode, type Document, type Element, isTag, type ParentNode } from "domhandler";

/** Which elements of a document carry a class, an id or a name, each list in document order. */
export interface TreeIndex {
  readonly all: readonly Element[];
  readonly byName: ReadonlyMap<string, readonly Element[]>;
  readonly byClass: ReadonlyMap<string, readonly Element[]>;
  readonly byId: ReadonlyMap<string, readonly Element[]>;
  /** The document is read in quirks mode: class names and ids are compared without regard to case, and are in lower case here. */
  readonly isQuirky: boolean;
  /** Place of an element in `all`; made when first asked for. */
  placeOf(element: Element): number;
}

/** The document's index, made at the first call. The tree must not change afterwards. */
export function indexOf(document: Document): TreeIndex {
  const holder = document as Document & { [INDEX]?: TreeIndex };
  holder[INDEX] ??= makeIndex(document);
  return holder[INDEX];
}

/**
 * Calls `visit` for every element below `scope` in document order, however deep the tree, until `visit` returns true.
 *
 * Never enters what stands in a `<template>`: it hangs there as a document of its own.
 */
export function walkElements(scope: ParentNode, visit: (element: Element) => unknown): void {
  let node: ChildNode | undefined = scope.children[0];
  while (node !== undefined) {
    if (isTag(node)) {
      if (visit(node) === true) return;
      const [child] = node.children;
      if (child !== undefined) {
        node = child;
        continue;
      }
    }
    let from: ChildNode = node;
    while (from.next === null) {
      const { parent }: ChildNode = from;
      if (parent === null || parent === scope) return;
      from = parent as ChildNode;
    }
    node = from.next;
  }
}

/** Whether the document's mode makes class names and ids compare without regard to case (DOM §4.2.6). */
export function isQuirky(document: ParentNode): boolean {
  return (document as Document)["x-mode"] === "quirks";
}

// On the document itself: a WeakMap of whole pages makes V8 keep each through several collections, at three times the cost of the index.
const INDEX = Symbol("index");

function makeIndex(document: Document): TreeIndex {
  const quirky = isQuirky(document);
  const fold = quirky ? (text: string) => text.toLowerCase() : (text: string) => text;
  const all: Element[] = [];
  const byName = new Map<string, Element[]>();
  const byClass = new Map<string, Element[]>();
  const byId = new Map<string, Element[]>();
  // The same class attribute stands on many elements: it is cut once.
  const listsOf = new Map<string, readonly Element[][]>();
  walkElements(document, (element) => {
    all.push(element);
    listIn(byName, element.name).push(element);
    const { id, class: classes } = element.attribs;
    if (id) listIn(byId, fold(id)).push(element);
    if (!classes) return;
    let lists = listsOf.get(classes);
    if (lists === undefined) {
      lists = tokensOf(fold(classes)).map((token) => listIn(byClass, token));
      listsOf.set(classes, lists);
    }
    for (const list of lists) list.push(element);
  });
  let places: Map<Element, number> | undefined;
  return {
    all,
    byName,
    byClass,
    byId,
    isQuirky: quirky,
    placeOf(element) {
      places ??= new Map(all.map((each, place) => [each, place]));
      return places.get(element) ?? -1;
    },
  };
}

/** The tokens of a class attribute, each once. */
function tokensOf(text: string): string[] {
  if (!/[\t\n\f\r ]/.test(text)) return [text];
  const tokens = text.split(/[\t\n\f\r ]+/).filter((token) => token !== "");
  return new Set(tokens).size === tokens.length ? tokens : [...new Set(tokens)];
}

function listIn(map: Map<string, Element[]>, key: string): Element[] {
  let list = map.get(key);
  if (list === undefined) {
    list = [];
    map.set(key, list);
  }
  return list;
}
