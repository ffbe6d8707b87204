import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { crawlApart, type Spent } from "./crawl-apart.ts";
import { type Crawled, wrongInMagazine } from "./crawl-hosts.ts";
import { type HostileHosts, startHostileHosts } from "./hostile-hosts.ts";
import { paperOf, sickHosts } from "./sick-hosts.ts";

/** From the first request to the last, its waits among them. */
const MAX_HOST_MS = 60_000;
/** All of them at once. Alone, the bombs among them have less: bombs.test.ts. */
const MAX_PEAK_MIB = 1200;

const magazine = makeMagazine({ articleCount: 60, maxComments: 10, seed: 5 });

let hosts: HostileHosts;
let crawled: Crawled & Spent;
let magazineDoneAtMs = Number.POSITIVE_INFINITY;
let finishedAtMs = 0;

beforeAll(async () => {
  hosts = await startHostileHosts({
    ...Object.fromEntries(sickHosts.map(({ name, serve }) => [`${name}.example`, serve])),
    "elders.example": (call) => call.html("hier was niemand gevraagd"),
  });
  const healthy = await serveMagazine(magazine);
  crawled = await crawlApart({
    papers: sickHosts.map(paperOf),
    options: {
      maxWaitMs: 0,
      allowAddresses: [`127.0.0.1:${hosts.port}`, `127.0.0.1:${healthy.port}`],
      connectTo: [...hosts.connectTo, `${DEMO_HOST}=127.0.0.1:${healthy.port}`],
    },
  });
  finishedAtMs = Date.now();
  magazineDoneAtMs = Math.max(...healthy.log.map(({ atMs }) => atMs));
  await healthy.close();
}, 240_000);

afterAll(() => hosts.close());

describe("a crawl of many hosts, each sick in another way", () => {
  test.each(sickHosts.map((host) => [host.name, host] as const))("%s", (name, sick) => {
    const asked = hosts.asked(`${name}.example`);
    const { reasons, known, examples } = crawled.site(name);
    const told = JSON.stringify({ asked: asked.slice(0, 20), count: asked.length, reasons, known, examples });
    const records = crawled.recordsOf(name);
    const titles = records.map(({ title }) => title);
    expect(new Set(titles).size, told).toBe(titles.length);
    for (const record of records)
      expect(record.title).toBe(`Artikel ${record.requestedUrl.split("/").at(-1)?.split("?")[0]}`);
    if (sick.records >= 0) expect(titles.length, told).toBe(sick.records);
    expect(asked.length, told).toBeLessThanOrEqual(sick.maxRequests);
    if (sick.never !== undefined) for (const path of asked) expect(path).not.toMatch(sick.never);
    expect(crawled.report.bannedHosts[`${name}.example`] !== undefined, told).toBe(sick.isBanned ?? false);
    const atMs = hosts.log.filter(({ host }) => host === `${name}.example`).map((entry) => entry.atMs);
    expect(Math.max(0, ...atMs) - Math.min(...atMs, Number.MAX_SAFE_INTEGER), told).toBeLessThan(MAX_HOST_MS);
    for (const reason of sick.reasons ?? []) expect(Object.keys({ ...reasons, ...known }), told).toContain(reason);
  });

  test("no other host was asked, and no address that nobody allowed", () => {
    // Comments may stand with a service of another name, and that is asked like any host: robots.txt first.
    expect(hosts.asked("elders.example")).toEqual(["/robots.txt", "/c"]);
    const known = new Set(["elders.example", ...sickHosts.map(({ name }) => `${name}.example`)]);
    expect(hosts.log.filter(({ host }) => !known.has(host))).toEqual([]);
    expect(hosts.forbiddenHits()).toBe(0);
  });

  test("the magazine beside them came out whole and exact, and in time", () => {
    expect(wrongInMagazine(crawled.records, magazine)).toEqual([]);
    expect(magazineDoneAtMs).toBeLessThan(finishedAtMs);
    expect(crawled.elapsedMs).toBeLessThan(90_000);
  });

  test("all of them together took no more memory than a run may", () => {
    expect(crawled.peakMib).toBeLessThan(MAX_PEAK_MIB);
  });

  test("no key of a feed or page reached an object's prototype", () => {
    expect(crawled.prototypeKeys).toEqual([]);
  });
});
