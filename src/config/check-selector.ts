import { aliases, compile, filters, pseudos } from "css-select";
import { isTraversal, parse, type Selector, SelectorType } from "css-what";
import { printable } from "../model/printable.ts";
import { nearestOf } from "./nearest.ts";

const MAX_LENGTH = 1000;
const MAX_PARTS = 50;
const MAX_NESTING = 4;

/**
 * Why a CSS selector of a site file cannot be used, or null where it can. Beyond syntax it bounds the work that a selector can ask for:
 * its length, its parts, how deep `:is()`, `:not()`, `:where()` and `:has()` are nested, and, as Selectors 4 §4.5 has it, no
 * `:has()` inside a `:has()`.
 */
export function explainSelector(text: string): string | null {
  if (text.trim() === "") return "there is only white space";
  if (text.length > MAX_LENGTH) return `at most ${MAX_LENGTH} characters, here ${text.length}`;
  let alternatives: Selector[][];
  try {
    alternatives = parse(text);
  } catch (error) {
    return printable(reasonOf(error));
  }
  const parts = partsOf(alternatives);
  if (parts.length > MAX_PARTS) return `at most ${MAX_PARTS} parts, here ${parts.length}`;
  const deepest = Math.max(...parts.map(({ nesting }) => nesting));
  if (deepest > MAX_NESTING)
    return `\`:is()\`, \`:not()\` and the like nested at most ${MAX_NESTING} deep, here ${deepest}`;
  for (const { part, isInHas } of parts) {
    const trouble = explainPart(part, isInHas);
    if (trouble !== null) return trouble;
  }
  for (const list of everyList(alternatives)) {
    const trouble = explainOrder(list);
    if (trouble !== null) return trouble;
  }
  try {
    compile(withSelfAsScope(alternatives));
    return null;
  } catch (error) {
    return printable(reasonOf(error));
  }
}

interface Part {
  readonly part: Selector;
  readonly nesting: number;
  readonly isInHas: boolean;
}

/** Every simple selector, with those inside brackets; combinators are not counted. */
function partsOf(alternatives: Selector[][], nesting = 0, isInHas = false): Part[] {
  return alternatives.flat().flatMap((part) => {
    if (isTraversal(part)) return [];
    const own = { part, nesting, isInHas };
    if (part.type !== SelectorType.Pseudo || !Array.isArray(part.data)) return [own];
    return [own, ...partsOf(part.data, nesting + 1, isInHas || part.name === "has")];
  });
}

function everyList(alternatives: Selector[][]): Selector[][] {
  const inner = alternatives
    .flat()
    .flatMap((part) => ("data" in part && Array.isArray(part.data) ? everyList(part.data) : []));
  return [...alternatives, ...inner];
}

/** What css-what lets pass: a combinator with nothing after it, and text that only looks like an element's name. */
function explainOrder(list: readonly Selector[]): string | null {
  const last = list.at(-1);
  if (last !== undefined && isTraversal(last)) return "nothing follows its last combinator";
  for (const [index, part] of list.entries()) {
    if (part.type !== SelectorType.Tag) continue;
    const before = list[index - 1];
    const isFirst = before === undefined || isTraversal(before);
    const isName = /^[\p{L}_][\p{L}\p{N}_.:·-]*$/u.test(part.name);
    if (!isFirst || !isName) return `\`${printable(part.name, 40)}\` is no name of an element here`;
  }
  return null;
}

const takesSelectors = ["has", "is", "matches", "not", "where"];
const neverHolds = new Set(["hover", "visited", "active"]);
const known = new Set(
  [...Object.keys(pseudos), ...Object.keys(aliases), ...Object.keys(filters), ...takesSelectors, "self"].filter(
    (name) => !neverHolds.has(name),
  ),
);
/** jQuery's positions, which CSS does not have. */
const positions = new Set(["first", "last", "eq", "gt", "lt", "even", "odd", "nth"]);

function explainPart(part: Selector, isInHas: boolean): string | null {
  if (part.type === SelectorType.PseudoElement) return `\`::${printable(part.name)}\` is no element of a page's tree`;
  if (part.type !== SelectorType.Pseudo) return null;
  if (isInHas && part.name === "has") return "`:has()` cannot stand inside `:has()`";
  if (neverHolds.has(part.name)) return `\`:${part.name}\` never holds on a page that is only read`;
  if (known.has(part.name)) return null;
  const name = printable(part.name, 40);
  if (positions.has(part.name)) return `\`:${name}\` is not CSS; a source says \`which: first\`, \`last\` or a number`;
  const meant = nearestOf(part.name, known);
  return `\`:${name}\` is no known pseudo-class${meant === undefined ? "" : `; did you mean \`:${meant}\`?`}`;
}

/** `:self` is our own word for the element that a selector starts from. */
function withSelfAsScope(alternatives: Selector[][]): Selector[][] {
  return alternatives.map((list) =>
    list.map((part) => {
      if (part.type !== SelectorType.Pseudo) return part;
      if (part.name === "self") return { ...part, name: "scope" };
      return Array.isArray(part.data) ? { ...part, data: withSelfAsScope(part.data) } : part;
    }),
  );
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).trim();
