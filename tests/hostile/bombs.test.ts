import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST, type ServedMagazine, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { type FaultServer, faultCases, startFaultServer } from "../support/fault-server.ts";
import { bombHosts, packBombs } from "./compression-bombs.ts";
import { crawlApart, type Spent } from "./crawl-apart.ts";
import { type Crawled, type SiteWish, wrongInMagazine } from "./crawl-hosts.ts";
import * as faultPapers from "./fault-papers.ts";
import { type HostileHosts, startHostileHosts } from "./hostile-hosts.ts";
import { paperOf, type SickHost, sickHosts } from "./sick-hosts.ts";

/** A crawl of the magazine alone has 190 MiB at its highest, with what its packages take. */
const MAX_PEAK_MIB = 300;
/** Those that may hold more, within the bounds of a body: a sitemap of 50 MB, a page of 16 MB with its text and tree. */
const ownPeakMib: Readonly<Record<string, number>> = {
  "sitemap-gzip-bomb": 500,
  "robots-half-a-million-rules": 340,
  "sitemap-forty-thousand-of-one": 320,
  "links-two-hundred-thousand": 550,
  "links-same-a-million-times": 550,
  "json-hundred-thousand": 750,
  "json-million": 850,
};
/** The process's own time, start included: a busy machine decides nothing. */
const MAX_CPU_MS = 8000;
const MAX_ELAPSED_MS = 90_000;

const sickOnes = sickHosts.filter(({ name }) =>
  /^(robots-(endless|gzip-bomb|half|sixty)|sitemap-(gzip-bomb|entities|index-|forty|loc-of|deep)|feed-(deep|cdata)|links-(two-hundred|same|nested)|json-(deep|hundred|million)|comments-endless)/.test(
    name,
  ),
);
const faults = faultCases.filter(({ name }) =>
  /^(headers-(endless|many)|header-huge|interim-|chunk-extension-|trailers-endless|body-endless|gzip-(endless|bomb)|zstd-window|redirect-(endless|body-endless))/.test(
    name,
  ),
);
let packed: Readonly<Record<string, Buffer>> = {};
const packedOnes = bombHosts(() => packed);

const magazine = makeMagazine({ articleCount: 12, maxComments: 6, seed: 5 });
let hosts: HostileHosts;
let server: FaultServer;
let healthy: ServedMagazine;

beforeAll(async () => {
  packed = await packBombs();
  hosts = await startHostileHosts(
    Object.fromEntries([...sickOnes, ...packedOnes].map(({ name, serve }) => [`${name}.example`, serve])),
  );
  server = await startFaultServer({ cases: faults });
  healthy = await serveMagazine(magazine);
});

afterAll(async () => {
  await hosts.close();
  await server.close();
  await healthy.close();
});

/** One host and the magazine, in a process of their own. */
function crawlBeside(paper: SiteWish, host: string, address: string): Promise<Crawled & Spent> {
  return crawlApart({
    papers: [paper],
    options: {
      maxWaitMs: 0,
      maxPauseMs: 0,
      allowAddresses: [address, `127.0.0.1:${healthy.port}`],
      connectTo: [`${host}=${address}`, `${DEMO_HOST}=127.0.0.1:${healthy.port}`],
    },
  });
}

/** What holds for each, whatever it is. */
function expectWithinBounds(name: string, crawled: Crawled & Spent): void {
  expect(crawled.peakMib).toBeLessThan(ownPeakMib[name] ?? MAX_PEAK_MIB);
  expect(crawled.cpuMs).toBeLessThan(MAX_CPU_MS);
  expect(crawled.elapsedMs).toBeLessThan(MAX_ELAPSED_MS);
  expect(crawled.prototypeKeys).toEqual([]);
  expect(wrongInMagazine(crawled.records, magazine)).toEqual([]);
}

const named = <T extends { readonly name: string }>(cases: readonly T[]) =>
  cases.map((each) => [each.name, each] as const);

describe("a host that would fill the memory, alone with the magazine in a process", () => {
  test.each(named<SickHost>([...packedOnes, ...sickOnes]))("%s", async (name, sick) => {
    const host = `${name}.example`;
    const before = hosts.asked(host).length;
    const crawled = await crawlBeside(paperOf(sick), host, `127.0.0.1:${hosts.port}`);
    expectWithinBounds(name, crawled);
    if (sick.records >= 0) expect(crawled.recordsOf(name)).toHaveLength(sick.records);
    expect(hosts.asked(host).length - before).toBeLessThanOrEqual(sick.maxRequests);
  });

  test.each(named(faults))("%s", async (name, fault) => {
    const before = server.hits(name);
    const address = new URL(server.url(name)).host;
    const crawled = await crawlBeside(faultPapers.paperOf(fault), faultPapers.hostOf(fault), address);
    expectWithinBounds(name, crawled);
    expect(faultPapers.wantedOutcomes(fault)).toContain(crawled.outcomeOf(faultPapers.urlOf(fault)));
    expect(server.hits(name) - before).toBeLessThanOrEqual(fault.maxRequests + 1);
  });
});
