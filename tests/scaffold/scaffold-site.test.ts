import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseSite } from "../../src/config/load-site.ts";
import { beginSite } from "../../src/crawl/begin-site.ts";
import { extractOne } from "../../src/crawl/extract-one.ts";
import { pageOfFile } from "../../src/crawl/file-page.ts";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { modernPage } from "../../src/demo/modern-page.ts";
import { structuredPage } from "../../src/demo/structured-page.ts";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { proposeForText } from "../../src/scaffold/propose-selectors.ts";

const magazine = makeMagazine({ articleCount: 75, maxComments: 40, seed: 1848 });
const origin = "http://www.krantje.example";
const pageOf = (html: string, path: string) =>
  pageOfFile({ body: Buffer.from(html), url: origin + path, fetchedAt: "2026-07-01T00:00:00.000Z" });

describe("a scaffolded site file", () => {
  it.each([1, 5, 34])("is sound and reads the page it was begun from (article %d)", async (index) => {
    const article = magazine.articles[index] as (typeof magazine.articles)[number];
    const page = pageOf(
      article.layout === "modern" ? modernPage(article, origin) : structuredPage(article, origin),
      article.path,
    );
    const begun = await beginSite(page);
    const loaded = parseSite(begun.text as string, "krantje.yaml");
    const outcome = await extractOne(page, loaded);
    expect(outcome).toMatchObject({ kind: "record", record: { title: article.title, lead: article.lead } });
    if (outcome.kind !== "record") return;
    expect(outcome.record.publishedAt?.slice(0, 10)).toBe(article.day);
    expect(outcome.record.comments.map(({ author, text }) => [author, text])).toEqual(
      article.comments.map(({ author, paragraphs }) => [author, paragraphs.join("\n\n")]),
    );
  });

  it("sees that name and role stand in one text", async () => {
    const article = magazine.articles[1] as (typeof magazine.articles)[number];
    const page = pageOf(modernPage(article, origin), article.path);
    const loaded = parseSite((await beginSite(page)).text as string, "krantje.yaml");
    const outcome = await extractOne(page, loaded);
    expect(outcome.kind === "record" && outcome.record.comments.map(({ role }) => role)).toEqual(
      article.comments.map(({ role }) => role),
    );
  });

  it("says how sure it is of each line, and what it gives", async () => {
    const article = magazine.articles[1] as (typeof magazine.articles)[number];
    const { text } = await beginSite(pageOf(modernPage(article, origin), article.path));
    expect(text).toMatch(/^ {2}title: h1\.c-article-header__heading # 0\.\d\d gives: /m);
  });

  it("is not made of a page that is no article", async () => {
    expect(
      await beginSite(
        pageOf("<!doctype html><title>Pagina niet gevonden</title><h1>Pagina niet gevonden</h1>", "/weg"),
      ),
    ).toMatchObject({ text: null });
  });

  it("finds the number of comments beside its words, not in a headline or a comment with the same figure", async () => {
    const comment = (name: string, text: string) =>
      `<li class="reactie"><b class="naam">${name}</b><time datetime="2026-06-01T10:00">1 juni 2026, 10:00</time><div class="tekst"><p>${text}</p></div></li>`;
    const html = `<!doctype html><html lang="nl"><title>Paal 3 staat weer</title><main><article><h1>Paal 3 staat weer</h1><p>Aan de kust van Oud Zandhoven is de paal na lang wachten weer rechtgezet, meldt de opzichter van dienst.</p><p>Bewoners keken vanaf het duin toe, en hopen op een zomer waarin hij blijft staan.</p></article><section id="reacties"><h2>Reacties (3)</h2><ol>${comment("Miep Voorbeeld", "Reactie 3 keer geplaatst, helaas.")}${comment("Jan Pol", "Daar ben ik het helemaal mee eens.")}${comment("Ans Dijk", "Wat kostte dat de gemeente eigenlijk?")}</ol></section></main></html>`;
    const { text } = await beginSite(pageOf(html, "/nieuws/paal"));
    expect(text).toMatch(/^ {2}declared: .*# \d\.\d\d gives: Reacties \(3\)$/m);
  });

  it("begins from the real page", async ({ skip }) => {
    const path = "../shared/real/binnenlandsbestuur/page.html";
    if (!existsSync(path)) skip("the real page is not beside the project");
    const { text } = await beginSite(
      pageOfFile({
        body: readFileSync(path),
        url: "https://www.binnenlandsbestuur.nl/x/y",
        fetchedAt: "2018-02-01T00:00:00.000Z",
      }),
    );
    const loaded = parseSite(text as string, "binnenlandsbestuur.yaml");
    const outcome = await extractOne(
      pageOfFile({
        body: readFileSync(path),
        url: "https://www.binnenlandsbestuur.nl/x/y",
        fetchedAt: "2018-02-01T00:00:00.000Z",
      }),
      loaded,
    );
    expect(outcome.kind === "record" && outcome.record.comments.filter(({ role }) => role !== null)).toHaveLength(6);
  });
});

describe("selectors proposed for a text", () => {
  it("leave out names that machines make or that belong to one page", () => {
    const document = parseHtml(
      '<div id="post-48213" class="css-1q2w3e headline_x7k2p"><h2 class="kop">Brug dicht</h2></div>',
    );
    expect(
      proposeForText(document, "Brug dicht")
        .map(({ selector }) => selector)
        .join(" "),
    ).not.toMatch(/48213|1q2w3e|x7k2p/);
  });

  it("each give the text they were proposed for", () => {
    const document = parseHtml(
      '<main><h1 class="a">Titel</h1><p class="b">Door <b itemprop="author">Miep</b></p></main>',
    );
    const [best] = proposeForText(document, "Miep");
    expect(best).toMatchObject({ selector: "[itemprop=author]", gives: "Miep", matches: 1 });
  });
});
