import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { recordsIn, scratchFolder } from "./magazine-crawl.ts";
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

  it("count for an article that was not there yet, too", async () => {
    const directory = folder();
    const lastmod = { "/nieuws/een": at(start - DAY) };
    const early = { status: 404 };
    serve({ "/sitemap.xml": () => sitemapOf(lastmod), "/nieuws/een": () => early });
    await crawlSmall(server, directory, site, start);
    serve({ "/sitemap.xml": () => sitemapOf(lastmod) });
    expect(await askedFor(directory, start + HOUR)).toEqual([]);
    lastmod["/nieuws/een"] = at(start + 2 * HOUR);
    expect(await askedFor(directory, start + 3 * HOUR)).toEqual(["/nieuws/een"]);
    expect(recordsIn(directory)).toHaveLength(1);
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

describe("an article that is not where it was", () => {
  const site = smallSite(`start: [{ listing: "http://${SMALL_HOST}/" }]
urls: { articles: { include: ^/nieuws/ }, id: "/nieuws/([0-9]+)" }
listing: { card: li }
revisit: [1d, 2d, 4d, 8d, 16d]
`).replace("urls: { articles: { include: ^/nieuws/ } }\n", "");
  const listing = (...paths: string[]) => ({
    body: `<!doctype html><title>Dorpsblad</title>${paths.map((path) => `<li><a href="${path}">bericht</a></li>`).join("")}`,
    headers: { "content-type": "text/html; charset=utf-8" },
  });

  it.each([
    ["answers 404", { status: 404 }],
    ["answers 410", { status: 410 }],
    ["is refused", { status: 403 }],
    ["makes place for a notice", { body: "<!doctype html><title>Onderhoud</title><p>Zo terug" }],
  ])("that %s is asked again at its next time, and told when it is back", async (_, gone) => {
    const directory = folder();
    serve({ "/": () => listing("/nieuws/12-veer") });
    await crawlSmall(server, directory, site, start);
    serve({ "/": () => listing("/nieuws/12-veer"), "/nieuws/12-veer": () => gone });
    await crawlSmall(server, directory, site, start + 2 * DAY);
    serve({ "/": () => listing("/nieuws/12-veer"), "/nieuws/12-veer": () => html(articlePage("Veer vaart weer")) });
    await crawlSmall(server, directory, site, start + 5 * DAY);
    expect(recordsIn(directory).map(({ revision, title }) => [revision, title])).toEqual([
      [1, "Bericht /nieuws/12-veer"],
      [2, "Veer vaart weer"],
    ]);
  });

  it.each([
    ["named again", 200],
    ["not looked at", 304],
  ])("is followed to its new address, %s by the listing, when the old one leads there no more", async (_, listed) => {
    const directory = folder();
    const late = { "/nieuws/12-veer-nieuw": () => html(articlePage("Veer vaart weer")) };
    serve({ "/": () => listing("/nieuws/12-veer"), "/nieuws/12-veer": () => html(articlePage("Veer")) });
    await crawlSmall(server, directory, site, start);
    const redirect = { status: 301, headers: { location: "/nieuws/12-veer-nieuw" } };
    const moved = { "/": () => listing("/nieuws/12-veer-nieuw"), "/nieuws/12-veer": () => redirect };
    serve({ ...moved, "/nieuws/12-veer-nieuw": () => html(articlePage("Veer")) });
    const { site: report } = await crawlSmall(server, directory, site, start + 2 * DAY);
    expect(report.reasons["skipped:duplicate"]).toBe(1);
    serve({ ...moved, ...late, "/": () => ({ status: listed }), "/nieuws/12-veer": () => ({ status: 404 }) });
    await crawlSmall(server, directory, site, start + 4 * DAY);
    if (listed === 200) serve({ ...moved, ...late, "/nieuws/12-veer": () => ({ status: 404 }) });
    await crawlSmall(server, directory, site, start + 5 * DAY);
    expect(recordsIn(directory).map(({ revision, title, finalUrl }) => [revision, title, finalUrl])).toEqual([
      [1, "Veer", `http://${SMALL_HOST}/nieuws/12-veer`],
      [2, "Veer vaart weer", `http://${SMALL_HOST}/nieuws/12-veer-nieuw`],
    ]);
  });
});

describe("comments on further pages", () => {
  const site = smallSite(`start: [{ url: "http://${SMALL_HOST}/nieuws/een" }]
comments: { item: li, id: { select: ":self", attr: id }, text: p, pages: { next: { select: a, attr: href } } }
revisit: [1d, 2d]
`);

  it("are read again also where the article's own page has not changed", async () => {
    const directory = folder();
    let text = "Goed plan.";
    const own = `${articlePage("Veer")}<li id="c1"><p>Eindelijk.</p></li><a href="/nieuws/een/2">verder</a>`;
    server.answer = (path, headers) => {
      if (path === "/nieuws/een/2") return html(`<!doctype html><li id="c2"><p>${text}</p></li>`);
      if (path !== "/nieuws/een") return { status: 404 };
      return headers["if-none-match"] === '"een"' ? { status: 304 } : html(own, { etag: '"een"' });
    };
    await crawlSmall(server, directory, site, start);
    text = "Slecht plan.";
    await crawlSmall(server, directory, site, start + DAY);
    expect(recordsIn(directory).map(({ comments }) => comments.map((each) => each.text))).toEqual([
      ["Eindelijk.", "Goed plan."],
      ["Eindelijk.", "Slecht plan."],
    ]);
  });
});

describe("a run that keeps no comments", () => {
  const site = smallSite(`start: [{ url: "http://${SMALL_HOST}/nieuws/een" }]
comments: { item: li, id: { select: ":self", attr: id }, text: p }
revisit: [1d, 2d, 3d]
`);

  it("tells none as vanished after one that kept them", async () => {
    const directory = folder();
    let title = "Veer";
    serve({ "/nieuws/een": () => html(`${articlePage(title)}<li id="c1"><p>Eindelijk.</p></li>`) });
    await crawlSmall(server, directory, site, start);
    await crawlSmall(server, directory, site, start + DAY, { comments: "none" });
    expect(recordsIn(directory)).toHaveLength(1);
    title = "Veer vaart";
    await crawlSmall(server, directory, site, start + 2 * DAY, { comments: "none" });
    const [, second] = recordsIn(directory);
    expect(second?.changes).toEqual([{ what: "field-changed", field: "title", commentId: null }]);
    expect(second).toMatchObject({ comments: [], warnings: [] });
  });
});

const html = (body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  body,
  headers: { "content-type": "text/html; charset=utf-8", ...headers },
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
