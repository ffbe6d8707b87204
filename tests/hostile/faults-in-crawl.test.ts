import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findSite } from "../../src/config/find-site.ts";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { type FaultCase, type FaultServer, faultCases, startFaultServer } from "../support/fault-server.ts";
import { type Crawled, crawlHosts, paperSite, wrongInMagazine } from "./crawl-hosts.ts";

/** Those that are served over plain HTTP: a crawl trusts no test's certificate. Each fault is the only article of a host of its own. */
const crawledFaults = faultCases.filter(({ over }) => over === "http");

const siteOf = ({ name }: FaultCase) => `${name.toLowerCase()}-krant`;
const urlOf = (fault: FaultCase) => `http://${siteOf(fault)}.example/${fault.name}`;
const magazine = makeMagazine({ articleCount: 60, maxComments: 20, seed: 7 });

let server: FaultServer;
let crawled: Crawled;

beforeAll(async () => {
  server = await startFaultServer();
  const healthy = await serveMagazine(magazine);
  const port = new URL(server.url("healthy")).port;
  const sites = crawledFaults.map((fault) =>
    paperSite({
      name: siteOf(fault),
      start: `  - url: ${urlOf(fault)}`,
      manners: { maxBodyBytes: 4194304, timeoutMs: 4000 },
    }),
  );
  crawled = await crawlHosts([...sites, await findSite("polderklerk")], {
    concurrency: 16,
    maxWaitMs: 0,
    maxPauseMs: 0,
    allowAddresses: [`127.0.0.1:${port}`, `127.0.0.1:${healthy.port}`],
    connectTo: [
      `${DEMO_HOST}=127.0.0.1:${healthy.port}`,
      ...crawledFaults.map((fault) => `${siteOf(fault)}.example=127.0.0.1:${port}`),
    ],
  });
  await healthy.close();
}, 120_000);

afterAll(() => server.close());

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
  });

  test("the magazine that was crawled beside them came out whole and exact", () => {
    expect(wrongInMagazine(crawled.records, magazine)).toEqual([]);
  });

  test("nobody reached what was not allowed, and all was over in time and in bounds", () => {
    expect(server.forbiddenHits()).toBe(0);
    expect(crawled.elapsedMs).toBeLessThan(60_000);
  });
});

/** How a visit of this fault may end. */
function wantedOutcomes({ name, expected }: FaultCase): string[] {
  if (expected.kind === "refused") return ["skipped:forbidden-address"];
  // The server shares this process with the crawl: what has no end may reach its time-out before its bound.
  if (expected.kind === "failed") return [...expected.reasons, "timeout"].map((reason) => `failed:${reason}`);
  const { status = 200 } = expected;
  if (status === 304) return ["skipped:not-modified"];
  if (expected.text === undefined) return ["not-article:empty"];
  if (status !== 200) return [absent[status] ?? "failed:http-status"];
  if (name.startsWith("charset-") || name === "type-binary") return ["rejected:no-title,no-body,required-missing"];
  return name === "zeros" || name === "type-json" ? ["not-article:not-an-article"] : ["accepted"];
}

const absent: Readonly<Record<number, string>> = {
  401: "not-article:login",
  402: "not-article:login",
  403: "not-article:forbidden",
  404: "not-article:not-found",
  410: "not-article:gone",
  451: "not-article:forbidden",
};
