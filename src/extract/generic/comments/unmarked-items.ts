import { hint } from "../class-hints.ts";
import { type PageMap, textOfRange } from "../page-map.ts";
import type { TextBlock } from "../text-blocks.ts";
import { regionOf } from "./announcements.ts";
import type { CommentsContext } from "./comments-context.ts";
import type { ItemRange } from "./item.ts";
import { alikeSets, dayOrTime, stretchSets } from "./item-sets.ts";
import { dateOrReply, declaredAt, isDatedOrAnswerable, type Judged, judge } from "./judge-items.ts";
import { mayHold } from "./may-hold.ts";

/** Two of a kind are soon found anywhere. */
const MIN_COUNTED = 3;

/** Comments without marks of their own: repetition below an announcement, on a board anywhere. */
export function findUnmarked(
  page: PageMap,
  blocks: readonly TextBlock[],
  context: CommentsContext,
  announcements: readonly number[],
  isBoard: boolean,
): Judged | undefined {
  let best: Judged | undefined;
  const tried = new Set<number>();
  for (const announcement of announcements.slice(0, 8)) {
    const region = regionOf(page, announcement);
    // Far below the announcement stands something else, as does the page's own foot.
    const isNear = (range: ItemRange): boolean =>
      (isBoard || range.from < region!.from + 200) && !isInFoot(page, range.from);
    if (
      region === undefined ||
      tried.has(region.from) ||
      !mayHold(page, announcement, { ...context, titleAt: -1 }, true)
    )
      continue;
    tried.add(region.from);
    if (!isBoard && context.titleAt >= region.from && context.titleAt < region.to) continue;
    // So many as the heading says, if it does, need no date and no link to answer.
    const declared = declaredAt(page, announcement) ?? 0;
    // Two comments have two dates or two links to answer.
    if (
      declared < MIN_COUNTED &&
      (textOfRange(page, region.from, Math.min(region.to, region.from + 4000)).match(dateOrReply) ?? []).length < 2
    )
      continue;
    const letters = page.textSums[region.to]! - page.textSums[region.from]!;
    const found = [
      ...alikeSets(page, region.from, region.to),
      ...stretchSets(page, region.container, region.from, region.to),
    ];
    const sets = isBoard ? [...found, ...datedRows(page, found)] : found;
    for (const ranges of sets) {
      const wanted = ranges.filter((range) => !(context.titleAt >= range.from && context.titleAt < range.to));
      // One that stands in a widget for something else tells of its brothers.
      if (wanted.length >= 2 && !mayHold(page, wanted[0]!.from, { ...context, titleAt: -1 }, true)) continue;
      if (
        wanted.length < 2 ||
        !isNear(wanted[0]!) ||
        lettersOf(page, wanted) < 0.4 * letters ||
        !(wanted.length === declared || isDatedOrAnswerable(page, wanted))
      )
        continue;
      const judged = judge(page, blocks, wanted, context, "repetition", 0);
      if (judged === undefined || judged.whole < 2) continue;
      const isCounted = declared >= MIN_COUNTED && judged.whole === declared && judged.items.length === declared;
      if (judged.dated < 0.6 && judged.answerable < 0.6 && !isCounted) continue;
      if (best === undefined || isBetter(judged, best)) best = judged;
    }
  }
  return best;
}

/** Of each set of table rows those that tell a day or time, where others (heads, buttons, gaps) stand between them. */
function datedRows(page: PageMap, sets: readonly ItemRange[][]): ItemRange[][] {
  return sets.flatMap((set) => {
    if (set.length < 4 || page.names[set[0]!.from] !== "tr") return [];
    const rows = set.filter(({ from, to }) => dayOrTime.test(textOfRange(page, from, Math.min(to, from + 300))));
    return rows.length >= 2 && rows.length < set.length ? [rows] : [];
  });
}

/** Of two that read alike the wider: answers stand in what is around a comment, not in it. */
function isBetter(one: Judged, other: Judged): boolean {
  // The same beginnings, and as much found: what the wider reaches over stands between the comments.
  if (
    one.whole === other.whole &&
    one.dated === other.dated &&
    one.items.length === other.items.length &&
    one.items.every(({ from }, k) => from === other.items[k]!.from)
  )
    return one.items.reduce((sum, { to }, k) => sum + Math.sign(to - other.items[k]!.to), 0) < 0;
  if (Math.abs(one.score - other.score) > 0.001) return one.score > other.score;
  return one.items[0]!.from < other.items[0]!.from;
}

function lettersOf(page: PageMap, ranges: readonly ItemRange[]): number {
  let letters = 0;
  let end = -1;
  for (const { from, to } of ranges) {
    if (from < end) continue;
    letters += page.textSums[to]! - page.textSums[from]!;
    end = to;
  }
  return letters;
}

function isInFoot(page: PageMap, at: number): boolean {
  for (let up = page.parents[at]!; up > 0; up = page.parents[up]!) {
    if (page.names[up] === "article" || page.names[up] === "main") return false;
    if ((page.hints[up]! & (hint.footer | hint.navigation | hint.legal)) !== 0 && page.names[up] !== "body")
      return true;
  }
  return false;
}
