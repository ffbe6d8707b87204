import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { type FaultServer, faultCases, startFaultServer } from "../support/fault-server.ts";
import { crawlApart, type Spent } from "./crawl-apart.ts";
import { type Crawled, wrongInMagazine } from "./crawl-hosts.ts";
import { hostOf, paperOf, siteOf, urlOf, wantedOutcomes } from "./fault-papers.ts";

/** All but those of HTTP/2, which a crawl does not speak: tests/fetch/faults.test.ts has them. Each fault is the only article of a host of its own. */
const crawledFaults = faultCases.filter(({ over }) => over !== "h2");
/** The longest time-out, and a machine with other things to do. */
const MAX_VISIT_MS = 20_000;
/** Sixteen faults at a time, none of whose bodies may be kept beyond 4 MiB. Alone, the bombs among them have less: bombs.test.ts. */
const MAX_PEAK_MIB = 450;

const magazine = makeMagazine({ articleCount: 60, maxComments: 20, seed: 7 });
const folder = mkdtempSync(join(tmpdir(), "oogst-faults-"));

let server: FaultServer;
let crawled: Crawled & Spent;

beforeAll(async () => {
  server = await startFaultServer();
  const healthy = await serveMagazine(magazine);
  const certificates = join(folder, "trusted.pem");
  writeFileSync(certificates, server.trustedCertificates.join(""));
  const options = {
    concurrency: 16,
    maxWaitMs: 0,
    maxPauseMs: 0,
    allowAddresses: [...server.allowAddresses, `127.0.0.1:${healthy.port}`],
    connectTo: [
      `${DEMO_HOST}=127.0.0.1:${healthy.port}`,
      ...crawledFaults.map((fault) => `${hostOf(fault)}=${new URL(server.url(fault.name)).host}`),
    ],
  };
  crawled = await crawlApart(
    { papers: crawledFaults.map(paperOf), options },
    { env: { NODE_EXTRA_CA_CERTS: certificates } },
  );
  await healthy.close();
}, 200_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.close();
});

describe("a whole crawl in which every host has another fault", () => {
  test.each(crawledFaults.map((fault) => [fault.name, fault] as const))("%s", (name, fault) => {
    const outcome = crawled.outcomeOf(urlOf(fault)) ?? "never visited";
    const records = crawled.recordsOf(siteOf(fault));
    expect(wantedOutcomes(fault), fault.sends).toContain(outcome);
    expect(records).toHaveLength(outcome === "accepted" ? 1 : 0);
    if (fault.expected.kind === "page" && outcome === "accepted")
      expect(`${records[0]?.title} ${records[0]?.text}`).toContain(fault.expected.text);
    // robots.txt came over the connection before, so one that was lost may be asked again on a fresh one.
    expect(server.hits(name)).toBeLessThanOrEqual(fault.maxRequests + 1);
    const askedAtMs = server.firstHitAtMs(name);
    if (askedAtMs !== undefined)
      expect((crawled.outcomeAtMs(urlOf(fault)) as number) - askedAtMs).toBeLessThan(MAX_VISIT_MS);
  });

  test("the magazine that was crawled beside them came out whole and exact", () => {
    expect(wrongInMagazine(crawled.records, magazine)).toEqual([]);
  });

  test("nobody reached what was not allowed, and all was over in time and in bounds", () => {
    expect(server.forbiddenHits()).toBe(0);
    expect(crawled.elapsedMs).toBeLessThan(60_000);
    expect(crawled.peakMib).toBeLessThan(MAX_PEAK_MIB);
  });
});
