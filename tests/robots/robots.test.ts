import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/config/stores.ts";
import { CrawlError } from "../../src/model/crawl-error.ts";
import { createRobots, type FetchText, type KeyValueStore, type RobotsOptions } from "../../src/robots/robots.ts";
import { type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { fetchText } from "../support/fetch-text.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const start = Date.parse("2025-03-01T08:00:00.000Z");

let nowMs = start;
let folder: string;
let store: KeyValueStore & { disconnect(): Promise<void> };
const closers: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  nowMs = start;
  folder = mkdtempSync(join(tmpdir(), "oogst-robots-"));
  store = await openStore(`sqlite:${join(folder, "keyv.db")}`, "robots");
});

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await store.disconnect();
  rmSync(folder, { recursive: true });
});

async function serve(answer: AnsweringServer["answer"]): Promise<AnsweringServer> {
  const site = await startAnsweringServer(answer);
  closers.push(site.close);
  return site;
}

function robotsWith(options: Partial<RobotsOptions> = {}) {
  return createRobots({
    fetchText,
    store,
    userAgent: "oogst/1.0 (+https://oogst.example)",
    productToken: "oogst",
    now: () => nowMs,
    ...options,
  });
}

const closed = "User-agent: *\nDisallow: /closed\n";

describe("RFC 9309 §2.3.1.1: successful access", () => {
  test("the parseable rules are followed, and the verdict quotes the line", async () => {
    const site = await serve({ body: "User-agent: oogst\nCrawl-delay: 2\nDisallow: /closed # not yet\n" });
    const robots = robotsWith();
    expect(await robots.check(`${site.origin}/closed/a`)).toEqual({
      isAllowed: false,
      reason: "robots.txt line 3: Disallow: /closed # not yet",
      rule: "Disallow: /closed # not yet",
      line: 3,
      crawlDelayMs: 2000,
      retryAt: null,
    });
    expect(await robots.check(`${site.origin}/open`)).toEqual({
      isAllowed: true,
      reason: "robots.txt has no rule against it",
      rule: null,
      line: null,
      crawlDelayMs: 2000,
      retryAt: null,
    });
    expect(site.asked).toEqual(["/robots.txt"]);
    expect(site.agents).toEqual(["oogst/1.0 (+https://oogst.example)"]);
  });

  test("a page of HTML under that name is read as rules that say nothing, and the verdict says so", async () => {
    const site = await serve({
      body: "<!doctype html><title>Niet gevonden</title>\n<p>User-agent: *</p>\n<p>Disallow: /</p>",
    });
    const verdict = await robotsWith().check(`${site.origin}/x`);
    expect(verdict).toMatchObject({
      isAllowed: true,
      reason: "robots.txt is a page of HTML and has no rule against it",
    });
  });

  test("an address with letters beyond ASCII is escaped before it is compared", async () => {
    const site = await serve({ body: "User-agent: *\nDisallow: /\nAllow: /één" });
    expect((await robotsWith().check(`${site.origin}/één`)).isAllowed).toBe(true);
  });
});

describe("RFC 9309 §2.3.1.2: redirects", () => {
  const redirects = (count: number) => (path: string) => {
    const step = path === "/robots.txt" ? 0 : Number(path.slice(1));
    return step < count ? { status: 302, headers: { location: `/${step + 1}` } } : { body: closed };
  };

  test("five consecutive ones are followed", async () => {
    const site = await serve(redirects(5));
    expect(await robotsWith().check(`${site.origin}/closed`)).toMatchObject({ isAllowed: false, line: 2 });
    expect(site.asked).toHaveLength(6);
  });

  test("more than five mean that the file is unavailable", async () => {
    const site = await serve(redirects(6));
    expect(await robotsWith().check(`${site.origin}/closed`)).toMatchObject({
      isAllowed: true,
      reason: "robots.txt is behind more than 5 redirects",
    });
    expect(site.asked).toHaveLength(6);
  });

  test("more than five mean the same where the fetching throws them, or follows them all", async () => {
    const throwing: FetchText = async (url) => {
      throw new CrawlError("too many", { reason: "too-many-redirects", consequence: "give-up", url });
    };
    const following: FetchText = async (url) => ({
      status: 200,
      body: Buffer.from(closed),
      redirects: 6,
      finalUrl: url,
    });
    expect((await robotsWith({ fetchText: throwing }).check("https://a.example/closed")).isAllowed).toBe(true);
    expect((await robotsWith({ fetchText: following }).check("https://b.example/closed")).isAllowed).toBe(true);
  });

  test("across authorities, the rules hold for the authority that was asked first", async () => {
    const other = await serve((path) => (path === "/rules" ? { body: closed } : { status: 404 }));
    const site = await serve({ status: 301, headers: { location: `${other.origin}/rules` } });
    const robots = robotsWith();
    expect((await robots.check(`${site.origin}/closed`)).isAllowed).toBe(false);
    expect((await robots.check(`${other.origin}/closed`)).isAllowed).toBe(true);
    expect(other.asked).toEqual(["/rules", "/robots.txt"]);
  });

  test("one that leads nowhere forbids: it is a server's error, not an absent file", async () => {
    const site = await serve({ status: 302 });
    expect(await robotsWith().check(`${site.origin}/x`)).toMatchObject({
      isAllowed: false,
      reason: "robots.txt answered 302",
    });
  });
});

describe('RFC 9309 §2.3.1.3: "unavailable" status', () => {
  test.each([400, 401, 403, 404, 410, 451, 499])("a %i allows everything", async (status) => {
    const site = await serve({ status, body: closed });
    expect(await robotsWith().check(`${site.origin}/closed`)).toEqual({
      isAllowed: true,
      reason: `robots.txt answered ${status}`,
      rule: null,
      line: null,
      crawlDelayMs: null,
      retryAt: null,
    });
  });

  test("a 429 is the exception: it asks us to come later, and until then forbids", async () => {
    const site = await serve({ status: 429, headers: { "retry-after": "1800" } });
    expect(await robotsWith().check(`${site.origin}/x`)).toMatchObject({
      isAllowed: false,
      reason: "robots.txt answered 429",
      retryAt: "2025-03-01T08:30:00.000Z",
    });
  });

  test("a file that went away takes its rules along, also when the server fails afterwards", async () => {
    const site = await serve({ body: closed });
    const robots = robotsWith();
    await robots.check(`${site.origin}/closed`);
    site.answer = { status: 404 };
    nowMs += DAY_MS;
    expect((await robots.check(`${site.origin}/closed`)).isAllowed).toBe(true);
    site.answer = { status: 503 };
    nowMs += DAY_MS;
    expect(await robots.check(`${site.origin}/open`)).toMatchObject({
      isAllowed: false,
      reason: "robots.txt answered 503",
    });
  });
});

describe('RFC 9309 §2.3.1.4: "unreachable" status', () => {
  test.each([500, 502, 503, 504, 599])("a %i is a complete disallow", async (status) => {
    const site = await serve({ status, body: "User-agent: *\nAllow: /" });
    expect(await robotsWith().check(`${site.origin}/`)).toMatchObject({
      isAllowed: false,
      reason: `robots.txt answered ${status}`,
      retryAt: "2025-03-01T08:05:00.000Z",
    });
  });

  test("so is a server that is not there, but for its robots.txt itself", async () => {
    const site = await serve({});
    await site.close();
    const verdict = await robotsWith().check(`${site.origin}/`);
    expect(verdict.isAllowed).toBe(false);
    expect(verdict.reason).toMatch(/^robots\.txt could not be reached: connect ECONNREFUSED/);
    expect((await robotsWith().check(`${site.origin}/robots.txt`)).isAllowed).toBe(true);
  });

  test("it is asked again after a back-off that grows to an hour, not for each page", async () => {
    const site = await serve({ status: 503 });
    const robots = robotsWith();
    const askedAfterMinutes: number[] = [];
    for (let minute = 0; minute <= 200; minute += 1) {
      nowMs = start + minute * MINUTE_MS;
      const before = site.asked.length;
      await robots.check(`${site.origin}/a`);
      await robots.check(`${site.origin}/b`);
      if (site.asked.length > before) askedAfterMinutes.push(minute);
    }
    expect(askedAfterMinutes).toEqual([0, 5, 15, 35, 75, 135, 195]);
    site.answer = { body: closed };
    nowMs = start + 300 * MINUTE_MS;
    expect((await robots.check(`${site.origin}/a`)).isAllowed).toBe(true);
  });

  test("the back-off starts anew after a success, and holds in the next run", async () => {
    const site = await serve({ status: 503 });
    await robotsWith().check(`${site.origin}/`);
    nowMs += 4 * MINUTE_MS;
    expect(await robotsWith().check(`${site.origin}/`)).toMatchObject({
      isAllowed: false,
      retryAt: "2025-03-01T08:05:00.000Z",
    });
    expect(site.asked).toHaveLength(1);
    nowMs += MINUTE_MS;
    site.answer = { body: "" };
    expect((await robotsWith().check(`${site.origin}/`)).isAllowed).toBe(true);
    nowMs += 31 * DAY_MS;
    site.answer = { status: 500 };
    expect((await robotsWith().check(`${site.origin}/`)).retryAt).toBe(new Date(nowMs + 5 * MINUTE_MS).toISOString());
  });

  test("after more than 30 days it still forbids: what the RFC merely permits we do not use", async () => {
    const site = await serve({ status: 503 });
    const robots = robotsWith();
    await robots.check(`${site.origin}/`);
    nowMs += 40 * DAY_MS;
    expect((await robots.check(`${site.origin}/`)).isAllowed).toBe(false);
  });

  test("a fetch that the end of the run breaks off teaches nothing", async () => {
    const stopping: FetchText = async () => {
      throw new DOMException("the run ends", "AbortError");
    };
    await expect(robotsWith({ fetchText: stopping }).check("https://krant.example/")).rejects.toThrow("the run ends");
    const asking: FetchText = async (url) => ({ status: 404, body: new Uint8Array(), redirects: 0, finalUrl: url });
    expect((await robotsWith({ fetchText: asking }).check("https://krant.example/")).isAllowed).toBe(true);
  });
});

describe("RFC 9309 §2.3.1.5: parsing errors", () => {
  test("lines that cannot be parsed do not keep the others from being used", async () => {
    const site = await serve({ body: "\0\x01\nUser-agent *\n%%% = 7\nDisallow: /closed\n\xff" });
    expect(await robotsWith().check(`${site.origin}/closed`)).toMatchObject({ isAllowed: false, line: 4 });
  });
});

describe("RFC 9309 §2.4: caching", () => {
  test("an answer is used for 24 hours and no longer, over runs", async () => {
    const site = await serve({ body: closed });
    await robotsWith().check(`${site.origin}/closed`);
    site.answer = { body: "" };
    nowMs += DAY_MS - 1;
    expect((await robotsWith().check(`${site.origin}/closed`)).isAllowed).toBe(false);
    expect(site.asked).toHaveLength(1);
    nowMs += 1;
    expect((await robotsWith().check(`${site.origin}/closed`)).isAllowed).toBe(true);
    expect(site.asked).toHaveLength(2);
  });

  test("a longer time than 24 hours cannot be asked for, a shorter one can", async () => {
    const site = await serve({ body: closed });
    const long = robotsWith({ ttlMs: 7 * DAY_MS });
    await long.check(`${site.origin}/x`);
    nowMs += DAY_MS;
    await long.check(`${site.origin}/x`);
    expect(site.asked).toHaveLength(2);
    const short = robotsWith({ ttlMs: HOUR_MS });
    nowMs += HOUR_MS;
    await short.check(`${site.origin}/x`);
    expect(site.asked).toHaveLength(3);
  });

  test("while the file is unreachable an old copy is used, for up to 30 days, and the verdict tells", async () => {
    const site = await serve({ body: closed });
    const robots = robotsWith();
    await robots.check(`${site.origin}/x`);
    site.answer = { status: 500 };
    nowMs = start + 30 * DAY_MS;
    expect(await robots.check(`${site.origin}/closed`)).toMatchObject({
      isAllowed: false,
      reason: "robots.txt line 2: Disallow: /closed (as read at 2025-03-01T08:00:00.000Z; now it answered 500)",
      line: 2,
      retryAt: "2025-03-31T08:05:00.000Z",
    });
    expect((await robotsWith().check(`${site.origin}/open`)).isAllowed).toBe(true);
    nowMs += 1;
    expect(await robots.check(`${site.origin}/open`)).toMatchObject({
      isAllowed: false,
      reason: "robots.txt answered 500",
    });
  });

  test("a clock that was set back makes it ask anew", async () => {
    const site = await serve({ body: closed });
    await robotsWith().check(`${site.origin}/x`);
    nowMs -= DAY_MS;
    await robotsWith().check(`${site.origin}/x`);
    expect(site.asked).toHaveLength(2);
  });

  test("what something else left in the store under its key is not believed", async () => {
    const site = await serve({ body: closed });
    for (const odd of [
      "text",
      7,
      null,
      {},
      { kind: "read", detail: "", askedAt: "2025-03-01T08:00:00Z", failures: 0, retryAt: null, copy: null },
    ]) {
      await store.set(`${site.origin}/robots.txt`, odd);
      expect((await robotsWith().check(`${site.origin}/closed`)).isAllowed).toBe(false);
    }
    expect(site.asked).toHaveLength(5);
  });
});

describe("RFC 9309 §2.5: limits", () => {
  test("500 KiB are parsed, one byte more is asked for, and a rule cut in two is dropped", async () => {
    const asked: number[] = [];
    const head = "User-agent: *\nDisallow: /first\n";
    const line = "Allow: /first/but/this\n";
    const body = `${head}${"#".repeat(512_000 - head.length - 7)}\nAllow: /first/but/this\n${line}`;
    const site = await serve({ body });
    const counting: FetchText = (url, limits) => {
      asked.push(limits.maxBytes);
      return fetchText(url, limits);
    };
    expect((await robotsWith({ fetchText: counting }).check(`${site.origin}/first/but/this`)).isAllowed).toBe(false);
    expect(asked).toEqual([512_001]);
  });
});

describe("one authority", () => {
  test("is asked once by many who check at the same time", async () => {
    const site = await serve({ body: closed });
    const robots = robotsWith();
    const verdicts = await Promise.all(
      Array.from({ length: 50 }, (_, index) => robots.check(`${site.origin}/closed/${index}`)),
    );
    expect(verdicts.filter((verdict) => verdict.isAllowed)).toEqual([]);
    expect(site.asked).toHaveLength(1);
  });

  test("is scheme, host and port: neighbours are asked each for themselves", async () => {
    const asked: string[] = [];
    const robots = robotsWith({
      fetchText: async (url) => {
        asked.push(url);
        return { status: 404, body: new Uint8Array(), redirects: 0, finalUrl: url };
      },
    });
    for (const url of [
      "https://krant.example/a",
      "http://krant.example/a",
      "https://www.krant.example/a",
      "https://krant.example:8443/a",
      "https://KRANT.example:443/b",
      "https://lezer:geheim@krant.example/c",
      "https://käse.example/",
    ]) {
      await robots.check(url);
    }
    expect(asked).toEqual([
      "https://krant.example/robots.txt",
      "http://krant.example/robots.txt",
      "https://www.krant.example/robots.txt",
      "https://krant.example:8443/robots.txt",
      "https://xn--kse-qla.example/robots.txt",
    ]);
  });

  test("that fails in the store is not asked behind its back, and the next check tries again", async () => {
    const site = await serve({ body: closed });
    let isBroken = true;
    const shaky: KeyValueStore = {
      get: (key) => (isBroken ? Promise.reject(new Error("disk full")) : store.get(key)),
      set: (key, value, ttlMs) => store.set(key, value, ttlMs),
    };
    const robots = robotsWith({ store: shaky });
    await expect(robots.check(`${site.origin}/closed`)).rejects.toThrow("disk full");
    isBroken = false;
    expect((await robots.check(`${site.origin}/closed`)).isAllowed).toBe(false);
  });

  test("of another protocol than the web's is not for us", async () => {
    expect(await robotsWith().check("ftp://krant.example/x")).toMatchObject({
      isAllowed: false,
      reason: "robots.txt governs the web, not ftp:",
    });
  });
});

test("sitemaps are given as absolute addresses, each once", async () => {
  const body =
    "Sitemap: /a.xml\nUser-agent: x\nSitemap: https://kaart.example/b.xml\nSitemap: a.xml\nSitemap: javascript:1\nSitemap: http://\n";
  const site = await serve({ body });
  const robots = robotsWith();
  expect(await robots.sitemaps(`${site.origin}/some/page`)).toEqual([
    `${site.origin}/a.xml`,
    "https://kaart.example/b.xml",
  ]);
  const gone = await serve({ status: 404 });
  expect(await robots.sitemaps(gone.origin)).toEqual([]);
});
