import type { CrawlRequest } from "../model/crawl-request.ts";
import type { SkippedRequest } from "../model/ledger.ts";
import type { Finding } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import { classifyUrl } from "./classify-url.ts";
import type { LinkReading } from "./link.ts";
import { nextInRow } from "./paging.ts";
import { priorityOf } from "./priority-of.ts";
import { readPage } from "./read-page.ts";
import { sortLinks } from "./sort-links.ts";

export { type Classification, type ClassifyOptions, classifyUrl } from "./classify-url.ts";
export { detectTrap, patternOf, type Trap } from "./detect-trap.ts";
export { type RowState, rowAfter } from "./paging.ts";
export { isBefore } from "./read-hint.ts";
export { seedsOf } from "./seeds.ts";

export interface DiscoverContext {
  /** ISO day or instant: what is dated before is not wanted; null for no such limit. */
  readonly since: string | null;
}

/** What a page of links led to. */
export interface Discovery {
  /** Wanted, each address once, in page order. */
  readonly requests: readonly CrawlRequest[];
  /** Named by the page and not wanted, with the reason. Links that merely stand in the page and lead elsewhere are left out. */
  readonly skipped: readonly SkippedRequest[];
  readonly warnings: readonly Finding[];
  /**
   * The next page of the row that this listing is in, where there may be one. Whether it is worth asking is for the
   * conductor to say, who knows how many of `requests` are new: see `rowAfter`.
   */
  readonly nextPage: CrawlRequest | null;
}

/**
 * Finds requests in a listing, a feed or a sitemap. What a page is, its content says: a feed that is sent as HTML, or where a
 * sitemap was expected, is read as the feed it is. Never throws, whatever the page holds.
 */
export function discover(page: Page, site: Site, request: CrawlRequest, context: DiscoverContext): Discovery {
  if (request.kind === "article" || request.kind === "comments") {
    return { requests: [], skipped: [], warnings: [], nextPage: null };
  }
  const reading = readPage(page, site, request);
  const { requests, skipped, warnings, isAllTooOld } = sortLinks(reading, page, site, request, context.since);
  return {
    requests,
    skipped,
    warnings: [...reading.warnings.filter(({ code }) => !isEndOfRow(code, request)), ...warnings],
    nextPage: isAllTooOld || request.kind !== "listing" ? null : nextPageOf(reading, page, site, request),
  };
}

/** A row is read until its pages are empty: that a further one holds no card is how it ends, and no fault. */
function isEndOfRow(code: string, { pageIndex }: CrawlRequest): boolean {
  return code === "no-cards" && (pageIndex ?? 0) > 0;
}

function nextPageOf(reading: LinkReading, page: Page, site: Site, request: CrawlRequest): CrawlRequest | null {
  const url = nextInRow(request, nextUrlOf(reading, site), site);
  if (url === null) return null;
  const pageIndex = (request.pageIndex ?? 0) + 1;
  const priority = priorityOf("listing", { hintAt: null, seenAt: page.fetchedAt, pageIndex });
  // Pages of a row are as deep as its first: they are one listing, and `maxPages` bounds them.
  return { ...request, url, discoveredOn: request.url, priority, hintAt: null, pageIndex };
}

function nextUrlOf({ nextHref, baseUrl }: LinkReading, site: Site): string | null {
  if (nextHref === null) return null;
  const { url, skip } = classifyUrl(nextHref, site, { base: baseUrl });
  return skip === "out-of-scope" || skip === "trap" ? null : url;
}
