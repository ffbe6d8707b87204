import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { findSite } from "../../src/config/find-site.ts";
import type { LoadedSite } from "../../src/config/load-site.ts";
import { type CrawlOptionsInput, parseCrawlOptions } from "../../src/config/options.ts";
import { type CrawlDoors, crawl } from "../../src/crawl/crawl.ts";
import type { CrawlReport } from "../../src/crawl/report.ts";
import { DEMO_HOST } from "../../src/demo/serve-magazine.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";

export const ORIGIN = `http://${DEMO_HOST}`;

export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), "oogst-crawl-"));
}

/** Crawls the magazine that is served on `port` into `output`. */
export async function crawlMagazine(
  port: number,
  output: string,
  options: CrawlOptionsInput = {},
  doors: Partial<CrawlDoors> = {},
  loaded?: LoadedSite,
): Promise<CrawlReport> {
  const parsed = parseCrawlOptions({
    output,
    allowAddresses: ["127.0.0.1"],
    connectTo: [`${DEMO_HOST}=127.0.0.1:${port}`],
    ...options,
  });
  return crawl([loaded ?? (await findSite("polderklerk"))], parsed, { log: pino({ level: "silent" }), ...doors });
}

/** All records of a dataset, sealed segments first, in order. */
export function recordsIn(directory: string): ArticleRecord[] {
  const names = readdirSync(directory).filter((name) => /^articles(-\d{6})?\.jsonl$/.test(name));
  const inOrder = names.sort(
    (one, other) => Number(one === "articles.jsonl") - Number(other === "articles.jsonl") || one.localeCompare(other),
  );
  return inOrder.flatMap((name) =>
    readFileSync(join(directory, name), "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  );
}
