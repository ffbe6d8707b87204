import type { ChildNode, Element } from "domhandler";
import { outsideOf } from "../dom/outside-of.ts";
import { selectAll, selectFirst } from "../dom/select.ts";
import type { Source } from "../model/site-source.ts";

/** What is left out of an element's text: what is left out everywhere, and what the source removes or cuts off. */
export function removedIn(
  element: Element,
  source: Pick<Source, "remove" | "startAfter" | "endBefore">,
  everywhere: ReadonlySet<ChildNode>,
): ReadonlySet<ChildNode> {
  const { remove, startAfter, endBefore } = source;
  if (remove === undefined && startAfter === undefined && endBefore === undefined) return everywhere;
  const removed = new Set<ChildNode>(everywhere);
  for (const selector of remove ?? []) for (const each of selectAll(selector, element)) removed.add(each);
  const start = startAfter === undefined ? undefined : selectFirst(startAfter, element);
  // Where the border is missing, it is not known what stands after it.
  if (startAfter !== undefined && start === undefined) return removed.union(new Set(element.children));
  const ends = endBefore === undefined ? [] : selectAll(endBefore, element);
  // Matches come in page order, so an end after the start is one that is not up to it.
  const upToStart = start === undefined ? new Set<ChildNode>() : outsideOf(element, start, undefined);
  const end = ends.find((each) => !isInside(each, upToStart));
  for (const node of outsideOf(element, start, end)) removed.add(node);
  return removed;
}

function isInside(element: Element, nodes: ReadonlySet<ChildNode>): boolean {
  for (let node: ChildNode | null = element; node !== null; node = node.parent as ChildNode | null) {
    if (nodes.has(node)) return true;
  }
  return false;
}
