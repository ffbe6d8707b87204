import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Page } from "../../src/model/page.ts";
import { agrees } from "../../src/render/agrees.ts";
import { headersToPage, headersToSend } from "../../src/render/carry-headers.ts";
import { hasHtml } from "../../src/render/has-html.ts";
import { listsIn } from "../../src/render/read-api.ts";
import { isOwn, judgeAsk, type PageAsk } from "../../src/render/request-gate.ts";
import { createResourceCache, freshMsOf } from "../../src/render/resource-cache.ts";

const page = (more: Partial<Page> = {}): Page => ({
  requestedUrl: "http://polder.example/x.js",
  finalUrl: "http://polder.example/x.js",
  status: 200,
  headers: {},
  hops: [],
  mediaType: "text/javascript",
  charset: "utf-8",
  body: Buffer.from("1234"),
  fetchedAt: "2026-01-31T12:00:00.000Z",
  broughtBy: "http",
  elapsedMs: 1,
  ...more,
});

describe("words on a button", () => {
  it.each([
    "Akkoord",
    "Alles accepteren",
    "Accepteer alle cookies",
    "Ja, ik ga akkoord",
    "ACCEPT ALL",
    "I agree",
    "Got it!",
    "Allow all",
    "OK",
    "Oké",
    "Ja",
    "Ik begrijp het",
    "Cookies toestaan",
    "Alle akzeptieren",
    "Zustimmen und weiter",
    "Tout accepter",
    "J’accepte",
    "consent Accept All",
    "Alle cookies aanvaarden",
    "Alles goedkeuren",
    "Oké, prima",
    "OK, ga door",
    "Begrepen",
    "Enable all",
    "Alle koekjes akseptearje",
    "Alles verstanden",
    "J'ai compris",
    "Akkoord, niet meer tonen",
    "Accept all and don't ask me again",
    "Akzeptieren und nicht mehr anzeigen",
    "Accepter et ne plus afficher",
  ])("that agree: %s", (words) => expect(agrees(words)).toBe(true));

  it.each([
    "Weigeren",
    "Niet akkoord",
    "Alleen noodzakelijke cookies accepteren",
    "Doorgaan zonder te accepteren",
    "Alles afwijzen",
    "Reject all",
    "Accept only necessary cookies",
    "Continue without accepting",
    "Don’t allow",
    "Nur notwendige Cookies akzeptieren",
    "Alle ablehnen",
    "Continuer sans accepter",
    "Je n'accepte pas",
    "Gjin koekjes akseptearje",
    "Niet aanvaarden",
    "Niet meer tonen",
    "No, and don't ask me to accept again",
    "Jaarverslag 2025",
    "Okay-winkels in de buurt",
    "Sluiten",
    "×",
    "Toon meer reacties",
    "Bekijk alle 12 antwoorden",
    "Meer van dit: wie is bereid acceptabele offertes te okayen",
    "",
  ])("that do not: %s", (words) => expect(agrees(words)).toBe(false));

  it("are never more than a glance, however long", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000 }), (words) => {
        expect(typeof agrees(words)).toBe("boolean");
      }),
      { numRuns: 50 },
    );
  });
});

describe("a request of a page, before anybody is asked", () => {
  const rules = {
    pageHost: "www.polder.example",
    allowResources: ["stylesheet"],
    allowHosts: ["gesprek.example:8443", "beeld.example"],
  };
  const ask = (more: Partial<PageAsk> = {}): PageAsk => ({
    url: "https://www.polder.example/x",
    method: "GET",
    type: "Script",
    headers: {},
    ...more,
  });

  it.each<[string, Partial<PageAsk>, object]>([
    ["a script of its own", {}, { kind: "ask" }],
    ["data by POST", { type: "XHR", method: "POST" }, { kind: "ask" }],
    ["a style sheet, which is allowed", { type: "Stylesheet" }, { kind: "ask" }],
    ["a font", { type: "Font" }, { kind: "block", why: "font" }],
    ["a film", { type: "Media" }, { kind: "block", why: "media" }],
    ["a picture", { type: "Image" }, { kind: "blank" }],
    ["a page's icon", { type: "Other", headers: { Accept: "image/avif,image/*" } }, { kind: "block", why: "icon" }],
    ["a greeting to a counter", { type: "Ping", method: "POST" }, { kind: "block", why: "ping" }],
    [
      "an event stream, which never ends",
      { type: "XHR", headers: { accept: "text/event-stream" } },
      { kind: "block", why: "event-stream" },
    ],
    [
      "something for later",
      { type: "Fetch", headers: { "Sec-Purpose": "prefetch;prerender" } },
      { kind: "block", why: "prefetch" },
    ],
    ["a method that changes things", { type: "XHR", method: "DELETE" }, { kind: "block", why: "method" }],
    [
      "a preflight",
      { type: "XHR", method: "OPTIONS", headers: { "Access-Control-Request-Method": "POST" } },
      { kind: "permit" },
    ],
    ["OPTIONS for its own sake", { type: "XHR", method: "OPTIONS" }, { kind: "block", why: "method" }],
    ["another scheme", { url: "ftp://www.polder.example/x" }, { kind: "block", why: "scheme" }],
    ["a third party", { url: "https://spoor.example/x" }, { kind: "block", why: "third-party" }],
    ["a third party's picture", { url: "https://spoor.example/x", type: "Image" }, { kind: "blank" }],
  ])("%s", (_, more, word) => expect(judgeAsk(ask(more), rules)).toEqual(word));

  it.each([
    ["www.polder.example", true],
    ["polder.example", true],
    ["api.polder.example", true],
    ["api.polder.example:8080", false],
    ["notpolder.example", false],
    ["polder.example.kwaad.example", false],
    ["gesprek.example:8443", true],
    ["gesprek.example", false],
    ["beeld.example", true],
    ["cdn.beeld.example:444", true],
  ])("%s is the page's own: %s", (host, expected) => expect(isOwn(host, rules)).toBe(expected));

  it("an address has nothing below it", () => {
    expect(isOwn("1.127.0.0.1", { pageHost: "127.0.0.1", allowHosts: [] })).toBe(false);
  });
});

describe("what is carried over between browser and server", () => {
  it("the browser's words about itself stay, the page's own go", () => {
    expect(
      headersToSend({
        "User-Agent": "x",
        "sec-ch-ua": "x",
        Host: "x",
        "Accept-Encoding": "x",
        "Content-Type": "application/json",
        "X-Own": "1",
        Cookie: "a=b",
      }),
    ).toEqual({
      "content-type": "application/json",
      "x-own": "1",
      cookie: "a=b",
    });
  });

  it("what speaks of bytes as they were sent does not reach the page; every cookie does", () => {
    const headers = {
      "content-encoding": ["br"],
      "content-length": ["3"],
      "set-cookie": ["a=1", "b=2"],
      "content-type": ["text/html"],
    };
    expect(headersToPage(page({ headers }))).toEqual([
      { name: "set-cookie", value: "a=1" },
      { name: "set-cookie", value: "b=2" },
      { name: "content-type", value: "text/html" },
    ]);
  });

  it.each([
    [{ mediaType: "text/html" }, true],
    [{ mediaType: "application/xhtml+xml", status: 203 }, true],
    [{ mediaType: "", body: Buffer.from("\uFEFF <!DOCTYPE html>") }, true],
    [{ mediaType: "", body: Buffer.from("%PDF") }, false],
    [{ mediaType: "text/plain" }, false],
    [{ mediaType: "text/html", status: 404 }, false],
    [{ mediaType: "text/html", status: 304 }, false],
    [{ mediaType: "text/html", body: Buffer.alloc(0) }, false],
  ])("%j is rendered: %s", (more, expected) => expect(hasHtml(page(more))).toBe(expected));
});

describe("how long an answer may be used again (RFC 9111 §4.2)", () => {
  const at = (headers: Record<string, string>, more: Partial<Page> = {}) =>
    page({ headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])), ...more });

  it.each<[string, Page, string, number]>([
    ["as its server says", at({ "cache-control": "public, max-age=60" }), "XHR", 60_000],
    ["less the time it lay elsewhere", at({ "cache-control": "max-age=60", age: "50" }), "Script", 10_000],
    [
      "until its date",
      at({ expires: "Sat, 31 Jan 2026 12:01:00 GMT", date: "Sat, 31 Jan 2026 12:00:00 GMT" }),
      "XHR",
      60_000,
    ],
    ["not at all where the date is none", at({ expires: "0" }), "Script", 0],
    ["not at all where it says so", at({ "cache-control": "no-store, max-age=60" }), "Script", 0],
    ["code, for a while, where nothing is said", at({}), "Script", 300_000],
    ["data not, where nothing is said", at({}), "XHR", 0],
    [
      "not where it differs by visitor",
      at({ vary: "Accept-Encoding, Cookie", "cache-control": "max-age=60" }),
      "Script",
      0,
    ],
    ["not where it sets a cookie", at({ "set-cookie": "a=1", "cache-control": "max-age=60" }), "Script", 0],
    ["not where it is an error", at({ "cache-control": "max-age=60" }, { status: 404 }), "Script", 0],
    ["a day at most", at({ "cache-control": "max-age=31536000, immutable" }), "Script", 86_400_000],
  ])("%s", (_, answer, type, ms) => expect(freshMsOf(answer, type)).toBe(ms));

  it("is kept as long as there is room, asked for once at a time, and for each site anew", async () => {
    let now = 0;
    let asked = 0;
    const cache = createResourceCache(100, () => now);
    const get = (url: string, contextKey = "polder", bytes = 20) =>
      cache.get({ contextKey, url, type: "Script", isPlain: true }, async () => {
        asked += 1;
        return page({ body: Buffer.alloc(bytes) });
      });
    await Promise.all([get("a"), get("a"), get("a")]);
    expect(asked).toBe(1);
    await get("a", "ander");
    expect(asked).toBe(2);
    for (const url of ["b", "c", "d", "e"]) await get(url);
    expect(asked).toBe(6);
    await get("e");
    expect(asked).toBe(6);
    await get("a");
    expect(asked).toBe(7);
    now = 301_000;
    await get("e");
    expect(asked).toBe(8);
    await expect(
      cache.get({ contextKey: "x", url: "f", type: "Script", isPlain: true }, () => Promise.reject(new Error("weg"))),
    ).rejects.toThrow("weg");
    await get("f", "x");
    expect(asked).toBe(9);
  });
});

describe("lists in what a script asked for", () => {
  it("are found wherever they are, the longest first, with the path a site file would use", () => {
    expect(
      listsIn({
        data: {
          story: {
            comments: {
              edges: [{ node: { id: 1, replies: [{ id: 2 }, { id: 3 }] } }, { node: { id: 4, replies: [{ id: 5 }] } }],
            },
          },
        },
        tags: ["a"],
      }),
    ).toEqual([
      { path: "data.story.comments.edges[*].node.replies", length: 3, keys: ["id"] },
      { path: "data.story.comments.edges", length: 2, keys: ["node"] },
    ]);
    expect(listsIn([{ a: 1 }])).toEqual([{ path: "", length: 1, keys: ["a"] }]);
  });

  it("no JSON is too deep or too odd to be looked at", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (json) => {
        for (const { path, length } of listsIn(json)) {
          expect(typeof path).toBe("string");
          expect(length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});
