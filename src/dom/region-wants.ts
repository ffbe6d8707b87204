import { isTraversal, parse, type Selector, SelectorType } from "css-what";
import { bitsOfAttributes, bitsOfNames } from "./region-hash.ts";

/** Which elements of a page are wanted whole, as far as their own tags and those around them tell. */
export interface Wants {
  readonly byName: ReadonlyMap<string, readonly Want[]>;
  readonly byClass: ReadonlyMap<string, readonly Want[]>;
  readonly byId: ReadonlyMap<string, readonly Want[]>;
  /** Those that neither name, class nor id tell. */
  readonly others: readonly Want[];
}

/** An element wanted: it passes the first test, and elements around it, from the inside out, pass the others. */
export interface Want {
  readonly tests: readonly [TagTest, ...TagTest[]];
  readonly raise: Raise;
  /** `classBits` of the other tests together. */
  readonly aroundBits: number;
}

/** What is wanted beside the element: all its parent holds, or the nearest `figure` around it. */
export type Raise = "none" | "parent" | "figure";

/** Parts of a compound selector that a tag alone can fail; all in lower case. */
export interface TagTest {
  readonly name: string | null;
  readonly id: string | null;
  readonly classes: readonly string[];
  /** As `bitsOfNames` gives them for the classes. */
  readonly classBits: number;
  /** Attributes that must be there, with whatever value. */
  readonly attributes: readonly string[];
  /** As `bitsOfAttributes` gives them for the attributes. */
  readonly attributeBits: number;
}

export interface WantedSelector {
  readonly select: string;
  /**
   * `match`: each element that matches is wanted. `mark`: matches only tell something about elements that others want, as `remove` does.
   * `inner`: as `mark`, sought within elements that others want.
   */
  readonly as: "match" | "mark" | "inner";
  readonly raise?: Raise;
}

/**
 * What these selectors need of a page, or null where that cannot be said.
 *
 * All others of the page's elements may be emptied without any selector finding more or less: each keeps its tag, and so do those
 * around and beside what is wanted. What depends on an element's content (`:has`, `:contains`, `:empty`) makes it wanted itself.
 */
export function wantsOf(selectors: readonly WantedSelector[]): Wants | null {
  const wants: Want[] = [];
  for (const selector of selectors) {
    const added = wantsOfSelector(selector);
    if (added === null) return null;
    wants.push(...added);
  }
  return sorted(wants);
}

function wantsOfSelector({ select, as, raise = "none" }: WantedSelector): Want[] | null {
  const wants: Want[] = [];
  for (const alternative of alternativesOf(select)) {
    const cut = cutAlternative(alternative);
    if (cut === null || (as !== "inner" && alternative.some(mentionsScope))) return null;
    cut.compounds.forEach((compound, at) => {
      if (compound.some(dependsOnContent)) wants.push(wantOf(testsUpTo(cut, at), "none"));
    });
    if (as === "match") wants.push(wantOf(testsUpTo(cut, cut.compounds.length - 1), raise));
  }
  return wants;
}

function wantOf(tests: Want["tests"], raise: Raise): Want {
  return { tests, raise, aroundBits: tests.slice(1).reduce((bits, { classBits }) => bits | classBits, 0) };
}

function alternativesOf(select: string): Selector[][] {
  try {
    return parse(select);
  } catch {
    // Whoever selects with it says so.
    return [];
  }
}

interface CutAlternative {
  readonly compounds: readonly (readonly Selector[])[];
  /** What stands before each compound but the first. */
  readonly combinators: readonly SelectorType[];
}

function cutAlternative(alternative: readonly Selector[]): CutAlternative | null {
  const compounds: Selector[][] = [[]];
  const combinators: SelectorType[] = [];
  for (const token of alternative) {
    if (isTraversal(token)) {
      if (!readable.has(token.type)) return null;
      combinators.push(token.type);
      compounds.push([]);
    } else {
      if (!isReadable(token)) return null;
      compounds.at(-1)?.push(token);
    }
  }
  return { compounds, combinators };
}

const readable = new Set<SelectorType>([
  SelectorType.Child,
  SelectorType.Descendant,
  SelectorType.Adjacent,
  SelectorType.Sibling,
]);

/** A look into what stands beside an element goes beyond what is kept of it. */
function isReadable(token: Selector): boolean {
  if (token.type === SelectorType.PseudoElement) return false;
  if (token.type !== SelectorType.Pseudo || !Array.isArray(token.data)) return true;
  return token.data.every((inner) => {
    const looksAside = inner.some(({ type }) => type === SelectorType.Adjacent || type === SelectorType.Sibling);
    const looksIn = inner.some(
      (each) => dependsOnContent(each) || each.type === SelectorType.Child || each.type === SelectorType.Descendant,
    );
    return (
      !(looksAside && (looksIn || token.name === "has")) &&
      inner.every((each) => !isTraversal(each) || readable.has(each.type)) &&
      inner.every(isReadable)
    );
  });
}

/** Of an element's tag, its place among its siblings and what stands around it. */
const ofPlace = new Set(
  (
    "not is where matches any-link link root scope self first-child last-child only-child first-of-type last-of-type only-of-type " +
    "nth-child nth-last-child nth-of-type nth-last-of-type"
  ).split(" "),
);

function dependsOnContent(token: Selector): boolean {
  if (token.type !== SelectorType.Pseudo) return false;
  if (!ofPlace.has(token.name)) return true;
  return Array.isArray(token.data) && token.data.some((inner) => inner.some(dependsOnContent));
}

function mentionsScope(token: Selector): boolean {
  if (token.type !== SelectorType.Pseudo) return false;
  if (token.name === "scope" || token.name === "self") return true;
  return Array.isArray(token.data) && token.data.some((inner) => inner.some(mentionsScope));
}

/** The tests for the compound at a place and those around it; what stands beside is kept anyway and not asked for. */
function testsUpTo({ compounds, combinators }: CutAlternative, last: number): [TagTest, ...TagTest[]] {
  const subject = testOf(compounds[last] ?? []);
  if (mayBeUnwritten(subject)) return [{ ...subject, name: ofTables.has(subject.name) ? "table" : null }];
  const tests: [TagTest, ...TagTest[]] = [subject];
  for (let at = last; at > 0; at--) {
    const combinator = combinators[at - 1];
    if (combinator !== SelectorType.Child && combinator !== SelectorType.Descendant) continue;
    const test = testOf(compounds[at - 1] ?? []);
    if (!mayBeUnwritten(test)) tests.push(test);
  }
  return tests;
}

function testOf(compound: readonly Selector[]): TagTest {
  let name: string | null = null;
  let id: string | null = null;
  const classes: string[] = [];
  const attributes: string[] = [];
  for (const token of compound) {
    if (token.type === SelectorType.Tag) name = token.name.toLowerCase();
    if (token.type !== SelectorType.Attribute || token.action === "not") continue;
    const value = token.value.toLowerCase();
    // Bytes are compared, so other letters than ASCII tell nothing.
    const isPlain = /^[\x21-\x7e]+$/.test(value);
    if (token.name === "id" && token.action === "equals" && isPlain) id = value;
    else if (token.name === "class" && token.action === "element" && isPlain) classes.push(value);
    else attributes.push(token.name.toLowerCase());
  }
  const plain = attributes.filter((each) => /^[\x21-\x7e]+$/.test(each));
  return {
    name,
    id,
    classes,
    classBits: bitsOfNames(classes),
    attributes: plain,
    attributeBits: bitsOfAttributes(plain),
  };
}

/** Elements that stand in the tree though no tag opens them. */
const unwritten = new Set([null, "html", "head", "body", "tbody", "tr", "colgroup"]);
const ofTables = new Set<string | null>(["tbody", "tr", "colgroup"]);

const mayBeUnwritten = ({ name, id, classes, attributes }: TagTest): boolean =>
  unwritten.has(name) && id === null && classes.length === 0 && attributes.length === 0;

function sorted(wants: readonly Want[]): Wants {
  const [byName, byClass, byId] = [new Map<string, Want[]>(), new Map<string, Want[]>(), new Map<string, Want[]>()];
  const others: Want[] = [];
  for (const want of wants) {
    const [{ name, id, classes }] = want.tests;
    const [first] = classes;
    if (id !== null) listIn(byId, id).push(want);
    else if (first !== undefined) listIn(byClass, first).push(want);
    else if (name !== null) listIn(byName, name).push(want);
    else others.push(want);
  }
  return { byName, byClass, byId, others };
}

function listIn(map: Map<string, Want[]>, key: string): Want[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
