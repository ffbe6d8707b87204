import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { decodeBody } from "../../src/model/charset.ts";
import { CrawlError, RefusedError } from "../../src/model/crawl-error.ts";
import type { Page } from "../../src/model/page.ts";
import type { PageSource } from "../../src/model/page-source.ts";
import { type FaultCase, type FaultServer, faultCases, startFaultServer } from "../support/fault-server.ts";

/** Whatever a server does, a trip is over by then: the longest time-out below, and the machine's own slowness. */
const LONGEST_MS = 6000;

let server: FaultServer;
const opened: PageSource[] = [];

const open = () => {
  const fetcher = createFetcher({
    userAgent: "oogst/0 (+https://oogst.example/)",
    allowAddresses: server.allowAddresses,
    trustedCertificates: server.trustedCertificates,
    connectTimeoutMs: 900,
    headersTimeoutMs: 900,
    idleTimeoutMs: 900,
    http2: true,
  });
  opened.push(fetcher);
  return fetcher;
};

beforeAll(async () => {
  server = await startFaultServer();
});

afterAll(async () => {
  await Promise.all(opened.map((fetcher) => fetcher.close()));
  await server.close();
});

describe.concurrent("what a server does wrong ends in time, and never in a wrong page", () => {
  let shared: PageSource | undefined;
  const fetcherFor = ({ over }: FaultCase) => {
    // A host whose HTTP/2 proved nothing is asked over HTTP/1.1 from then on.
    if (over === "h2") return open();
    shared ??= open();
    return shared;
  };

  test.each(faultCases.map((each) => [each.name, each] as const))("%s", async (name, fault) => {
    const startedAtMs = performance.now();
    const got = await settle(
      fetcherFor(fault).get({ url: server.url(name), timeoutMs: 2000, maxBodyBytes: 4 * 1024 * 1024 }),
    );
    expect(outcomeOf(got, fault), fault.sends).toEqual(fault.expected);
    expect(performance.now() - startedAtMs).toBeLessThan(LONGEST_MS);
    expect(server.hits(name)).toBeLessThanOrEqual(fault.maxRequests);
  });
});

test("no connection was made to an address that nobody allowed", () => {
  expect(server.forbiddenHits()).toBe(0);
});

async function settle(trip: Promise<Page>): Promise<Page | Error> {
  try {
    return await trip;
  } catch (error) {
    return error as Error;
  }
}

/** What came, in the words of what was expected. */
function outcomeOf(got: Page | Error, { expected }: FaultCase) {
  if (got instanceof RefusedError) return { kind: "refused" };
  if (got instanceof CrawlError) {
    const isExpected = expected.kind === "failed" && expected.reasons.includes(got.reason);
    return {
      kind: "failed",
      reasons: isExpected ? expected.reasons : [got.reason],
      ...(isExpected ? {} : { message: got.message }),
    };
  }
  if (got instanceof Error) throw got;
  const text = decodeBody(got);
  const wanted = expected.kind === "page" ? expected.text : undefined;
  const found = wanted !== undefined && text.includes(wanted) ? wanted : text.slice(0, 100);
  return { kind: "page", status: got.status, ...(found === "" && wanted === undefined ? {} : { text: found }) };
}
