// Soak: one long crawl of many pages, one in ten of them faulty in every way the fault server knows, and memory watched all the while.
//   npm run soak -- --pages 50000
// Ends with 1 where a healthy record is missing, doubled or wrong, where a faulty page gave one, or where memory grows.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { parseSite } from "../src/config/load-site.ts";
import { parseCrawlOptions } from "../src/config/options.ts";
import { crawl } from "../src/crawl/crawl.ts";
import { recordsIn } from "../tests/crawl/magazine-crawl.ts";
import { type FaultCase, faultCases, startFaultServer } from "../tests/support/fault-server.ts";

const { values } = parseArgs({ options: { pages: { type: "string", default: "50000" } } });
const pages = Number(values.pages);
const EVERY = 10;
const PAGES_A_LISTING = 500;

/** Every fault that is served over plain HTTP, but for the one that counts by its path. Each has a host of its own: a ban costs no other. */
const faults = faultCases.filter(({ over, name }) => over === "http" && name !== "redirect-chain");
const server = await startFaultServer({ cases: faults });
const faultPort = new URL(server.url("healthy")).port;
const isFaulty = (at: number) => at % EVERY === EVERY - 1;

const healthy = createServer((request, response) => {
  const [, kind, number] = /^\/(lijst|artikel)-(\d+)$/.exec(request.url ?? "") ?? [];
  const body = kind === "lijst" ? listing(Number(number)) : kind === "artikel" ? article(Number(number)) : "";
  response.writeHead(body === "" ? 404 : 200, { "content-type": "text/html; charset=utf-8" }).end(body);
});
await new Promise<void>((resolve) => healthy.listen(0, "127.0.0.1", resolve));
const healthyPort = (healthy.address() as AddressInfo).port;

const siteOf = (name: string, start: string, articles: string, manners: string) =>
  parseSite(
    `name: ${name}
hosts: [${name}.example]
language: nl
timeZone: Europe/Amsterdam
start:
  - ${start}
urls: { articles: { include: "${articles}" } }
manners: { hostDelayMs: 0, concurrency: 8, ${manners} }
fields: { title: h1, publishedAt: { select: time, attr: datetime }, body: .body }
revisit: never
`,
    `${name}.yaml`,
  );
const good = siteOf(
  "gezond",
  `{ listing: "http://gezond.example/lijst-{page}", first: 0, maxPages: ${Math.ceil(pages / PAGES_A_LISTING)} }`,
  "^/artikel-",
  "timeoutMs: 60000",
);
const faultyPages = Math.floor(pages / EVERY);
const hostOf = ({ name }: FaultCase) => `${name.toLowerCase()}-ziek`;
const sick = faults.map((fault, place) => {
  const host = hostOf(fault);
  const loaded = siteOf(
    host,
    `{ url: http://${host}.example/${fault.name} }`,
    "^/",
    "retries: 0, timeoutMs: 1500, maxBodyBytes: 2000000",
  );
  const own = Array.from({ length: faultyPages }, (_, at) => at).filter((at) => at % faults.length === place);
  return {
    ...loaded,
    site: { ...loaded.site, start: own.map((at) => ({ url: `http://${host}.example/${fault.name}/${at}` })) },
  };
});
const sites = [good, ...sick];

const output = mkdtempSync(join(tmpdir(), "oogst-soak-"));
const samples: { pages: number; rss: number; heap: number }[] = [];
let done = 0;
const startedAtMs = performance.now();
const report = await crawl(
  sites,
  parseCrawlOptions({
    output,
    concurrency: 16,
    maxWaitMs: 0,
    store: "memory:",
    allowAddresses: [`127.0.0.1:${healthyPort}`, `127.0.0.1:${faultPort}`],
    connectTo: [
      `gezond.example=127.0.0.1:${healthyPort}`,
      ...faults.map((fault) => `${hostOf(fault)}.example=127.0.0.1:${faultPort}`),
    ],
  }),
  {
    log: pino({ level: "silent" }),
    onProgress: ({ pages: visited }) => {
      const step = Math.max(50, pages / 40);
      if (visited - done < step) return;
      done = visited;
      const { rss, heapUsed } = process.memoryUsage();
      samples.push({ pages: visited, rss, heap: heapUsed });
    },
  },
);
const seconds = (performance.now() - startedAtMs) / 1000;
await server.close();
healthy.closeAllConnections();
await new Promise((resolve) => healthy.close(resolve));

const records = recordsIn(output);
rmSync(output, { recursive: true, force: true });
const titles = new Set(records.map(({ title }) => title));
const wanted = Array.from({ length: pages }, (_, at) => at).filter((at) => !isFaulty(at));
const wrong = wanted.filter((at) => !titles.has(titleOf(at))).length;
const ofHealthy = records.filter(({ finalUrl }) => finalUrl.startsWith("http://gezond.example/"));
const inexact = ofHealthy.filter(({ title, text }) => text !== textOf(title ?? "")).length;
const ofFaulty = records.filter(({ finalUrl }) => !finalUrl.startsWith("http://gezond.example/"));
const believed = new Set(faults.filter(({ expected }) => expected.kind === "page").map(({ name }) => name));
const wrongOfFaulty = ofFaulty.filter(({ requestedUrl }) => !believed.has(requestedUrl.split("/")[3] ?? "")).length;
// The first half fills caches and the collector's room; what is left after it must not grow with the pages.
const late = samples.slice(Math.floor(samples.length / 2));
const slope = slopeOf(late.map(({ pages: x, rss }) => [x, rss]));
const heapSlope = slopeOf(late.map(({ pages: x, heap }) => [x, heap]));
const MIB = 1024 * 1024;
const reportsOfSick = sick.flatMap(({ site }) => report.sites[site.name] ?? []);
const faultyVisits = reportsOfSick.reduce((sum, { pages: visited }) => sum + visited.article, 0);
const leftAlone = reportsOfSick.reduce((sum, { queued }) => sum + queued, 0);
const reasons: Record<string, number> = {};
for (const each of reportsOfSick)
  for (const [reason, count] of Object.entries(each.reasons)) reasons[reason] = (reasons[reason] ?? 0) + count;
const summary = {
  pages,
  seconds: Math.round(seconds),
  pagesASecond: Math.round(pages / seconds),
  faults: faults.length,
  healthyRecords: ofHealthy.length,
  missing: wrong,
  doubled: ofHealthy.length - new Set(ofHealthy.map(({ id }) => id)).size,
  inexact,
  recordsOfFaulty: ofFaulty.length,
  wrongOfFaulty,
  forbiddenHits: server.forbiddenHits(),
  maxRssMib: Math.round(Math.max(...samples.map(({ rss }) => rss)) / MIB),
  rssMibAThousandPages: Number(((slope * 1000) / MIB).toFixed(3)),
  heapMibAThousandPages: Number(((heapSlope * 1000) / MIB).toFixed(3)),
  faultyVisits,
  bannedHosts: Object.keys(report.bannedHosts).length,
  reasons,
};
console.log(JSON.stringify(summary, null, 2));
// Below 10,000 pages the collector's own waves are larger than any slope that matters.
const isFlat = pages < 10_000 ? summary.maxRssMib < 700 : summary.rssMibAThousandPages < 2 && summary.maxRssMib < 900;
const isWhole = faultyVisits + leftAlone === faultyPages && faultyVisits > faultyPages * 0.8;
const isExact = isWhole && wrong + summary.doubled + inexact + wrongOfFaulty + summary.forbiddenHits === 0;
console.log(isFlat && isExact ? "soak passed" : "soak FAILED");
process.exitCode = isFlat && isExact ? 0 : 1;

function listing(number: number): string {
  const links = Array.from({ length: PAGES_A_LISTING }, (_, place) => number * PAGES_A_LISTING + place)
    .filter((at) => at < pages && !isFaulty(at))
    .map((at) => `<a href="/artikel-${at}">x</a>`);
  return `<!doctype html><title>Lijst</title>${links.join("\n")}`;
}

function titleOf(at: number): string {
  return `Artikel ${at} over de kade`;
}

function paragraphsOf(title: string): string[] {
  return Array.from(
    { length: 8 },
    (_, at) => `${title}, alinea ${at}: de raad vergaderde tot diep in de nacht over wat er moest komen.`,
  );
}

function textOf(title: string): string {
  return paragraphsOf(title).join("\n\n");
}

function article(at: number): string {
  const title = titleOf(at);
  return `<!doctype html><html lang="nl"><title>${title}</title><h1>${title}</h1><time datetime="2024-05-14">14 mei</time><div class="body">${paragraphsOf(
    title,
  )
    .map((text) => `<p>${text}</p>`)
    .join("")}</div></html>`;
}

/** Least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (pick: 0 | 1) => points.reduce((sum, point) => sum + point[pick], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const below = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return below === 0 ? 0 : above / below;
}
