// What reading a page costs, process by process left aside: CPU milliseconds a page, reader by reader, on the pages of the crawl benchmark.
//   npm run bench:extract-cpu -- [--pages 300] [--rounds 5]

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { load } from "cheerio";
import { load as loadSlim } from "cheerio/slim";
import { parseSite } from "../src/config/load-site.ts";
import { parseHtml } from "../src/dom/parse-html.ts";
import { scanRegions } from "../src/dom/region-scan.ts";
import { extractionOf, startReading } from "../src/extract/extract.ts";
import { planOf } from "../src/extract/reading-plan.ts";
import type { Extraction } from "../src/model/extraction.ts";
import type { Page } from "../src/model/page.ts";
import { type Article, articleAt } from "./crawl/article.ts";
import { readArticle } from "./crawl/contestants/read-cheerio.ts";
import { articlePage } from "./crawl/page.ts";

const { values } = parseArgs({
  options: { pages: { type: "string", default: "300" }, rounds: { type: "string", default: "5" } },
});
const [count, rounds] = [Number(values.pages), Number(values.rounds)];

const siteFile = readFileSync(new URL("crawl/veldpost.yaml", import.meta.url), "utf8").replaceAll("PORT", "8080");
const { site } = parseSite(siteFile, "veldpost.yaml");
const { wants } = planOf(site);
if (wants === null) throw new Error("the benchmark's site file allows no quick reading");

const origin = `http://${site.hosts[0]}`;
const pages = Array.from({ length: count }, (_, index) => {
  const article = articleAt(index);
  return { article, page: pageOf(article) };
});

interface Reader {
  readonly name: string;
  readonly read: (page: Page, article: Article) => unknown;
  /** Title and comments of what was read; absent where nothing is read. */
  readonly says?: (read: never) => { readonly title: string | null; readonly comments: number };
}

const text = ({ body }: Page) => Buffer.from(body).toString("utf8");
const fromExtraction = ({ title, comments }: Extraction) => ({ title, comments: comments.length });
const fromCheerio = ({ title, comments }: ReturnType<typeof readArticle>) => ({ title, comments: comments.length });

const readers: readonly Reader[] = [
  { name: "bytes to a UTF-8 string", read: text },
  {
    name: "scan for the regions that are wanted",
    read: ({ body }) => scanRegions(body, wants),
  },
  { name: "parse5, whole page", read: (page) => parseHtml(text(page)) },
  {
    name: "Oogst, all fields: quick",
    read: (page) => extractionOf(startReading(page, site, { isQuick: true })),
    says: fromExtraction,
  },
  {
    name: "Oogst, all fields: whole page",
    read: (page) => extractionOf(startReading(page, site)),
    says: fromExtraction,
  },
  {
    name: "cheerio/slim, six fields",
    read: (page, { path }) => readArticle(loadSlim(text(page)), path),
    says: fromCheerio,
  },
  { name: "cheerio, six fields", read: (page, { path }) => readArticle(load(text(page)), path), says: fromCheerio },
];

process.stdout.write(`${count} pages, median of ${rounds} rounds, one round before them not counted\n\n`);
process.stdout.write("| reader | CPU ms a page | right |\n| --- | --- | --- |\n");
for (const { name, read, says } of readers) {
  const times: number[] = [];
  let right = 0;
  for (let round = -1; round < rounds; round++) {
    right = 0;
    const before = process.cpuUsage();
    for (const { article, page } of pages) {
      const result = read(page, article);
      if (says === undefined) continue;
      const { title, comments } = says(result as never);
      if (title === article.title && comments === article.comments.length) right++;
    }
    const { user, system } = process.cpuUsage(before);
    if (round >= 0) times.push((user + system) / 1000 / count);
  }
  const median = times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN;
  process.stdout.write(`| ${name} | ${median.toFixed(2)} | ${says === undefined ? "–" : `${right} of ${count}`} |\n`);
}

function pageOf(article: Article): Page {
  const url = origin + article.path;
  return {
    requestedUrl: url,
    finalUrl: url,
    status: 200,
    headers: {},
    hops: [],
    mediaType: "text/html",
    charset: "utf-8",
    body: Buffer.from(articlePage(article, origin)),
    fetchedAt: "2026-07-01T00:00:00.000Z",
    broughtBy: "http",
    elapsedMs: 1,
  };
}
