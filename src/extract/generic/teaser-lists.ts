import { hint } from "./class-hints.ts";
import { isHeadingName } from "./heading-name.ts";
import { staysOnSite } from "./links.ts";
import { attributeOf, type PageMap, shape, textLengthOf } from "./page-map.ts";
import type { TextBlock } from "./text-blocks.ts";
import { proseSums } from "./zones.ts";

/**
 * Marks lists of teasers as related content: three or more brothers alike, each with a link to a page of the site that
 * bears its heading, its picture or most of its text.
 */
export function markTeaserLists(page: PageMap, blocks: readonly TextBlock[], zones: Int32Array, site: string): void {
  const prose = proseSums(page, blocks);
  const most = prose[page.nodes.length]! * mostProse;
  for (const i of page.boxes) {
    if ((zones[i]! & hint.related) !== 0) continue;
    const teasers = teasersIn(page, i, site);
    if (teasers.length < 3 || sumOver(prose, page, teasers) > most) continue;
    for (const teaser of teasers) for (let k = teaser; k < page.ends[teaser]!; k++) zones[k]! |= hint.related;
  }
}

/** A list with more of the page's prose than this is its text, whatever it looks like: a live blog, a listicle. */
const mostProse = 0.35;

function sumOver(sums: ArrayLike<number>, page: PageMap, elements: readonly number[]): number {
  return elements.reduce((sum, at) => sum + sums[page.ends[at]!]! - sums[at]!, 0);
}

function teasersIn(page: PageMap, list: number, site: string): readonly number[] {
  if (!hasThreeBrothers(page, list)) return noTeasers;
  const alike = new Map<string, number[]>();
  for (let child = list + 1; child < page.ends[list]!; child = page.ends[child]!) {
    if (!mayBeTeaser(page, child)) continue;
    const key = `${page.names[child]}.${attributeOf(page, child, "class") ?? ""}`;
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [child]);
    else group.push(child);
  }
  for (const group of alike.values()) {
    if (group.length < 3) continue;
    const teasers = group.filter((child) => isTeaser(page, child, site));
    if (teasers.length >= 3 && teasers.length >= group.length * 0.75) return group;
  }
  return noTeasers;
}

const noTeasers: readonly number[] = [];

/** Asked of every element, and true of few. */
function hasThreeBrothers(page: PageMap, list: number): boolean {
  let brothers = 0;
  for (let child = list + 1; child < page.ends[list]!; child = page.ends[child]!) {
    if (mayBeTeaser(page, child) && ++brothers === 3) return true;
  }
  return false;
}

function mayBeTeaser(page: PageMap, at: number): boolean {
  return page.shapes[at] === shape.block && page.names[at] !== "p" && !isHeadingName(page.names[at]!);
}

function isTeaser(page: PageMap, at: number, site: string): boolean {
  const length = textLengthOf(page, at);
  if (length < 15 || length > 450) return false;
  for (let i = at; i < page.ends[at]!; i++) {
    if (page.names[i] !== "a" || !staysOnSite(attributeOf(page, i, "href"), site)) continue;
    const linked = textLengthOf(page, i);
    if (linked > length * 0.6 && linked > 20) return true;
    for (let up = page.parents[i]!; up >= at; up = page.parents[up]!)
      if (isHeading(page, up)) return linked > textLengthOf(page, up) * 0.8;
    for (let k = i + 1; k < page.ends[i]!; k++)
      if (isHeading(page, k) || (page.names[k] === "img" && length < 300)) return true;
  }
  return false;
}

function isHeading(page: PageMap, at: number): boolean {
  return isHeadingName(page.names[at]!) || (page.hints[at]! & hint.headline) !== 0;
}
