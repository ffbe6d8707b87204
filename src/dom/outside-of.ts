import { type ChildNode, type Element, isTag, type ParentNode } from "domhandler";

/**
 * The nodes of a container that stand up to `startAfter` (itself included) and from `endBefore` on: what is left is the text
 * between them, on whatever level they stand. For pages whose parts no element holds: `Tekst<hr><b>Reacties</b>…`.
 */
export function outsideOf(
  container: ParentNode,
  startAfter: Element | undefined,
  endBefore: Element | undefined,
): Set<ChildNode> {
  const outside = new Set<ChildNode>();
  if (startAfter !== undefined) addBeside(startAfter, container, "before", outside);
  if (endBefore !== undefined) addBeside(endBefore, container, "after", outside);
  return outside;
}

/** The border itself and all its siblings on one side, and so for each element around it, up to the container. */
function addBeside(border: Element, container: ParentNode, side: "before" | "after", outside: Set<ChildNode>): void {
  outside.add(border);
  let node: ChildNode = border;
  while (node.parent !== null && node !== (container as ChildNode)) {
    const siblings: readonly ChildNode[] = node.parent.children;
    const at = siblings.indexOf(node);
    for (const sibling of side === "before" ? siblings.slice(0, at) : siblings.slice(at + 1)) outside.add(sibling);
    if (node.parent === container || !isTag(node.parent)) return;
    node = node.parent;
  }
}
