import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createFetcher, type FetcherOptions } from "../../src/fetch/fetcher.ts";
import { type ResolvedAddress, rememberAddresses, resolveBySystem } from "../../src/fetch/resolve-host.ts";
import type { PageSource } from "../../src/model/page-source.ts";
import { type FaultServer, fault, page, startFaultServer, whole } from "../support/fault-server.ts";

let server: FaultServer;
let port: string;
const opened: PageSource[] = [];

beforeAll(async () => {
  server = await startFaultServer({
    cases: [
      fault("any", "a page", page(), (call) => call.write(whole("bereikt"))),
      fault("closing", "a page, and the end", page(), async (call) => {
        await call.write(whole("bereikt", "Connection: close"));
        call.socket.end();
      }),
    ],
  });
  port = new URL(server.url("any")).port;
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((fetcher) => fetcher.close()));
  vi.unstubAllEnvs();
});

afterAll(() => server.close());

const v4 = (address: string): ResolvedAddress => ({ address, family: 4 });
const v6 = (address: string): ResolvedAddress => ({ address, family: 6 });

function get(url: string, options: Partial<FetcherOptions> = {}) {
  const fetcher = createFetcher({ userAgent: "oogst/0", connectTimeoutMs: 500, ...options });
  opened.push(fetcher);
  return fetcher.get({ url, timeoutMs: 3000, maxBodyBytes: 1000 });
}

const forbidden = { name: "RefusedError", why: "forbidden-address" };

describe("an address that is not public is refused in every spelling, and nothing is connected to", () => {
  test.each([
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0x0.0x0.0x1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "１２７.0.0.1",
    "①②⑦.0.0.1",
    "127。0。0。1",
    "%31%32%37.0.0.1",
    "0.0.0.0",
    "0",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "169.254.169.254",
    "10.0.0.1",
    "192.168.0.1",
    "172.16.0.1",
    "100.64.0.1",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "any.localhost",
  ])("%s", async (host) => {
    const before = server.hits("any");
    await expect(get(`http://${host}:${port}/any`)).rejects.toMatchObject(forbidden);
    await expect(get(`https://${host}:${port}/any`)).rejects.toMatchObject(forbidden);
    expect(server.hits("any")).toBe(before);
  });

  test.each([
    "file:///etc/hostname",
    "about:blank",
    "data:text/html,x",
    "ftp://x.example/",
    "javascript:1",
    "blob:http://x.example/1",
    "niets",
    "",
  ])("%j is no address of the web", async (url) => {
    await expect(get(url)).rejects.toMatchObject(forbidden);
  });
});

describe("a name is judged by what it resolves to", () => {
  test.each([
    [[v4("127.0.0.1")]],
    [[v4("10.0.0.1"), v6("fd00::1")]],
    [[v6("::1")]],
    [[v6("::ffff:127.0.0.1")]],
    [[v6("fe80::1%lo")]],
    [[v4("169.254.169.254")]],
  ])("%j is refused", async (addresses) => {
    const trip = get(`http://paper.example:${port}/any`, { resolve: async () => addresses });
    await expect(trip).rejects.toMatchObject(forbidden);
    await expect(trip).rejects.toThrow(`expected a public address, found paper.example at ${addresses[0]?.address}`);
    expect(server.hits("any")).toBe(0);
  });

  test("of several addresses only the permitted ones are connected to", async () => {
    // The first would answer at once if it were tried.
    const resolve = async () => [v4("127.0.0.1"), v4("127.0.0.2")];
    const trip = get(`http://paper.example:${port}/any`, { resolve, allowAddresses: ["127.0.0.2"] });
    await expect(trip).rejects.toMatchObject({ reason: "network" });
    expect(server.hits("any")).toBe(0);
  });

  test("a name that changes between looking and connecting is looked up once for both (DNS rebinding)", async () => {
    const answers = [[v4("127.0.0.1")], [v4("10.0.0.1")]];
    let asked = 0;
    const resolve = async () => answers[asked++] as ResolvedAddress[];
    await expect(
      get(`http://paper.example:${port}/any`, { resolve, allowAddresses: ["127.0.0.1"] }),
    ).resolves.toMatchObject({ status: 200 });
    expect(asked).toBe(1);
  });

  test("a name that turns private after its answer was forgotten is refused then", async () => {
    let nowMs = 0;
    let addresses = [v4("127.0.0.1")];
    const fetcher = createFetcher({
      userAgent: "oogst/0",
      allowAddresses: ["127.0.0.1"],
      clock: { nowMs: () => nowMs },
      resolve: async () => addresses,
    });
    opened.push(fetcher);
    const ask = () => fetcher.get({ url: `http://paper.example:${port}/closing`, timeoutMs: 3000, maxBodyBytes: 1000 });
    await expect(ask()).resolves.toMatchObject({ status: 200 });
    addresses = [v4("10.0.0.1")];
    nowMs = 61_000;
    await expect(ask()).rejects.toMatchObject(forbidden);
  });

  test("a name without an address, and one that cannot be resolved, may be tried again", async () => {
    await expect(get("http://paper.example/", { resolve: async () => [] })).rejects.toMatchObject({
      reason: "network",
      consequence: "retry",
    });
    const lost = Object.assign(new Error("getaddrinfo EAI_AGAIN paper.example"), { code: "EAI_AGAIN" });
    await expect(get("http://paper.example/", { resolve: () => Promise.reject(lost) })).rejects.toMatchObject({
      reason: "network",
      consequence: "retry",
    });
  });

  test("a resolver that never answers ends in a time-out", async () => {
    const trip = get("http://paper.example/", { resolve: () => new Promise(() => {}), connectTimeoutMs: 200 });
    await expect(trip).rejects.toMatchObject({ reason: "timeout", consequence: "retry" });
  });
});

describe("an opt-in opens what it names", () => {
  test.each([
    ["127.0.0.1", "127.0.0.1"],
    ["127.0.0.0/8", "127.0.0.1"],
    ["localhost", "localhost"],
    ["127.0.0.1", "localhost"],
    ["any.localhost", "any.localhost"],
    ["127.0.0.1", "0x7f.1"],
  ])("%s lets %s be reached", async (rule, host) => {
    await expect(get(`http://${host}:${port}/any`, { allowAddresses: [rule] })).resolves.toMatchObject({ status: 200 });
  });

  test("a port in it is meant", async () => {
    await expect(get(`http://127.0.0.1:${port}/any`, { allowAddresses: [`127.0.0.1:${port}`] })).resolves.toMatchObject(
      { status: 200 },
    );
    await expect(get(`http://127.0.0.1:${port}/any`, { allowAddresses: ["127.0.0.1:1"] })).rejects.toMatchObject(
      forbidden,
    );
    await expect(get(`http://localhost:${port}/any`, { allowAddresses: ["localhost:1"] })).rejects.toMatchObject(
      forbidden,
    );
  });

  test("what cannot be read is an error at once", () => {
    expect(() => createFetcher({ userAgent: "oogst/0", allowAddresses: ["http://x/"] })).toThrow(TypeError);
  });
});

describe("a host that is reached elsewhere", () => {
  const connectTo = () => new Map([["paper.example", `127.0.0.1:${port}`]]);

  test("is asked there, under its own name", async () => {
    const { finalUrl } = await get("http://paper.example/any", {
      connectTo: connectTo(),
      allowAddresses: ["127.0.0.1"],
    });
    expect(finalUrl).toBe("http://paper.example/any");
  });

  test("needs that place to be allowed", async () => {
    await expect(get("http://paper.example/any", { connectTo: connectTo() })).rejects.toMatchObject(forbidden);
    await expect(
      get("http://paper.example/any", { connectTo: connectTo(), allowAddresses: ["paper.example"] }),
    ).rejects.toMatchObject(forbidden);
    const byName = new Map([["paper.example", `dns.example:${port}`]]);
    const resolve = async () => [v4("127.0.0.1")];
    await expect(
      get("http://paper.example/any", { connectTo: byName, resolve, allowAddresses: ["paper.example"] }),
    ).rejects.toMatchObject(forbidden);
  });
});

describe("names are asked for sparingly", () => {
  test("once a minute, once at a time, and again after a failure", async () => {
    let nowMs = 0;
    let asked = 0;
    let isDown = false;
    const resolve = rememberAddresses(
      async () => {
        asked += 1;
        if (isDown) throw new Error("down");
        return [v4("1.1.1.1")];
      },
      () => nowMs,
    );
    await Promise.all([resolve("a.example"), resolve("a.example"), resolve("b.example")]);
    expect(asked).toBe(2);
    nowMs = 59_999;
    await resolve("a.example");
    expect(asked).toBe(2);
    nowMs = 60_000;
    isDown = true;
    await expect(resolve("a.example")).rejects.toThrow("down");
    isDown = false;
    await expect(resolve("a.example")).resolves.toEqual([v4("1.1.1.1")]);
    expect(asked).toBe(4);
  });

  test("names of this machine are never asked of the network (RFC 6761 §6.3)", async () => {
    for (const name of ["localhost", "localhost.", "demo.localhost"])
      await expect(resolveBySystem(name)).resolves.toEqual([v4("127.0.0.1"), v6("::1")]);
  });
});

test("the environment's proxy is not used", async () => {
  for (const name of ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "ALL_PROXY"])
    vi.stubEnv(name, "http://127.0.0.1:1/");
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  await expect(get(`http://127.0.0.1:${port}/any`, { allowAddresses: ["127.0.0.1"] })).resolves.toMatchObject({
    status: 200,
  });
});

describe("a host that is to be reached elsewhere", () => {
  test.each(["paper.example", "paper.example:8790"])("is named as %s, without its port or with it", async (host) => {
    const connectTo = new Map([[host, `127.0.0.1:${port}`]]);
    const { status } = await get("http://paper.example:8790/any", { connectTo, allowAddresses: ["127.0.0.1"] });
    expect(status).toBe(200);
  });

  test("is refused where that place is not public, and what permits it is told", async () => {
    const trip = get("http://paper.example:8790/any", { connectTo: new Map([["paper.example", `127.0.0.1:${port}`]]) });
    await expect(trip).rejects.toThrow(
      "expected a public address, found 127.0.0.1; `--allow-address` permits private ones",
    );
  });
});
