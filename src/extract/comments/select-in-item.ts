import { parse, type Selector, SelectorType, stringify } from "css-what";
import { type Element, isTag } from "domhandler";
import { compileSelector, matchWithin } from "../../dom/compile-selector.ts";
import { matches, selectAll } from "../../dom/select.ts";
import type { FoundItem } from "./find-items.ts";

/** What a selector finds of one comment, and whether it stands in it or beside it. */
export interface FoundOfItem {
  readonly inside: readonly Element[];
  readonly beside: readonly Element[];
}

/**
 * Selects within one comment: in the elements that are its own, and, for `:self + x`, `:self ~ x` and `x:has(+ :self)`, beside it
 * as far as the neighbouring comment. Each is a look at few elements, so that a page of any number of comments takes time
 * in proportion.
 *
 * `unread` takes an alternative that looks elsewhere; it finds nothing.
 */
export function selectInItem(
  selector: string,
  item: FoundItem,
  removed: ReadonlySet<Element>,
  isQuirky: boolean,
  unread: (selector: string) => void,
): FoundOfItem {
  const plan = planOf(selector);
  for (const each of plan.unreadable) unread(each);
  return {
    inside: plan.inside === null ? NOTHING : selectOwn(plan.inside, item, isQuirky),
    beside: plan.beside.length === 0 ? NOTHING : plan.beside.flatMap((path) => follow(path, item, removed)),
  };
}

const NOTHING: readonly Element[] = [];

interface Plan {
  readonly inside: string | null;
  readonly beside: readonly BesidePath[];
  readonly unreadable: readonly string[];
}

/** A way from a comment to what stands beside it, and down from there. */
interface BesidePath {
  readonly way: "next" | "prev";
  readonly steps: readonly { readonly isNearest: boolean; readonly compound: string }[];
  /** What is sought in the element that the steps lead to; null for the element itself. */
  readonly down: string | null;
}

const plans = new Map<string, Plan>();

function planOf(selector: string): Plan {
  let plan = plans.get(selector);
  if (plan === undefined) {
    plan = makePlan(selector);
    if (plans.size >= 2000) plans.clear();
    plans.set(selector, plan);
  }
  return plan;
}

function makePlan(selector: string): Plan {
  const inside: Selector[][] = [];
  const beside: BesidePath[] = [];
  const unreadable: string[] = [];
  for (const alternative of parse(selector)) {
    const { reach } = compileSelector(stringify([alternative]), false);
    if (reach === "inside" || reach === "with-self") {
      inside.push(alternative);
      continue;
    }
    const path = pathAfter(alternative) ?? pathBefore(alternative);
    if (path === undefined) unreadable.push(stringify([alternative]));
    else beside.push(path);
  }
  return { inside: inside.length === 0 ? null : stringify(inside), beside, unreadable };
}

const isTraversal = ({ type }: Selector): boolean =>
  type === SelectorType.Adjacent ||
  type === SelectorType.Sibling ||
  type === SelectorType.Child ||
  type === SelectorType.Descendant;

const isSelf = (token: Selector | undefined): boolean =>
  token?.type === SelectorType.Pseudo && (token.name === "self" || token.name === "scope");

/** `:self + a ~ b c`: steps to following siblings, then down. */
function pathAfter(tokens: readonly Selector[]): BesidePath | undefined {
  const rest = isSelf(tokens[0]) ? tokens.slice(1) : tokens;
  const steps: { isNearest: boolean; compound: string }[] = [];
  let at = 0;
  while (rest[at]?.type === SelectorType.Adjacent || rest[at]?.type === SelectorType.Sibling) {
    const end = endOfCompound(rest, at + 1);
    const compound = rest.slice(at + 1, end);
    if (compound.length === 0 || compound.some(mentionsSelf)) return undefined;
    steps.push({ isNearest: rest[at]?.type === SelectorType.Adjacent, compound: stringify([compound]) });
    at = end;
  }
  return steps.length === 0 ? undefined : withDown("next", steps, rest.slice(at));
}

/** `a:has(+ :self) b`: a sibling before, then down. */
function pathBefore(tokens: readonly Selector[]): BesidePath | undefined {
  const end = endOfCompound(tokens, 0);
  const compound = tokens.slice(0, end);
  const has = compound.find((token) => token.type === SelectorType.Pseudo && token.name === "has");
  const inner = has?.type === SelectorType.Pseudo && Array.isArray(has.data) ? has.data : [];
  const [combinator, self, ...more] = inner[0] ?? [];
  const isSideways = combinator?.type === SelectorType.Adjacent || combinator?.type === SelectorType.Sibling;
  if (inner.length !== 1 || !isSideways || !isSelf(self) || more.length > 0) return undefined;
  const others = compound.filter((token) => token !== has);
  const step = {
    isNearest: combinator.type === SelectorType.Adjacent,
    compound: others.length === 0 ? "*" : stringify([others]),
  };
  return withDown("prev", [step], tokens.slice(end));
}

function withDown(
  way: BesidePath["way"],
  steps: BesidePath["steps"],
  rest: readonly Selector[],
): BesidePath | undefined {
  if (rest.length === 0) return { way, steps, down: null };
  const goesDown = rest[0]?.type === SelectorType.Child || rest[0]?.type === SelectorType.Descendant;
  if (!goesDown || rest.some(mentionsSelf)) return undefined;
  const self: Selector = { type: SelectorType.Pseudo, name: "self", data: null };
  return { way, steps, down: stringify([[self, ...rest]]) };
}

function endOfCompound(tokens: readonly Selector[], from: number): number {
  const end = tokens.findIndex((token, at) => at >= from && isTraversal(token));
  return end < 0 ? tokens.length : end;
}

function mentionsSelf(token: Selector): boolean {
  if (isSelf(token)) return true;
  return (
    token.type === SelectorType.Pseudo &&
    Array.isArray(token.data) &&
    token.data.some((each) => each.some(mentionsSelf))
  );
}

function selectOwn(selector: string, item: FoundItem, isQuirky: boolean): readonly Element[] {
  const { test, reach } = compileSelector(selector, isQuirky);
  return matchWithin(item.element, () => {
    const found: Element[] = [];
    for (let at = reach === "inside" ? 1 : 0; at < item.own.length; at++) {
      const element = item.own[at] as Element;
      if (test(element)) found.push(element);
    }
    return found;
  });
}

function follow({ way, steps, down }: BesidePath, item: FoundItem, removed: ReadonlySet<Element>): readonly Element[] {
  let reached: readonly Element[] = [item.element];
  for (const { isNearest, compound } of steps) {
    reached = reached.flatMap((from) => {
      const siblings = siblingsOf(from, way, isNearest, item, removed);
      return siblings.filter((element) => matches(compound, element));
    });
  }
  if (way === "prev") reached = reached.toReversed();
  return down === null ? reached : reached.flatMap((element) => selectAll(down, element));
}

/** The siblings on one side, nearest first, as far as the first that is or holds another comment. */
function siblingsOf(
  from: Element,
  way: BesidePath["way"],
  isNearest: boolean,
  item: FoundItem,
  removed: ReadonlySet<Element>,
): readonly Element[] {
  const siblings: Element[] = [];
  for (let node = from[way]; node !== null; node = node[way]) {
    if (!isTag(node) || removed.has(node)) continue;
    if (item.isNeighbour(node)) break;
    siblings.push(node);
    if (isNearest) break;
  }
  return siblings;
}
