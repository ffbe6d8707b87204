import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import { RefusedError } from "../../src/model/crawl-error.ts";
import type { Exchange } from "../../src/model/exchange.ts";
import type { FetchRequest, PageSource } from "../../src/model/page-source.ts";
import { type FaultCall, type FaultServer, fault, page, startFaultServer, whole } from "../support/fault-server.ts";

/** Asked so far: method, host, path and what matters of the headers. */
const asked: { method: string; path: string; headers: Readonly<Record<string, string>>; body: string }[] = [];
let answer: (call: FaultCall) => string | Uint8Array;
let server: FaultServer;
let other: FaultServer;
let fetcher: PageSource;

const note = (call: FaultCall) => {
  const { method, path, headers, body } = call;
  asked.push({ method, path, headers, body });
  return call.write(answer(call));
};
const redirect = (status: number, location: string, ...headers: string[]) =>
  `${[`HTTP/1.1 ${status} Any`, `Location: ${location}`, "Content-Length: 0", ...headers].join("\r\n")}\r\n\r\n`;
const get = (request: Partial<FetchRequest> & { url: string }) =>
  fetcher.get({ timeoutMs: 5000, maxBodyBytes: 100_000, ...request });

beforeAll(async () => {
  const cases = [fault("any", "whatever a test wants", page(), note)];
  server = await startFaultServer({ cases });
  other = await startFaultServer({ cases });
  fetcher = createFetcher({
    userAgent: "oogst/0 (+https://oogst.example/)",
    allowAddresses: ["127.0.0.1", "localhost"],
  });
});

afterAll(async () => {
  await fetcher.close();
  await Promise.all([server.close(), other.close()]);
});

beforeEach(() => {
  asked.length = 0;
  answer = () => whole("aangekomen");
});

/** From the first address to the other server, which answers. */
const leadAway = (status = 302) => {
  answer = (call) =>
    call.urlOf() === server.url("any") ? redirect(status, other.url("any", "/ver")) : whole("aangekomen");
};

describe("a trip over redirects", () => {
  test("is written down hop by hop, and tells where it ended", async () => {
    answer = (call) =>
      call.path === ""
        ? redirect(301, "any/b#kop")
        : call.path === "/b"
          ? redirect(308, call.urlOf("/c?x=1"))
          : whole("aangekomen");
    const { requestedUrl, finalUrl, hops, status } = await get({ url: server.url("any", "#begin") });
    expect({ requestedUrl, finalUrl, status }).toEqual({
      requestedUrl: server.url("any", "#begin"),
      finalUrl: server.url("any", "/c?x=1"),
      status: 200,
    });
    expect(hops).toEqual([
      { url: server.url("any"), status: 301, location: server.url("any", "/b") },
      { url: server.url("any", "/b"), status: 308, location: server.url("any", "/c?x=1") },
    ]);
  });

  test("asks leave before every hop but the first", async () => {
    answer = (call) =>
      call.path === "/b" ? whole("aangekomen") : redirect(302, call.urlOf(call.path === "" ? "/a" : "/b"));
    const admitted: string[] = [];
    await get({ url: server.url("any"), admit: async (url) => void admitted.push(`${url} after ${asked.length}`) });
    expect(admitted).toEqual([`${server.url("any", "/a")} after 1`, `${server.url("any", "/b")} after 2`]);
  });

  test("ends where leave is refused, with that refusal, and the target is not asked", async () => {
    leadAway();
    const refusal = new RefusedError("robots.txt says no", "robots", "https://x.example/");
    await expect(get({ url: server.url("any"), admit: () => Promise.reject(refusal) })).rejects.toBe(refusal);
    expect(asked.length).toBe(1);
  });

  test("does not ask leave for a target that is forbidden anyway", async () => {
    answer = () => redirect(302, "http://10.0.0.1/");
    let isAsked = false;
    const admit = async () => {
      isAsked = true;
    };
    await expect(get({ url: server.url("any"), admit })).rejects.toMatchObject({
      why: "forbidden-address",
      url: "http://10.0.0.1/",
    });
    expect(isAsked).toBe(false);
  });

  test("waiting for leave does not count against its time", async () => {
    leadAway();
    const admit = () => new Promise<void>((resolve) => setTimeout(resolve, 400));
    await expect(get({ url: server.url("any"), timeoutMs: 300, admit })).resolves.toMatchObject({ status: 200 });
  });

  test("follows as many redirects as it may, and not one more", async () => {
    answer = (call) => redirect(302, call.urlOf(`/${Number(call.path.slice(1) || 0) + 1}`));
    const trip = get({ url: server.url("any"), maxRedirects: 3 });
    await expect(trip).rejects.toMatchObject({ reason: "too-many-redirects", consequence: "give-up" });
    await expect(trip).rejects.toThrow(`expected at most 3 redirects, found one more to ${server.url("any", "/4")}`);
    expect(asked.length).toBe(4);
    asked.length = 0;
    await expect(get({ url: server.url("any"), maxRedirects: 0 })).rejects.toMatchObject({
      reason: "too-many-redirects",
    });
    expect(asked.length).toBe(1);
  });

  test("tells of every answer on the way", async () => {
    answer = (call) => (call.path === "" ? redirect(302, call.urlOf("/b"), "Set-Cookie: a=1") : whole("aangekomen"));
    const exchanges: Exchange[] = [];
    await get({ url: server.url("any"), onExchange: (exchange) => exchanges.push(exchange) });
    expect(
      exchanges.map(({ url, status, body, sentBody }) => [url, status, Buffer.from(body).toString(), sentBody]),
    ).toEqual([
      [server.url("any"), 302, "", null],
      [server.url("any", "/b"), 200, "aangekomen", null],
    ]);
    expect(exchanges[1]?.sentHeaders.join()).toContain("cookie,a=1");
  });
});

describe("the method after a redirect (RFC 9110 §15.4)", () => {
  test.each([
    [301, "GET", ""],
    [302, "GET", ""],
    [303, "GET", ""],
    [307, "POST", "{}"],
    [308, "POST", "{}"],
  ])("%i turns POST into %s", async (status, method, body) => {
    answer = (call) => (call.path === "" ? redirect(status, call.urlOf("/b")) : whole("aangekomen"));
    await get({ url: server.url("any"), method: "POST", body: "{}", headers: { "Content-Type": "application/json" } });
    expect(asked.map((each) => each.method)).toEqual(["POST", method]);
    expect(asked[1]?.body).toBe(body);
    expect(asked[1]?.headers["content-type"]).toBe(body === "" ? undefined : "application/json");
  });
});

describe("what was meant for one host goes to no other", () => {
  const headers = {
    Authorization: "Basic geheim",
    Cookie: "sessie=geheim",
    "X-Api-Key": "geheim",
    "Accept-Language": "nl",
  };

  test("credentials, cookies and unknown headers stay behind, harmless ones go along", async () => {
    leadAway();
    await get({ url: server.url("any"), headers });
    expect(asked[0]?.headers).toMatchObject({
      authorization: "Basic geheim",
      cookie: "sessie=geheim",
      "x-api-key": "geheim",
    });
    expect(JSON.stringify(asked[1]?.headers)).not.toContain("geheim");
    expect(asked[1]?.headers["accept-language"]).toBe("nl");
  });

  test("they come along again on the way back", async () => {
    answer = (call) => {
      if (call.path === "/terug") return whole("aangekomen");
      return redirect(302, call.urlOf() === server.url("any") ? other.url("any") : server.url("any", "/terug"));
    };
    await get({ url: server.url("any"), headers });
    expect(asked.map((each) => each.headers.authorization)).toEqual(["Basic geheim", undefined, "Basic geheim"]);
  });

  test("a cookie that a hop sets goes back to its host only", async () => {
    answer = (call) =>
      call.urlOf() === server.url("any") ? redirect(302, other.url("any"), "Set-Cookie: a=1") : whole("aangekomen");
    const atName = server.url("any").replace("127.0.0.1", "localhost");
    await get({ url: server.url("any") });
    expect(asked[1]?.headers.cookie).toBe("a=1");
    asked.length = 0;
    answer = (call) => (call.path === "" ? redirect(302, `${atName}/b`, "Set-Cookie: a=1") : whole("aangekomen"));
    await get({ url: server.url("any") });
    expect(asked[1]?.headers.cookie).toBeUndefined();
  });

  test("user name and password of a Location are not sent, and not written down", async () => {
    answer = (call) =>
      call.path === "" ? redirect(302, call.urlOf("/b").replace("//", "//wiske:geheim@")) : whole("aangekomen");
    const { finalUrl, hops } = await get({ url: server.url("any").replace("//", "//wiske:geheim@") });
    expect(finalUrl).toBe(server.url("any", "/b"));
    expect(JSON.stringify([finalUrl, hops, asked])).not.toContain("geheim");
  });

  test("validators go to the very address they came from", async () => {
    answer = (call) => (call.path === "" ? redirect(302, call.urlOf("/b")) : whole("aangekomen"));
    await get({ url: server.url("any"), validators: { etag: '"1"', lastModified: "Sat, 31 Jan 2026 12:00:00 GMT" } });
    expect(asked.map((each) => [each.headers["if-none-match"], each.headers["if-modified-since"]])).toEqual([
      ['"1"', "Sat, 31 Jan 2026 12:00:00 GMT"],
      [undefined, undefined],
    ]);
  });
});

test("every request says who asks and what it can read", async () => {
  await get({ url: server.url("any"), accept: "json" });
  expect(asked[0]?.headers).toMatchObject({
    "user-agent": "oogst/0 (+https://oogst.example/)",
    "accept-encoding": "gzip, deflate, br, zstd",
    accept: "application/json, */*;q=0.8",
  });
});

test("a request header that cannot be sent is an error of ours, and nothing is sent", async () => {
  await expect(get({ url: server.url("any"), headers: { "x-a": "a\r\nx-evil: 1" } })).rejects.toMatchObject({
    reason: "internal",
    consequence: "give-up",
  });
  expect(asked).toEqual([]);
});
