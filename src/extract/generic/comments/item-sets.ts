import { attributeOf, type PageMap, shape, textOfRange } from "../page-map.ts";
import type { ItemRange } from "./item.ts";

/** Elements as items: what of them stands within another of them is that one's, not the outer's. */
export function rangesOf(page: PageMap, elements: readonly number[]): ItemRange[] {
  const ranges: { from: number; to: number; holes: number[] }[] = [];
  const open: { from: number; to: number; holes: number[] }[] = [];
  for (const at of elements) {
    while (open.length > 0 && open.at(-1)!.to <= at) open.pop();
    // A term goes with its description.
    const range = { from: at, to: page.names[at] === "dt" ? descriptionEnd(page, at) : page.ends[at]!, holes: [] };
    // What stands in another's description is a list there.
    const hole = page.names[at] === "dt" && open.length > 0 ? page.parents[at]! : at;
    for (const outer of open) if (outer.holes.at(-1) !== hole) outer.holes.push(hole);
    ranges.push(range);
    open.push(range);
  }
  return ranges;
}

/**
 * The elements around each item that hold no other, as many steps out for all, where there is much more in them than in the
 * items; nothing where the items hold the most of it, stand in each other, or a form comes in.
 */
export function widened(page: PageMap, elements: readonly number[], titleAt: number): ItemRange[] | undefined {
  if (elements.length < 2) return undefined;
  let steps = mostSteps;
  for (const [k, at] of elements.entries()) {
    const before = k === 0 ? -1 : elements[k - 1]!;
    const next = elements[k + 1] ?? Number.POSITIVE_INFINITY;
    if (next < page.ends[at]!) return undefined;
    let step = 0;
    for (let up = page.parents[at]!; up > 0 && step < steps; up = page.parents[up]!, step++)
      if (up <= before || page.ends[up]! > next || (titleAt >= up && titleAt < page.ends[up]!)) break;
    steps = step;
  }
  if (steps === 0) return undefined;
  let inside = 0;
  let around = 0;
  const ranges = elements.map((at) => {
    let box = at;
    for (let step = 0; step < steps; step++) box = page.parents[box]!;
    inside += page.textSums[page.ends[at]!]! - page.textSums[at]!;
    around += page.textSums[page.ends[box]!]! - page.textSums[box]!;
    return { from: box, to: page.ends[box]!, holes: [] };
  });
  if (around < inside * 1.15) return undefined;
  for (const { from, to } of ranges) for (let i = from; i < to; i++) if (page.names[i] === "textarea") return undefined;
  return ranges;
}

const mostSteps = 8;

function descriptionEnd(page: PageMap, term: number): number {
  let end = page.ends[term]!;
  const last = page.ends[page.parents[term]!]!;
  while (end < last && page.names[end] !== "dt") end = page.ends[end]!;
  return end;
}

/**
 * Look-alikes below `region`: elements with the same tag, class and parent's look, two or more of them; and, for answers
 * stand in other boxes than what they answer, those with the same tag and class wherever they are.
 */
export function alikeSets(page: PageMap, from: number, to: number): ItemRange[][] {
  const sets = new Map<string, number[]>();
  const scattered = new Map<string, { parents: Set<string>; items: number[] }>();
  for (let i = from; i < to; i++) {
    if (page.shapes[i] !== shape.block) continue;
    const look = lookOf(page, i);
    const around = lookOf(page, page.parents[i]!);
    const set = sets.get(`${around}>${look}`);
    if (set === undefined) sets.set(`${around}>${look}`, [i]);
    else set.push(i);
    if (look.endsWith(".") && !/^(?:li|details|article|section|blockquote)$|-/.test(page.names[i]!)) continue;
    const alike = scattered.get(look);
    if (alike === undefined) scattered.set(look, { parents: new Set([around]), items: [i] });
    else {
      alike.parents.add(around);
      alike.items.push(i);
    }
  }
  const everywhere = [...scattered.values()].filter(({ parents }) => parents.size > 1).map(({ items }) => items);
  return [...sets.values(), ...everywhere]
    .filter((set) => set.length >= 2 && set.length <= 2000)
    .map((set) => rangesOf(page, set));
}

/** Stretches below `region` that begin alike: a heading, a `dt` or a head of their own, and what follows until the next; or parted by rules. */
export function stretchSets(page: PageMap, container: number, from: number, to: number): ItemRange[][] {
  const sets: ItemRange[][] = [];
  const nested = new Map<string, Stretch[]>();
  for (let list = container; list < to; list++) {
    if (page.shapes[list] !== shape.block || (list > container && list < from)) continue;
    const starts = new Map<string, number[]>();
    const rules: number[] = [];
    const children: number[] = [];
    for (let child = list + 1; child < Math.min(page.ends[list]!, to); child = page.ends[child]!) {
      children.push(child);
      if (child < from) continue;
      if (page.names[child] === "hr") rules.push(child);
      else if (page.names[child] !== "" && page.names[child] !== "br") {
        const look = lookOf(page, child);
        const known = starts.get(look);
        if (known === undefined) starts.set(look, [child]);
        else known.push(child);
      }
    }
    if (children.length < 3) continue;
    const end = page.ends[list]!;
    // At most three beginnings are tried: the list's first kinds of children.
    for (const [look, begins] of [...starts].slice(0, 3)) {
      if (begins.length >= 2) sets.push(stretches(begins, end));
      // A row of name and date, and the text in the next.
      const heads = page.names[begins[0]!] === "tr" ? begins.filter((at) => tellsTime(page, at)) : [];
      if (heads.length >= 2 && heads.length < begins.length) sets.push(stretches(heads, end));
      const key = `${lookOf(page, list)}>${look}`;
      const alike = stretches(begins, end).map((range) => ({ ...range, list }));
      const known = nested.get(key);
      if (known === undefined) nested.set(key, alike);
      else for (const stretch of alike) known.push(stretch);
    }
    if (rules.length >= 1) {
      const first = Math.max(list + 1, from);
      sets.push(stretches([first, ...rules.map((rule) => rule + 1)], end));
    }
  }
  for (const alike of nested.values()) {
    const joined = alike.length > 1 && alike.length <= 2000 ? withAnswers(page, alike) : undefined;
    if (joined !== undefined) sets.push(joined);
  }
  return sets;
}

/** A short row with a day or time. */
function tellsTime(page: PageMap, at: number): boolean {
  const letters = page.textSums[page.ends[at]!]! - page.textSums[at]!;
  return letters >= 8 && letters < 100 && dayOrTime.test(textOfRange(page, at, page.ends[at]!));
}

export const dayOrTime = /\d[:.h]\d\d(?!\d)|\d[/.-]\d{1,2}[/.-]\d/;

type Stretch = ItemRange & { readonly list: number };

/** Stretches of a list with those of the like lists within them; nothing where no list lies in another's stretch. */
function withAnswers(page: PageMap, stretches: readonly Stretch[]): ItemRange[] | undefined {
  const ordered = [...stretches].sort((a, b) => a.from - b.from);
  const lists = [...new Set(ordered.map(({ list }) => list))].sort((a, b) => a - b);
  if (lists.length < 2) return undefined;
  let isNested = false;
  const ranges = ordered.map(({ from, to, list }) => {
    const holes: number[] = [];
    for (const inner of lists) {
      if (inner <= from || inner >= to || inner === list) continue;
      if (holes.length === 0 || inner >= page.ends[holes.at(-1)!]!) holes.push(inner);
    }
    isNested ||= holes.length > 0;
    return { from, to, holes };
  });
  return isNested ? ranges : undefined;
}

function stretches(begins: readonly number[], end: number): ItemRange[] {
  return begins
    .map((from, k) => ({ from, to: begins[k + 1] ?? end, holes: [] }))
    .filter((range) => range.to > range.from);
}

const looks =
  /(?:^|[-_])(?:odd|even|alt|first|last|parent|children|has-children|depth|level|lvl|indent|thread-(?:odd|even|alt)|by-?user|bypostauthor|author|op|own|new|active|highlight(?:ed)?|selected|unread|pinned|sticky)(?:$|[-_])/;

/** Tag and class of an element, without what tells one brother from another. */
function lookOf(page: PageMap, at: number): string {
  if (at < 0) return "";
  const tokens = (attributeOf(page, at, "class") ?? "")
    .split(/\s+/)
    .filter((token) => token !== "" && !looks.test(token.replace(/--[\w-]+$/, "-x")));
  return `${page.names[at]}.${tokens
    // A number tells one brother from another; in a hashed name the letters around it are enough.
    .map((token) => token.replace(/--[\w-]+$/, "").replace(/\d+/g, ""))
    .sort()
    .join(".")}`;
}
