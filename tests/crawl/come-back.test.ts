import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { scratchFolder } from "./magazine-crawl.ts";
import { articlePage, crawlSmall, feedOf, SMALL_HOST, sitemapOf, smallSite } from "./small-site.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const start = Date.parse("2026-03-02T06:00:00Z");
let server: AnsweringServer;
const folders: string[] = [];

beforeAll(async () => {
  server = await startAnsweringServer({});
});
afterAll(async () => {
  await server.close();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe("dates that feeds and sitemaps give", () => {
  const site = smallSite(`revisit: [30d]\nstart: [{ sitemap: "http://${SMALL_HOST}/sitemap.xml" }]\n`);
  const at = (ms: number) => new Date(ms).toISOString();

  it("make a known article due at once when it changed since it was visited, and only that one", async () => {
    const directory = folder();
    const lastmod = { "/nieuws/een": at(start - DAY), "/nieuws/twee": at(start - DAY) };
    serve({ "/sitemap.xml": () => sitemapOf(lastmod) });
    await crawlSmall(server, directory, site, start);
    expect(await askedFor(directory, start + 6 * HOUR)).toEqual([]);
    lastmod["/nieuws/twee"] = at(start + 7 * HOUR);
    expect(await askedFor(directory, start + 8 * HOUR)).toEqual(["/nieuws/twee"]);
    expect(await askedFor(directory, start + 9 * HOUR)).toEqual([]);
  });

  it("say nothing where every article is dated to the moment, or one into the far future", async () => {
    const directory = folder();
    const paths = Array.from({ length: 12 }, (_, place) => `/nieuws/stuk-${place}`);
    let date = at(start - DAY);
    serve({ "/sitemap.xml": () => sitemapOf(Object.fromEntries(paths.map((path) => [path, date]))) });
    await crawlSmall(server, directory, site, start);
    date = at(start + 7 * HOUR);
    expect(await askedFor(directory, start + 8 * HOUR)).toEqual([]);
    serve({ "/sitemap.xml": () => sitemapOf({ "/nieuws/stuk-1": at(start + 400 * DAY) }) });
    expect(await askedFor(directory, start + 9 * HOUR)).toEqual([]);
  });

  it("do not overrule a site file that says never", async () => {
    const directory = folder();
    const never = site.replace("revisit: [30d]", "revisit: never");
    let date = at(start - DAY);
    serve({ "/sitemap.xml": () => sitemapOf({ "/nieuws/een": date }) });
    await crawlSmall(server, directory, never, start);
    date = at(start + HOUR);
    expect(await askedFor(directory, start + 2 * HOUR, never)).toEqual([]);
  });

  async function askedFor(directory: string, nowMs: number, file = site): Promise<string[]> {
    const before = server.asked.length;
    await crawlSmall(server, directory, file, nowMs);
    return server.asked.slice(before).filter((path) => path.startsWith("/nieuws/"));
  }
});

describe("a seed that gives nothing", () => {
  const site = smallSite(
    `start: [{ feed: "http://${SMALL_HOST}/dood.rss" }, { feed: "http://${SMALL_HOST}/goed.rss" }]\n`,
  );
  const good = () => feedOf({ "/nieuws/een": "2026-03-01T07:00:00Z" });

  it.each([
    ["fails", { status: 404 }],
    ["names no pages", { body: feedOf({}), headers: { "content-type": "application/rss+xml" } }],
  ])(
    "and %s is asked once a day after five runs over two days, with a warning, and again at once when it is back",
    async (_, dead) => {
      const directory = folder();
      serve({ "/dood.rss": () => dead, "/goed.rss": good });
      const asked: boolean[] = [];
      const warned: boolean[] = [];
      const run = async (nowMs: number) => {
        const before = server.asked.length;
        const { site: report } = await crawlSmall(server, directory, site, nowMs);
        asked.push(server.asked.slice(before).includes("/dood.rss"));
        warned.push(report.findings.some(({ code }) => code === "seed-retired"));
        expect(server.asked.slice(before)).toContain("/goed.rss");
      };
      for (let round = 0; round <= 5; round++) await run(start + round * 12 * HOUR);
      expect(asked).toEqual([true, true, true, true, true, false]);
      expect(warned).toEqual([false, false, false, false, false, true]);
      await run(start + 72 * HOUR);
      await run(start + 84 * HOUR);
      expect(asked.slice(6)).toEqual([true, false]);
      await run(start + 30 * DAY);
      await run(start + 32 * DAY);
      expect(asked.slice(8)).toEqual([true, false]);
      serve({ "/dood.rss": good, "/goed.rss": good });
      await run(start + 40 * DAY);
      await run(start + 40 * DAY + HOUR);
      expect(asked.slice(10)).toEqual([true, true]);
      expect(warned.at(-1)).toBe(false);
    },
  );
});

function folder(): string {
  const made = scratchFolder();
  folders.push(made);
  return made;
}

/** Articles everywhere under /nieuws/, no robots.txt, and these paths. */
function serve(paths: Readonly<Record<string, () => Answer | string>>): void {
  server.answer = (path) => {
    const own = paths[path]?.();
    if (typeof own === "string") return { body: own, headers: { "content-type": "application/xml" } };
    if (own !== undefined) return own;
    if (!path.startsWith("/nieuws/")) return { status: 404 };
    return { body: articlePage(`Bericht ${path}`), headers: { "content-type": "text/html; charset=utf-8" } };
  };
}
