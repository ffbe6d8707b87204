import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { type ServedMagazine, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { comparable, truthOf } from "../../src/demo/truth.ts";
import { articleRecordSchema } from "../../src/model/article-record.ts";
import { crawlMagazine, ORIGIN, recordsIn, scratchFolder } from "./magazine-crawl.ts";

const magazine = makeMagazine({ articleCount: 75, maxComments: 40, seed: 1848 });
let server: ServedMagazine;
const folders: string[] = [];
const folder = () => {
  const made = scratchFolder();
  folders.push(made);
  return made;
};

beforeAll(async () => {
  server = await serveMagazine(magazine);
});
afterAll(async () => {
  await server.close();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe("a crawl of the bundled magazine", () => {
  it("leaves a dataset equal to the truth, field by field", async () => {
    const directory = folder();
    await crawlMagazine(server.port, directory);
    const records = recordsIn(directory);
    const found = new Map(records.map((record) => [record.canonicalUrl, comparable(record)]));
    expect(records).toHaveLength(magazine.articles.length);
    for (const [url, truth] of truthOf(magazine, ORIGIN)) expect(found.get(url), url).toEqual(truth);
    for (const record of records) expect(articleRecordSchema.safeParse(record).error).toBeUndefined();
  });

  it("asks nothing that robots.txt forbids, no article twice, and ends in front of the endless pages", async () => {
    const before = server.log.length;
    await crawlMagazine(server.port, folder());
    const paths = server.log.slice(before).map(({ path }) => path);
    expect(
      paths.filter(
        (path) => path.startsWith("/archief") || path.startsWith("/inloggen") || path.startsWith("/kennispartners"),
      ),
    ).toEqual([]);
    const articles = paths.filter((path) => /-\d+(\?|$)/.test(path) && !path.includes("nieuws"));
    expect(articles).toHaveLength(new Set(articles).size);
    expect(articles).toHaveLength(magazine.articles.length);
    // Each listing ends after two pages without news: far from its fifty.
    expect(paths.filter((path) => path.includes("/nieuws?page=")).length).toBeLessThan(20);
  });

  it("ends a listing as soon where each page's end waits for the archive", async () => {
    const listingsAsked = async (options: { readonly archive?: boolean }) => {
      const before = server.log.length;
      await crawlMagazine(server.port, folder(), options);
      return server.log.slice(before).filter(({ path }) => path.includes("/nieuws?page=")).length;
    };
    // A page whose articles are not in the ledger yet lets those of the next count as new, once for each of the two listings.
    expect(await listingsAsked({ archive: true })).toBeLessThanOrEqual((await listingsAsked({})) + 2);
  });

  it("goes on where a run with a limit stopped, and a further run writes nothing", async () => {
    const directory = folder();
    const first = await crawlMagazine(server.port, directory, { limit: 10 });
    expect(first.ended).toBe("limit");
    expect(recordsIn(directory)).toHaveLength(10);
    await crawlMagazine(server.port, directory);
    expect(recordsIn(directory)).toHaveLength(75);
    const bytes = readFileSync(join(directory, "articles.jsonl"));
    const before = server.log.length;
    const third = await crawlMagazine(server.port, directory);
    expect(third.sites.polderklerk?.outcomes.accepted).toBe(0);
    expect(readFileSync(join(directory, "articles.jsonl"))).toEqual(bytes);
    expect(server.log.length - before).toBeLessThan(25);
  });

  it("takes the newest articles first when there is a limit", async () => {
    const directory = folder();
    await crawlMagazine(server.port, directory, { limit: 8, concurrency: 1 });
    const days = recordsIn(directory).map(({ publishedAt }) => publishedAt?.slice(0, 10));
    expect(days).toEqual(magazine.articles.slice(0, 8).map(({ day }) => day));
  });

  it("names no more articles in a dry run than its limit", async () => {
    const wouldAsk: string[] = [];
    const doors = { onWouldAsk: (url: string) => wouldAsk.push(url) };
    await crawlMagazine(server.port, folder(), { dryRun: true, limit: 5 }, doors);
    expect(wouldAsk).toHaveLength(5);
  });

  it("wants nothing published before --since", async () => {
    const directory = folder();
    const since = magazine.articles[20]?.day as string;
    const report = await crawlMagazine(server.port, directory, { since });
    expect(recordsIn(directory)).toHaveLength(21);
    expect(report.sites.polderklerk?.known["skipped:too-old"]).toBeGreaterThan(0);
    await crawlMagazine(server.port, directory);
    expect(recordsIn(directory)).toHaveLength(75);
  });

  it("finishes what is in flight when asked to stop, and loses nothing", async () => {
    const directory = folder();
    const graceful = new AbortController();
    const asked = server.log.length;
    const watch = setInterval(() => server.log.length > asked + 30 && graceful.abort(), 2);
    const report = await crawlMagazine(server.port, directory, {}, { graceful: graceful.signal });
    clearInterval(watch);
    expect(report.ended).toBe("interrupted");
    expect(recordsIn(directory).length).toBeLessThan(75);
    await crawlMagazine(server.port, directory);
    expect(new Set(recordsIn(directory).map(({ id }) => id)).size).toBe(75);
    expect(recordsIn(directory)).toHaveLength(75);
  });

  it("drops what is under way when told to stop at once, and loses nothing by it", async () => {
    const directory = folder();
    const atOnce = new AbortController();
    const asked = server.log.length;
    const watch = setInterval(() => server.log.length > asked + 30 && atOnce.abort(), 2);
    await crawlMagazine(server.port, directory, {}, { atOnce: atOnce.signal });
    clearInterval(watch);
    await crawlMagazine(server.port, directory);
    expect(recordsIn(directory)).toHaveLength(75);
    expect(new Set(recordsIn(directory).map(({ id }) => id)).size).toBe(75);
  });

  it("keeps the delay between two requests, robots.txt included, as the server sees it", async () => {
    const before = server.log.length;
    await crawlMagazine(server.port, folder(), { limit: 6, hostDelayMs: 60 });
    const times = server.log.slice(before).map(({ atMs }) => atMs);
    const gaps = times.slice(1).map((atMs, index) => atMs - (times[index] as number));
    expect(gaps.length).toBeGreaterThan(8);
    // Two time stamps of whole milliseconds may each be rounded.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(59);
  });

  it("begins anew with --fresh and keeps what was there", async () => {
    const directory = folder();
    await crawlMagazine(server.port, directory, { limit: 5 });
    await crawlMagazine(server.port, directory, { limit: 3, fresh: true });
    expect(recordsIn(directory)).toHaveLength(3);
  });

  it("refuses a second process on the same dataset", async () => {
    const directory = folder();
    const [one, other] = await Promise.allSettled([
      crawlMagazine(server.port, directory),
      crawlMagazine(server.port, directory),
    ]);
    const refused = one.status === "rejected" ? one : other;
    expect(refused).toMatchObject({
      status: "rejected",
      reason: { name: "DatasetInUseError", message: expect.stringContaining(`in use by process ${process.pid}`) },
    });
    expect(recordsIn(directory)).toHaveLength(75);
  });
});

describe("people in a crawl", () => {
  it("pseudonymous comments leave no commenter's name in any file of the dataset", async () => {
    const directory = folder();
    const keyFile = join(folder(), "key");
    writeFileSync(keyFile, "a key that only this test knows");
    await crawlMagazine(server.port, directory, { comments: "pseudonymous", pseudonymKeyFile: keyFile, limit: 12 });
    const records = recordsIn(directory);
    const names = new Set(
      magazine.articles
        .flatMap(({ comments }) => comments.map(({ author }) => author))
        .filter((name) => name.includes(" ")),
    );
    const journalists = new Set(magazine.articles.flatMap(({ author, image }) => [author?.name, image?.credit]));
    const bytes = readdirSync(directory)
      .map((name) => readFileSync(join(directory, name)).toString("latin1"))
      .join("\n");
    const found = [...names].filter(
      (name) => !journalists.has(name) && bytes.includes(Buffer.from(name).toString("latin1")),
    );
    expect(records.flatMap(({ comments }) => comments).length).toBeGreaterThan(20);
    expect(records.flatMap(({ comments }) => comments).every(({ author }) => author?.startsWith("p-"))).toBe(true);
    expect(found).toEqual([]);
  });

  it("asks for a key before anything is crawled", async () => {
    await expect(crawlMagazine(server.port, folder(), { comments: "pseudonymous" })).rejects.toThrow(
      "need a key of at least 16 bytes",
    );
  });
});
