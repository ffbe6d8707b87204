import { describe, expect, test } from "vitest";
import {
  afterPage,
  isCheckDue,
  isQuick,
  noReadings,
  readingFindings,
  readWatched,
} from "../../src/crawl/reading-watch.ts";
import { startReading } from "../../src/extract/extract.ts";
import { undescribedSite } from "../../src/extract/readable-site.ts";
import type { Page } from "../../src/model/page.ts";
import type { Site } from "../../src/model/site.ts";

const fast = { isWhole: false, reason: null };
const run = (count: number) => {
  let tally = noReadings;
  let checks = 0;
  for (let page = 0; page < count; page++) {
    const isDue = isCheckDue(tally);
    if (isDue) checks++;
    tally = afterPage(tally, { url: `https://a.example/${page}`, way: fast, isSame: isDue ? true : null });
  }
  return { tally, checks };
};

const url = "https://www.example.org/nieuws/1";
const pageOf = (html: string): Page => ({
  requestedUrl: url,
  finalUrl: url,
  status: 200,
  headers: {},
  hops: [],
  mediaType: "text/html",
  charset: "utf-8",
  body: Buffer.from(html),
  fetchedAt: "2026-07-01T00:00:00.000Z",
  broughtBy: "http",
  elapsedMs: 1,
});
const site = {
  ...undescribedSite(url),
  name: "example",
  rules: { required: [], unnamed: "absent" },
  fields: { title: [{ select: "h1" }] },
} as unknown as Site;
const page = pageOf("<!doctype html><body><nav><p>menu</p></nav><h1>Een titel</h1></body>");

describe("watching how pages are read", () => {
  test("many pages of a new site are read both ways, few later", () => {
    expect(run(10).checks).toBe(10);
    expect(run(100).checks).toBe(13);
    expect(run(2000).checks).toBe(36);
    expect(run(2000).tally).toEqual({ fast: 2000, full: 0, reasons: {}, checked: 36, differsAt: null });
  });

  test("both ways give the same, and it is counted", () => {
    const { reading, tally } = readWatched(noReadings, url, (quick) => startReading(page, site, { isQuick: quick }));
    expect(reading.parts.fields.title).toBe("Een titel");
    expect(tally).toEqual({ fast: 1, full: 0, reasons: {}, checked: 1, differsAt: null });
    expect(readingFindings(tally)).toEqual([]);
  });

  test("after a difference the whole page counts, and pages are read whole from there on", () => {
    const broken = pageOf("<!doctype html><body><nav><p>menu</p></nav></body>");
    const start = (quick: boolean) => startReading(quick ? broken : page, site, { isQuick: quick });
    const first = readWatched(noReadings, url, start);
    expect(first.reading.parts.fields.title).toBe("Een titel");
    expect(first.tally.differsAt).toBe(url);
    expect(isQuick(first.tally)).toBe(false);
    expect(readingFindings(first.tally)).toMatchObject([{ code: "fast-reading-differs" }]);
    const next = readWatched(first.tally, `${url}2`, start);
    expect(next.tally).toMatchObject({
      fast: 1,
      full: 1,
      reasons: { "another page differed": 1 },
      checked: 1,
      differsAt: url,
    });
  });
});
