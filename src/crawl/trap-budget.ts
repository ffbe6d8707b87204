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
}

/** Addresses of one shape (figures and dates apart) that a run follows as listings, and sitemaps that it reads, for one site. */
const MAX_LISTINGS_OF_A_SHAPE = 1000;
const MAX_SITEMAPS = 2000;

export function createTrapBudget(): TrapBudget {
  const seen = new Map<string, Set<string>>();
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
    admit(requests) {
      const skipped: SkippedRequest[] = [];
      const kept = requests.filter((request) => {
        const detail = isOver(request);
        if (detail !== null) skipped.push({ request, reason: "trap", detail });
        return detail === null;
      });
      return { kept, skipped };
    },
  };
}
