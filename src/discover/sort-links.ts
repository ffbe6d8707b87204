import type { CrawlRequest, PageKind } from "../model/crawl-request.ts";
import type { SkippedRequest } from "../model/ledger.ts";
import { hasPattern } from "../model/match-pattern.ts";
import type { Finding, SkipReason } from "../model/outcome.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";
import { addressOfSite, classifyUrl } from "./classify-url.ts";
import { doubt, type Link, type LinkReading } from "./link.ts";
import { placeInRow } from "./paging.ts";
import { priorityOf } from "./priority-of.ts";
import { isBefore } from "./read-hint.ts";

export interface SortedLinks {
  readonly requests: readonly CrawlRequest[];
  readonly skipped: readonly SkippedRequest[];
  readonly warnings: readonly Finding[];
  /** There are dated articles here that the page itself does not set apart, and all of them are too old. */
  readonly isAllTooOld: boolean;
}

/** Sitemaps name sitemaps to this depth; deeper is an index without end. */
const MAX_SITEMAP_DEPTH = 3;

/** Makes requests of a page's links, each address once, and tells the wanted from the others. */
export function sortLinks(
  { links, baseUrl }: LinkReading,
  page: Page,
  site: Site,
  request: CrawlRequest,
  since: string | null,
): SortedLinks {
  const piles = new Piles();
  const include = includeFor(request, site);
  const isIndexTooDeep = request.kind === "sitemap" && request.depth >= MAX_SITEMAP_DEPTH;
  let datedCount = 0;
  let oldCount = 0;
  let tooDeepCount = 0;
  const dates = datesBeside(links);
  for (const [index, link] of links.entries()) {
    if (link.kind === "sitemap" && isIndexTooDeep) {
      tooDeepCount++;
      continue;
    }
    const { kind, url, skip, reason } = judge(link, baseUrl, site, include);
    if (url === null || url === request.url) continue;
    // A link that merely stands in the page is no news where it is not wanted, unless it is a trap on a wanted path.
    const isNamed = link.kind === "article" || link.kind === "sitemap";
    if (kind === null && !isNamed && skip !== "trap") continue;
    const pageIndex = kind === "listing" ? placeInRow(url, request, site) : null;
    if (kind === "listing" && pageIndex === null) continue;
    const place = { pageIndex, hintAt: link.hintAt, dateBeside: dates[index] ?? null };
    const found = requestFor(url, kind ?? link.kind ?? "article", place, page, request);
    const isOld = since !== null && link.hintAt !== null && isBefore(link.hintAt, since);
    if (kind === "article" && link.unwanted === null && link.hintAt !== null) {
      datedCount++;
      if (isOld) oldCount++;
    }
    if (kind === null) piles.refuse(found, skip ?? "not-wanted", reason);
    else if (link.unwanted !== null) piles.refuse(found, "not-wanted", link.unwanted);
    else if (isOld) piles.refuseDated(found, "too-old", `dated ${link.hintAt}`);
    else if (found.depth > site.manners.maxDepth) piles.refuse(found, "too-deep", `${found.depth} links from the seed`);
    else piles.want(found);
  }
  const tooDeep = doubt("too-deep", `${tooDeepCount} sitemaps that stand ${request.depth + 1} deep are not followed`);
  return {
    requests: [...piles.wanted.values()],
    skipped: [...piles.refused.values()],
    warnings: tooDeepCount > 0 ? [tooDeep] : [],
    isAllTooOld: datedCount > 0 && oldCount === datedCount,
  };
}

/** One address may stand in a page several times, as featured and in its place: wanted once is wanted, and a date is better than none. */
class Piles {
  readonly wanted = new Map<string, CrawlRequest>();
  readonly refused = new Map<string, SkippedRequest>();

  want(found: CrawlRequest): void {
    const known = this.wanted.get(found.url);
    if (this.refused.get(found.url)?.reason === "too-old" && found.hintAt === null) return;
    if (known === undefined || (known.hintAt === null && found.hintAt !== null)) this.wanted.set(found.url, found);
    this.refused.delete(found.url);
  }

  refuse(found: CrawlRequest, reason: SkipReason, detail: string): void {
    if (this.wanted.has(found.url) || this.refused.has(found.url)) return;
    this.refused.set(found.url, { request: found, reason, detail });
  }

  /** A date that decides counts more than a place without one. */
  refuseDated(found: CrawlRequest, reason: SkipReason, detail: string): void {
    if (this.wanted.get(found.url)?.hintAt === null) this.wanted.delete(found.url);
    if (this.wanted.has(found.url)) return;
    this.refused.set(found.url, { request: found, reason, detail });
  }
}

interface Judgement {
  readonly kind: PageKind | null;
  readonly url: string | null;
  readonly skip: SkipReason | null;
  readonly reason: string;
}

function judge(link: Link, baseUrl: string, site: Site, include: readonly string[] | undefined): Judgement {
  if (link.kind === "sitemap") return judgeSitemap(link.href, baseUrl, site, include);
  const judgement = classifyUrl(link.href, site, { base: baseUrl, isNamed: link.kind === "article" });
  // Beside cards, only listings are looked for in the page.
  return link.kind === "listing" && judgement.kind !== "listing"
    ? { ...judgement, kind: null, skip: "not-wanted" }
    : judgement;
}

function judgeSitemap(href: string, baseUrl: string, site: Site, include: readonly string[] | undefined): Judgement {
  const url = addressOfSite(href, site, baseUrl) ?? null;
  if (url === null) {
    const elsewhere = URL.parse(href, baseUrl);
    const isWeb = elsewhere !== null && /^https?:$/.test(elsewhere.protocol);
    return {
      kind: null,
      url: isWeb ? elsewhere.href : null,
      skip: "out-of-scope",
      reason: "a sitemap of another host",
    };
  }
  if (include === undefined || include.some((pattern) => hasPattern(pattern, url))) {
    return { kind: "sitemap", url, skip: null, reason: "named by a sitemap index" };
  }
  return { kind: null, url, skip: "not-wanted", reason: "no pattern of the sitemap's `include` matches" };
}

/** The `include` of the starting point that this index is; below it, those of all starting points together. */
function includeFor(request: CrawlRequest, site: Site): readonly string[] | undefined {
  if (request.kind !== "sitemap") return undefined;
  const sitemaps = site.start.filter((seed) => "sitemap" in seed);
  const own = sitemaps.filter((seed) => addressOfSite(seed.sitemap, site) === request.url);
  const includes = (own.length > 0 ? own : sitemaps).map(({ include }) => include);
  return includes.includes(undefined) || includes.length === 0
    ? undefined
    : includes.flatMap((include) => include ?? []);
}

/** For each link its date or, for the order of visits only, its neighbour's: listings go by date, also past a card without one. */
function datesBeside(links: readonly Link[]): readonly (string | null)[] {
  let beside = links.find(({ hintAt }) => hintAt !== null)?.hintAt ?? null;
  return links.map(({ hintAt }) => {
    beside = hintAt ?? beside;
    return beside;
  });
}

interface Place extends Pick<CrawlRequest, "hintAt" | "pageIndex"> {
  readonly dateBeside: string | null;
}

function requestFor(
  url: string,
  kind: PageKind,
  { hintAt, pageIndex, dateBeside }: Place,
  page: Page,
  request: CrawlRequest,
): CrawlRequest {
  const frontPage = request.kind === "sitemap" ? null : (request.pageIndex ?? 0);
  const hints = { hintAt: dateBeside, seenAt: page.fetchedAt, pageIndex: pageIndex ?? frontPage };
  return {
    site: request.site,
    url,
    kind,
    depth: request.depth + 1,
    discoveredOn: request.url,
    priority: priorityOf(kind, hints),
    hintAt,
    pageIndex,
  };
}
