import { type ChildNode, type Document, type Element, isDocument, isTag, type ParentNode } from "domhandler";
import { type CompiledSelector, compileSelector } from "./compile-selector.ts";
import { matchWithin, rootOf, spend } from "./selection-scope.ts";
import type { SelectorKey } from "./selector-keys.ts";
import { indexOf, isQuirky, type TreeIndex, walkElements } from "./tree-index.ts";

/**
 * The elements that match, in document order, as `querySelectorAll` would give them: below `scope`, while the parts of
 * the selector before the last may also match above it.
 *
 * Beyond the standard, `:self` (or `:scope`) may be the match itself, and selectors that look sideways from it are
 * followed: `:self + .replies`, `a:has(+ :self)`; `> p` means `:self > p`. Contents of `<template>` are never found.
 * Throws a `SelectorError` where the selector cannot be read or takes too long on this page.
 */
export function selectAll(selector: string, scope: ParentNode): Element[] {
  const found: Element[] = [];
  search(selector, scope, (element) => void found.push(element));
  return found;
}

/** The first element that matches, in document order. */
export function selectFirst(selector: string, scope: ParentNode): Element | undefined {
  let found: Element | undefined;
  search(selector, scope, (element) => {
    found = element;
    return true;
  });
  return found;
}

/** Whether the element itself matches; `:self` means `scope`, by default the element. */
export function matches(selector: string, element: Element, scope: ParentNode = element): boolean {
  const { test } = compileSelector(selector, isQuirky(rootOf(element)));
  return matchWithin(scope, () => test(element));
}

/** The nearest that matches of the element and its ancestors. */
export function closest(selector: string, element: Element): Element | undefined {
  const { test } = compileSelector(selector, isQuirky(rootOf(element)));
  return matchWithin(element, () => {
    for (let node: ParentNode | null = element; node !== null && isTag(node); node = node.parent) {
      if (test(node)) return node;
    }
    return undefined;
  });
}

/** The nearest of the element's ancestors that `test` holds for, the element itself included. */
export function nearest(element: Element, test: (element: Element) => boolean): Element | undefined {
  for (let node: ParentNode | null = element; node !== null && isTag(node); node = node.parent) {
    if (test(node)) return node;
  }
  return undefined;
}

/** Whether the element, or one that it stands in, is in the set. */
export function isWithin(element: Element, set: ReadonlySet<ChildNode>): boolean {
  if (set.size === 0) return false;
  for (let node: ParentNode | null = element; node !== null && isTag(node); node = node.parent) {
    spend(1);
    if (set.has(node)) return true;
  }
  return false;
}

function search(selector: string, scope: ParentNode, visit: (element: Element) => unknown): void {
  if (isDocument(scope)) searchDocument(selector, scope, visit);
  else searchElement(selector, scope, visit);
}

function searchElement(selector: string, scope: ParentNode, visit: (element: Element) => unknown): void {
  const { test, reach } = compileSelector(selector, isQuirky(rootOf(scope)));
  matchWithin(scope, () => {
    const visitMatch = (element: Element) => test(element) && visit(element);
    if (reach === "inside") {
      walkElements(scope, visitMatch);
      return;
    }
    for (const start of startsOf(reach, scope as Element)) {
      let isDone = isTag(start) && visitMatch(start) === true;
      if (!isDone) {
        walkElements(start, (element) => {
          // Each of many siblings may look at all that follow it.
          spend(1);
          isDone = visitMatch(element) === true;
          return isDone;
        });
      }
      if (isDone) return;
    }
  });
}

/** Where to look for what stands beside the scope; each root counts with all it holds. */
function startsOf(reach: CompiledSelector["reach"], scope: Element): ParentNode[] {
  if (reach === "with-self" || scope.parent === null) return [scope];
  if (reach === "around") return [scope.parent];
  const { children } = scope.parent;
  spend(children.length);
  const later = children.slice(children.indexOf(scope) + 1).filter(isTag);
  return reach === "next" ? later.slice(0, 1) : later;
}

function searchDocument(selector: string, document: Document, visit: (element: Element) => unknown): void {
  const index = indexOf(document);
  const { test, keys, above } = compileSelector(selector, index.isQuirky);
  const candidates = keys !== null ? listFor(keys, index) : above !== null ? below(listFor(above, index)) : index.all;
  matchWithin(document, () => {
    for (const element of candidates) if (test(element) && visit(element) === true) return;
  });
}

/** The elements that have one of the keys, in document order. */
function listFor(keys: readonly SelectorKey[], index: TreeIndex): readonly Element[] {
  const lists = keys.map(({ by, value }) => {
    const map = by === "id" ? index.byId : by === "class" ? index.byClass : index.byName;
    return map.get(value) ?? [];
  });
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length <= 1) return filled[0] ?? [];
  return [...new Set(filled.flat())].sort((one, other) => index.placeOf(one) - index.placeOf(other));
}

/** All that stands below some elements, in document order. */
function* below(elements: readonly Element[]): Generator<Element> {
  const all = new Set<Element>(elements);
  for (const element of elements) {
    if (element.parent !== null && isTag(element.parent) && isWithin(element.parent, all)) continue;
    const found: Element[] = [];
    walkElements(element, (each) => void found.push(each));
    yield* found;
  }
}
