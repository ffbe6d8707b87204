import { describe, expect, it } from "vitest";
import { isBefore, rowAfter, seedsOf } from "../../src/discover/discover.ts";
import { priorityOf } from "../../src/discover/priority-of.ts";
import { siteOf } from "./pages.ts";

const nowMs = Date.parse("2018-02-01T12:00:00Z");

describe("the seeds of a site", () => {
  it("are its listings' first pages, sitemaps, feeds and pages, each of its kind", () => {
    const site = siteOf({
      start: [
        { listing: "https://morgenpost.example/nieuws?page={page}", first: 0 },
        { listing: "https://www.morgenpost.example/opinie" },
        { sitemap: "https://morgenpost.example/sitemap.xml" },
        { feed: "https://morgenpost.example/rss?category=1" },
        { url: "https://morgenpost.example/bestuur/kop-12" },
        { url: "https://morgenpost.example/archief" },
        { url: "https://morgenpost.example/opinie#top" },
      ],
      urls: { articles: { include: "-\\d+$" }, listings: { include: "^/archief" }, keepQuery: [] },
    });
    expect(seedsOf(site, { nowMs }).map(({ kind, url, pageIndex }) => `${kind} ${url} ${pageIndex}`)).toEqual([
      "listing https://morgenpost.example/nieuws?page=0 0",
      "listing https://morgenpost.example/opinie 0",
      "sitemap https://morgenpost.example/sitemap.xml null",
      "feed https://morgenpost.example/rss?category=1 null",
      "article https://morgenpost.example/bestuur/kop-12 null",
      "listing https://morgenpost.example/archief 0",
    ]);
  });

  it("have no depth, nobody who named them, and no hint", () => {
    const [seed] = seedsOf(siteOf({ start: [{ url: "https://morgenpost.example/a" }] }), { nowMs });
    expect(seed).toMatchObject({ site: "morgenpost", depth: 0, discoveredOn: null, hintAt: null });
  });
});

describe("the order of visits", () => {
  const seenAt = "2018-02-01T12:00:00.000Z";
  const at = (hintAt: string | null, pageIndex: number | null = 0) =>
    priorityOf("article", { hintAt, seenAt, pageIndex });
  const none = { hintAt: null, seenAt, pageIndex: 0 };

  it("is feeds, listings from the front, sitemaps, then articles", () => {
    const order = [
      priorityOf("feed", none),
      priorityOf("listing", none),
      priorityOf("listing", { ...none, pageIndex: 7 }),
      priorityOf("sitemap", none),
      at("2018-02-01T11:00:00Z"),
      at("2018-02-01"),
      at(null),
      at("2018-01-29"),
      at(null, 9),
      at("2017-01-01"),
      at(null, null),
    ];
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(new Set(order).size).toBe(order.length);
  });

  it("lets no date to come run ahead by more than a day", () => {
    expect(at("2099-01-01")).toBe(at("2018-02-02T12:00:00Z"));
    expect(at("nonsense")).toBe(0);
  });
});

describe("a hint", () => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ["2018-01-24", "2018-01-25", true],
    ["2018-01-25", "2018-01-25", false],
    ["2018-01-25T00:10:00+01:00", "2018-01-25", false],
    ["2018-01-24T23:50:00+01:00", "2018-01-25", true],
    ["2018-01-25T10:00:00+01:00", "2018-01-25T09:30:00.000Z", true],
    ["2018-01-25T11:00:00+01:00", "2018-01-25T09:30:00.000Z", false],
    ["2018-01-25", "2018-01-25T09:30:00.000Z", false],
    ["2018-01", "2018-01-25", false],
    ["2017-12", "2018-01-25", true],
    ["2018", "2018-01-25", false],
  ];
  for (const [hintAt, since, isOld] of rows) {
    it(`of ${hintAt} is ${isOld ? "" : "not "}before ${since}`, () => expect(isBefore(hintAt, since)).toBe(isOld));
  }
});

describe("a row of listing pages", () => {
  it("ends after so many pages without news, in a row", () => {
    const site = siteOf({ listing: { emptyPages: 2 } });
    expect(rowAfter(site, 0, 3)).toEqual({ emptyPages: 0, hasEnded: false });
    expect(rowAfter(site, 0, 0)).toEqual({ emptyPages: 1, hasEnded: false });
    expect(rowAfter(site, 1, 0)).toEqual({ emptyPages: 2, hasEnded: true });
    expect(rowAfter(site, 1, 1)).toEqual({ emptyPages: 0, hasEnded: false });
  });
});
