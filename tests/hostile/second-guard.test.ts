import { createServer as createTlsServer } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFetcher, type FetcherOptions } from "../../src/fetch/fetcher.ts";
import type { ResolvedAddress } from "../../src/fetch/resolve-host.ts";
import { makeCertificate } from "../support/fault-server-certificate.ts";
import { crawlHosts, paperSite } from "./crawl-hosts.ts";
import { answerOf, crawlCases, front, type SecondCase, startRawHosts } from "./second-hosts.ts";

const ADDRESS = "127.0.0.29";
const v4 = (address: string): ResolvedAddress => ({ address, family: 4 });
const v6 = (address: string): ResolvedAddress => ({ address, family: 6 });

let hosts: Awaited<ReturnType<typeof startRawHosts>>;
beforeAll(async () => {
  hosts = await startRawHosts([{ name: "krant", paths: {}, records: [] }], ADDRESS);
});
afterAll(() => hosts.close());

async function get(url: string, options: Partial<FetcherOptions> = {}) {
  const fetcher = createFetcher({ userAgent: "oogst/0", connectTimeoutMs: 800, allowAddresses: [ADDRESS], ...options });
  try {
    return await fetcher.get({ url, timeoutMs: 3000, maxBodyBytes: 100_000 });
  } finally {
    await fetcher.close();
  }
}
const resolving =
  (...addresses: ResolvedAddress[]) =>
  async () =>
    addresses;
const forbidden = { name: "RefusedError", why: "forbidden-address" };

describe("a name's addresses, permitted and forbidden among each other", () => {
  test.each([
    ["the forbidden first", [v4("127.0.0.1"), v4(ADDRESS)]],
    ["the forbidden last", [v4(ADDRESS), v4("127.0.0.1")]],
    ["the forbidden as IPv6", [v6("::1"), v6("::ffff:127.0.0.1"), v4(ADDRESS)]],
    [
      "the forbidden in every spelling",
      [
        v6("64:ff9b::7f00:1"),
        v6("2002:7f00:1::"),
        v6("2001:0:7f00:1::"),
        v6("fe80::1%lo"),
        v6("::"),
        v4("0.0.0.0"),
        v4(ADDRESS),
      ],
    ],
    ["the permitted ten times", Array.from({ length: 10 }, () => v4(ADDRESS))],
  ])("%s: only the permitted is connected to", async (_, addresses) => {
    const page = await get(`http://krant.example:${hosts.port}/nieuws/een`, { resolve: resolving(...addresses) });
    // The host is called with its port here, which no case is: what matters is that this server answered.
    expect(page.status).toBe(404);
    expect(hosts.forbiddenHits()).toBe(0);
  });

  test.each([
    [[v4("127.0.0.1")]],
    [[v4("0.0.0.0")]],
    [[v6("::")]],
    [[v6("::ffff:7f00:1")]],
    [[v6("::ffff:0:127.0.0.1")]],
    [[v6("::127.0.0.1")]],
    [[v6("64:ff9b::127.0.0.1")]],
    [[v6("64:ff9b:1::1")]],
    [[v6("2002:7f00:1::1")]],
    [[v6("2001::7f00:1")]],
    [[v6("fe80::1%lo")]],
    [[v6("fe80::1%25lo")]],
    [[v6("fec0::1")]],
    [[v6("ff02::1")]],
    [[v6("5f00::1")]],
    [[v6("3fff::1")]],
    [[v4("127.0.0.30")]],
    [[v4("169.254.169.254"), v6("fd00:ec2::254")]],
    [[{ address: "127.1", family: 4 as const }]],
    [[{ address: "2130706433", family: 4 as const }]],
    [[{ address: "localhost", family: 4 as const }]],
    [[{ address: "", family: 4 as const }]],
  ])("%j is refused", async (addresses) => {
    await expect(
      get(`http://krant.example:${hosts.port}/`, { resolve: resolving(...addresses) }),
    ).rejects.toMatchObject(forbidden);
    expect(hosts.forbiddenHits()).toBe(0);
  });

  test("an opt-in for an address opens none of its spellings inside IPv6", async () => {
    for (const host of ["[::ffff:127.0.0.29]", "[::127.0.0.29]", "[64:ff9b::7f00:1d]", "[2002:7f00:1d::]"])
      await expect(get(`http://${host}:${hosts.port}/`)).rejects.toMatchObject(forbidden);
    expect(hosts.forbiddenHits()).toBe(0);
  });

  test("an opt-in with a port opens no other port, by whatever name", async () => {
    const allowAddresses = [`${ADDRESS}:${hosts.port + 1}`];
    for (const host of [ADDRESS, "127.0.29", "0x7f00001d", "2130706461", "krant.example"])
      await expect(
        get(`http://${host}:${hosts.port}/`, { allowAddresses, resolve: resolving(v4(ADDRESS)) }),
      ).rejects.toMatchObject(forbidden);
  });

  test("an opt-in for a name opens it for no other name that leads there", async () => {
    await expect(
      get(`http://elders.example:${hosts.port}/`, {
        allowAddresses: ["krant.example"],
        resolve: resolving(v4(ADDRESS)),
      }),
    ).rejects.toMatchObject(forbidden);
  });
});

describe("certificates, in a crawl", () => {
  const [validFrom, validUntil] = [new Date("2020-01-01"), new Date("2120-01-01")];
  test.each([
    ["nobody vouches for", { hosts: ["tls-krant.example"], validFrom, validUntil }],
    ["that has run out", { hosts: ["tls-krant.example"], validFrom, validUntil: new Date("2021-01-01") }],
    ["that is not valid yet", { hosts: ["tls-krant.example"], validFrom: new Date("2100-01-01"), validUntil }],
    ["for another host", { hosts: ["elders.example"], validFrom, validUntil }],
    ["for a host below", { hosts: ["*.tls-krant.example"], validFrom, validUntil }],
  ])("one %s gives no record, hears no path, and costs the healthy host nothing", async (_, wish) => {
    let requests = 0;
    const server = createTlsServer(makeCertificate(wish), (socket) => {
      socket.on("error", () => {});
      socket.on("data", () => {
        requests++;
        socket.end(answerOf("geheim"));
      });
    });
    server.on("tlsClientError", () => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.30", resolve));
    const { port } = server.address() as { port: number };
    const site = paperSite({ name: "tls-krant", start: "  - listing: https://tls-krant.example/" });
    const crawled = await crawlHosts([site], {
      maxWaitMs: 0,
      allowAddresses: ["127.0.0.30"],
      connectTo: [`tls-krant.example=127.0.0.30:${port}`],
    });
    await new Promise((resolve) => server.close(resolve));
    expect(crawled.records).toEqual([]);
    expect(requests).toBe(0);
    expect(Object.keys(crawled.site("tls-krant").reasons)).toEqual(["skipped:robots"]);
    expect(crawled.elapsedMs).toBeLessThan(20_000);
  });

  test("a redirect to https with a bad certificate is a failure, and the host's other pages come", async () => {
    const server = createTlsServer(makeCertificate({ hosts: ["x.example"], validFrom, validUntil }), (socket) =>
      socket.on("error", () => {}),
    );
    server.on("tlsClientError", () => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.31", resolve));
    const { port } = server.address() as { port: number };
    const one: SecondCase = {
      name: "naar-tls",
      paths: {
        "/": front(),
        "/nieuws/een": (call) => call.send("", 301, `Location: https://naar-tls.example:${port}/nieuws/een`),
      },
      records: ["twee"],
    };
    const came = await crawlCases([one], { address: "127.0.0.32" });
    await new Promise((resolve) => server.close(resolve));
    came.verify(one);
    came.verifyOthers();
  });
});
