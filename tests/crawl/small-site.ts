import { pino } from "pino";
import { parseSite } from "../../src/config/load-site.ts";
import { type CrawlOptionsInput, parseCrawlOptions } from "../../src/config/options.ts";
import { systemClock } from "../../src/crawl/clock.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import type { ReadingBounds } from "../../src/crawl/reading-thread.ts";
import type { CrawlReport, SiteReport } from "../../src/crawl/report.ts";
import type { AnsweringServer } from "../support/answering-server.ts";

export const SMALL_HOST = "dorpsblad.example";
const ORIGIN = `http://${SMALL_HOST}`;

/** A site file of an invented paper; `more` are further keys at the top. */
export function smallSite(more = ""): string {
  return `name: dorpsblad
hosts: [${SMALL_HOST}]
language: nl
timeZone: Europe/Amsterdam
urls: { articles: { include: ^/nieuws/ } }
manners: { hostDelayMs: 0, retries: 0 }
fields: { title: h1, publishedAt: { select: time, attr: datetime }, body: .text }
rules: { required: [title, body] }
${more}`;
}

/** Crawls what `server` serves as if it were `nowMs`. */
export async function crawlSmall(
  server: AnsweringServer,
  directory: string,
  siteFile: string,
  nowMs: number,
  options: CrawlOptionsInput = {},
  log = pino({ level: "silent" }),
  readingBounds: Partial<ReadingBounds> = {},
): Promise<CrawlReport & { readonly site: SiteReport }> {
  const aheadMs = nowMs - systemClock.nowMs();
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs };
  const port = new URL(server.origin).port;
  const parsed = parseCrawlOptions({
    ...{ output: directory, allowAddresses: ["127.0.0.1"], maxWaitMs: 0, concurrency: 1 },
    connectTo: [`${SMALL_HOST}=127.0.0.1:${port}`],
    ...options,
  });
  const report = await crawl([parseSite(siteFile, "dorpsblad.yaml")], parsed, {
    log,
    clock,
    readingBounds,
  });
  return { ...report, site: report.sites.dorpsblad as SiteReport };
}

export function articlePage(title: string, head = ""): string {
  return `<!doctype html><html lang="nl"><head><title>${title}</title>${head}</head><body><h1>${title}</h1><time datetime="2026-03-01T08:00:00+01:00"></time><div class="text"><p>De raad van Oud Zandhoven vergaderde over het veer en nam na lang beraad geen besluit.</p></div></body></html>`;
}

/** An RSS feed of these paths, each with the date it says. */
export function feedOf(items: Readonly<Record<string, string>>): string {
  const all = Object.entries(items).map(
    ([path, date]) =>
      `<item><title>${path}</title><link>${ORIGIN}${path}</link><pubDate>${new Date(date).toUTCString()}</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Dorpsblad</title>${all.join("")}</channel></rss>`;
}

/** A sitemap of these paths, each with its lastmod. */
export function sitemapOf(paths: Readonly<Record<string, string>>): string {
  const all = Object.entries(paths).map(
    ([path, lastmod]) => `<url><loc>${ORIGIN}${path}</loc><lastmod>${lastmod}</lastmod></url>`,
  );
  return `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${all.join("")}</urlset>`;
}
