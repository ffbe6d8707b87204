import type { Document, Node } from "domhandler";
import { hasChildren, isComment, isDirective, isDocument, isTag, isText } from "domhandler";

/** All that two trees could differ in, node by node. */
export function treeOf(root: Document): unknown[] {
  const list: unknown[] = [];
  const visit = (node: Node, depth: number): void => {
    if (isTag(node)) list.push([depth, node.type, node.name, node.namespace, Object.entries(node.attribs)]);
    else if (isText(node) || isComment(node) || isDirective(node)) list.push([depth, node.type, node.data]);
    else if (isDocument(node)) list.push([depth, node["x-mode"]]);
    else list.push([depth, node.type]);
    if (hasChildren(node)) for (const child of node.children) visit(child, depth + 1);
  };
  visit(root, 0);
  return list;
}

/** The nodes whose parent or neighbours are not those that their place says. */
export function unlinked(root: Document): Node[] {
  const wrong: Node[] = [];
  const visit = (node: Node): void => {
    if (!hasChildren(node)) return;
    node.children.forEach((child, at, children) => {
      const isLinked =
        child.parent === node && child.prev === (children[at - 1] ?? null) && child.next === (children[at + 1] ?? null);
      if (!isLinked) wrong.push(child);
      visit(child);
    });
  };
  visit(root);
  return wrong;
}
