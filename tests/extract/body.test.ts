import { describe, expect, it } from "vitest";
import type { SiteInput } from "../../src/model/site.ts";
import { doubts, read } from "./pages.ts";

const page = (body: string, head = "") =>
  `<!doctype html><html><head><title>x</title>${head}</head><body>${body}</body></html>`;
const bodyOf = (html: string, parts: Partial<SiteInput>, head = "") =>
  read(page(html, head), parts).body.map(({ type, text }) => (type === "paragraph" ? text : `${type}: ${text}`));

describe("the body", () => {
  it("drops advertisements at both ends by selector, and keeps the word in the text", () => {
    const html =
      "<div class=ad>Advertentie</div><div class=t><div class=ad>Advertentie</div><p>Een Advertentie in de krant.</p><div class=ad>Advertentie</div></div>";
    expect(bodyOf(html, { fields: { body: ".t" }, rules: { remove: ".ad" } })).toEqual([
      "Een Advertentie in de krant.",
    ]);
    expect(bodyOf(html, { fields: { body: { select: ".t", remove: ".ad" } } })).toEqual([
      "Een Advertentie in de krant.",
    ]);
  });

  it("keeps a paragraph that nearly is the lead, and is no place to take the lead from", () => {
    const html =
      "<p class=lead>Volgens Bo Aal, directeur, leven we.</p><div class=t><p>Ingeleid.</p><p>Volgens de directeur leven we.</p></div>";
    const extraction = read(page(html), { fields: { lead: ".lead", body: ".t" } });
    expect(extraction.lead).toBe("Volgens Bo Aal, directeur, leven we.");
    expect(extraction.body.map(({ text }) => text)).toEqual(["Ingeleid.", "Volgens de directeur leven we."]);
  });

  it("leaves out the elements that title, lead and captions were read from, for a text belongs to one field", () => {
    const html = `<article><h1>Kop</h1><p class=intro><strong>Lead</strong></p><p>Een</p><div class=wp-caption><img src=/a.jpg><p class=cap>Bijschrift</p></div><p>Lead</p></article>`;
    const parts = {
      fields: { title: "h1", lead: ".intro", body: "article", images: { select: ".wp-caption", caption: ".cap" } },
    };
    expect(bodyOf(html, parts)).toEqual(["Een", "Lead"]);
  });

  it("keeps an element of which a field took only a part", () => {
    const html = "<div class=t><p>KAMPEN - De raad wil meer.</p></div>";
    expect(bodyOf(html, { fields: { section: ".t", lead: { select: ".t p", split: " - " }, body: ".t" } })).toEqual([
      "KAMPEN - De raad wil meer.",
    ]);
  });

  it("never leaves out the container, even where another field was read from it", () => {
    expect(bodyOf("<div class=t>Tekst</div>", { fields: { lead: ".t", body: ".t" } })).toEqual(["Tekst"]);
    expect(bodyOf("<main><div class=t>Tekst</div></main>", { fields: { lead: "main", body: ".t" } })).toEqual([
      "Tekst",
    ]);
  });

  it("holds no comments that stand in its container", () => {
    const html =
      "<article><p>Een</p><section class=c><h2>Reacties: 1</h2><div class=r><b>Bo</b><p>Eens</p></div></section></article>";
    const comments = { item: ".r", author: "b", text: "p" };
    expect(bodyOf(html, { fields: { body: "article" }, comments: { ...comments, within: ".c" } })).toEqual(["Een"]);
    expect(bodyOf(html, { fields: { body: "article" }, comments })).toEqual(["Een", "heading: Reacties: 1"]);
  });

  it("takes all containers that match, in page order, one inside another once", () => {
    const html = "<div class=t>Een<div class=t>Twee</div></div><aside>weg</aside><div class=t>Drie</div>";
    expect(bodyOf(html, { fields: { body: ".t" } })).toEqual(["Een", "Twee", "Drie"]);
    expect(bodyOf(html, { fields: { body: { select: ".t", which: "last" } } })).toEqual(["Drie"]);
  });

  it("matches single class tokens, whatever else the class attribute holds", () => {
    for (const classes of [
      "c-article-content s-article",
      "c-article-content has--blockquote s-article",
      "x  c-article-content\n",
    ]) {
      expect(bodyOf(`<div class="${classes}"><p>Een</p></div>`, { fields: { body: ".c-article-content" } })).toEqual([
        "Een",
      ]);
    }
  });

  it("goes to the next source where one gives no block", () => {
    expect(
      bodyOf("<div class=a><p> </p></div><div class=b>Een</div>", { fields: { body: [".nergens", ".a", ".b"] } }),
    ).toEqual(["Een"]);
  });

  it("drops what is the lead word for word only where the site file asks for it, and what nearly is it never", () => {
    const html = "<p class=lead>Lead.</p><div class=t><p>Lead.</p><p>Lead</p></div>";
    expect(bodyOf(html, { fields: { lead: ".lead", body: ".t" } })).toEqual(["Lead.", "Lead"]);
    expect(bodyOf(html, { fields: { lead: ".lead", body: ".t" }, rules: { dropRepeats: true } })).toEqual(["Lead"]);
  });

  it("drops blocks that match a pattern whole, and no others", () => {
    const html = "<div class=t><p>Lees ook: dit</p><p>Wie Lees ook: zegt</p></div>";
    expect(bodyOf(html, { fields: { body: ".t" }, rules: { dropBody: "Lees ook: .*" } })).toEqual([
      "Wie Lees ook: zegt",
    ]);
  });

  it("is read from JSON-LD, a paragraph a line, and from HTML in a framework's state", () => {
    const head = `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"Een.\\n\\nTwee."}</script><script id=s>{"b":"<h2>Kop</h2><p>Drie</p>"}</script>`;
    expect(bodyOf("", { fields: { body: { jsonLd: "articleBody" } } }, head)).toEqual(["Een.", "Twee."]);
    expect(bodyOf("", { fields: { body: { state: { select: "#s", path: "b" }, html: true } } }, head)).toEqual([
      "heading: Kop",
      "Drie",
    ]);
  });

  it("ends where the site file says, where no element holds it", () => {
    const html = "<font size=4><b>Titel</b></font><br><i>door Kees Vink</i><p>Alinea<p>Alinea<hr><b>Reacties</b><p>Nee";
    expect(bodyOf(html, { fields: { body: { select: "body", startAfter: "i", endBefore: "hr" } } })).toEqual([
      "Alinea",
      "Alinea",
    ]);
  });

  it("is absent where what it begins after is missing, and not the whole page", () => {
    const html = "<a>Voorpagina</a><p>Alinea<hr>";
    expect(bodyOf(html, { fields: { body: { select: "body", startAfter: "i", endBefore: "hr" } } })).toEqual([]);
    const title = { title: { select: "body", startAfter: "i" } };
    expect(read(html, { fields: title }).title).toBeNull();
  });

  it("is not looked for in templates, nor in text that only looks like elements", () => {
    const html =
      "<template><div class=t>Een</div></template><xmp><div class=t>Twee</div></xmp><!-- <div class=t>Drie</div> --><textarea><div class=t>Vier</div></textarea><plaintext><div class=t>Vijf</div>";
    expect(bodyOf(html, { fields: { body: ".t" } })).toEqual([]);
  });

  it("warns of a block that is a template nobody filled in", () => {
    expect(
      doubts(read(page("<div class=t><p>Een</p><p>{{ article.body }}</p></div>"), { fields: { body: ".t" } })),
    ).toEqual(["placeholder-value body"]);
  });
});
