import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parseSite } from "../../src/config/load-site.ts";
import { eraseFromDataset } from "../../src/crawl/erase.ts";
import type { ReadingBounds } from "../../src/crawl/reading-thread.ts";
import type { CrawlReport } from "../../src/crawl/report.ts";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST, type ServedMagazine, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { comparable, truthOf } from "../../src/demo/truth.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import { crawlPaper, paperSite, type SmallPaper, servePaper } from "../archive/small-paper.ts";
import { linesOf, replayInto } from "../archive/support.ts";
import { type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { crawlMagazine, ORIGIN, recordsIn, scratchFolder } from "./magazine-crawl.ts";
import { articlePage, crawlSmall, SMALL_HOST, smallSite } from "./small-site.ts";

const folders: string[] = [];
const folder = () => {
  const made = scratchFolder();
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

/** What two crawls of the same pages have in common: all but their order and the time of the asking. */
const timeless = ({ fetchedAt: _, firstSeenAt: __, ...record }: ArticleRecord) => record;
const inOrder = (directory: string) =>
  recordsIn(directory)
    .map(timeless)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
const tallyOf = ({ sites }: CrawlReport, name: string) => {
  const { outcomes, reasons, warnings, comments, findings, reading } = sites[name] as CrawlReport["sites"][string];
  // What is known already when a row of listings is turned decides how far: that is chance, with threads or without.
  const { accepted, rejected, failed, skipped } = outcomes;
  return {
    ...{ accepted, rejected, failed, skipped, reasons, warnings, comments, findings },
    read: [reading.fast, reading.full, reading.reasons, reading.differsAt],
    isChecked: reading.checked >= Math.min(10, reading.fast),
  };
};

describe("a crawl of the magazine with two reading threads", () => {
  const magazine = makeMagazine({ articleCount: 60, maxComments: 30, seed: 7 });
  let server: ServedMagazine;
  let alone: string;
  let aloneReport: CrawlReport;

  beforeAll(async () => {
    server = await serveMagazine(magazine);
    alone = folder();
    aloneReport = await crawlMagazine(server.port, alone);
  }, 60_000);
  afterAll(() => server.close());

  it("gives the dataset that a crawl without threads gives, and counts the same", async () => {
    const directory = folder();
    const report = await crawlMagazine(server.port, directory, { threads: 2 });
    expect(recordsIn(directory)).toHaveLength(60);
    expect(inOrder(directory)).toEqual(inOrder(alone));
    expect(tallyOf(report, "polderklerk")).toEqual(tallyOf(aloneReport, "polderklerk"));
    expect(report.ended).toBe("done");
  }, 60_000);

  it("goes on with a dataset that was begun without threads, and finds nothing new in pages read before", async () => {
    const directory = folder();
    await crawlMagazine(server.port, directory, { limit: 20 });
    const before = recordsIn(directory);
    await crawlMagazine(server.port, directory, { threads: 2 });
    expect(recordsIn(directory).slice(0, before.length)).toEqual(before);
    expect(inOrder(directory)).toEqual(inOrder(alone));
  }, 60_000);

  it("hides names by the same pseudonyms", async () => {
    process.env.OOGST_PSEUDONYM_KEY = "een sleutel van genoeg letters";
    try {
      const [one, other] = [folder(), folder()];
      await crawlMagazine(server.port, one, { comments: "pseudonymous" });
      await crawlMagazine(server.port, other, { comments: "pseudonymous", threads: 2 });
      expect(inOrder(other)).toEqual(inOrder(one));
      expect(inOrder(one)).not.toEqual(inOrder(alone));
    } finally {
      delete process.env.OOGST_PSEUDONYM_KEY;
    }
  }, 60_000);

  it("keeps out what was erased", async () => {
    const directory = folder();
    await crawlMagazine(server.port, directory, { limit: 30 });
    const name = recordsIn(directory)
      .flatMap(({ comments }) => comments.map(({ author }) => author))
      .find((author) => author?.includes(" ")) as string;
    await eraseFromDataset({
      ...{ directory, authors: [name], urls: [], expiredBeforeMs: new Map(), nowMs: Date.now() },
      ...{ hasArticleAuthors: false, pseudonymKey: null, isDryRun: false },
    });
    await crawlMagazine(server.port, directory, { threads: 2 });
    expect(recordsIn(directory).length).toBeGreaterThan(50);
    expect(JSON.stringify(recordsIn(directory))).not.toContain(name);
  }, 60_000);

  it.each(["SIGINT", "SIGTERM"] as const)(
    "ends well at %s, and the next run has the rest",
    async (signal) => {
      const directory = folder();
      const asked = server.log.length;
      const child = spawn(
        process.execPath,
        [
          ...["src/cli/main.ts", "crawl", "polderklerk", "--output", directory, "--threads", "2", "--host-delay", "5"],
          ...["--connect-to", `${DEMO_HOST}=127.0.0.1:${server.port}`, "--allow-address", "127.0.0.1"],
        ],
        { stdio: "ignore" },
      );
      const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
      const isArticle = ({ path }: { readonly path: string }) => /\d$/.test(path) && !path.includes("page=");
      while (child.exitCode === null && server.log.slice(asked).filter(isArticle).length < 10)
        await new Promise((resolve) => setTimeout(resolve, 10));
      child.kill(signal);
      expect(await ended).toBe(130);
      const before = recordsIn(directory);
      expect(before.length).toBeLessThan(60);
      await crawlMagazine(server.port, directory, { threads: 1 });
      expect(recordsIn(directory).slice(0, before.length)).toEqual(before);
      const truth = truthOf(magazine, ORIGIN);
      expect(
        recordsIn(directory).map(
          (record) => JSON.stringify(comparable(record)) === JSON.stringify(truth.get(record.canonicalUrl ?? "")),
        ),
      ).toEqual(Array(60).fill(true));
    },
    60_000,
  );
});

describe("pages that lead to further pages", () => {
  let paper: SmallPaper;
  beforeEach(async () => {
    paper = await servePaper();
  });
  afterEach(() => paper.close());

  it.each([true, false])(
    "with threads the comments of further pages and of posted JSON are the same (archive: %s)",
    async (archive) => {
      const [one, other] = [folder(), folder()];
      const alone = await crawlPaper(paper, one, { archive });
      const asked = new Set(paper.asked.splice(0));
      const report = await crawlPaper(paper, other, { archive, threads: 2 });
      expect(inOrder(other)).toEqual(inOrder(one));
      expect(linesOf(other, "rejected").map((line) => JSON.parse(line).reasons)).toEqual(
        linesOf(one, "rejected").map((line) => JSON.parse(line).reasons),
      );
      expect(tallyOf(report, "krant")).toEqual(tallyOf(alone, "krant"));
      // As a set: on a connection that breaks, a request may be sent twice.
      expect(new Set(paper.asked)).toEqual(asked);
      expect(inOrder(one).flatMap(({ comments }) => comments).length).toBeGreaterThan(5);
    },
    60_000,
  );

  it("a replay with threads gives the crawl's dataset byte for byte, in its order", async () => {
    const directory = folder();
    await crawlPaper(paper, directory, { threads: 2 });
    const [one, other] = [folder(), folder()];
    await replayInto([directory], one, {}, [paperSite()]);
    const result = await replayInto([directory], other, { threads: 2 }, [paperSite()]);
    expect(linesOf(one).length).toBeGreaterThan(7);
    expect(linesOf(other)).toEqual(linesOf(one));
    expect(linesOf(other, "rejected")).toEqual(linesOf(one, "rejected"));
    expect(result.damaged).toBe(0);
  }, 60_000);
});

it("articles that declare one address are kept apart with threads too, in the crawl and in its replay", async () => {
  const paths = Array.from({ length: 12 }, (_, index) => `/nieuws/${index}`);
  const canonical = `<link rel="canonical" href="http://${SMALL_HOST}/nieuws/alles">`;
  const server = await startAnsweringServer((path) => ({
    status: path === "/robots.txt" ? 404 : 200,
    headers: { "content-type": "text/html; charset=utf-8" },
    body:
      path === "/stad"
        ? paths.map((href) => `<a href="${href}">x</a>`).join("")
        : articlePage(`Kop ${path}`, canonical).replace("De raad", `In nummer ${path} van de krant: de raad`),
  }));
  try {
    const site = smallSite(`start: [{ listing: "http://${SMALL_HOST}/stad" }]\nlisting: { card: a }`);
    const [crawled, again] = [folder(), folder()];
    await crawlSmall(server, crawled, site, Date.parse("2026-03-05T12:00:00Z"), {
      threads: 2,
      concurrency: 8,
      archive: true,
    });
    expect(new Set(recordsIn(crawled).map(({ id }) => id)).size).toBe(12);
    expect(recordsIn(crawled).filter(({ canonicalUrl }) => canonicalUrl !== null)).toHaveLength(1);
    await replayInto([crawled], again, { threads: 2 }, [parseSite(site, "dorpsblad.yaml")]);
    expect(linesOf(again)).toEqual(linesOf(crawled));
  } finally {
    await server.close();
  }
}, 60_000);

describe("a page that ends the thread that reads it", () => {
  let server: AnsweringServer;
  beforeEach(async () => {
    server = await startAnsweringServer({ status: 404 });
  });
  afterEach(() => server.close());

  const POISONED: Partial<ReadingBounds> = { entry: new URL("./poisoned-thread.ts", import.meta.url) };
  const SITE = smallSite(`start: [{ listing: "http://${SMALL_HOST}/stad" }]\nlisting: { card: a }`).replace(
    "retries: 0",
    "retries: 0, concurrency: 8",
  );
  const serve = (...names: readonly string[]) => {
    server.answer = (path) => ({
      status: path === "/robots.txt" ? 404 : 200,
      headers: { "content-type": "text/html; charset=utf-8" },
      body:
        path === "/stad" ? names.map((name) => `<a href="/nieuws/${name}">${name}</a>`).join("") : articlePage(path),
    });
  };
  const NOW_MS = Date.parse("2026-03-05T12:00:00Z");
  const healthy = Array.from({ length: 20 }, (_, index) => `heel-${index}`);

  it.each([
    ["hangs", "parse-bounds", "it was not read within 2 s"],
    ["grows", "parse-bounds", "reading it took more than 128 MiB"],
    ["ends", "internal", "the thread ended with 3"],
  ])(
    "that %s costs that page, and no other",
    async (poison, reason, detail) => {
      serve(...healthy.slice(0, 7), `ziek-${poison}`, ...healthy.slice(7, 14), `erg-${poison}`, ...healthy.slice(14));
      const directory = folder();
      const bounds = { ...POISONED, maxHeapMiB: 128, maxMs: poison === "hangs" ? 2000 : 30_000 };
      const { site, ended } = await crawlSmall(
        server,
        directory,
        SITE,
        NOW_MS,
        { threads: 2, concurrency: 8 },
        undefined,
        bounds,
      );
      expect(ended).toBe("done");
      expect(site.outcomes).toMatchObject({ accepted: 20, failed: 2 });
      expect(site.reasons).toEqual({ [`failed:${reason}`]: 2 });
      const told = site.examples[`failed:${reason}`] ?? [];
      expect(told.map(({ url }) => url).sort()).toEqual(
        ["erg", "ziek"].map((name) => `http://${SMALL_HOST}/nieuws/${name}-${poison}`),
      );
      for (const { detail: found } of told) expect(found).toContain(detail);
      expect(
        recordsIn(directory)
          .map(({ title }) => title)
          .sort(),
      ).toEqual(healthy.map((name) => `/nieuws/${name}`).sort());
      expect(server.asked.filter((path) => path.includes(poison))).toHaveLength(2);
    },
    60_000,
  );

  it("is told as such where threads cannot start at all", async () => {
    serve(...healthy);
    const entry = new URL("./no-such-thread.ts", import.meta.url);
    await expect(crawlSmall(server, folder(), SITE, NOW_MS, { threads: 2 }, undefined, { entry })).rejects.toThrow(
      /no reading thread starts/,
    );
  }, 60_000);
});
