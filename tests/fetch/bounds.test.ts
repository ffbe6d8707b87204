import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBodyBudget } from "../../src/fetch/body-budget.ts";
import { createFetcher, type FetcherOptions } from "../../src/fetch/fetcher.ts";
import type { FetchRequest, PageSource } from "../../src/model/page-source.ts";
import {
  type FaultCall,
  type FaultCase,
  type FaultServer,
  fault,
  faultCases,
  page,
  startFaultServer,
  whole,
} from "../support/fault-server.ts";

const MEGABYTE = 1024 * 1024;
const NOW_MS = Date.UTC(2026, 0, 31, 12, 0, 0);

/** As many bytes as the path says. */
const sized = (call: FaultCall) => Buffer.alloc(Number(call.path.slice(1)), "x");

const cases: readonly FaultCase[] = [
  ...faultCases.filter(({ over }) => over === "http"),
  fault("sized", "a body of a length", page(), (call) => call.write(whole(sized(call)))),
  fault("sized-gzip", "a compressed body of a length", page(), (call) =>
    call.write(whole(gzipSync(sized(call)), "Content-Encoding: gzip")),
  ),
  fault("held", "a body of a length, but for its last byte", page(), async (call) => {
    const body = sized(call);
    await call.write(Buffer.from(whole(body)).subarray(0, -1));
  }),
];

let server: FaultServer;
const opened: PageSource[] = [];

const open = (options: Partial<FetcherOptions> = {}) => {
  const fetcher = createFetcher({ userAgent: "oogst/0", allowAddresses: server.allowAddresses, ...options });
  opened.push(fetcher);
  return (name: string, request: Partial<FetchRequest> = {}, path = "") =>
    fetcher.get({ url: server.url(name, path), timeoutMs: 5000, maxBodyBytes: 4 * MEGABYTE, ...request });
};

beforeAll(async () => {
  server = await startFaultServer({ cases });
});

afterAll(async () => {
  await Promise.all(opened.map((fetcher) => fetcher.close()));
  await server.close();
});

describe.concurrent("time is bounded, and the message says which time", () => {
  test.each([
    ["no-answer-hang", { headersTimeoutMs: 200 }, {}, "expected the answer's head in time"],
    ["head-slow", { headersTimeoutMs: 200 }, {}, "expected the answer's head in time"],
    ["body-stall", { idleTimeoutMs: 200 }, {}, "expected the body to go on"],
    ["body-slow", {}, { timeoutMs: 200 }, "expected the whole answer within 200 ms, found it unfinished"],
    ["head-slow", {}, { timeoutMs: 200 }, "expected the whole answer within 200 ms, found it unfinished"],
    ["interim-endless", {}, { timeoutMs: 100 }, "expected the whole answer within 100 ms, found it unfinished"],
  ])("%s, %j, %j", async (name, options, request, message) => {
    const startedAtMs = performance.now();
    const trip = open(options)(name, request);
    await expect(trip).rejects.toThrow(`${server.url(name)}: ${message}`);
    await expect(trip).rejects.toMatchObject({ reason: "timeout", consequence: "retry" });
    expect(performance.now() - startedAtMs).toBeLessThan(2500);
  });

  test("the time is that of all hops together", async () => {
    const slow = await startFaultServer({
      cases: [
        fault("slow", "a redirect every 80 ms", page(), async (call) => {
          await call.wait(80);
          await call.write(`HTTP/1.1 302 Any\r\nLocation: ${call.urlOf(`/${call.hit}`)}\r\nContent-Length: 0\r\n\r\n`);
        }),
      ],
    });
    const fetcher = createFetcher({ userAgent: "oogst/0", allowAddresses: slow.allowAddresses });
    const trip = fetcher.get({ url: slow.url("slow"), timeoutMs: 250, maxBodyBytes: 1000 });
    await expect(trip).rejects.toMatchObject({ reason: "timeout" });
    expect(slow.hits("slow")).toBeLessThanOrEqual(4);
    await fetcher.close();
    await slow.close();
  });
});

describe("a body is bounded to the byte, as sent and after decompression", () => {
  test.each(["sized", "sized-gzip"])("%s", async (name) => {
    const get = open();
    expect((await get(name, { maxBodyBytes: 100_000 }, "/100000")).body.length).toBe(100_000);
    await expect(get(name, { maxBodyBytes: 99_999 }, "/100000")).rejects.toMatchObject({
      reason: "too-large",
      consequence: "give-up",
    });
  });

  test.each(["sized", "sized-gzip", "body-endless", "body-endless-chunked", "gzip-endless"])(
    "%s is cut there where that was asked for",
    async (name) => {
      const get = open();
      const { body, status } = await get(name, { maxBodyBytes: 99_999, cutsLargeBody: true }, "/100000");
      expect([status, body.length]).toEqual([200, 99_999]);
    },
  );

  test("a body cut off by its server is no body, however it was asked for", async () => {
    const get = open();
    for (const name of ["content-length-short", "chunked-cut", "gzip-cut", "closing-reset"])
      await expect(get(name, { cutsLargeBody: true })).rejects.toMatchObject({ reason: "truncated" });
  });
});

describe("memory is bounded", () => {
  test.each([
    "gzip-bomb",
    "brotli-bomb",
    "zstd-bomb",
    "gzip-bomb-twice",
    "gzip-endless",
    "body-endless",
    "chunks-of-one-byte",
    "chunk-extension-flood",
    "headers-endless",
    "interim-flood",
  ])("%s takes little more than the bound on bodies", async (name) => {
    const get = open();
    // Once before, so that what the server keeps for serving it is not counted.
    await get(name).catch(() => {});
    global.gc?.();
    const before = bytesHeld();
    let most = 0;
    const sampler = setInterval(() => {
      most = Math.max(most, bytesHeld() - before);
    }, 2);
    await expect(get(name, { maxBodyBytes: 4 * MEGABYTE })).rejects.toMatchObject({ name: "CrawlError" });
    clearInterval(sampler);
    expect(most).toBeLessThan(48 * MEGABYTE);
  });

  test("of bodies that are too much together, the largest gives way and the others come whole", async () => {
    const get = open({ maxOpenBytes: 2 * MEGABYTE });
    const largest = get("held", {}, "/1500000");
    const given = expect(largest).rejects.toMatchObject({ reason: "too-large", consequence: "retry" });
    const others = Promise.all([1, 2, 3, 4].map(() => get("sized", {}, "/600000")));
    expect((await others).map(({ body }) => body.length)).toEqual(Array(4).fill(600_000));
    await given;
  });

  test("what is given back may be used again", () => {
    const budget = openBodyBudget(100);
    const given: string[] = [];
    const holder = (name: string) => ({ heldBytes: 0, giveWay: () => void given.push(name) });
    const [first, second, third] = [holder("first"), holder("second"), holder("third")];
    budget.hold(first, 60);
    budget.hold(first, 0);
    budget.hold(second, 70);
    budget.hold(third, 30);
    expect(given).toEqual([]);
    budget.hold(third, 40);
    expect(given).toEqual(["second"]);
    budget.hold(third, 100);
    budget.hold(first, 1);
    expect(given).toEqual(["second", "third"]);
  });
});

describe("an error page that cannot be read still says what follows", () => {
  test("503 cut off, with Retry-After", async () => {
    const trip = open({ clock: { nowMs: () => NOW_MS } })("error-page-cut");
    await expect(trip).rejects.toMatchObject({
      reason: "truncated",
      consequence: "retry",
      status: 503,
      retryAfterMs: 7000,
    });
  });

  test("410 in an encoding that is none", async () => {
    await expect(open()("gone-page-garbled")).rejects.toMatchObject({
      reason: "bad-encoding",
      consequence: "give-up",
      status: 410,
    });
  });
});

test("a page tells when it came, by the clock handed in, and what it is said to be", async () => {
  const { fetchedAt, mediaType, charset, broughtBy, headers } = await open({ clock: { nowMs: () => NOW_MS } })(
    "healthy",
  );
  expect({ fetchedAt, mediaType, charset, broughtBy }).toEqual({
    fetchedAt: "2026-01-31T12:00:00.000Z",
    mediaType: "text/html",
    charset: "utf-8",
    broughtBy: "http",
  });
  expect(headers["content-type"]).toEqual(["text/html; charset=utf-8"]);
});

test("headers named after an object's own parts are headers like any other", async () => {
  const { headers } = await open()("header-proto");
  expect(Object.entries(headers)).toEqual(
    expect.arrayContaining([
      ["__proto__", ["vervuild"]],
      ["constructor", ["vervuild"]],
    ]),
  );
  expect(headers.toString).toBeUndefined();
});

test("no terminal escape of a server reaches a message", async () => {
  const get = open();
  for (const name of ["header-escapes", "ssh-banner", "redirect-broken", "encoding-unknown"]) {
    const message = await get(name).catch((error: Error) => error.message);
    expect(message).toMatch(/^[\x20-\x7e]+$/);
  }
});

function bytesHeld(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
