import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { articleRecordSchema } from "../../src/model/article-record.ts";
import { crawlApart, type Spent } from "./crawl-apart.ts";
import { type Crawled, frontPage, wrongInMagazine } from "./crawl-hosts.ts";
import { type HostileHosts, startHostileHosts } from "./hostile-hosts.ts";
import { wrongPages } from "./wrong-pages.ts";

const HOST = "dorpsbode.example";
const urlOf = (name: string) => `http://${HOST}/nieuws/${name}`;
/** From its first request to its outcome, on a machine with other things to do. */
const MAX_VISIT_MS = 20_000;
/** All pages in one run, those of megabytes among them. */
const MAX_PEAK_MIB = 450;

const magazine = makeMagazine({ articleCount: 40, maxComments: 10, seed: 12 });

let hosts: HostileHosts;
let crawled: Crawled & Spent;

beforeAll(async () => {
  const pages = new Map(wrongPages.map((page) => [`/nieuws/${page.name}`, page]));
  hosts = await startHostileHosts({
    [HOST]: (call) => {
      const path = call.path.split("?")[0] as string;
      if (path === "/robots.txt") call.text("User-agent: *\nDisallow: /prive/\n");
      else if (path === "/") call.html(frontPage([...pages.keys()]));
      else (pages.get(path)?.serve ?? (() => call.html("nee", 404)))(call);
    },
    "elders.example": (call) => call.html("hier was niemand gevraagd"),
  });
  const healthy = await serveMagazine(magazine);
  crawled = await crawlApart({
    papers: [{ name: "dorpsbode" }],
    options: {
      maxWaitMs: 0,
      allowAddresses: [`127.0.0.1:${hosts.port}`, `127.0.0.1:${healthy.port}`],
      connectTo: [...hosts.connectTo, `${DEMO_HOST}=127.0.0.1:${healthy.port}`],
    },
  });
  await healthy.close();
}, 120_000);

afterAll(() => hosts.close());

describe("one host whose every page is wrong in another way", () => {
  test.each(wrongPages.map((page) => [page.name, page] as const))("%s", (name, page) => {
    const outcome = crawled.outcomeOf(urlOf(name)) ?? "never visited";
    const records = crawled.recordsOf("dorpsbode").filter(({ requestedUrl }) => requestedUrl === urlOf(name));
    const record = records[0];
    if (!page.outcomes.includes(outcome.split(":")[0] as string))
      expect.fail(`${outcome}: ${JSON.stringify(record)?.slice(0, 1500)}`);
    expect(records).toHaveLength(outcome === "accepted" ? 1 : 0);
    const askedAtMs = hosts.log.find(({ path }) => path === `/nieuws/${name}`)?.atMs as number;
    expect((crawled.outcomeAtMs(urlOf(name)) as number) - askedAtMs).toBeLessThan(MAX_VISIT_MS);
    if (record === undefined) return;
    for (const [path, value] of Object.entries(page.record ?? {}))
      expect(
        path.split(".").reduce((at: unknown, key) => (at as Record<string, unknown>)?.[key], record),
        path,
      ).toEqual(value);
    const { provenance, warnings, ...told } = record;
    const line = JSON.stringify(told);
    if (page.never !== undefined)
      expect(line).not.toMatch(
        page.never instanceof RegExp ? page.never : new RegExp(page.never.replace(/[{[\\^$.|?*+()]/g, "\\$&")),
      );
    expect(articleRecordSchema.safeParse(record).error).toBeUndefined();
  });

  test("each was asked once, redirects aside, and nothing that was forbidden", () => {
    const asked = hosts.asked(HOST).map((path) => path.split("?")[0] as string);
    expect(asked.filter((path) => path.startsWith("/prive"))).toEqual([]);
    expect(hosts.asked("elders.example")).toEqual([]);
    const counts = Map.groupBy(asked, (path) => path);
    const often = [...counts].filter(([path, times]) => times.length > 1 && !path.includes("redirect-"));
    expect(often.map(([path]) => path)).toEqual([]);
  });

  test("the magazine beside it came out whole and exact, in time", () => {
    expect(wrongInMagazine(crawled.records, magazine)).toEqual([]);
    expect(crawled.elapsedMs).toBeLessThan(40_000);
  });

  test("no page of them, nor all together, took more memory than a run may", () => {
    expect(crawled.peakMib).toBeLessThan(MAX_PEAK_MIB);
  });

  test("no key of a page reached an object's prototype", () => {
    expect(crawled.prototypeKeys).toEqual([]);
  });
});
