import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type LoadedSite, parseSite } from "../../src/config/load-site.ts";
import { type CrawlOptionsInput, parseCrawlOptions } from "../../src/config/options.ts";
import type { Clock } from "../../src/crawl/clock.ts";
import { type CrawlDoors, crawl } from "../../src/crawl/crawl.ts";
import type { CrawlReport, SiteReport } from "../../src/crawl/report.ts";
import type { Magazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST } from "../../src/demo/serve-magazine.ts";
import { comparable, truthOf } from "../../src/demo/truth.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import type { Site } from "../../src/model/site.ts";
import { recordsIn } from "../crawl/magazine-crawl.ts";

/** What a crawl left behind. */
export interface Crawled {
  readonly report: CrawlReport;
  readonly records: readonly ArticleRecord[];
  readonly recordsOf: (site: string) => readonly ArticleRecord[];
  /** The last word on an address: `failed:timeout`, `skipped:robots`, `accepted` …; undefined where it was never visited. */
  readonly outcomeOf: (url: string) => string | undefined;
  /** When that word was said, in milliseconds since 1970. */
  readonly outcomeAtMs: (url: string) => number | undefined;
  readonly site: (name: string) => SiteReport;
  readonly elapsedMs: number;
  readonly logLines: readonly string[];
}

/** Crawls these sites into a folder of its own (or `options.output`), as the program does. */
export async function crawlHosts(
  sites: readonly LoadedSite[],
  options: CrawlOptionsInput,
  doors: Partial<CrawlDoors> = {},
): Promise<Crawled> {
  const output = options.output ?? mkdtempSync(join(tmpdir(), "oogst-hostile-"));
  const logLines: string[] = [];
  const log = pino(
    { level: "info", base: null },
    {
      write(line: string) {
        logLines.push(line);
      },
    },
  );
  const startedAtMs = performance.now();
  try {
    const report = await crawl(sites, parseCrawlOptions({ allowAddresses: [], ...options, output }), { log, ...doors });
    return crawledOf({ report, records: recordsIn(output), elapsedMs: performance.now() - startedAtMs, logLines });
  } finally {
    if (options.output === undefined) rmSync(output, { recursive: true, force: true });
  }
}

/** What a crawl left behind, as plain data. */
export type CrawledData = Pick<Crawled, "report" | "records" | "elapsedMs" | "logLines">;

export function crawledOf(data: CrawledData): Crawled {
  const outcomes = new Map<string, { readonly outcome: string; readonly atMs: number }>();
  for (const line of data.logLines) {
    const entry = JSON.parse(line) as Record<string, unknown>;
    const outcome = outcomeIn(entry);
    if (outcome !== undefined) outcomes.set(String(entry.url), { outcome, atMs: Number(entry.time) });
  }
  return {
    ...data,
    recordsOf: (site) => data.records.filter((record) => record.site === site),
    outcomeOf: (url) => outcomes.get(url)?.outcome,
    outcomeAtMs: (url) => outcomes.get(url)?.atMs,
    site: (name) => data.report.sites[name] as SiteReport,
  };
}

function outcomeIn(entry: Record<string, unknown>): string | undefined {
  if (entry.msg === "record accepted") return "accepted";
  if (entry.msg === "requests discovered") return "discovered";
  if (entry.msg === "record rejected")
    return `rejected:${(entry.reasons as { code: string }[]).map(({ code }) => code).join(",")}`;
  if (entry.msg === "page failed") return `failed:${entry.reason}`;
  if (entry.msg === "page skipped") return `skipped:${entry.reason}`;
  if (entry.msg === "page is no article") return `not-article:${entry.what}`;
  return undefined;
}

export interface SiteWish {
  readonly name: string;
  /** By default its name with `.example` behind it. */
  readonly host?: string;
  /** YAML of the list under `start`; by default the front page as a listing. */
  readonly start?: string;
  readonly manners?: Partial<Site["manners"]>;
  /** Further YAML at the top level. */
  readonly more?: string;
}

/** A site file for an invented paper whose articles stand under `/nieuws/`. */
export function paperSite({ name, host = `${name}.example`, start, manners = {}, more = "" }: SiteWish): LoadedSite {
  const loaded = parseSite(
    `name: ${name}
hosts: [${host}]
language: nl
timeZone: Europe/Amsterdam
start:
${start ?? `  - listing: http://${host}/`}
urls:
  articles: { include: ^/nieuws/ }
  listings: { include: "^/(rubriek|kalender)" }
manners:
  hostDelayMs: 0
  concurrency: 4
  retries: 0
  timeoutMs: 2500
fields:
  title: h1
  publishedAt: { select: time, attr: datetime }
  authors: .author
  body: .body
rules: { required: [title, publishedAt, body] }
${more}`,
    `${name}.yaml`,
  );
  return { ...loaded, site: { ...loaded.site, manners: { ...loaded.site.manners, ...manners } } };
}

/** An article of such a paper. */
export function paperArticle(title: string, head = "", tail = ""): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>
<article><h1>${title}</h1><p class="byline">Door <span class="author">Wiske Aardenburg</span></p>
<time datetime="2024-05-14T09:30:00+02:00">14 mei 2024</time>
<div class="body"><p>De gemeenteraad van Zuiderwoude vergaderde over ${title} tot diep in de nacht.</p>
<p>Volgens wethouder Teunis Kramer volgt een besluit over ${title} in het najaar.</p></div></article>${tail}</body></html>`;
}

/** A page of links. */
export function frontPage(paths: readonly string[]): string {
  return `<!doctype html><html lang="nl"><head><title>Voorpagina</title></head><body>${paths
    .map((path) => `<p><a href="${path}">${path}</a></p>`)
    .join("\n")}</body></html>`;
}

/** What is missing or wrong among the magazine's records; empty where it came out whole and exact. */
export function wrongInMagazine(records: readonly ArticleRecord[], magazine: Magazine): string[] {
  const own = records.filter(({ site }) => site === "polderklerk");
  const found = new Map(own.map((record) => [record.canonicalUrl, JSON.stringify(comparable(record))]));
  const wrong = own.length === magazine.articles.length ? [] : [`${own.length} records of ${magazine.articles.length}`];
  for (const [url, truth] of truthOf(magazine, `http://${DEMO_HOST}`))
    if (found.get(url) !== JSON.stringify(truth)) wrong.push(url);
  return wrong;
}

/** Time that goes `factor` times as fast: waits of minutes pass in seconds, and every interval keeps its proportion. */
export function fastClock(factor: number): Clock {
  const startedAtMs = Date.now();
  return {
    nowMs: () => startedAtMs + (Date.now() - startedAtMs) * factor,
    sleep: (delayMs, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true || delayMs <= 0) return resolve();
        const done = () => {
          clearTimeout(timer);
          signal?.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, Math.min(delayMs / factor, 2 ** 31 - 1));
        signal?.addEventListener("abort", done, { once: true });
      }),
  };
}
