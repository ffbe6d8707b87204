import { describe, expect, it } from "vitest";
import { doubts, read } from "./pages.ts";

const page = (body: string, head = "") =>
  `<!doctype html><html lang="nl-NL"><head><title>x</title>${head}</head><body>${body}</body></html>`;
const ld = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data)}</script>`;

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: a template that was not filled in
describe("texts", () => {
  it("come from the first source that has any, with where they came from", () => {
    const extraction = read(page("<h1>Raad wil   meer</h1>"), { fields: { title: [".nergens", "h1"] } });
    expect(extraction.title).toBe("Raad wil meer");
    expect(extraction.provenance).toContainEqual({
      field: "title",
      source: "selector",
      where: "h1",
      text: "Raad wil meer",
      confidence: 1,
    });
  });

  it("are null where nothing is found, and fields that are not named too", () => {
    const extraction = read(page("<h1>Kop</h1><p class=lead>Lead"), { fields: { title: "h1", section: ".sectie" } });
    expect([extraction.section, extraction.lead, extraction.publishedAt, extraction.kind]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it.each([
    "404",
    "404 - Not Found",
    "Fout 404",
    "{{title}}",
    "{title}",
    "%TITLE%",
    "${article.title}",
    "undefined",
    "null",
    "-",
    "…",
    "No headline",
    "Untitled",
    "<%= title %>",
    "Just a moment...",
  ])("a title that is only %s is none, with a warning", (title) => {
    const extraction = read(page(`<h2>${title.replaceAll("<", "&lt;")}</h2>`), { fields: { title: "h2" } });
    expect(extraction.title).toBeNull();
    expect(doubts(extraction)).toEqual(["placeholder-value title"]);
  });

  it.each([
    "Titel",
    "404 woningen erbij",
    "Niets is wat het lijkt",
    "1984",
    "Waarom {haakjes} mogen",
    "Error in de raad",
    "Null-emissie",
  ])("a title such as %s is one", (title) => {
    expect(read(page(`<h1>${title}</h1>`), { fields: { title: "h1" } }).title).toBe(title);
  });

  it("a placeholder gives way to the next source", () => {
    const extraction = read(page("<h1>{{title}}</h1><h2>Kop</h2>"), { fields: { title: ["h1", "h2"] } });
    expect(extraction.title).toBe("Kop");
    expect(doubts(extraction)).toEqual(["placeholder-value title"]);
  });

  it("that disagree between listed sources are a warning; case, quotes and white space are no disagreement", () => {
    const fields = { title: ["h1", { jsonLd: "headline" }] };
    const disagreeing = read(
      page("<h1>Raad wil meer</h1>", ld({ "@type": "NewsArticle", headline: "Raad wil meer geld" })),
      { fields },
    );
    expect(disagreeing.title).toBe("Raad wil meer");
    expect(doubts(disagreeing)).toEqual(["sources-disagree title"]);
    const agreeing = read(
      page("<h1>‘Raad’ wil&nbsp;meer</h1>", ld({ "@type": "NewsArticle", headline: "'Raad' wil Meer" })),
      { fields },
    );
    expect(doubts(agreeing)).toEqual([]);
  });

  it("do not disagree with what stands in for them: a fixed value, or the spelling of the address", () => {
    const extraction = read(page("<i>carrière</i>"), {
      fields: { section: ["i", { url: "example/([a-z]+)/" }], kind: ["b", { value: "Nieuws" }] },
    });
    expect([extraction.section, extraction.kind, ...doubts(extraction)]).toEqual(["carrière", "Nieuws"]);
  });

  it("are in NFC and otherwise verbatim", () => {
    const extraction = read(page("<h1>Cafe\u0301 ‘x” – “is”.3.0\u200b</h1>"), { fields: { title: "h1" } });
    expect(extraction.title).toBe("Café ‘x” – “is”.3.0");
  });
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above
describe("dates", () => {
  const published = (html: string, source: NonNullable<Parameters<typeof read>[1]>["fields"] = { publishedAt: ".d" }) =>
    read(page(html), { fields: source });

  it.each([
    ["25 januari 2018", "2018-01-25", "day"],
    ["Gepubliceerd op: 25 januari 2018 14:05", "2018-01-25T14:05:00+01:00", "minute"],
    ["25-01-18 | 14:05", "2018-01-25T14:05:00+01:00", "minute"],
    ["25 July 2022", "2022-07-25", "day"],
  ])("%s is %s", (text, at, precision) => {
    const extraction = published(`<p class=d>${text}</p>`);
    expect([extraction.publishedAt, extraction.publishedPrecision]).toEqual([at, precision]);
    expect(doubts(extraction)).toEqual([]);
  });

  it("keep the text as it stood", () => {
    expect(published("<p class=d>25 januari 2018</p>").publishedText).toBe("25 januari 2018");
  });

  it.each(["binnenkort", "31 februari 2018", "zo 25-03-2018 02:30", "{{date}}"])(
    "%s is null with a warning, never now",
    (text) => {
      const extraction = published(`<p class=d>${text}</p>`);
      expect(extraction.publishedAt).toBeNull();
      expect(doubts(extraction)).toEqual(["date-unreadable publishedAt"]);
    },
  );

  it("that are not there are null, with a warning where the site file looks for the date of publication", () => {
    expect(doubts(published("<p>x"))).toEqual(["date-missing publishedAt"]);
    expect(doubts(published("<p>x", { modifiedAt: ".d" }))).toEqual([]);
  });

  it("are reckoned from when the page was brought where they are relative, and say so", () => {
    const extraction = published("<p class=d>gisteren 14:05</p>");
    expect(extraction.publishedAt).toBe("2026-02-02T14:05:00+01:00");
    expect(doubts(extraction)).toEqual(["date-inferred publishedAt"]);
  });

  it("that are relative are not read where the site file forbids it", () => {
    const extraction = published("<p class=d>gisteren 14:05</p>", { publishedAt: { select: ".d", relative: false } });
    expect([extraction.publishedAt, ...doubts(extraction)]).toEqual([null, "date-unreadable publishedAt"]);
  });

  it("of a change are never the date of publication", () => {
    const extraction = published("<p class=d>Laatst gewijzigd op 26 januari 2018 09:12</p>");
    expect([extraction.publishedAt, extraction.modifiedAt]).toEqual([null, "2018-01-26T09:12:00+01:00"]);
    expect(doubts(extraction)).toEqual(["date-is-of-change publishedAt"]);
  });

  it("of a change give way to what the site file names for them", () => {
    const extraction = published("<p class=d>Update: 26 januari 2018</p><p class=m>27 januari 2018</p>", {
      publishedAt: ".d",
      modifiedAt: ".m",
    });
    expect([extraction.publishedAt, extraction.modifiedAt]).toEqual([null, "2018-01-27"]);
    const without = published("<p class=d>Update: 26 januari 2018</p>", { publishedAt: ".d", modifiedAt: ".m" });
    expect([without.publishedAt, without.modifiedAt]).toEqual([null, "2018-01-26"]);
  });

  it("that cannot be are null: a computer's zero, and what lies ahead", () => {
    expect(doubts(published("<p class=d>1 januari 1970</p>"))).toEqual(["date-impossible publishedAt"]);
    const ahead = published("<p class=d>25 januari 2099</p>");
    expect([ahead.publishedAt, ...doubts(ahead)]).toEqual([null, "date-in-future publishedAt"]);
    expect(published("<p class=d>4 februari 2026</p>").publishedAt).toBe("2026-02-04");
  });

  it("are taken from the next source where one cannot be read", () => {
    const extraction = published("<p class=d>binnenkort</p><time datetime='2018-01-25T14:05:00+01:00'>x</time>", {
      publishedAt: [".d", { select: "time", attr: "datetime" }],
    });
    expect(extraction.publishedAt).toBe("2018-01-25T14:05:00+01:00");
  });

  it("agree where a day and a time of it are named, in whatever zone, and disagree otherwise", () => {
    const both = (day: string, instant: string) =>
      doubts(
        published(`<p class=d>${day}</p><time datetime="${instant}">x</time>`, {
          publishedAt: [".d", { select: "time", attr: "datetime" }],
        }),
      );
    expect(both("26 januari 2018", "2018-01-25T23:30:00Z")).toEqual([]);
    expect(both("25 januari 2018 14:05", "2018-01-25T13:05:40Z")).toEqual([]);
    expect(both("24 januari 2018", "2018-01-25T23:30:00Z")).toEqual(["sources-disagree publishedAt"]);
    expect(both("25 januari 2018 14:05", "2018-01-25T14:05:00Z")).toEqual(["sources-disagree publishedAt"]);
  });

  it("follow their source's order, zone and epoch", () => {
    expect(published("<p class=d>05/04/2018</p>", { publishedAt: { select: ".d", order: "mdy" } }).publishedAt).toBe(
      "2018-05-04",
    );
    expect(
      published("<p class=d>5 april 2018 12:00</p>", { publishedAt: { select: ".d", timeZone: "UTC" } }).publishedAt,
    ).toBe("2018-04-05T12:00:00+00:00");
    expect(
      published("<p class=d data-t=1516885500>x</p>", { publishedAt: { select: ".d", attr: "data-t", epoch: true } })
        .publishedAt,
    ).toBe("2018-01-25T14:05:00+01:00");
  });

  it("glued to the author are cut by the site file", () => {
    const fields = { publishedAt: { select: ".d", match: "^\\d{1,2} \\p{L}+ \\d{4}" } };
    expect(published("<p class=d>29 januari 2026Wouter Vos</p>", fields).publishedAt).toBe("2026-01-29");
  });
});

describe("authors", () => {
  const authors = (
    html: string,
    source: NonNullable<NonNullable<Parameters<typeof read>[1]>["fields"]>["authors"],
    head = "",
  ) =>
    read(page(html, head), { fields: { authors: source } }).authors.map(({ name, role }) =>
      role === null ? name : `${name} | ${role}`,
    );

  it.each([
    ["<p class=a>Door Iris Kamp</p>", ".a", ["Iris Kamp"]],
    ["<p class=a>Iris Kamp en Jan de Vries</p>", ".a", ["Iris Kamp", "Jan de Vries"]],
    ["<p class=a>ANP</p>", ".a", ["ANP"]],
    ["<p class=a>Redactie</p>", ".a", ["Redactie"]],
    ["<p>x", ".a", []],
    ["<a class=a>Iris Kamp</a><a class=a>Bram Veer</a>", ".a", ["Iris Kamp", "Bram Veer"]],
    ["<img alt='Iris Kamp'><a class=a>Iris Kamp</a><a class=a>IRIS KAMP</a>", ".a", ["Iris Kamp"]],
    [
      "<p class=a>Iris Kamp / redacteur en columnist</p>",
      { select: ".a", split: " / " },
      ["Iris Kamp | redacteur en columnist"],
    ],
    ["<p class=a>Iris Kamp / </p>", { select: ".a", split: " / " }, ["Iris Kamp"]],
    ["<p class=a>Iris Kamp (ANP)</p>", { select: ".a", split: ["|", "brackets"] }, ["Iris Kamp | ANP"]],
    [
      "<p class=a>Columnist: Iris Kamp</p>",
      { select: ".a", split: { by: ": ", keep: "after" } },
      ["Iris Kamp | Columnist"],
    ],
    [
      "<p class=a>Ministerie van Alles en Nog Wat</p>",
      { select: ".a", several: false },
      ["Ministerie van Alles en Nog Wat"],
    ],
    [
      "<div class=a>Iris Kamp</div><i class=r>hoogleraar</i>",
      { select: ".a", role: ":self + .r" },
      ["Iris Kamp | hoogleraar"],
    ],
    [
      "<p class=a>door Iris Kamp - wethouder, 2018</p>",
      { select: ".a", match: "door (?P<author>[^-]+) - (?P<role>[^,]+)" },
      ["Iris Kamp | wethouder"],
    ],
    ["<p class=a>undefined</p>", ".a", []],
    ["<a class=a>https://www.bode.example/auteur/1</a>", ".a", []],
    ["<p class=a>{{author}}</p><p class=b>Iris Kamp", [".a", ".b"], ["Iris Kamp"]],
    ["<p class=a>J.P. van der 't Hout-de Vries", ".a", ["J.P. van der 't Hout-de Vries"]],
  ] as const)("of %s are %j", (html, source, expected) => {
    expect(authors(html, source as Parameters<typeof authors>[1])).toEqual(expected);
  });

  it("are read from JSON-LD, and disagreement with the page is a warning", () => {
    const head = ld({ "@type": "NewsArticle", author: [{ name: "Iris Kamp" }, { name: "Bram Veer" }] });
    expect(authors("", { jsonLd: "author" }, head)).toEqual(["Iris Kamp", "Bram Veer"]);
    expect(
      doubts(read(page("<p class=a>Tess Blom", head), { fields: { authors: [".a", { jsonLd: "author" }] } })),
    ).toEqual(["sources-disagree authors"]);
    expect(
      doubts(
        read(page("<p class=a>Bram Veer en Iris Kamp", head), { fields: { authors: [".a", { jsonLd: "author" }] } }),
      ),
    ).toEqual([]);
  });
});

describe("images", () => {
  const images = (html: string, parts: object = {}) =>
    read(page(html), { fields: { images: { select: "figure, img.los", ...parts } } }).images.map(
      ({ url, ...rest }) => ({ url: url.replace("https://www.bode.example", ""), ...rest }),
    );
  const only = (html: string, parts?: object) => images(html, parts)[0];

  it.each([
    ["<figure><img src=/f/raad.jpg alt='raad.jpg'></figure>", { url: "/f/raad.jpg", alt: null }],
    [
      "<figure><img src=/f/raad.jpg alt='De raad vergadert'></figure>",
      { url: "/f/raad.jpg", alt: "De raad vergadert" },
    ],
    ["<figure><img src=/f/img_2041.jpg alt='IMG_2041'></figure>", { alt: null }],
    ["<figure><img src=/f/foto%20raad_2.JPG alt='foto raad_2.JPG'></figure>", { alt: null }],
    ["<figure><img src=raad.jpg alt=raad></figure>", { url: "/bestuur/raad.jpg", alt: "raad" }],
    [
      "<figure><img src=data:image/gif;base64,R0 data-src=//cdn.example/a.jpg></figure>",
      { url: "https://cdn.example/a.jpg" },
    ],
    [
      "<figure><img src=/img/placeholder.png srcset='/a-400.jpg 400w, /a-800.jpg 800w'></figure>",
      { url: "/a-800.jpg" },
    ],
    [
      "<figure><picture><source srcset='/b.webp 1x, /b2.webp 2x'><img src=data:,></picture></figure>",
      { url: "/b2.webp" },
    ],
    ["<figure><img src=data:,><noscript><img src=/echt.jpg></noscript></figure>", { url: "/echt.jpg" }],
    ["<img class=los src=/x.jpg>", { url: "/x.jpg", caption: null }],
  ])("%s", (html, expected) => {
    expect(only(html)).toMatchObject(expected);
  });

  it("have their caption without the credit", () => {
    const html = "<figure><img src=/a.jpg><figcaption>De raad. <span class=c>Foto: Bo Aal</span></figcaption></figure>";
    expect(only(html, { credit: { select: ".c", strip: "Foto:" } })).toMatchObject({
      caption: "De raad.",
      credit: "Bo Aal",
    });
    expect(only(html, { caption: ".nergens" })).toMatchObject({ caption: null, credit: null });
    expect(only("<figure><img src=/a.jpg><figcaption>mensen.jpg</figcaption></figure>")).toMatchObject({
      caption: null,
    });
    const onlyCredit = "<figure><img src=/a.jpg><figcaption>Foto: Bo Aal</figcaption></figure>";
    expect(only(onlyCredit, { credit: { select: "figcaption", strip: "Foto:" } })).toMatchObject({
      caption: null,
      credit: "Bo Aal",
    });
  });

  it("are given once, without pixels and what holds no address", () => {
    expect(
      images(
        "<figure><img src=/a.jpg></figure><figure><img src=/a.jpg></figure><img class=los width=1 height=1 src=/p.gif><figure>leeg</figure><figure><img src='javascript:x'></figure>",
      ),
    ).toHaveLength(1);
  });
});

describe("tags", () => {
  const tags = (html: string, source: string | object, head = "") =>
    read(page(html, head), { fields: { tags: source as string } }).tags;

  it.each([
    ["<a class=t>Wonen</a><a class=t> Zorg </a><a class=t>wonen</a><a class=t></a>", ".t", ["Wonen", "Zorg"]],
    ["<p class=t>Tags: Wonen; Zorg</p>", { select: ".t", strip: "Tags:", split: ";" }, ["Wonen", "Zorg"]],
    ["<p class=t>Wonen, zorg</p>", ".t", ["Wonen, zorg"]],
  ])("of %s are %j", (html, source, expected) => {
    expect(tags(html, source)).toEqual(expected);
  });

  it("are cut at commas where meta elements and JSON-LD hold lists", () => {
    expect(tags("", { meta: "keywords" }, '<meta name=keywords content="Wonen, Zorg,,wonen">')).toEqual([
      "Wonen",
      "Zorg",
    ]);
    expect(tags("", { jsonLd: "keywords" }, ld({ "@type": "NewsArticle", keywords: ["Wonen", "Zorg"] }))).toEqual([
      "Wonen",
      "Zorg",
    ]);
  });
});

describe("the canonical address", () => {
  const canonical = (head: string, url?: string) => {
    const extraction = read(page("<h1>Kop", head), {}, url === undefined ? {} : { finalUrl: url });
    return [extraction.canonicalUrl, ...doubts(extraction)];
  };

  it.each([
    ["<link rel=canonical href=/bestuur/raad>", "https://www.bode.example/bestuur/raad"],
    ["<link rel='shortlink canonical' href='https://bode.example/x#y'>", "https://bode.example/x"],
    [
      "<base href='https://www.bode.example/basis/'><link rel=canonical href=raad>",
      "https://www.bode.example/basis/raad",
    ],
    ["<link rel=canonical href=''>", null],
    ["", null],
  ])("of %s is %s", (head, expected) => {
    expect(canonical(head)).toEqual([expected]);
  });

  it.each([
    ["<link rel=canonical href=https://ander.example/x>"],
    ["<link rel=canonical href=/><link rel=canonical href=/x>"],
    ["<link rel=canonical href=/>"],
    ["<link rel=canonical href='javascript:x'>"],
  ])("%s is refused with a warning", (head) => {
    expect(canonical(head)).toEqual([null, "canonical-refused canonicalUrl"]);
  });
});

describe("the language", () => {
  it.each([
    ['<html lang="nl_NL">', "nl-NL"],
    ['<html lang="DE-at">', "de-AT"],
    ["<html>", "nl"],
    ['<html lang="!">', "nl"],
  ])("of %s is %s", (html, expected) => {
    expect(read(`<!doctype html>${html}<h1>Kop`).language).toBe(expected);
  });
});

describe("the publisher's id", () => {
  it("is read from the page, else from the address", () => {
    const url = "https://www.bode.example/nieuws/raad.123456.lynkx";
    expect(read("<h1>x", { urls: { id: "\\.(\\d+)\\.lynkx$" } }, { finalUrl: url }).publisherId).toBe("123456");
    expect(
      read(
        "<article data-id=9>",
        { urls: { id: "\\.(\\d+)\\.lynkx$" }, fields: { publisherId: { select: "article", attr: "data-id" } } },
        { finalUrl: url },
      ).publisherId,
    ).toBe("9");
    expect(read("<h1>x", { urls: { id: "(nergens)" } }).publisherId).toBeNull();
  });
});

describe("required fields", () => {
  it("that the page does not give are named", () => {
    const parts = {
      fields: { title: "h1", publishedAt: ".d", body: ".b", authors: ".a" },
      rules: { required: ["title", "publishedAt", "authors"] as const },
    };
    expect(read("<h1>Kop", parts as never).missing).toEqual(["publishedAt", "authors"]);
  });
});

describe("structured data that cannot be read", () => {
  it("is a doubt where a field was sought in it, and the next source gives the field", () => {
    const html = '<script type="application/ld+json">{"@type":"NewsArticle" "headline":"Ster"}</script><h1>Kop</h1>';
    const found = read(html, { fields: { title: [{ jsonLd: "headline" }, "h1"] } });
    expect([found.title, doubts(found)]).toEqual(["Kop", ["structured-data-broken"]]);
    expect(doubts(read(html, { fields: { title: "h1" } }))).toEqual([]);
  });
});
