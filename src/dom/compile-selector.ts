import { compile, type Options } from "css-select";
import { isTraversal, parse, type Selector, SelectorType } from "css-what";
import type { AnyNode, Element } from "domhandler";
import { nodeAdapter } from "./node-adapter.ts";
import { isSelf, SelectorError } from "./selection-scope.ts";
import { keysAbove, keysOfMatches, type SelectorKey } from "./selector-keys.ts";

export { matchWithin, SelectorError } from "./selection-scope.ts";

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

const MAX_CACHED = 5_000;
const strict = new Map<string, CompiledSelector>();
const quirky = new Map<string, CompiledSelector>();

function compileAnew(text: string, isQuirky: boolean): CompiledSelector {
  try {
    if (text.trim() === "") throw new Error("it is empty");
    const alternatives = parse(text).map(fromSelf);
    const reach = widest(alternatives.map(reachOf));
    const keys = keysOfMatches(alternatives, isQuirky);
    const [only] = alternatives;
    const above = keys !== null || alternatives.length > 1 || only === undefined ? null : keysAbove(only, isQuirky);
    const usesSelf = alternatives.some((alternative) => alternative.some(mentionsSelf));
    const options: Options<AnyNode, Element> = {
      adapter: nodeAdapter,
      quirksMode: isQuirky,
      // A cache of what does not match would outlive the scope that `:self` and `:has` were true for.
      cacheResults: !usesSelf && !text.includes(":has") && alternatives.some(looksUpTwice),
      pseudos: { self: isSelf },
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

/** Two descendant combinators try every pair of ancestors, unless what did not match is remembered. */
const looksUpTwice = (alternative: Alternative): boolean =>
  alternative.filter(({ type }) => type === SelectorType.Descendant).length > 1;
