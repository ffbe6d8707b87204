import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findSite } from "../../src/config/find-site.ts";
import { type LoadedSite, loadSite } from "../../src/config/load-site.ts";
import { readPage } from "../../src/crawl/read-page.ts";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { wayOf } from "../../src/demo/scripted-page.ts";
import { SCRIPTED_SECTION, withScriptedSection } from "../../src/demo/scripted-section.ts";
import { DEMO_HOST, type ServedMagazine, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { truthOf } from "../../src/demo/truth.ts";
import { createFetcher } from "../../src/fetch/fetcher.ts";
import type { Extraction } from "../../src/model/extraction.ts";
import type { Page } from "../../src/model/page.ts";
import type { PageSource } from "../../src/model/page-source.ts";
import { NO_MEMORY, needsBrowser, type PageReading, rememberPage } from "../../src/render/needs-browser.ts";
import { createRenderer, type Renderer } from "../../src/render/renderer.ts";
import { validate } from "../../src/validate/validate.ts";
import { hasBrowser, NO_BROWSER } from "./page-server.ts";

const plain = makeMagazine({ articleCount: 12, maxComments: 25, seed: 4 });
const magazine = withScriptedSection(plain, { articleCount: 9, maxComments: 35, seed: 7 });
const scripted = magazine.articles.filter(({ section }) => section === SCRIPTED_SECTION);
const origin = `http://${DEMO_HOST}`;
const bounds = { timeoutMs: 20_000, maxBodyBytes: 4_000_000 };

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

describe("the demo's section whose comments come by script", () => {
  it("leaves the rest of the magazine as it is", () => {
    expect(magazine.articles.slice(0, plain.articles.length)).toEqual(plain.articles);
    expect(magazine.sections).toEqual([...plain.sections, "gesprek"]);
  });

  it("shows comments in the page, in shadow roots and in a frame, from none to more than three buttons", () => {
    expect(new Set(scripted.map(wayOf))).toEqual(new Set(["plain", "shadow", "frame"]));
    const counts = scripted.map(({ comments }) => comments.length);
    expect(Math.min(...counts)).toBe(0);
    expect(Math.max(...counts)).toBe(35);
  });
});

describe.skipIf(!hasBrowser)(`comments that come by script${hasBrowser ? "" : ` (skipped: ${NO_BROWSER})`}`, () => {
  let served: ServedMagazine;
  let fetcher: PageSource;
  let renderer: Renderer;
  let byJson: LoadedSite;
  let byBrowser: LoadedSite;

  beforeAll(async () => {
    served = await serveMagazine(magazine);
    fetcher = createFetcher({
      userAgent: "OogstTest/1.0",
      allowAddresses: ["127.0.0.1"],
      connectTo: new Map([[DEMO_HOST, `127.0.0.1:${served.port}`]]),
    });
    renderer = createRenderer({ fetch: (request) => fetcher.get(request), userAgent: "OogstTest/1.0" });
    byJson = await findSite("polderklerk");
    byBrowser = await loadSite("tests/render/sites/gesprek-browser.yaml");
  });
  afterAll(async () => {
    await renderer.close();
    await fetcher.close();
    await served.close();
  });

  const fetchPage = (url: string) => fetcher.get({ url, ...bounds });
  const renderPage = (url: string) => {
    const { actions, allowResources, allowHosts } = byBrowser.site.fetch;
    return renderer.get({
      url,
      ...bounds,
      render: {
        actions,
        allowResources,
        allowHosts,
        contextKey: "polderklerk",
        language: "nl",
        timeZone: "Europe/Amsterdam",
      },
    });
  };
  /** The record without what tells how and when it was brought, and where in the answer each value stood. */
  const recordOf = (extraction: Extraction, page: Page) => {
    const judged = validate(extraction, page, {
      siteName: "polderklerk",
      siteFileVersion: "0",
      articleUrl: page.finalUrl,
    });
    if (!judged.ok) throw new Error(JSON.stringify(judged.reasons));
    const { fetchedAt, firstSeenAt, fetchedBy, commentsSource, provenance, ...content } = judged.record;
    return content;
  };

  it("are the same by browser and by JSON source, and the truth", async () => {
    const truth = truthOf(magazine, origin);
    for (const article of scripted) {
      const url = origin + article.path;
      const page = await renderPage(url);
      const fetched = await fetchPage(url);
      const rendered = recordOf(await readPage(page, byBrowser, {}), page);
      const asked = recordOf(
        await readPage(fetched, byJson, { bring: (followUp) => fetchPage(followUp.url) }),
        fetched,
      );
      expect(rendered).toEqual(asked);
      const expected = truth.get(url);
      expect(
        rendered.comments.map(({ author, role, text, publishedAt }) => ({ author, role, text, publishedAt })),
      ).toEqual(expected?.comments);
      expect(rendered).toMatchObject({
        title: expected?.title,
        commentCountDeclared: expected?.commentCountDeclared,
        commentsComplete: true,
      });
    }
  });

  it("on a mixed site only pages that need it are rendered", async () => {
    let memory = NO_MEMORY;
    const rendered: string[] = [];
    for (const article of magazine.articles) {
      if (article.layout === "structured") continue;
      const url = origin + article.path;
      const loaded = article.layout === "scripted" ? byBrowser : byJson;
      const fetched = await readPage(await fetchPage(url), loaded, {});
      const before = readingOf(fetched);
      const isRendered = needsBrowser(before, memory);
      if (isRendered) rendered.push(article.path);
      const after = isRendered ? readingOf(await readPage(await renderPage(url), byBrowser, {})) : null;
      memory = rememberPage(memory, before, after);
    }
    const needed = scripted.filter(({ comments }) => comments.length > 0).map(({ path }) => path);
    const undercounting = plain.articles.filter(
      ({ layout, declared, comments }) => layout === "modern" && declared > comments.length,
    );
    expect(rendered.filter((path) => path.startsWith("/gesprek/"))).toEqual(needed);
    expect(rendered).toHaveLength(needed.length + undercounting.length);
    expect(memory).toMatchObject({ rendered: rendered.length, helped: needed.length });
  });

  it("show where they could be asked for without a browser", async () => {
    const article = scripted.find(({ comments }) => comments.length > 10);
    const page = await renderPage(`${origin}${article?.path}`);
    const [first] = renderer.seenApis(page);
    expect(first).toMatchObject({
      url: `${origin}/gesprek/api/reacties?artikel=${article?.index}`,
      isJson: true,
      lists: [{ path: "gesprek.reacties", length: 10, keys: ["id", "schrijver", "geplaatst", "tekst"] }],
    });
  });
});

function readingOf(extraction: Extraction): PageReading {
  const missing = (["title", "publishedAt"] as const).filter((field) => extraction[field] === null);
  return {
    missing,
    declared: extraction.commentCountDeclared,
    extracted: extraction.comments.length,
    wantsComments: true,
    hasTarget: false,
    isPartial: false,
  };
}
