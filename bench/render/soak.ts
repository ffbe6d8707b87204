// Renders many pages in one run and tells what becomes of memory, processes and open files.
//   node bench/render/soak.ts [pages=500]
import { readdirSync } from "node:fs";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { SCRIPTED_SECTION, withScriptedSection } from "../../src/demo/scripted-section.ts";
import { DEMO_HOST, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { createRenderer } from "../../src/render/renderer.ts";
import { processTree } from "./process-tree.ts";

const pages = Number(process.argv[2] ?? 500);
const tabs = 2;
const plain = makeMagazine({ articleCount: 4, maxComments: 5, seed: 4 });
const magazine = withScriptedSection(plain, { articleCount: 60, maxComments: 40, seed: 7 });
const paths = magazine.articles.filter(({ section }) => section === SCRIPTED_SECTION).map(({ path }) => path);
const served = await serveMagazine(magazine);
const fetcher = createFetcher({
  userAgent: "OogstBench/1.0",
  allowAddresses: ["127.0.0.1"],
  connectTo: new Map([[DEMO_HOST, `127.0.0.1:${served.port}`]]),
});
const renderer = createRenderer({
  fetch: (request) => fetcher.get(request),
  userAgent: "OogstBench/1.0",
  maxTabs: tabs,
});

const samples: { page: number; browserMiB: number; heapMiB: number; processes: number; files: number }[] = [];
let begun = 0;
let done = 0;
const startedAtMs = performance.now();
await Promise.all(
  Array.from({ length: tabs }, async () => {
    while (begun < pages) {
      const path = paths[begun++ % paths.length] as string;
      await renderer.get({
        url: `http://${DEMO_HOST}${path}`,
        timeoutMs: 30_000,
        maxBodyBytes: 4_000_000,
        render: {
          actions: [
            { waitFor: ".gesprek[data-geladen]", timeoutMs: 10_000 },
            { click: "button.g-meer", untilGone: true, times: 50, pauseMs: 0 },
          ],
          allowResources: ["stylesheet"],
          allowHosts: [],
          contextKey: "polderklerk",
        },
      });
      done += 1;
      if (done % 25 === 0) sample();
    }
  }),
);
const elapsedMs = performance.now() - startedAtMs;
await renderer.close();
await fetcher.close();
await served.close();

console.table(samples.filter(({ page }) => page % Math.max(50, Math.round(pages / 10 / 25) * 25) === 0));
console.log(`${pages} pages, ${((pages / elapsedMs) * 1000).toFixed(1)} a second`);
const half = samples.slice(Math.floor(samples.length / 2));
const first = samples.slice(1, Math.floor(samples.length / 2));
for (const key of ["browserMiB", "heapMiB", "processes", "files"] as const) {
  const growth = median(half.map((one) => one[key])) / median(first.map((one) => one[key]));
  console.log(`${key}: second half ${(growth * 100).toFixed(0)} % of the first`);
  if (growth > 1.25) process.exitCode = 1;
}
console.log(`left at the end: ${processTree(process.pid).processes - 1} processes`);

function sample(): void {
  globalThis.gc?.();
  const tree = processTree(process.pid);
  const { rss, heapUsed } = process.memoryUsage();
  samples.push({
    page: done,
    browserMiB: Math.round(tree.residentMiB - rss / 2 ** 20),
    heapMiB: Math.round(heapUsed / 2 ** 20),
    processes: tree.processes,
    files: readdirSync("/proc/self/fd").length,
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
