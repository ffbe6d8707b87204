import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeEntities } from "../../src/dom/decode-entities.ts";
import { microdataAt, rdfaAt } from "../../src/dom/marked-properties.ts";
import { readJson, readState } from "../../src/dom/mend-json.ts";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { selectAll, selectFirst } from "../../src/dom/select.ts";
import { structuredDataOf } from "../../src/dom/structured-data.ts";

const url = "https://bode.example/nieuws/raad";
const ld = (...blocks: string[]) =>
  structuredDataOf(parseHtml(blocks.map((text) => `<script type="application/ld+json">${text}</script>`).join("")), [
    url,
  ]).jsonLd;

describe("JSON-LD", () => {
  it.each([
    ["one object", ['{"@type":"NewsArticle","headline":"Kop"}']],
    ["a type in a list, in a graph", ['{"@graph":[{"@type":["Thing","NewsArticle"],"headline":"Kop"}]}']],
    ["a list of objects", ['[{"@type":"WebSite","headline":"Nee"},{"@type":"Article","headline":"Kop"}]']],
    [
      "the organisation first",
      ['{"@type":"Organization","headline":"Nee"}', '{"@type":"ReportageNewsArticle","headline":"Kop"}'],
    ],
    ["the full name of the vocabulary", ['{"@type":"http://schema.org/NewsArticle","headline":"Kop"}']],
    ["a page's main entity", ['{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"Kop"}}']],
    [
      "a reference to it",
      [
        '{"@graph":[{"@type":"WebPage","mainEntity":{"@id":"#a"}},{"@id":"#a","@type":"BlogPosting","headline":"Kop"}]}',
      ],
    ],
    [
      "a news article rather than a blog's",
      ['{"@type":"BlogPosting","headline":"Nee"}', '{"@type":"NewsArticle","headline":"Kop"}'],
    ],
    [
      "its own article of several",
      [
        '{"@type":"NewsArticle","url":"/ander","headline":"Nee"}',
        `{"@type":"NewsArticle","mainEntityOfPage":{"@id":"http://www.bode.example/nieuws/raad/?x#y"},"headline":"Kop"}`,
      ],
    ],
    ["a raw line break in a text", ['{"@type":"NewsArticle","headline":"Kop","description":"een\ntwee\tdrie"}']],
    ["commas too many", ['{"@type":"NewsArticle","headline":"Kop","keywords":["a","b",],}']],
    ["comment marks around it", ['<!-- {"@type":"NewsArticle","headline":"Kop"} -->']],
    ["CDATA around it", ['//<![CDATA[\n{"@type":"NewsArticle","headline":"Kop"}\n//]]>']],
    ["a semicolon after it", ['{"@type":"NewsArticle","headline":"Kop"};']],
    ["two objects in a row", ['{"@type":"Organization"}\n{"@type":"NewsArticle","headline":"Kop"}']],
    ["comments in it", ['{/* kop */"@type":"NewsArticle", // hier\n"headline":"Kop"}']],
    ["quotes as entities", ["{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;Kop&quot;}"]],
    ["a mark at the beginning", ['\ufeff{"@type":"NewsArticle","headline":"Kop"}']],
    ["a broken block beside it", ["{oops", '{"@type":"NewsArticle","headline":"Kop"}']],
  ])("finds the headline of %s", (_, blocks) => {
    expect(ld(...blocks).textsAt("headline")).toEqual(["Kop"]);
  });

  it.each([
    ["a missing quote", '{"@type":"NewsArticle,"headline":"Kop"}'],
    ["a missing bracket", '{"@type":"NewsArticle","headline":"Kop"'],
    ["text after it", '{"@type":"NewsArticle","headline":"Kop"} extra'],
    ["a quote inside a text", '{"@type":"NewsArticle","headline":"De "beste" Kop"}'],
    ["script", 'alert("x")'],
    ["nothing", ""],
  ])("does not guess at %s", (_, text) => {
    expect(ld(text).textsAt("headline")).toEqual([]);
  });

  it("follows paths, references and lists, and names what an object is", () => {
    const data = ld(
      `{"@graph":[{"@type":"NewsArticle","author":[{"@id":"#p"},{"name":"Bram &amp; Zn."},"Tess"],"commentCount":"4","isAccessibleForFree":false,
        "image":{"@type":"ImageObject","url":"/i.jpg"},"__proto__":{"polluted":"ja"}},{"@id":"#p","@type":"Person","name":"Iris Kamp","jobTitle":"verslaggever"}]}`,
      '{"@type":"BreadcrumbList","itemListElement":[{"name":"Home"},{"item":{"name":"Bestuur"}}]}',
    );
    expect(data.textsAt("author")).toEqual(["Iris Kamp", "Bram & Zn.", "Tess"]);
    expect(data.textsAt("author.name")).toEqual(["Iris Kamp", "Bram & Zn.", "Tess"]);
    expect(data.textsAt("author[*].name")).toEqual(["Iris Kamp", "Bram & Zn.", "Tess"]);
    expect(data.textsAt("author[0].jobTitle")).toEqual(["verslaggever"]);
    expect(data.textsAt("NewsArticle.commentCount")).toEqual(["4"]);
    expect(data.textsAt("Article.commentCount")).toEqual(["4"]);
    expect(data.textsAt("isAccessibleForFree")).toEqual(["false"]);
    expect(data.textsAt("image")).toEqual(["/i.jpg"]);
    expect(data.textsAt("BreadcrumbList.itemListElement[1].item.name")).toEqual(["Bestuur"]);
    expect(data.textsAt("Person.name")).toEqual(["Iris Kamp"]);
    expect(data.textsAt("Event.name")).toEqual([]);
    expect(data.textsAt("polluted")).toEqual([]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it("is not taken from a template or from a script of another kind", () => {
    const document = parseHtml(
      '<template><script type="application/ld+json">{"@type":"NewsArticle","headline":"a"}</script></template><script>{"@type":"NewsArticle","headline":"b"}</script>',
    );
    expect(structuredDataOf(document, []).jsonLd.article).toBeNull();
  });

  it("is read in bounds: ids that point to each other, depth, and size", () => {
    expect(
      ld('{"@type":"Article","@id":"#a","author":{"@id":"#b"}}', '{"@id":"#b","sameAs":{"@id":"#a"}}').textsAt(
        "author.sameAs.author.sameAs.name",
      ),
    ).toEqual([]);
    expect(ld(`${'{"@graph":['.repeat(5_000)}1${"]}".repeat(5_000)}`).nodes).toEqual([]);
    expect(readJson(`"${"x".repeat(5_000_000)}"`)).toEqual([]);
  });
});

describe("JSON mended", () => {
  it("is what JSON.parse gives where nothing is broken, and never throws", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readJson(text)).toEqual([JSON.parse(text)]);
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom("{", "}", "[", "]", '"', "a", ":", ",", "1", "\\", "\n", "/*", "//", ";", "null", " "),
        ),
        (parts) => {
          expect(Array.isArray(readJson(parts.join("")))).toBe(true);
          readState(`x = ${parts.join("")}`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("gives values in a row, and texts with their control characters", () => {
    expect(readJson('{"a":1}{"b":2}, [3];')).toEqual([{ a: 1 }, { b: 2 }, [3]]);
    expect(readJson('{"a":"x\\\'y\n\u0001"}')).toEqual([{ a: "x'y\n\u0001" }]);
    expect(readJson('{"a":1,,"b":2}')).toEqual([]);
  });

  it("takes time that is no square of the text", () => {
    const startedAt = process.cpuUsage();
    readJson(`[${'{"a":"x\n",},'.repeat(100_000)}]`);
    expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(5);
  });

  it.each([
    ["white space", `{"a":${" ".repeat(1_000_000)}!`],
    ["comment marks", `${"<!--".repeat(500_000)}{"a":1}${"-->".repeat(500_000)}`],
    ["a text", `x = JSON.parse("${"\\n".repeat(1_500_000)}`],
    ["line breaks", `{"a":1${"\n ".repeat(1_000_000)},,}`],
  ])("is looked for in a long run of %s in time that is no square of it", (_, text) => {
    const startedAt = process.cpuUsage();
    readJson(text);
    readState(text);
    expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(5);
  });

  it.each([
    ['window.__STATE__ = {"a":{"b":"}"}}; (function(){ x = {} })()', { a: { b: "}" } }],
    ['{"props":{"x":1}}', { props: { x: 1 } }],
    ['window.s=JSON.parse("{\\"a\\":1}");', { a: 1 }],
    ["var x = 5;", undefined],
    ["window.a = {b: function() {}}", undefined],
  ])("reads a framework's state from %s", (script, expected) => {
    expect(readState(script)).toEqual(expected);
  });
});

describe("entities", () => {
  it("are decoded once, tags and bare ampersands stay", () => {
    expect(decodeEntities("Caf&eacute; &amp;amp; &#39;t &#x27; <b> R&D &nbsp; &zinloos;")).toBe(
      "Café &amp; 't ' <b> R&D \u00a0 &zinloos;",
    );
  });
});

describe("meta elements", () => {
  it("are found by name, property, itemprop and http-equiv, case apart, empty ones passed over", () => {
    const data = structuredDataOf(
      parseHtml(
        '<meta property="og:Title" content="A"><meta name="author" content=""><meta name=AUTHOR content=" B "><meta itemprop="x y" content="C"><meta http-equiv=Refresh content="5">',
      ),
      [],
    );
    expect([
      data.metas("og:title"),
      data.metas("author"),
      data.metas("y"),
      data.metas("refresh"),
      data.metas("z"),
    ]).toEqual([["A"], ["B"], ["C"], ["5"], []]);
  });
});

const microdata = parseHtml(`<article itemscope itemtype="https://schema.org/NewsArticle">
<h1 itemprop="headline">Kop</h1><time itemprop="datePublished" datetime="2018-01-25">donderdag</time>
<span itemprop="author" itemscope>Dhr. <span itemprop="name">Iris Kamp</span></span><meta itemprop="commentCount" content="2">
<a itemprop="url" href="/x">link</a>
<ul><li id="c1" itemscope itemtype="http://schema.org/comment" itemprop="comment"><span itemprop="author" itemscope>Dhr. <span itemprop="name">Pim Oort</span></span>
<time itemprop="dateCreated" content="2018-01-25T15:10:00+0100">25.01.2018</time><p itemprop="text">Een</p>
<div itemprop="comment" itemscope itemtype="http://schema.org/comment"><span itemprop="author">Bo</span><p itemprop="text">Antwoord</p></div></li></ul></article>`);

describe("microdata", () => {
  const at = (path: string, id?: string) =>
    microdataAt(path, id === undefined ? microdata : selectFirst(`#${id}`, microdata)!).map(({ text }) => text);

  it.each([
    ["headline", undefined, ["Kop"]],
    ["datePublished", undefined, ["2018-01-25"]],
    ["author.name", undefined, ["Iris Kamp"]],
    ["author", undefined, ["Iris Kamp"]],
    ["commentCount", undefined, ["2"]],
    ["text", undefined, []],
    ["author.name", "c1", ["Pim Oort"]],
    ["dateCreated", "c1", ["2018-01-25T15:10:00+0100"]],
    ["text", "c1", ["Een"]],
    ["comment.text", "c1", ["Antwoord"]],
  ])("%s in %s is %j: never a comment's for the article, nor a reply's for the comment", (path, id, expected) => {
    expect(at(path, id)).toEqual(expected);
  });
});

describe("RDFa", () => {
  const rdfa =
    parseHtml(`<div property="schema:name">Artikel</div><span property="dc:date schema:dateCreated" content="2018-01-25T13:05:00+00:00">x</span>
<article typeof="schema:Comment"><p property="schema:name">Titel</p><article typeof="schema:Comment"><p property="schema:name">Antwoord</p></article></article>`);

  it("reads the article's, not its comments', and a comment's, not its replies'", () => {
    const [comment] = selectAll("article", rdfa);
    expect(rdfaAt("schema:name", rdfa).map(({ text }) => text)).toEqual(["Artikel"]);
    expect(rdfaAt("name", comment!).map(({ text }) => text)).toEqual(["Titel"]);
    expect(rdfaAt("schema:dateCreated", rdfa).map(({ text }) => text)).toEqual(["2018-01-25T13:05:00+00:00"]);
  });
});
