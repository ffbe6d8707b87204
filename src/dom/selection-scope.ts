import type { Element, ParentNode } from "domhandler";

/** A selector that cannot be read, or that asks too much of a page. */
export class SelectorError extends Error {
  override readonly name = "SelectorError";
}

/**
 * Runs a selection with `:self` standing for `scope`, on the account of its page. Selection is synchronous, so one place to hold
 * both is enough.
 */
export function matchWithin<Value>(scope: ParentNode, run: () => Value): Value {
  const [outerSelf, outerAccount] = [self, account];
  const root = rootOf(scope);
  self = scope;
  account = accounts.get(root) ?? { spent: 0 };
  accounts.set(root, account);
  try {
    return run();
  } finally {
    self = outerSelf;
    account = outerAccount;
  }
}

/** The document that holds the node, or whatever stands at the top where none does. */
export function rootOf(node: ParentNode): ParentNode {
  let root = node;
  while (root.parent !== null) root = root.parent;
  return root;
}

/** Counts looks at elements around those that are tested; throws a `SelectorError` where a page asks for too many. Not counted outside `matchWithin`. */
export function spend(steps: number): void {
  if (account === null) return;
  account.spent += steps;
  if (account.spent > MAX_WORK) throw new SelectorError("a selector takes too long on this page");
}

/** Whether the element is what `:self` stands for now. */
export const isSelf = (element: Element): boolean => element === self;

/** Looks at ancestors, siblings and descendants for all selections of a page; one on which a selector is quadratic is left, not waited for. */
const MAX_WORK = 100_000_000;
let self: ParentNode | null = null;
let account: { spent: number } | null = null;
const accounts = new WeakMap<ParentNode, { spent: number }>();
