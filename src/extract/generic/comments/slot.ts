import type { PageMap } from "../page-map.ts";
import type { RawItem } from "./item.ts";

/**
 * The stretch of page that is an item's alone: the outermost element that holds it and no other item. A profile or a date
 * beside the comment lies in there, and none of it is the article's.
 */
export function slotOf(
  page: PageMap,
  items: readonly RawItem[],
  index: number,
  titleAt: number,
): { from: number; to: number } {
  const item = items[index]!;
  let { from, to } = item;
  if (items.length < 2) return { from, to };
  const most = 2 * (page.textSums[to]! - page.textSums[from]!) + 400;
  for (let up = page.parents[from]!; up > 0; up = page.parents[up]!) {
    const end = page.ends[up]!;
    const holdsOther = (items[index - 1]?.to ?? -1) > up || (items[index + 1]?.from ?? Number.POSITIVE_INFINITY) < end;
    if (holdsOther || (titleAt >= up && titleAt < end) || page.textSums[end]! - page.textSums[up]! > most) break;
    from = up;
    to = Math.max(end, to);
  }
  return { from, to };
}
