import { describe, expect, it } from "vitest";
import { recordOf } from "./pages.ts";

/** The article of each family of site (comments have tests of their own), as invented papers print it. */
describe("F1, a modern trade magazine", () => {
  const html = `<!doctype html><html lang=nl><div class="ad">Advertentie</div><nav class="c-crumb"><a>bestuur</a> / <span>Nieuws</span></nav>
<div class="c-article-header"><h1 class="c-article-header__heading">Wethouder en/of raad</h1><p class="c-article-header__lead">Lead …</p>
 <div class="c-meta"><div class="c-meta__item c-meta__item--publicationDate"><span class="c-meta__text">25 januari 2018</span></div></div></div>
<figure><img src="/f/raad.jpg" alt="raad.jpg"></figure>
<main class="b-article__main"><div class="c-article-content has--blockquote s-article"><p>Eén ‘alinea’.&nbsp;</p><p><strong>Kop</strong><br>Tekst</p>
 <p>Lees het volledige interview … <a href="/login">(inlog)</a></p></div></main>
<div class="ad">Advertentie</div>`;

  it("gives every field by one selector each", () => {
    const record = recordOf(html, {
      fields: {
        title: ".c-article-header__heading",
        lead: ".c-article-header__lead",
        section: ".c-crumb a",
        kind: ".c-crumb span",
        publishedAt: ".c-meta__item--publicationDate .c-meta__text",
        authors: ".c-meta__item--author",
        body: ".c-article-content",
        images: { select: "figure" },
      },
      rules: { remove: ".ad", subheadings: "p > strong:first-child" },
      outcomes: { partial: { select: ".c-article-content p", text: "\\(inlog\\)" } },
    });
    expect(record).toMatchObject({
      title: "Wethouder en/of raad",
      lead: "Lead …",
      section: "bestuur",
      kind: "Nieuws",
      publishedAt: "2018-01-25",
      publishedPrecision: "day",
      authors: [],
      access: "partial",
      accessReason: "Lees het volledige interview … (inlog)",
      images: [{ url: "https://www.bode.example/f/raad.jpg", alt: null, caption: null, credit: null }],
    });
    expect(record.body).toEqual([
      { type: "paragraph", text: "Eén ‘alinea’.", level: null },
      { type: "heading", text: "Kop", level: 2 },
      { type: "paragraph", text: "Tekst", level: null },
    ]);
    expect(record.text).toBe("Eén ‘alinea’.\n\nKop\n\nTekst");
    expect(record.warnings).toEqual([]);
  });
});

describe("F2, a legacy CMS in windows-1252", () => {
  it("gives paragraphs parted by br, the id from the address, and its letters", () => {
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"></head><body>of 64231 LinkedIn<div class="columnLeft"><h1 class="title"><span>Caf\u00e9 \u0093De Raad\u0094</span></h1><div class="articlebody">Tekst<br /><br />Tweede alinea<br /><b>Kop</b><br />Derde</div></div>`;
    const bytes = Uint8Array.from(html, (letter) => letter.charCodeAt(0));
    const record = recordOf(
      "",
      {
        urls: { id: "\\.(\\d+)\\.lynkx" },
        fields: { title: "h1.title", body: ".articlebody" },
        rules: { subheadings: ".articlebody > b" },
      },
      {
        body: bytes,
        charset: "windows-1252",
        finalUrl: "https://www.bode.example/bestuur/nieuws/de-raad.123456.lynkx",
      },
    );
    expect(record.title).toBe("Café “De Raad”");
    expect(record.body.map(({ type, text }) => `${type}: ${text}`)).toEqual([
      "paragraph: Tekst",
      "paragraph: Tweede alinea",
      "heading: Kop",
      "paragraph: Derde",
    ]);
  });

  it("has the same id and hash whatever its counters and address say", () => {
    const site = { urls: { id: "\\.(\\d+)\\.lynkx" }, fields: { title: "h1", body: ".b" } };
    const page = (counter: number) => `<p>of ${counter} LinkedIn</p><h1>Kop</h1><div class=b>Tekst</div>`;
    const one = recordOf(page(59100), site, { finalUrl: "https://www.bode.example/a/kop.7.lynkx" });
    const other = recordOf(page(64231), site, { finalUrl: "https://bode.example/b/kop-nieuw.7.lynkx" });
    expect([other.id, other.contentHash]).toEqual([one.id, one.contentHash]);
  });
});

describe("F3, WordPress", () => {
  const html = `<!doctype html><article class="post"><h1 class="entry-title">Kop</h1><time class="entry-date published" datetime="2018-01-25T14:05:00+01:00">25 januari 2018</time><time class="updated" datetime="2018-01-26T09:00:00+01:00">x</time>
<div class="entry-content"><p class="intro"><strong>Lead</strong></p><p>Een 🙂</p><div class="sharedaddy">Delen:</div><figure class="wp-block-table"><table><tr><td>a<td>b</table></figure></div></article><link rel="canonical" href="/kop/">`;

  it("gives both dates with their offset, the lead apart from the body, and a table", () => {
    const record = recordOf(html, {
      fields: {
        title: ".entry-title",
        lead: ".entry-content > .intro",
        publishedAt: { select: "time.published", attr: "datetime" },
        modifiedAt: { select: "time.updated", attr: "datetime" },
        body: { select: ".entry-content", remove: ".sharedaddy" },
      },
    });
    expect(record).toMatchObject({
      lead: "Lead",
      publishedAt: "2018-01-25T14:05:00+01:00",
      modifiedAt: "2018-01-26T09:00:00+01:00",
      canonicalUrl: "https://www.bode.example/kop/",
    });
    expect(record.body.map(({ text }) => text)).toEqual(["Een 🙂", "a\tb"]);
  });
});

describe("F4, Drupal", () => {
  it("reads a date with line breaks in it, and RDFa of the article though comments have it too", () => {
    const html = `<article typeof="schema:NewsArticle"><h1 class="page-title">
 Kop </h1><div class="field--node-post-date">
   25 januari
   2018
 </div><span property="schema:dateCreated" content="2018-01-25T13:05:00+00:00" class="hidden"></span><div class="body"><p>Een</p></div></article>
<article typeof="schema:Comment"><span property="schema:dateCreated" content="2019-01-25T13:05:00+00:00"></span></article>`;
    const fields = { title: ".page-title", body: ".body", publishedAt: { rdfa: "schema:dateCreated" } };
    expect(recordOf(html, { fields }).publishedAt).toBe("2018-01-25T13:05:00+00:00");
    expect(recordOf(html, { fields: { ...fields, publishedAt: ".field--node-post-date" } })).toMatchObject({
      title: "Kop",
      publishedAt: "2018-01-25",
    });
  });
});

describe("F5, structured data first", () => {
  const html = `<!doctype html><script type="application/ld+json">{"@type":"Organization","name":"De Bode"}</script><script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"headline":"Kop &amp; meer
van dit","datePublished":"2018-01-25T14:05:00+0100","author":[{"name":"Iris Kamp"}],"isAccessibleForFree":"False","commentCount":"4",}]}</script><h1>Kop & meer</h1><div class=b>Een</div>`;

  it("reads offsets without a colon, entities and broken JSON, and warns where page and data differ", () => {
    const record = recordOf(html, {
      fields: {
        title: ["h1", { jsonLd: "headline" }],
        publishedAt: { jsonLd: "NewsArticle.datePublished" },
        authors: { jsonLd: "author.name" },
        body: ".b",
      },
    });
    expect(record).toMatchObject({
      title: "Kop & meer",
      publishedAt: "2018-01-25T14:05:00+01:00",
      authors: [{ name: "Iris Kamp", role: null }],
      access: "partial",
    });
    expect(record.warnings.map(({ code }) => code)).toEqual(["sources-disagree"]);
    expect(recordOf(html, { fields: { title: { jsonLd: "headline" }, body: ".b" } }).title).toBe("Kop & meer van dit");
  });
});

describe("F6, nested custom elements", () => {
  it("keeps reactions out of the article that holds them", () => {
    const html = `<article><h1>Kop</h1><div class=tekst><p>Een</p></div><h2 class="reactionCount">Reacties <small>(87)</small></h2><div id="reactieContainer"><x-reaction class=reactie>Nee</x-reaction></div></article>`;
    const record = recordOf(html, {
      fields: { title: "h1", body: "article" },
      comments: { within: "#reactieContainer", item: "x-reaction", declared: ".reactionCount small" },
      rules: { remove: [".reactionCount"] },
    });
    expect(record.body.map(({ text }) => text)).toEqual(["Een"]);
  });
});

describe("F7, a shock-log", () => {
  it("cuts author, date and time out of one footer", () => {
    const html = `<article class="main" id="a5151510"><h1># Titel</h1><div class="article-intro"><p>Intro</p></div><div class="article_content"><p>Meer</p></div><div class="art-footer"><a rel="author">@Van Dalfsen</a>&nbsp;|&nbsp;25-01-18 | 14:05 | <a id="comment-count">396 reacties</a></div></article>`;
    const record = recordOf(html, {
      fields: {
        title: { select: "h1", strip: "#" },
        lead: ".article-intro",
        authors: { select: "a[rel=author]", strip: "@" },
        publishedAt: { select: ".art-footer", match: "\\d\\d-\\d\\d-\\d\\d \\| \\d\\d:\\d\\d" },
        body: ".article_content",
        publisherId: { select: "article.main", attr: "id" },
      },
    });
    expect(record).toMatchObject({
      title: "Titel",
      lead: "Intro",
      authors: [{ name: "Van Dalfsen", role: null }],
      publishedAt: "2018-01-25T14:05:00+01:00",
    });
  });
});

describe("F8 and F9, comments elsewhere", () => {
  it("give the whole article, with comments known to be missing", () => {
    const html = '<h1>Kop</h1><div class=b>Een</div><div id="coral_thread" data-story-id="a-9"></div>';
    const record = recordOf(html, {
      fields: { title: "h1", body: ".b" },
      comments: { widget: { name: "coral", select: "#coral_thread" } },
    });
    expect(record).toMatchObject({ comments: [], commentsSource: "widget:coral", commentsComplete: false });
  });
});

describe("F10, an expert platform", () => {
  it("takes the author once, not from the picture, and the count before the body not as text", () => {
    const html = `<h1>Kop</h1><p class="meta">11 reacties · Door <a>Tess Blom</a> <img alt="Tess Blom"> · 13 minuten leestijd</p><div class=b><p>Een</p></div>`;
    const record = recordOf(html, { fields: { title: "h1", authors: ".meta a", body: ".b" } });
    expect([record.authors, record.body.map(({ text }) => text)]).toEqual([
      [{ name: "Tess Blom", role: null }],
      ["Een"],
    ]);
  });
});

describe("F11, a daily behind walls", () => {
  it("keeps the teaser as partial, the agency as author, and an update out of the date", () => {
    const html = `<h1>Kop</h1><p class=by>ANP</p><p class=d>Update 16:20</p><div class=b><p>Teaser</p><div class="paywall-gradient">Lees verder met een abonnement</div></div>`;
    const record = recordOf(html, {
      fields: { title: "h1", authors: ".by", publishedAt: ".d", body: ".b" },
      outcomes: { partial: { select: ".paywall-gradient" } },
    });
    expect(record).toMatchObject({
      access: "partial",
      accessReason: "Lees verder met een abonnement",
      authors: [{ name: "ANP" }],
      publishedAt: null,
    });
    expect(record.body.map(({ text }) => text)).toEqual(["Teaser"]);
  });
});

describe("F12, bare old HTML", () => {
  const html = `<FONT SIZE=4><B>Titel</B></FONT><BR><I>door Kees Vink, 25 jan. 2018</I><P>Alinea<P>Alinea twee<HR><B>Reacties</B><P>
<B>Loes Prins</B> - wethouder, 26-1-2018 9.15 uur<BR>Tekst<HR>`;

  it("reads title, byline, date and text without a single class", () => {
    const record = recordOf(html, {
      fields: {
        title: 'font[size="4"] > b',
        authors: { select: "i", match: "^door ([^,]+)," },
        publishedAt: { select: "i", match: ", (.+)$" },
        body: { select: "body", startAfter: "i", endBefore: "hr" },
      },
    });
    expect(record).toMatchObject({
      title: "Titel",
      authors: [{ name: "Kees Vink", role: null }],
      publishedAt: "2018-01-25",
    });
    expect(record.body.map(({ text }) => text)).toEqual(["Alinea", "Alinea twee"]);
  });
});

describe("a described page that changed", () => {
  const fields = { title: "h1.kop", lead: ".lead", publishedAt: ".datum", authors: ".auteur", body: ".tekst" };
  const html =
    '<h1 class="kop">Kop</h1><p class="lead">Lead</p><p class="datum">25 januari 2018</p><p class="auteur">Iris Kamp</p><div class="tekst"><p>Een</p></div><div class="buren"><h1>Ander</h1><p>1 mei 2020</p><p>Bo Aal</p></div>';

  it.each([
    ["lead", "lead", null],
    ["datum", "publishedAt", null],
    ["auteur", "authors", []],
  ] as const)("that loses the class %s has no %s, never its neighbour's", (name, field, expected) => {
    const record = recordOf(html.replace(`class="${name}"`, 'class="x-7f3a"'), { fields });
    expect(record[field]).toEqual(expected);
  });

  it("is rejected without its title", () => {
    expect(() => recordOf(html.replace("kop", "x"), { fields })).toThrow(/no-title/);
    expect(() => recordOf(html.replace("tekst", "x"), { fields })).toThrow(/no-body/);
  });

  it("is the same with a class added, an advertisement put in, or the order swapped", () => {
    const plain = recordOf(html, { fields });
    const changed = recordOf(
      html
        .replace('class="tekst"', 'class="nieuw tekst has--x"')
        .replace("<p>Een</p>", "<p>Een</p><aside class=ad>Koop</aside>")
        .replace('<p class="lead">Lead</p>', "")
        .concat('<p class="lead">Lead</p>'),
      { fields, rules: { remove: ".ad" } },
    );
    expect(changed.contentHash).toBe(plain.contentHash);
  });
});
