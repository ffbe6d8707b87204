import type { CrawlRequest, PageKind } from "../model/crawl-request.ts";
import type { Site } from "../model/site.ts";
import { addressOf, addressOfSite, classifyUrl } from "./classify-url.ts";
import { countedPage, isCounted } from "./paging.ts";
import { priorityOf } from "./priority-of.ts";

/** Where a crawl of the site begins: the first page of each listing, and every sitemap, feed and page that the site file names. */
export function seedsOf(site: Site, { nowMs }: { readonly nowMs: number }): CrawlRequest[] {
  const seenAt = new Date(nowMs).toISOString();
  const seeds = new Map<string, CrawlRequest>();
  for (const start of site.start) {
    const url = addressOfSite(isCounted(start) ? countedPage(start, 0) : addressOf(start), site);
    if (url === undefined || seeds.has(url)) continue;
    const kind = kindOf(start, url, site);
    const pageIndex = kind === "listing" ? 0 : null;
    // A page named by hand is wanted now, whatever its date.
    const priority = priorityOf(kind, { hintAt: kind === "article" ? seenAt : null, seenAt, pageIndex });
    seeds.set(url, { site: site.name, url, kind, depth: 0, discoveredOn: null, priority, hintAt: null, pageIndex });
  }
  return [...seeds.values()];
}

function kindOf(start: Site["start"][number], url: string, site: Site): PageKind {
  if ("listing" in start) return "listing";
  if ("sitemap" in start) return "sitemap";
  if ("feed" in start) return "feed";
  // Whoever writes a page's address into the site file wants it, also where no pattern names it.
  return classifyUrl(url, site).kind ?? "article";
}
