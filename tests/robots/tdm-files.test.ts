import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createTdmFiles, type KeyValueStore } from "../../src/robots/robots.ts";
import { type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { fetchText } from "../support/fetch-text.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const reserved = { body: '[{"location":"/","tdm-reservation":1}]' };
const rule = { location: "/", tdmReservation: 1, tdmPolicy: null };

let site: AnsweringServer;
let nowMs: number;
let kept: Map<string, unknown>;

beforeEach(async () => {
  site = await startAnsweringServer(reserved);
  nowMs = Date.parse("2025-03-01T08:00:00.000Z");
  kept = new Map();
});

afterEach(() => site.close());

function open() {
  const store: KeyValueStore = {
    get: async (key) => kept.get(key),
    set: async (key, value) => kept.set(key, value),
  };
  return createTdmFiles({ fetchText, store, userAgent: "oogst/1.0", now: () => nowMs });
}

describe("the TDM file of an origin", () => {
  test("is asked for once a day, by many at the same time and over runs", async () => {
    const files = open();
    const first = await Promise.all([files.rulesFor(`${site.origin}/a`), files.rulesFor(`${site.origin}/b`)]);
    expect(first).toEqual([[rule], [rule]]);
    nowMs += DAY_MS - 1;
    expect(await open().rulesFor(`${site.origin}/c`)).toEqual([rule]);
    expect(site.asked).toEqual(["/.well-known/tdmrep.json"]);
    nowMs += 1;
    site.answer = { status: 404 };
    expect(await files.rulesFor(`${site.origin}/a`)).toEqual([]);
    expect(site.asked).toHaveLength(2);
  });

  test("may be reached over redirects", async () => {
    site.answer = (path) => (path === "/rules" ? reserved : { status: 302, headers: { location: "/rules" } });
    expect(await open().rulesFor(site.origin)).toEqual([rule]);
  });

  test.each([{ ...reserved, status: 404 }, { ...reserved, status: 302 }, { body: "<html>" }])(
    "that answers %j reserves nothing",
    async (answer) => {
      site.answer = answer;
      expect(await open().rulesFor(site.origin)).toEqual([]);
    },
  );

  test("out of reach is asked again after five minutes, not for each page", async () => {
    site.answer = { status: 503 };
    const files = open();
    expect(await files.rulesFor(site.origin)).toEqual([]);
    expect(await files.rulesFor(site.origin)).toEqual([]);
    expect(site.asked).toHaveLength(1);
    nowMs += 5 * 60 * 1000;
    site.answer = reserved;
    expect(await files.rulesFor(site.origin)).toEqual([rule]);
  });

  test("out of reach leaves reserved what was reserved", async () => {
    const files = open();
    await files.rulesFor(site.origin);
    await site.close();
    nowMs += DAY_MS;
    expect(await files.rulesFor(site.origin)).toEqual([rule]);
  });

  test("is not sought where there is no web", async () => {
    expect(await open().rulesFor("file:///page.html")).toEqual([]);
    expect(kept.size).toBe(0);
  });
});
