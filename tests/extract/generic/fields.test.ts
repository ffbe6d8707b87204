import { describe, expect, test } from "vitest";
import { article, context, read } from "./page.ts";

const prose =
  "<p>De brug over de Vliet is sinds maandagochtend weer open voor alle verkeer, zegt de gemeente Oosterveen in een bericht.</p>".repeat(
    1,
  ) +
  "<p>De reparatie duurde drie weken langer dan gepland, omdat een onderdeel uit Zweden moest komen en te laat werd gemaakt.</p><p>Volgens wethouder Tilly Brandsma is de brug nu weer goed voor ten minste vijftig jaar, als hij elk voorjaar wordt gesmeerd.</p>";
const ld = (data: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@type": "NewsArticle", ...data })}</script>`;
const page = (head: string, above = "", below = ""): string =>
  `<html><head>${head}</head><body><main>${above}<div class="article-body">${prose}</div>${below}</main></body></html>`;

describe("the title is", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      "the heading, without the site's name that others add",
      `<title>Brug weer open - Dagblad Voorbeeld</title><meta property="og:title" content="Brug weer open | Dagblad Voorbeeld">`,
      "<h1>Brug weer open</h1>",
      "Brug weer open",
    ],
    [
      "the heading, where the head has one made for search engines",
      `<title>Vlietbrug Oosterveen: alles over de opening</title><meta property="og:title" content="Vlietbrug Oosterveen: alles over de opening">`,
      "<h1>Eindelijk weer over de brug</h1>",
      "Eindelijk weer over de brug",
    ],
    [
      "what most say, where the heading adds a kicker",
      `<title>Brug weer open voor verkeer</title><meta property="og:title" content="Brug weer open voor verkeer">${ld({ headline: "Brug weer open voor verkeer" })}`,
      "<h1><span>Verkeer</span> | Brug weer open voor verkeer</h1>",
      "Brug weer open voor verkeer",
    ],
    [
      "not the name of the site in a heading of its own",
      `<title>Brug weer open voor verkeer | Dagblad Voorbeeld</title>${ld({ headline: "Brug weer open voor verkeer" })}`,
      "<h1>Dagblad Voorbeeld</h1><h2>Brug weer open voor verkeer</h2>",
      "Brug weer open voor verkeer",
    ],
    [
      "the document's, without the site, where nothing else is there",
      "<title>Brug weer open voor verkeer - Dagblad Voorbeeld</title>",
      "",
      "Brug weer open voor verkeer",
    ],
    [
      "with the mark that the markup left out between kicker and headline",
      `<title>x</title>${ld({ headline: "Verkeer: Brug weer open" })}`,
      "<h1><span>Verkeer</span> <span>Brug weer open</span></h1>",
      "Verkeer: Brug weer open",
    ],
  ];
  test.each(cases)("%s", (_name, head, above, wanted) => {
    expect(read(page(head, above)).title.value).toBe(wanted);
  });

  test("null where the page has none", () => {
    expect(read(`<body>${prose}</body>`).title.value).toBeNull();
  });
});

describe("the date of publication comes from", () => {
  const cases: readonly (readonly [string, string, string, string | null, string])[] = [
    [
      "JSON-LD",
      ld({ datePublished: "2024-05-19T10:11:00+0200" }),
      `<time datetime="2023-01-01">1 januari 2023</time>`,
      "2024-05-19T10:11:00+02:00",
      "json-ld",
    ],
    [
      "a meta element",
      `<meta property="article:published_time" content="2024-05-19T10:11:00Z">`,
      "",
      "2024-05-19T10:11:00Z",
      "meta",
    ],
    ["microdata", "", `<h1>Brug</h1><meta itemprop="datePublished" content="2024-05-19">`, "2024-05-19", "microdata"],
    [
      "the time element near the title",
      "",
      `<h1>Brug</h1><time datetime="2024-05-19T10:11:00+02:00">gisteren</time>`,
      "2024-05-19T10:11:00+02:00",
      "generic",
    ],
    [
      "the line under the title",
      "",
      `<h1>Brug</h1><p>Door Jan Veer, 19 mei 2024 10:11 uur</p>`,
      "2024-05-19T10:11:00+02:00",
      "generic",
    ],
  ];
  test.each(cases)("%s", (_name, head, above, at, source) => {
    const { value, source: from } = read(page(head, above)).publishedAt;
    expect([value === null ? null : Date.parse(value.at), from]).toEqual([at === null ? null : Date.parse(at), source]);
  });

  test("the address, as a day", () => {
    expect(read(page(""), { url: "https://www.dagblad-voorbeeld.example/2024/05/19/brug" }).publishedAt).toMatchObject({
      value: { at: "2024-05-19", precision: "day" },
      source: "url",
    });
  });

  test("no line that tells of a change", () => {
    const reading = read(page("", "<h1>Brug</h1><p>Laatst gewijzigd op 20 mei 2024 09:00</p>"));
    expect(reading.publishedAt.value).toBeNull();
    expect(reading.modifiedAt.value?.at).toBe("2024-05-20T09:00:00+02:00");
  });

  test.each([
    ["Gepubliceerd: 19 mei 2024 Bijgewerkt: 20 mei 2024"],
    ["Uppdaterad: 2024-05-20 07:30. Publicerad: 2024-05-19 09:20"],
    ["公開日時 2024年5月19日 18時05分 更新日時 2024年5月20日 7時00分"],
    ["نشر في: ١٩ مايو ٢٠٢٤ | تحديث: ٢٠ مايو ٢٠٢٤"],
  ])("the right one of two in a line: %s", (line) => {
    const reading = read(page("", `<h1>Brug</h1><div>${line}</div>`));
    expect(reading.publishedAt.value?.at).toMatch(/^2024-05-19/);
    expect(reading.modifiedAt.value?.at).toMatch(/^2024-05-20/);
  });

  test("no comment, no teaser, nothing later than the fetch", () => {
    const comments = `<ol class="commentlist"><li id="comment-7" class="comment"><cite class="fn">Mina</cite><time datetime="2024-05-19T12:00:00Z">19 mei</time><p>Eindelijk weer open.</p></li></ol>`;
    expect(read(page(ld({ datePublished: "2031-01-01" }), "<h1>Brug</h1>", comments)).publishedAt.value).toBeNull();
  });

  test("a time whose zone nobody names, as its day", () => {
    expect(
      read(page(ld({ datePublished: "2024-05-19T23:30:00" })), { url: context.url, zone: undefined as never })
        .publishedAt.value,
    ).toEqual({ at: "2024-05-19", precision: "day" });
  });
});

describe("the authors are", () => {
  const names = (head: string, above = ""): (string | null)[][] =>
    read(page(head, `<h1>Brug weer open</h1>${above}`)).authors.value.map(({ name, role }) => [name, role]);

  test("those of JSON-LD, all of them, with their jobs", () => {
    expect(
      names(
        ld({
          author: [
            { "@type": "Person", name: "Jan Veer", jobTitle: "Verslaggever" },
            { name: "Tess Blom (ANP)" },
            "Iris Kamp en Jan de Vries",
          ],
        }),
      ),
    ).toEqual([
      ["Jan Veer", "Verslaggever"],
      ["Tess Blom", null],
      ["Iris Kamp", null],
      ["Jan de Vries", null],
    ]);
  });

  test("those of the printed byline, where JSON-LD names the publisher alone", () => {
    expect(
      names(
        ld({
          author: { "@type": "Organization", name: "Dagblad Voorbeeld" },
          publisher: { name: "Dagblad Voorbeeld" },
        }),
        `<div class="byline">Door <span class="author-name">Jan Veer</span></div>`,
      ),
    ).toEqual([["Jan Veer", null]]);
  });

  test("the publisher, where it names itself and nobody else is named", () => {
    expect(names(ld({ author: { name: "Dagblad Voorbeeld" }, publisher: { name: "Dagblad Voorbeeld" } }))).toEqual([
      ["Dagblad Voorbeeld", null],
    ]);
  });

  test.each([
    ["By Jan Veer"],
    ["Von Jan Veer"],
    ["Door Jan Veer"],
    ["Par Jan Veer"],
    ["Por Jan Veer"],
    ["Av Jan Veer"],
  ])("found in a line that begins like a byline: %s", (line) => {
    expect(names("", `<p>${line}</p>`)).toEqual([["Jan Veer", null]]);
  });

  test.each([
    ["<p>Dodano: 17 maja 2024, 14:20 · Autor: Ewa Lis</p>", [["Ewa Lis", null]]],
    ["<p>Haber: Elif Sönmez Giriş: 17.05.2024 - 09:00</p>", [["Elif Sönmez", null]]],
    ["<p>Γράφει η Μαρία Σταύρου</p>", [["Μαρία Σταύρου", null]]],
    ["<p>Συντάκτης: Γιώργος Λάππας</p>", [["Γιώργος Λάππας", null]]],
    ["<p>كتب: ليلى منصور</p>", [["ليلى منصور", null]]],
    ["<p>מאת רונית אלמוג | 17.05.2024</p>", [["רונית אלמוג", null]]],
    ["<p>लेखक: अनिल कुमार मिश्र</p>", [["अनिल कुमार मिश्र", null]]],
    ["<p>文／佐々木美咲 写真／大野健</p>", [["佐々木美咲", null]]],
    ["<p>来源：江畔晚报 作者：陈晓岚 编辑：刘洋</p>", [["陈晓岚", null]]],
    [
      "<p>本报记者 陈晓岚 周平</p>",
      [
        ["陈晓岚", null],
        ["周平", null],
      ],
    ],
    [
      "<p>Por Inês Carvalhal e Rui Matos — Lisboa</p>",
      [
        ["Inês Carvalhal", null],
        ["Rui Matos", null],
      ],
    ],
    ["<p>Por Santiago Ramón y Cajal</p>", [["Santiago Ramón y Cajal", null]]],
    ["<p>Propos recueillis par Claire Audibert</p>", [["Claire Audibert", null]]],
  ])("behind the words and labels of many languages: %s", (line, wanted) => {
    expect(names("", line)).toEqual(wanted);
  });

  test.each([
    [
      `<div><a rel="author" href="/a">Jan Veer</a> en <a rel="author" href="/b">Tess Blom</a></div>`,
      [
        ["Jan Veer", null],
        ["Tess Blom", null],
      ],
    ],
    [
      `<div><a href="/autor/7">Jan Veer</a>, <a href="/autor/8">Tess Blom</a></div>`,
      [
        ["Jan Veer", null],
        ["Tess Blom", null],
      ],
    ],
    [
      `<div class="skribent"><a href="mailto:s@x.example">Jan Veer</a><span>reporter</span></div>`,
      [["Jan Veer", "reporter"]],
    ],
    [
      `<div class="autor"><a href="/autor/jan">Jan Veer</a><p>Schrijft sinds 2004 over bruggen en sluizen.</p></div>`,
      [["Jan Veer", null]],
    ],
    [
      `<div typeof="NewsArticle"><span property="schema:author" typeof="Person"><span property="schema:name">Jan Veer</span></span></div>`,
      [["Jan Veer", null]],
    ],
  ])("each of several elements or links: %s", (line, wanted) => {
    expect(names("", line)).toEqual(wanted);
  });

  test("nobody, where nobody is named", () => {
    expect(names("", "<p>19 mei 2024</p>")).toEqual([]);
  });

  test("no commenter", () => {
    const html = page(
      "",
      "<h1>Brug</h1>",
      `<ol><li id="comment-7" class="comment"><span class="author-name">Mina Oord</span><time datetime="2024-05-19">19 mei 2024</time><p>Eindelijk weer open.</p></li></ol>`,
    );
    expect(read(html).authors.value).toEqual([]);
  });
});

describe("the lead is", () => {
  const lead = "De gemeente Oosterveen heeft de brug over de Vliet na negen weken weer vrijgegeven.";
  test("the paragraph that is named so, in the header", () => {
    const reading = read(page("", `<header><h1>Brug weer open</h1><p class="c-header__lead">${lead}</p></header>`));
    expect(reading.lead.value).toBe(lead);
    expect(reading.body.value.map((block) => block.text)).not.toContain(lead);
    expect(reading.body.value).toHaveLength(3);
  });

  test("the first paragraph of the text, where it is named so, and then not in the body", () => {
    const reading = read(
      `<body><h1>Brug weer open</h1><div class="text"><p class="intro">${lead}</p>${prose}</div></body>`,
    );
    expect(reading.lead.value).toBe(lead);
    expect(reading.body.value).toHaveLength(3);
  });

  test("not the first paragraph as such", () => {
    expect(read(article()).lead.value).toBeNull();
  });
});

describe("further fields:", () => {
  test("section, tags, language, canonical address", () => {
    const reading = read(
      `<html lang="nl-NL"><head><link rel="canonical" href="/stad/brug">${ld({ articleSection: "Stad", keywords: "Vliet, bruggen" })}</head><body><h1>Brug</h1>${prose}</body></html>`,
    );
    expect(reading.section.value).toBe("Stad");
    expect(reading.tags.value).toEqual(["Vliet", "bruggen"]);
    expect(reading.language.value).toBe("nl-NL");
    expect(reading.canonicalUrl.value).toBe("https://www.dagblad-voorbeeld.example/stad/brug");
  });

  test("the section from bread crumbs, never the article's own title or the start", () => {
    const html = page(
      "<title>Brug weer open</title>",
      `<nav class="breadcrumbs"><a href="/">Home</a> / <a href="/stad">Stad</a> / <a href="#">Brug weer open</a></nav><h1>Brug weer open</h1>`,
    );
    expect(read(html).section.value).toBe("Stad");
  });

  test("a canonical address on another site is refused", () => {
    expect(read(page(`<link rel="canonical" href="https://elders.example.org/x">`)).canonicalUrl.value).toBeNull();
  });

  test("the main picture with caption and credit", () => {
    const html = page(
      `<meta property="og:image" content="https://www.dagblad-voorbeeld.example/f/brug-800x600.jpg">`,
      `<h1>Brug</h1><figure><img src="/f/brug.jpg" alt="De brug" width="800" height="600"><figcaption>De brug bij avond. Foto: Jan Veer</figcaption></figure>`,
    );
    expect(read(html).images.value[0]).toEqual({
      url: "https://www.dagblad-voorbeeld.example/f/brug-800x600.jpg",
      alt: "De brug",
      caption: "De brug bij avond.",
      credit: "Jan Veer",
    });
  });

  test("a file's name as alternative text is none", () => {
    expect(
      read(page("", `<h1>Brug</h1><figure><img src="/f/raad.jpg" alt="raad.jpg"></figure>`)).images.value[0],
    ).toMatchObject({ alt: null });
  });

  test.each([
    ["partial", ld({ isAccessibleForFree: "False" }), ""],
    ["full", ld({ isAccessibleForFree: true }), ""],
    ["partial", "", "<p>Dit artikel is exclusief voor abonnees</p>"],
    ["unknown", "", ""],
  ])("access: %s", (access, head, below) => {
    expect(read(page(head, "<h1>Brug</h1>", below)).access.value).toBe(access);
  });

  test.each([
    ["Reacties (10)", 10],
    ["12 comments", 12],
    ["Geen reacties", null],
  ])("the declared number of comments: %s", (heading, count) => {
    expect(read(article(`<h2>${heading}</h2>`)).commentCountDeclared.value).toBe(count);
  });

  test("every value says its source, where it stood and how sure it is", () => {
    const { title, publishedAt, authors } = read(
      page(
        ld({ headline: "Brug weer open", datePublished: "2024-05-19", author: { name: "Jan Veer" } }),
        "<h1>Brug weer open</h1>",
      ),
    );
    expect(title).toMatchObject({ source: "generic", where: "h1", text: "Brug weer open" });
    expect(publishedAt).toMatchObject({ source: "json-ld", where: "datePublished", text: "2024-05-19" });
    expect(authors).toMatchObject({ source: "json-ld", where: "author" });
    for (const { confidence } of [title, publishedAt, authors]) expect(confidence).toBeGreaterThan(0.4);
  });
});
