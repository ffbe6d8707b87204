import { patternOf } from "../discover/detect-trap.ts";
import type { CrawlRequest } from "../model/crawl-request.ts";
import type { SkippedRequest } from "../model/ledger.ts";

/** Keeps calendars, counters and endless query combinations from eating a site's run, and sites that never end their sitemaps. */
export interface TrapBudget {
  /** Splits what was found into what may be asked and what is over the budget of its shape. Articles known by name have no budget. */
  admit(requests: readonly CrawlRequest[]): {
    readonly kept: readonly CrawlRequest[];
    readonly skipped: readonly SkippedRequest[];
  };
  /** To be told what a listing led to, known articles too. */
  noteListing(request: CrawlRequest, articles: readonly CrawlRequest[]): void;
  /** Why a listing that was admitted is not to be asked any more; null where it is. */
  refusal(request: CrawlRequest): string | null;
}

/** Addresses of one shape (figures and dates apart) that a run follows as listings, and sitemaps that it reads, for one site. */
const MAX_LISTINGS_OF_A_SHAPE = 1000;
const MAX_SITEMAPS = 2000;

/**
 * Listings of one shape, one after the other, that name no article which the run has not met: then the shape leads round in a circle.
 * Counted by what the run has met and not by what is new, so that a site without news today is walked all the same.
 */
const MAX_BARREN = 60;
/** So many articles are remembered as met; beyond, memory counts more, and all is taken for new again. */
const MAX_MET = 200_000;

export function createTrapBudget(): TrapBudget {
  const seen = new Map<string, Set<string>>();
  const met = new Set<string>();
  const barren = new Map<string, number>();
  const shapeOf = ({ site, url }: CrawlRequest) => `${site} ${patternOf(url)}`;
  const refusal = (request: CrawlRequest): string | null => {
    if (request.kind !== "listing" || request.depth === 0 || (barren.get(shapeOf(request)) ?? 0) < MAX_BARREN)
      return null;
    return `the run has followed ${MAX_BARREN} addresses like ${patternOf(request.url)} that led to nothing`;
  };
  const isOver = ({ site, url, kind }: CrawlRequest): string | null => {
    if (kind === "article") return null;
    const shape = kind === "sitemap" ? "sitemaps" : `addresses like ${patternOf(url)}`;
    const urls = seen.get(`${site} ${shape}`) ?? new Set<string>();
    seen.set(`${site} ${shape}`, urls);
    const most = kind === "sitemap" ? MAX_SITEMAPS : MAX_LISTINGS_OF_A_SHAPE;
    if (urls.has(url)) return null;
    if (urls.size >= most) return `the run has followed ${most} ${shape}`;
    urls.add(url);
    return null;
  };
  return {
    refusal,
    noteListing(request, articles) {
      if (request.kind !== "listing" || request.depth === 0) return;
      const shape = shapeOf(request);
      const isBarren = articles.every(({ site, url }) => met.has(`${site} ${url}`));
      if (met.size > MAX_MET) met.clear();
      for (const { site, url } of articles) met.add(`${site} ${url}`);
      barren.set(shape, isBarren ? (barren.get(shape) ?? 0) + 1 : 0);
    },
    admit(requests) {
      const skipped: SkippedRequest[] = [];
      const kept = requests.filter((request) => {
        const detail = refusal(request) ?? isOver(request);
        if (detail !== null) skipped.push({ request, reason: "trap", detail });
        return detail === null;
      });
      return { kept, skipped };
    },
  };
}
