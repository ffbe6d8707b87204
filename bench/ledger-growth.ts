/**
 * What the ledger costs as it grows: CPU per request added, claimed and ended, memory and size on disk.
 *
 *     node bench/ledger-growth.ts [--to 1000000] [--hosts 100] [--priorities by-date|random] [--directory DIR]
 *
 * At 10,000, 100,000, 1 million … requests it stops adding and takes 5,000 through claim and end, 20 at a time, each time waiting until
 * they are durable. Pages found together are of about the same date, as in listings and sitemaps; `random` is the worst case for an index.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { boundYoungGeneration } from "../src/cli/young-generation.ts";
import { openLedger } from "../src/frontier/ledger.ts";
import type { CrawlRequest } from "../src/model/crawl-request.ts";
import type { Ledger } from "../src/model/ledger.ts";

const { values } = parseArgs({
  options: {
    to: { type: "string", default: "1000000" },
    hosts: { type: "string", default: "100" },
    priorities: { type: "string", default: "by-date" },
    directory: { type: "string" },
  },
});
const [most, hosts] = [Number(values.to), Number(values.hosts)];
const directory = values.directory ?? mkdtempSync(join(tmpdir(), "oogst-growth-"));
const BATCH = 20;
const SAMPLE = 5_000;
const START_MS = Date.UTC(2026, 0, 1);

// As the program does.
boundYoungGeneration();
const ledger = await openLedger({ directory, nowMs: START_MS });
console.log(" requests     µs add   µs add known   µs claim   µs end   RSS MiB   heap MiB   ledger MiB   bytes each");
let added = 0;
for (let target = 10_000; target <= most; target *= 10) {
  const from = added;
  const add = await cpuMicros(async () => {
    for (; added < target; added += BATCH) {
      await ledger.add(batchFrom(added), START_MS);
      if (added % 2_000 === 0) await ledger.flush();
    }
    await ledger.flush();
  });
  const known = await cpuMicros(async () => {
    for (let i = 0; i < SAMPLE; i += BATCH) await ledger.add(batchFrom((i * 7919) % (added - BATCH)), START_MS);
  });
  const { claim, end } = await visitSome(ledger);
  const size = statSync(join(directory, "ledger.sqlite")).size;
  const columns = [
    String(added).padStart(9),
    (add / (added - from)).toFixed(1).padStart(10),
    (known / SAMPLE).toFixed(1).padStart(14),
    (claim / SAMPLE).toFixed(1).padStart(10),
    (end / SAMPLE).toFixed(1).padStart(8),
    (process.memoryUsage().rss / 2 ** 20).toFixed(0).padStart(9),
    (process.memoryUsage().heapUsed / 2 ** 20).toFixed(0).padStart(10),
    (size / 2 ** 20).toFixed(0).padStart(12),
    (size / added).toFixed(0).padStart(12),
  ];
  console.log(columns.join(" "));
}
const opening = performance.now();
await ledger.close();
const reopened = await openLedger({ directory, nowMs: START_MS });
await reopened.claim(START_MS, { sites: ["growth"], limit: 1, roomAt: () => 1 });
console.log(`close, open and first claim: ${(performance.now() - opening).toFixed(0)} ms`);
await reopened.close();
if (values.directory === undefined) rmSync(directory, { recursive: true });

/** Claims and ends `SAMPLE` requests, 20 at a time. */
async function visitSome(ledger: Ledger): Promise<{ claim: number; end: number }> {
  const spent = { claim: 0, end: 0 };
  for (let done = 0; done < SAMPLE; done += BATCH) {
    let claims: Awaited<ReturnType<Ledger["claim"]>> = [];
    spent.claim += await cpuMicros(async () => {
      claims = await ledger.claim(START_MS, { sites: ["growth"], limit: BATCH, roomAt: () => 4 });
    });
    if (claims.length !== BATCH) throw new Error(`expected ${BATCH} claims, got ${claims.length}`);
    spent.end += await cpuMicros(async () => {
      await Promise.all(
        claims.map(({ request }) =>
          ledger.end({
            site: request.site,
            url: request.url,
            visitedAtMs: START_MS,
            state: "accepted",
            reason: null,
            detail: null,
            dueAtMs: START_MS + 86_400_000,
            validators: { etag: '"5f0e-62a1"', lastModified: "Thu, 01 Jan 2026 10:00:00 GMT" },
          }),
        ),
      );
    });
  }
  return spent;
}

function batchFrom(start: number): CrawlRequest[] {
  return Array.from({ length: BATCH }, (_, i) => requestOf(start + i));
}

function requestOf(n: number): CrawlRequest {
  const host = `www${n % hosts}.courant.example`;
  return {
    site: "growth",
    url: `https://${host}/binnenland/gemeenten/artikel-over-de-begroting-van-${n}`,
    kind: "article",
    depth: 2,
    discoveredOn: `https://${host}/binnenland?page=${Math.floor(n / BATCH)}`,
    priority: values.priorities === "random" ? (n * 7919) % 100_000 : 30_000_000 - Math.floor(n / 50),
    hintAt: null,
    pageIndex: null,
  };
}

async function cpuMicros(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
