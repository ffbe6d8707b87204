import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseSite } from "../../src/config/load-site.ts";
import type { ReadingAsk } from "../../src/crawl/article-reader.ts";
import { openReadingPool, type ReadingPool } from "../../src/crawl/reading-pool.ts";
import { READING_BOUNDS } from "../../src/crawl/reading-thread.ts";
import type { ReadingTally } from "../../src/crawl/reading-watch.ts";
import type { Page } from "../../src/model/page.ts";
import { smallSite } from "./small-site.ts";

const loaded = parseSite(smallSite(), "dorpsblad.yaml");
const pageAt = (name: string, body: Uint8Array = new Uint8Array(1000)): Page => ({
  ...{ requestedUrl: `http://dorpsblad.example/${name}`, finalUrl: `http://dorpsblad.example/${name}`, status: 200 },
  ...{ headers: {}, hops: [], mediaType: "text/html", charset: "utf-8", body, elapsedMs: 1 },
  ...{ fetchedAt: "2026-03-01T00:00:00.000Z", broughtBy: "http" },
});
const ask: ReadingAsk = {
  ...{ askedUrl: "http://dorpsblad.example/", tdmRules: [], isRendered: false, keepsBytes: false },
  bring: () => Promise.reject(new TypeError("nothing is brought here")),
};

describe("reading threads", () => {
  let readings: Map<string, ReadingTally>;
  let stop: AbortController;
  let pool: ReadingPool;

  beforeEach(() => {
    readings = new Map();
    stop = new AbortController();
    pool = openReadingPool({
      ...{ threads: 3, sites: [loaded], protector: { comments: null, key: null }, since: null, readings },
      ...{ signal: stop.signal, bounds: { ...READING_BOUNDS, entry: new URL("./echoing-thread.ts", import.meta.url) } },
    });
  });
  afterEach(() => pool.close());

  /** What the thread was told of the count so far. */
  const read = async (name: string): Promise<ReadingTally> => {
    const draft = (await pool.read(pageAt(name), loaded, ask)).draft();
    if (draft.kind !== "not-article") throw new TypeError(draft.kind);
    return JSON.parse(draft.detail);
  };

  it("have one count: each number of pages comes once, so that no check that is due is left out", async () => {
    const told = await Promise.all(Array.from({ length: 60 }, (_, index) => read(String(index))));
    expect(told.map(({ fast }) => fast).sort((one, other) => one - other)).toEqual([...Array(60).keys()]);
    expect(readings.get("dorpsblad")).toEqual({
      ...{ fast: 60, full: 0, reasons: { because: 60 }, checked: 0, differsAt: null },
    });
  }, 30_000);

  it("all read whole once one of them found that its two readings differ", async () => {
    const first = await Promise.all(["1", "2", "differs", "4", "5"].map(read));
    expect(first.map(({ differsAt }) => differsAt)).toEqual(Array(5).fill(null));
    const later = await Promise.all(Array.from({ length: 12 }, (_, index) => read(String(index))));
    expect(later.map(({ differsAt }) => differsAt)).toEqual(Array(12).fill("http://dorpsblad.example/differs"));
    expect(readings.get("dorpsblad")?.differsAt).toBe("http://dorpsblad.example/differs");
  }, 30_000);

  it("are given the bytes themselves, but for those that are part of a larger buffer or needed further on", async () => {
    const [given, kept] = [new Uint8Array(500), new Uint8Array(500)];
    const pool500 = new Uint8Array(500);
    const part = pool500.subarray(100, 200);
    const readings3 = await Promise.all([
      pool.read(pageAt("1", given), loaded, ask),
      pool.read(pageAt("2", kept), loaded, { ...ask, keepsBytes: true }),
      pool.read(pageAt("3", part), loaded, ask),
    ]);
    expect(readings3.map(({ bytes }) => bytes)).toEqual([500, 500, 100]);
    expect([given, kept, part, pool500].map(({ byteLength }) => byteLength)).toEqual([0, 500, 100, 500]);
  }, 30_000);

  it("have room for no further visits while four pages a thread wait", async () => {
    const all = Array.from({ length: 30 }, (_, index) => read(String(index)));
    expect(pool.room()).toBe(0);
    await Promise.all(all);
    expect(pool.room()).toBe(12);
  }, 30_000);

  it("drop what is in work when the run is stopped at once, with its reason", async () => {
    const all = Array.from({ length: 10 }, (_, index) => read(String(index)));
    const ended = Promise.allSettled(all);
    stop.abort("enough");
    expect(await ended).toEqual(Array(10).fill({ status: "rejected", reason: "enough" }));
    await expect(read("11")).rejects.toBe("enough");
  }, 30_000);
});
