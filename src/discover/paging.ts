import type { CrawlRequest } from "../model/crawl-request.ts";
import type { Site } from "../model/site.ts";
import { addressOfSite } from "./classify-url.ts";
import { patternOf } from "./detect-trap.ts";

type CountedStart = Extract<Site["start"][number], { listing: string }>;

/** How a row of listing pages goes on after one of its pages. */
export interface RowState {
  /** Pages in a row that named no article we did not know. */
  readonly emptyPages: number;
  readonly hasEnded: boolean;
}

/**
 * Counts the pages of a listing's row that bring nothing new: `emptyBefore` is the count before this page, `newArticles` how
 * many articles of this page were not known. A page past the end shows featured articles at most, so it is empty too.
 */
export function rowAfter(site: Site, emptyBefore: number, newArticles: number): RowState {
  const emptyPages = newArticles > 0 ? 0 : emptyBefore + 1;
  return { emptyPages, hasEnded: emptyPages >= site.listing.emptyPages };
}

/** The address of one page of a counted listing, by its place in the row. */
export function countedPage(start: CountedStart, pageIndex: number): string {
  return start.listing.replaceAll("{page}", String(start.first + start.step * pageIndex));
}

export function isCounted(start: Site["start"][number]): start is CountedStart {
  return "listing" in start && start.listing.includes("{page}");
}

/**
 * The page after this one: of a counted listing by counting, otherwise the one that the page itself names. Null at the end
 * of the row, after `maxPages`, or where the page names itself.
 */
export function nextInRow(request: CrawlRequest, nextUrl: string | null, site: Site): string | null {
  if (request.pageIndex === null) return null;
  const pageIndex = request.pageIndex + 1;
  const counted = site.start.filter(isCounted).find((start) => isPageOf(start, request, site));
  if (counted !== undefined) {
    return pageIndex < counted.maxPages ? (addressOfSite(countedPage(counted, pageIndex), site) ?? null) : null;
  }
  return pageIndex < maxPagesOfRows(site) && nextUrl !== request.url ? nextUrl : null;
}

/**
 * The place of a listing that a page links to: 0 where it begins a row of its own; one more than the page's where it is another
 * page of the same row. Null where it is not to be followed, because its row is walked by counting or by `listing.next`, or
 * has come to `maxPages`: otherwise each link of a pager would begin the row anew.
 */
export function placeInRow(url: string, request: CrawlRequest, site: Site): number | null {
  const counted = site.start.filter(isCounted);
  if (counted.some((start) => isSomePageOf(start, url, site))) return null;
  if (request.kind !== "listing" || rowOf(url) !== rowOf(request.url)) return 0;
  const isWalked = site.listing.next !== undefined || counted.some((start) => isPageOf(start, request, site));
  const pageIndex = (request.pageIndex ?? 0) + 1;
  return isWalked || pageIndex >= maxPagesOfRows(site) ? null : pageIndex;
}

/** What the pages of one listing have in common: all but the query and a page's number at the end of the path. */
function rowOf(url: string): string {
  return patternOf(url)
    .replace(/\?.*$/, "")
    .replace(/(?:\/(?:page|pagina|seite|p))?\/?N?\/?$/i, "");
}

function isSomePageOf(start: CountedStart, url: string, site: Site): boolean {
  const mark = "8675309";
  const parts = addressOfSite(start.listing.replaceAll("{page}", mark), site)?.split(mark);
  if (parts?.length !== 2) return false;
  const [before = "", after = ""] = parts;
  return (
    url.startsWith(before) && url.endsWith(after) && /^\d+$/.test(url.slice(before.length, url.length - after.length))
  );
}

function isPageOf(start: CountedStart, request: CrawlRequest, site: Site): boolean {
  return addressOfSite(countedPage(start, request.pageIndex ?? 0), site) === request.url;
}

/** Rows that go from link to link do not say where they began, so the most that any of them may have counts for all. */
function maxPagesOfRows({ start }: Site): number {
  const limits = start.flatMap((seed) =>
    "listing" in seed && !seed.listing.includes("{page}") ? [seed.maxPages] : [],
  );
  return limits.length === 0 ? DEFAULT_MAX_PAGES : Math.max(...limits);
}

const DEFAULT_MAX_PAGES = 50;
