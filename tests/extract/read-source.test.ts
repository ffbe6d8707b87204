import { describe, expect, it } from "vitest";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { selectFirst } from "../../src/dom/select.ts";
import { structuredDataOf } from "../../src/dom/structured-data.ts";
import type { ReadContext, Scope } from "../../src/extract/read-context.ts";
import { readAll, readElements, readFirst, readSource } from "../../src/extract/read-source.ts";
import { type SiteSourceInput, sourceOf, sourcesOf } from "./sources.ts";

const html = `<!doctype html><head><title>De Bode</title><meta property="og:title" content="Kop op de Bode">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Kop &amp; staart","commentCount":4,"articleBody":"Een.\\n\\nTwee."}</script>
<script id="state">window.__S__={"story":{"id":77,"tags":[{"n":"a"},{"n":"b"}],"body":"<p>Een</p><p>Twee &amp; drie</p>"}};</script></head>
<main><h1 class="kop">Door: <b>Raad</b> wil meer</h1><p class="meta">25 januari 2018<span class="x">Door Iris Kamp</span></p>
<div class="card" id="c1" data-id="9"><a href="/een#x">Een</a><a data-href="" href="twee">Twee</a><span class="tag"> a </span><span class="tag">b</span><span class="tag"></span></div>
<section class="groep"><h2>Groep</h2><div class="card" id="c2"><a>Drie</a></div></section></main>`;
const document = parseHtml(html);
const context: ReadContext = {
  document,
  url: "https://www.bode.example/bestuur/raad.12345.lynkx?page=2",
  baseUrl: "https://www.bode.example/bestuur/",
  fetchedAt: "2026-02-03T09:30:00.000Z",
  language: "nl",
  timeZone: "Europe/Amsterdam",
  removed: new Set(),
  structured: structuredDataOf(document, []),
  warn: () => {},
};
const card = selectFirst("#c1", document)!;
const texts = (source: SiteSourceInput, scope: Scope = document, options = {}) =>
  readSource(sourceOf(source), scope, context, options).map(({ text }) => text);

describe("a source", () => {
  it.each<[SiteSourceInput, string[]]>([
    ["h1", ["Door: Raad wil meer"]],
    [{ select: "h1", strip: "Door:" }, ["Raad wil meer"]],
    [{ select: "h1", own: true }, ["Door: wil meer"]],
    [{ select: "h1", remove: "b" }, ["Door: wil meer"]],
    [{ select: ".meta", own: true }, ["25 januari 2018"]],
    [{ select: ".meta", endBefore: "span" }, ["25 januari 2018"]],
    [{ select: ".tag" }, ["a"]],
    [{ select: ".tag", which: "all" }, ["a", "b"]],
    [{ select: ".tag", which: "last" }, ["b"]],
    [{ select: ".tag", which: 1 }, ["b"]],
    [{ select: ".tag", which: 5 }, []],
    [{ select: ".tag", join: " + " }, ["a + b"]],
    [{ select: ".card", attr: "data-id" }, ["9"]],
    [{ select: "a", attr: ["data-href", "href"], which: "all" }, ["/een#x", "twee"]],
    [{ select: "a", attr: "title" }, []],
    [{ select: "h1", match: "Raad (\\w+)" }, ["wil"]],
    [{ select: "h1", match: "Raad \\w+" }, ["Raad wil"]],
    [{ select: "h1", match: "burgemeester" }, []],
    [{ select: "h1", split: ": " }, ["Door"]],
    [{ select: "h1", split: { by: " ", at: "last", keep: "after" } }, ["meer"]],
    [{ select: "h1", split: { by: " / ", keep: "after" } }, []],
    [{ select: "h1", split: " / " }, ["Door: Raad wil meer"]],
    [{ meta: "OG:title" }, ["Kop op de Bode"]],
    [{ jsonLd: "headline" }, ["Kop & staart"]],
    [{ jsonLd: "NewsArticle.commentCount" }, ["4"]],
    [{ jsonLd: "Event.name" }, []],
    [{ url: "\\.(\\d+)\\.lynkx" }, ["12345"]],
    [{ url: "nergens" }, []],
    [{ value: "vast" }, ["vast"]],
    [{ state: { select: "#state", path: "story.id" } }, ["77"]],
    [{ state: { select: "#state", path: "story.tags.n" }, which: "all" }, ["a", "b"]],
    [{ state: { select: "#state", path: "story.body" }, html: true }, ["Een Twee & drie"]],
    [{ state: { select: "#state", path: "story.body" }, html: true, read: "lines" }, ["Een\n\nTwee & drie"]],
    [{ jsonLd: "articleBody", read: "lines" }, ["Een.\n\nTwee."]],
    [{ generic: true }, []],
    [{ json: "a" }, []],
    [".nergens", []],
    [{ select: ".tag:empty" }, []],
  ])("%j gives %j", (source, expected) => {
    expect(texts(source)).toEqual(expected);
  });

  it("is read within a card or comment, and around it where it says so", () => {
    expect(texts("a", card)).toEqual(["Een"]);
    expect(texts({ select: ":self", attr: "data-id" }, card)).toEqual(["9"]);
    expect(texts({ closest: ".groep", select: "h2" }, selectFirst("#c2", document)!)).toEqual(["Groep"]);
    expect(texts({ closest: "section", select: "h2" }, card)).toEqual([]);
    expect(texts({ closest: ".card" }, card)).toEqual(["EenTwee a b"]);
  });

  it("gives addresses from attributes by themselves, and as they stand", () => {
    expect(texts("a", card, { as: "url" })).toEqual(["/een#x"]);
    expect(texts({ meta: "og:title" }, document, { as: "url" })).toEqual(["Kop op de Bode"]);
  });

  it("reads items of JSON", () => {
    const item = {
      json: { user: { name: " Ada  Vos " }, n: 0, gone: null, body: "<p>a</p><p>b</p>", list: ["x", "y"] },
    };
    expect(texts({ json: "user.name" }, item)).toEqual(["Ada Vos"]);
    expect(texts({ json: "n" }, item)).toEqual(["0"]);
    expect(texts({ json: "gone" }, item)).toEqual([]);
    expect(texts({ json: "body", html: true, read: "lines" }, item)).toEqual(["a\n\nb"]);
    expect(texts({ json: "body" }, item)).toEqual(["<p>a</p><p>b</p>"]);
    expect(texts({ json: "list", which: "all" }, item)).toEqual(["x", "y"]);
    expect(texts("h1", item)).toEqual([]);
    expect(readFirst(sourcesOf({ json: "n" }), item, context)?.value).toBe(0);
  });

  it("says where its text came from, and as it stood", () => {
    const [reading] = readSource(sourceOf({ select: "h1", strip: "Door:", match: "(?P<who>\\w+)" }), document, context);
    expect(reading).toMatchObject({
      text: "Raad",
      raw: "Door: Raad wil meer",
      kind: "selector",
      where: "h1",
      groups: { who: "Raad" },
    });
    expect(readSource(sourceOf({ select: ".card", attr: "DATA-ID" }), document, context)[0]?.where).toBe(
      ".card @data-id",
    );
  });

  it("never gives what was removed from the page", () => {
    const without = { ...context, removed: new Set([selectFirst("#c1", document)!, selectFirst("h1 b", document)!]) };
    expect(readSource(sourceOf({ select: ".tag", which: "all" }), document, without)).toEqual([]);
    expect(readSource(sourceOf("h1"), document, without)[0]?.text).toBe("Door: wil meer");
    expect(
      readElements(sourceOf({ select: ".card", which: "all" }), document, without).map(({ attribs }) => attribs.id),
    ).toEqual(["c2"]);
  });
});

describe("sources in order of trust", () => {
  it("give the first that has a value", () => {
    expect(readFirst(sourcesOf([".nergens", { meta: "niets" }, "h2", "h1"]), document, context)?.text).toBe("Groep");
    expect(readFirst(undefined, document, context)).toBeUndefined();
  });

  it("give all of the first that has any, where all are wanted", () => {
    expect(readAll(sourcesOf([".nergens", ".tag", "a"]), document, context).map(({ text }) => text)).toEqual([
      "a",
      "b",
    ]);
    expect(readAll(sourcesOf([{ select: ".tag", which: "first" }]), document, context)).toHaveLength(1);
  });
});

describe("stripping", () => {
  it.each([
    ["Door Doornbos", ["Door"], "Doornbos"],
    ["Doornbos", ["Door"], "Doornbos"],
    ["Door: Door: Ada", ["Door:"], "Ada"],
    ["Ada schreef:", ["schreef:", "schreef"], "Ada"],
    ["Gepubliceerd op: 25 januari", ["Gepubliceerd op:"], "25 januari"],
    ["van Dalen", ["Van"], "van Dalen"],
    ["€5", ["€"], "5"],
    ["12", ["1"], "12"],
    ["Ada |", ["|"], "Ada"],
  ])("of %j drops %j and leaves %j", (value, strip, expected) => {
    expect(texts({ value, strip })).toEqual([expected]);
  });
});

describe("splitting", () => {
  it.each([
    ["Jan / ", " / ", "Jan"],
    ["Jan en/of Piet", " / ", "Jan en/of Piet"],
    ["A / B / C", { by: " / ", at: "last" }, "A / B"],
    ["Naam (functie (oud))", { by: "brackets", keep: "after" }, "functie (oud)"],
    ["Naam (functie)", "brackets", "Naam"],
    ["Naam (functie) x", "brackets", "Naam (functie) x"],
  ] as const)("of %j at %j gives %j", (value, split, expected) => {
    expect(texts({ value, split })).toEqual([expected]);
  });

  it("takes time that is no square of the text", () => {
    const startedAt = process.cpuUsage();
    texts({ value: `${"(".repeat(200_000)})`, split: "brackets" });
    texts({ value: "a".repeat(1_000_000), match: "(a*)*b" });
    expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(5);
  });
});
