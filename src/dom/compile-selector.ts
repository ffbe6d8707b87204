import { compile, type Options } from "css-select";
import { isTraversal, parse, type Selector, SelectorType } from "css-what";
import { type AnyNode, type Element, isTag, isText, type ParentNode } from "domhandler";
import { walkElements } from "./tree-index.ts";

/** A selector made ready: the same for every page and card. */
export interface CompiledSelector {
  /** Whether an element matches; `:self` and `:scope` are what `matchWithin` was told. */
  readonly test: (element: Element) => boolean;
  /** Where matches can stand, seen from the scope. */
  readonly reach: Reach;
  /** Every match has one of these; null where the selector does not tell. */
  readonly keys: readonly SelectorKey[] | null;
  /** Where `keys` is null: every match stands below an element that has one of these; null where all elements must be tested. */
  readonly above: readonly SelectorKey[] | null;
}

/** `inside` the scope; `with-self`: or the scope itself; `next`, `following`: in its next sibling, or any later one; `around`: anywhere in its parent. */
export type Reach = "inside" | "with-self" | "next" | "following" | "around";
export type SelectorKey = { readonly by: "name" | "class" | "id"; readonly value: string };

/** A selector that cannot be read, or that asks too much of a page. */
export class SelectorError extends Error {
  override readonly name = "SelectorError";
}

/** Compiles a CSS selector; the same text is compiled once. Throws a `SelectorError` where it cannot be read. */
export function compileSelector(text: string, isQuirky: boolean): CompiledSelector {
  const cache = isQuirky ? quirky : strict;
  const known = cache.get(text);
  if (known !== undefined) return known;
  const compiled = compileAnew(text, isQuirky);
  if (cache.size >= MAX_CACHED) cache.clear();
  cache.set(text, compiled);
  return compiled;
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

/** Counts looks at elements beyond one a match; throws a `SelectorError` where a page asks for too many. */
export function spend(steps: number): void {
  account.spent += steps;
  if (account.spent > MAX_WORK) throw new SelectorError("a selector takes too long on this page");
}

const MAX_CACHED = 5_000;
/** Looks at siblings and descendants for all selections of a page; one on which a selector is quadratic is left, not waited for. */
const MAX_WORK = 100_000_000;
const strict = new Map<string, CompiledSelector>();
const quirky = new Map<string, CompiledSelector>();
let self: ParentNode | null = null;
let account = { spent: 0 };
const accounts = new WeakMap<ParentNode, { spent: number }>();

function compileAnew(text: string, isQuirky: boolean): CompiledSelector {
  try {
    if (text.trim() === "") throw new Error("it is empty");
    const alternatives = parse(text).map(fromSelf);
    const reach = widest(alternatives.map(reachOf));
    const compounds = alternatives.map((alternative) => keysOf(compoundAt(alternative, 0), isQuirky));
    const keys = compounds.includes(null) ? null : compounds.flatMap((each) => each as SelectorKey[]);
    const [only] = alternatives;
    const above = keys !== null || alternatives.length > 1 || only === undefined ? null : keysAbove(only, isQuirky);
    const usesSelf = alternatives.some((alternative) => alternative.some(mentionsSelf));
    const options: Options<AnyNode, Element> = {
      adapter,
      quirksMode: isQuirky,
      // A cache of what does not match would outlive the scope that `:self` and `:has` were true for.
      cacheResults: !usesSelf && !text.includes(":has") && alternatives.some(looksUpTwice),
      pseudos: { self: (element: Element) => element === self },
    };
    return { test: compile(alternatives, options), reach, keys, above };
  } catch (error) {
    throw new SelectorError(`cannot read the selector \`${text}\`: ${(error as Error).message}`, { cause: error });
  }
}

type Alternative = Selector[];

/** `:scope` is our `:self`, and `> p` means `:self > p`. */
function fromSelf(alternative: Alternative): Alternative {
  const renamed = alternative.map((token): Selector => {
    if (token.type !== SelectorType.Pseudo) return token;
    if (token.name === "scope") return { ...token, name: "self" };
    return Array.isArray(token.data) ? { ...token, data: token.data.map(renameScope) } : token;
  });
  const [first] = renamed;
  if (first !== undefined && isTraversal(first)) {
    renamed.unshift({ type: SelectorType.Pseudo, name: "self", data: null });
  }
  return renamed;
}

/** Within `:has(> p)` the leading combinator counts from the element itself, as the standard has it. */
function renameScope(alternative: Alternative): Alternative {
  return alternative.map((token): Selector => {
    if (token.type !== SelectorType.Pseudo) return token;
    if (token.name === "scope") return { ...token, name: "self" };
    return Array.isArray(token.data) ? { ...token, data: token.data.map(renameScope) } : token;
  });
}

function mentionsSelf(token: Selector): boolean {
  if (token.type !== SelectorType.Pseudo) return false;
  return token.name === "self" || (Array.isArray(token.data) && token.data.some((inner) => inner.some(mentionsSelf)));
}

function reachOf(alternative: Alternative): Reach {
  const at = alternative.findLastIndex(mentionsSelf);
  if (at < 0) return "inside";
  const token = alternative[at] as Selector;
  const after = alternative.slice(at).filter(isTraversal);
  if (token.type === SelectorType.Pseudo && token.name !== "self") return "around";
  if (after.length === 0) return "with-self";
  const sideways = after.filter(({ type }) => type === SelectorType.Adjacent || type === SelectorType.Sibling);
  if (sideways.length === 0) return "inside";
  if (after[0] !== sideways[0] || sideways.length > 1) return "around";
  return sideways[0]?.type === SelectorType.Adjacent ? "next" : "following";
}

const widths: readonly Reach[] = ["inside", "with-self", "next", "following", "around"];

/** One reach for all alternatives: kinds that do not contain each other widen to the whole surroundings. */
function widest(reaches: readonly Reach[]): Reach {
  const kinds = new Set(reaches);
  if (kinds.size === 1) return reaches[0] as Reach;
  const hasInside = kinds.has("inside") || kinds.has("with-self");
  const hasOutside = kinds.has("next") || kinds.has("following") || kinds.has("around");
  if (hasInside && hasOutside) return "around";
  return widths[Math.max(...reaches.map((reach) => widths.indexOf(reach)))] as Reach;
}

/** What every match of a compound has: an id rather than a class rather than a name; for `:is(.a, .b)` one of several. */
function keysOf(compound: readonly Selector[], isQuirky: boolean): SelectorKey[] | null {
  const fold = (value: string) => (isQuirky ? value.toLowerCase() : value);
  let keys: SelectorKey[] | null = null;
  for (const token of compound) {
    if (token.type === SelectorType.Tag) keys ??= [{ by: "name", value: token.name.toLowerCase() }];
    if (token.type === SelectorType.Pseudo && unions.has(token.name) && Array.isArray(token.data)) {
      const inner = token.data.map((each) => keysOf(compoundAt(each, 0), isQuirky));
      if (!inner.includes(null)) keys ??= inner.flatMap((each) => each as SelectorKey[]);
    }
    if (token.type !== SelectorType.Attribute || token.ignoreCase !== "quirks") continue;
    if (token.name === "id") return [{ by: "id", value: fold(token.value) }];
    if (token.name === "class" && keys?.[0]?.by !== "class") keys = [{ by: "class", value: fold(token.value) }];
  }
  return keys;
}

const unions = new Set(["is", "where", "matches"]);

/** Keys of the nearest compound before the last that tells any, as long as only `>` and spaces stand between. */
function keysAbove(alternative: Alternative, isQuirky: boolean): SelectorKey[] | null {
  const combinators = alternative.filter(isTraversal);
  for (let back = 1; back <= combinators.length; back++) {
    const { type } = combinators[combinators.length - back] as Selector;
    if (type !== SelectorType.Child && type !== SelectorType.Descendant) return null;
    const keys = keysOf(compoundAt(alternative, back), isQuirky);
    if (keys !== null) return keys;
  }
  return null;
}

/** The compound so many before the last. */
function compoundAt(alternative: Alternative, back: number): Alternative {
  let rest = alternative;
  for (let step = 0; step < back; step++) rest = rest.slice(0, rest.findLastIndex(isTraversal));
  return rest.slice(rest.findLastIndex(isTraversal) + 1);
}

/** Two descendant combinators try every pair of ancestors, unless what did not match is remembered. */
const looksUpTwice = (alternative: Alternative): boolean =>
  alternative.filter(({ type }) => type === SelectorType.Descendant).length > 1;

/** css-select's view of the tree: templates are closed, and looking sideways and downward is counted. */
const adapter: NonNullable<Options<AnyNode, Element>["adapter"]> = {
  isTag: isTag as (node: AnyNode) => node is Element,
  getAttributeValue: (element, name) => element.attribs[name],
  hasAttrib: (element, name) => element.attribs[name] !== undefined,
  getName: (element) => element.name,
  getParent: (element) => element.parent,
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
