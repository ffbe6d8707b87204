import { attributeOf, type PageMap, shape } from "../page-map.ts";
import type { ItemRange } from "./item.ts";

/** Elements as items: what of them stands within another of them is that one's, not the outer's. */
export function rangesOf(page: PageMap, elements: readonly number[]): ItemRange[] {
  const ranges: { from: number; to: number; holes: number[] }[] = [];
  const open: { from: number; to: number; holes: number[] }[] = [];
  for (const at of elements) {
    while (open.length > 0 && open.at(-1)!.to <= at) open.pop();
    const range = { from: at, to: page.ends[at]!, holes: [] };
    for (const outer of open) outer.holes.push(at);
    ranges.push(range);
    open.push(range);
  }
  return ranges;
}

/** Look-alikes below `region`: elements with the same tag, class and parent's look, two or more of them. */
export function alikeSets(page: PageMap, from: number, to: number): ItemRange[][] {
  const sets = new Map<string, number[]>();
  for (let i = from; i < to; i++) {
    if (page.shapes[i] !== shape.block) continue;
    const key = `${lookOf(page, page.parents[i]!)}>${lookOf(page, i)}`;
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [i]);
    else set.push(i);
  }
  return [...sets.values()].filter((set) => set.length >= 2 && set.length <= 2000).map((set) => rangesOf(page, set));
}

/** Stretches below `region` that begin alike: a heading, a `dt` or a head of their own, and what follows until the next; or parted by rules. */
export function stretchSets(page: PageMap, container: number, from: number, to: number): ItemRange[][] {
  const sets: ItemRange[][] = [];
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
    for (const begins of [...starts.values()].slice(0, 3)) if (begins.length >= 2) sets.push(stretches(begins, end));
    if (rules.length >= 1) {
      const first = Math.max(list + 1, from);
      sets.push(stretches([first, ...rules.map((rule) => rule + 1)], end));
    }
  }
  return sets;
}

function stretches(begins: readonly number[], end: number): ItemRange[] {
  return begins
    .map((from, k) => ({ from, to: begins[k + 1] ?? end, holes: [] }))
    .filter((range) => range.to > range.from);
}

const looks =
  /(?:^|[-_])(?:odd|even|alt|first|last|parent|children|has-children|depth|level|lvl|indent|thread-(?:odd|even|alt)|by-?user|bypostauthor|author|op|own|new|active|highlight(?:ed)?|selected|unread|pinned|sticky)(?:$|[-_])|\d/;

/** Tag and class of an element, without what tells one brother from another. */
function lookOf(page: PageMap, at: number): string {
  if (at < 0) return "";
  const tokens = (attributeOf(page, at, "class") ?? "")
    .split(/\s+/)
    .filter((token) => token !== "" && !looks.test(token.replace(/--[\w-]+$/, "-x")));
  return `${page.names[at]}.${tokens
    .map((token) => token.replace(/--[\w-]+$/, ""))
    .sort()
    .join(".")}`;
}
