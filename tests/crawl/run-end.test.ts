import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { recordsIn, scratchFolder } from "./magazine-crawl.ts";
import { articlePage, crawlSmall, feedOf, SMALL_HOST, sitemapOf, smallSite } from "./small-site.ts";

const DAY = 24 * 3_600_000;
/** As `articlePage` says. */
const publishedAtMs = Date.parse("2026-03-01T07:00:00Z");
const site = smallSite(`revisit: [1d]\nstart: [{ sitemap: "http://${SMALL_HOST}/sitemap.xml" }]\n`);
const options = { maxWaitMs: 60_000 };
let server: AnsweringServer;
let directory: string;

beforeAll(async () => {
  server = await startAnsweringServer({});
  directory = scratchFolder();
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true, force: true });
});

describe("a run", () => {
  it("leaves an article that is soon to be looked at again to the next one, however near that is", async () => {
    serve({ "/nieuws/een": () => html(articlePage("Een")) });
    await crawlSmall(server, directory, site, publishedAtMs + DAY - 3000, options);
    expect(timesAsked("/nieuws/een")).toBe(1);
    await crawlSmall(server, directory, site, publishedAtMs + DAY, options);
    expect(timesAsked("/nieuws/een")).toBe(2);
  });

  it("waits until a seed that it asks again may be asked, however long its host's delay", async () => {
    const [feed, patient] = ["/een.rss", site.replace("hostDelayMs: 0", "hostDelayMs: 300")];
    const two = patient.replace("start: [", `start: [{ feed: "http://${SMALL_HOST}${feed}" }, `);
    serve({ "/nieuws/een": () => html(articlePage("Een")), [feed]: () => ({ body: feedOf({}) }) });
    await crawlSmall(server, directory, two, publishedAtMs + 2 * DAY, options);
    await crawlSmall(server, directory, two, publishedAtMs + 2 * DAY + 60_000, options);
    expect([timesAsked(feed), timesAsked("/sitemap.xml")]).toEqual([2, 4]);
  });

  it("waits for a page that is to be tried again", async () => {
    let tries = 0;
    const shaky = () => (tries++ === 0 ? { status: 503 } : html(articlePage("Twee")));
    serve({ "/nieuws/twee": shaky });
    await crawlSmall(server, directory, site.replace("retries: 0", "retries: 1"), publishedAtMs + 3 * DAY, options);
    expect(recordsIn(directory).map(({ title }) => title)).toEqual(["Een", "Twee"]);
  });
});

const html = (body: string): Answer => ({ body, headers: { "content-type": "text/html; charset=utf-8" } });

const timesAsked = (wanted: string) => server.asked.filter((path) => path === wanted).length;

/** These pages, and a sitemap of the articles among them. */
function serve(pages: Readonly<Record<string, () => Answer>>): void {
  const named = Object.keys(pages).filter((path) => path.startsWith("/nieuws/"));
  const dated = named.map((path) => [path, new Date(publishedAtMs).toISOString()]);
  const sitemap = { body: sitemapOf(Object.fromEntries(dated)), headers: { "content-type": "application/xml" } };
  server.answer = (path) => (path === "/sitemap.xml" ? sitemap : (pages[path]?.() ?? { status: 404 }));
}
