import type { Options } from "css-select";
import { type AnyNode, type Element, isTag, isText } from "domhandler";
import { spend } from "./selection-scope.ts";
import { walkElements } from "./tree-index.ts";

/** css-select's view of the tree: templates are closed, and looking around is counted. */
export const nodeAdapter: NonNullable<Options<AnyNode, Element>["adapter"]> = {
  isTag: isTag as (node: AnyNode) => node is Element,
  getAttributeValue: (element, name) => element.attribs[name],
  hasAttrib: (element, name) => element.attribs[name] !== undefined,
  getName: (element) => element.name,
  getParent(element) {
    spend(1);
    return element.parent;
  },
  getChildren: (node) => ("children" in node ? node.children : []),
  getSiblings(node) {
    const siblings = node.parent?.children ?? [node];
    spend(siblings.length);
    return siblings;
  },
  prevElementSibling(node) {
    let previous = node.prev;
    while (previous !== null && !isTag(previous)) previous = previous.prev;
    return previous;
  },
  getText(node) {
    let text = "";
    const waiting: AnyNode[] = [node];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      spend(1);
      if (isText(next)) text += next.data;
      else if (isTag(next)) for (let at = next.children.length; at-- > 0; ) waiting.push(next.children[at] as AnyNode);
    }
    return text;
  },
  existsOne: (test, nodes) => findFirst(test, nodes) !== null,
  findOne: (test, nodes) => findFirst(test, nodes),
  findAll(test, nodes) {
    const found: Element[] = [];
    for (const node of nodes) each(node, (element) => void (test(element) && found.push(element)));
    return found;
  },
  removeSubsets: (nodes) => nodes,
};

function findFirst(test: (element: Element) => boolean, nodes: readonly AnyNode[]): Element | null {
  let found: Element | null = null;
  for (const node of nodes) {
    each(node, (element) => {
      if (test(element)) found = element;
      return found !== null;
    });
    if (found !== null) break;
  }
  return found;
}

function each(node: AnyNode, visit: (element: Element) => unknown): void {
  if (!isTag(node)) return;
  spend(1);
  if (visit(node) === true) return;
  walkElements(node, (element) => {
    spend(1);
    return visit(element);
  });
}
