import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { article, read } from "./page.ts";

const texts = (html: string): string[] => read(html).body.value.map((block) => block.text);
const one = "De brug over de Vliet is sinds maandagochtend weer open voor alle verkeer, zegt de gemeente Oosterveen.";
const two = "De reparatie duurde drie weken langer dan gepland, omdat een onderdeel uit Zweden moest komen.";
const three = "Volgens wethouder Tilly Brandsma is de brug nu weer goed voor ten minste vijftig jaar of langer.";
const page = (body: string, head = ""): string =>
  `<html lang="nl"><head><title>Brug weer open</title>${head}</head><body><main><h1>Brug weer open</h1>${body}</main></body></html>`;
const paragraphs = [one, two, three].map((text) => `<p>${text}</p>`).join("");

describe("the main text keeps", () => {
  test("headings, lists, quotes, code and tables, each as what it is", () => {
    const html =
      page(`<div class="article-body"><p>${one}</p><h2>Wat er stuk was</h2><ul><li>Het hefrad, dat al jaren piepte.</li><li>De klok, die achterliep.</li></ul><blockquote><p>Wij hebben geduld gehad, zegt de schipper.</p></blockquote><pre>open()
sluit()</pre><table><tr><th>Jaar</th><th>Schepen</th></tr><tr><td>2022</td><td>900</td></tr></table><p>${two}</p><p>${three}</p></div>`);
    expect(read(html).body.value.map(({ type, level }) => [type, level])).toEqual([
      ["paragraph", null],
      ["heading", 2],
      ["list-item", 1],
      ["list-item", 1],
      ["quote", null],
      ["code", null],
      ["table", null],
      ["paragraph", null],
      ["paragraph", null],
    ]);
    expect(texts(html)[5]).toBe("open()\nsluit()");
    expect(texts(html)[6]).toBe("Jaar\tSchepen\n2022\t900");
  });

  test("paragraphs in several containers with advertisements between them", () => {
    const html = page(
      `<div class="part"><p>${one}</p></div><div class="ad-slot">Advertentie Koop nu een fiets bij Fietshal.</div><div class="part"><p>${two}</p></div><div class="ad-slot">Advertentie</div><div class="part"><p>${three}</p></div>`,
    );
    expect(texts(html)).toEqual([one, two, three]);
  });

  test("a text that is parted by line breaks alone", () => {
    expect(texts(page(`<div>${one}<br><br>${two}<br><br>${three}</div>`))).toEqual([one, two, three]);
  });

  test("a bold line before a break as a heading of its own", () => {
    const html = page(`<div><p>${one}</p><p><strong>Lange wachttijd</strong><br>${two}</p><p>${three}</p></div>`);
    expect(read(html).body.value[1]).toMatchObject({ type: "heading", text: "Lange wachttijd" });
    expect(texts(html)[2]).toBe(two);
  });

  test("an embedded post as part of what is told", () => {
    const html = page(
      `<div><p>${one}</p><blockquote class="twitter-tweet"><p>De brug is open, mensen, kom maar rijden!</p></blockquote><p>${two}</p><p>${three}</p></div>`,
    );
    expect(texts(html)).toContain("De brug is open, mensen, kom maar rijden!");
  });

  test("the text of a layout of tables", () => {
    const html = page(
      `<table><tr><td><a href="/">Home</a><br><a href="/a">Sport</a></td><td><p>${one}<p>${two}<p>${three}</td></tr></table>`,
    );
    expect(texts(html)).toEqual([one, two, three]);
  });

  test("what stands in a wide wrapper with an unlucky name", () => {
    expect(
      texts(
        `<body class="has-sidebar ad-free"><div id="sidebar-layout" class="related-wrapper"><h1>Brug</h1>${paragraphs}</div></body>`,
      ),
    ).toEqual([one, two, three]);
  });
});

describe("the main text leaves out", () => {
  const furniture: readonly (readonly [string, string])[] = [
    [
      "a caption",
      `<figure><img src="/brug.jpg" alt="brug"><figcaption>De brug bij avond. Foto: Jan Veer</figcaption></figure>`,
    ],
    [
      "a caption without a figure",
      `<div class="x1"><img src="/brug.jpg" alt=""><div>De brug bij avond, gezien vanaf de dijk</div></div>`,
    ],
    ["a link to another article", `<p>Lees ook: <a href="/stad/sluis">Ook de sluis gaat maanden dicht</a></p>`],
    ["a line that is one link", `<p><a href="/stad/sluis">Ook de sluis van Oosterveen gaat maanden dicht</a></p>`],
    [
      "a newsletter's form",
      `<div class="newsletter"><p>Elke ochtend het nieuws van de stad in je mailbox, schrijf je nu in voor onze brief.</p></div>`,
    ],
    ["an invitation to subscribe", `<p>Abonneer je op onze nieuwsbrief</p>`],
    ["share buttons", `<ul class="share-buttons"><li>Deel op Mastodon</li><li>Mail dit bericht</li></ul>`],
    ["a cookie notice", `<div><p>Deze website gebruikt cookies om het u gemakkelijk te maken.</p></div>`],
    [
      "an embed that waits for leave",
      `<div class="embed"><p>Hier staat een extern content-blok; ik ben akkoord met cookies van derden en external content.</p></div>`,
    ],
    [
      "an author's box",
      `<div class="author-box"><p>Jan Veer schrijft sinds 2009 over verkeer en water voor deze krant.</p></div>`,
    ],
    ["a copyright line", `<p>© 2024 Dagblad Voorbeeld. Alle rechten voorbehouden.</p>`],
    ["what is hidden", `<p style="display:none">Dit is een verborgen zin voor een ander scherm.</p>`],
    [
      "a list of teasers",
      `<ul class="z9"><li><h3><a href="/a">Markt verhuist naar plein</a></h3><p>De kaasboer staat in de wind.</p></li><li><h3><a href="/b">Zwembad open tot oktober</a></h3><p>Het water is warm genoeg.</p></li><li><h3><a href="/c">School krijgt nieuw dak</a></h3><p>Het oude lekte al jaren.</p></li></ul>`,
    ],
    ["a fact box", `<div class="infobox"><h3>De brug</h3><p>Gebouwd in 1931 door de firma Van Eik.</p></div>`],
  ];
  test.each(furniture)("%s", (_name, html) => {
    expect(texts(page(`<div class="article-body"><p>${one}</p>${html}<p>${two}</p><p>${three}</p></div>`))).toEqual([
      one,
      two,
      three,
    ]);
    expect(texts(page(`<div class="article-body">${paragraphs}${html}</div>`))).toEqual([one, two, three]);
  });

  test("the title, the date and the byline above it", () => {
    const html = article(
      "",
      `<div class="meta">Door <a rel="author" href="/jan">Jan Veer</a> <time datetime="2024-05-19T10:00:00+02:00">19 mei 2024 10:00</time></div><ul><li>Deel</li><li>Bewaar</li></ul>`,
    );
    expect(read(html).body.value).toHaveLength(3);
  });

  test("what follows in other boxes after the text", () => {
    const story = Array.from({ length: 12 }, (_, k) => `${one} Zo luidt alinea ${k} van dit verhaal.`);
    const html = page(
      `<div class="story">${story.map((text) => `<p>${text}</p>`).join("")}</div><div class="other"><p>Dagblad Voorbeeld is een krant voor de hele regio en verschijnt zes dagen in de week.</p></div>`,
    );
    expect(texts(html)).toEqual(story);
  });

  test("a second copy of the text for print", () => {
    expect(texts(page(`<div class="story">${paragraphs}</div><div class="print">${paragraphs}</div>`))).toEqual([
      one,
      two,
      three,
    ]);
  });

  test("the line that presents the author at the end", () => {
    const html = page(
      `<div>${paragraphs}<p>Jan Veer is verslaggever in Oosterveen.</p></div>`,
      `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Brug weer open","author":{"@type":"Person","name":"Jan Veer"}}</script>`,
    );
    expect(texts(html)).toEqual([one, two, three]);
  });
});

describe("where a page shows little of its text, it comes from", () => {
  const long = Array.from({ length: 6 }, (_, k) => `${one} Dit is alinea ${k}.`);

  test("the article body of its JSON-LD", () => {
    const html = page(
      "<p>Lees verder met een abonnement.</p>",
      `<script type="application/ld+json">${JSON.stringify({ "@type": "NewsArticle", headline: "Brug weer open", articleBody: long.join("\n\n") })}</script>`,
    );
    const { body } = read(html);
    expect(body.value.map((block) => block.text)).toEqual(long);
    expect(body.source).toBe("json-ld");
  });

  test("what a framework left in a script", () => {
    const state = {
      props: { page: { article: { body: long.map((text) => `<p>${text}</p>`).join("") }, menu: ["Home", "Sport"] } },
    };
    const { body } = read(
      `<html><head><title>Brug</title></head><body><div id="app"></div><script id="__NEXT_DATA__" type="application/json">${JSON.stringify(state)}</script></body></html>`,
    );
    expect(body.value.map((block) => block.text)).toEqual(long);
    expect(body.source).toBe("json");
  });
});

test("any page is read without an error, and the same page the same way twice", () => {
  const piece = fc.constantFrom(
    "<p>",
    "</p>",
    "<div class=comment id=comment-12>",
    "</div>",
    "<h1>",
    "</h1>",
    "<table><tr><td>",
    "</table>",
    "<li>",
    "<ul>",
    "</ul>",
    "<b>",
    "</b>",
    "<br>",
    "<hr>",
    "<a href=/x>",
    "</a>",
    "<time datetime=2024-05-19>",
    "<article itemprop=comment>",
    "<span itemprop=author>",
    "</span>",
    "3 reacties",
    "Mina Oord, 19 mei 2024 10:11 ",
    "Dit is een zin van een redelijke lengte, met een punt. ",
    '<script type=application/ld+json>{"@type":"NewsArticle","author":[null,3,{}]}</script>',
    "<pre>",
    "</pre>",
    "<template>",
    "<svg>",
    "<!--",
    "\u0000",
    "<body class=x>",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const html = pieces.join("");
      expect(read(html)).toEqual(read(html));
    }),
    { numRuns: 120 },
  );
});

test("texts are kept the house's way: soft hyphens and controls out, one spelling of a letter", () => {
  const html = page(
    `<div><p>De brug over de Vliet is sinds maan\u00addag\u0007 weer open voor alle ver\u00adkeer, zegt Rene\u0301 van Oosterveen.</p><p>${two}</p></div>`,
  );
  expect(texts(html)[0]).toBe(
    "De brug over de Vliet is sinds maandag weer open voor alle verkeer, zegt René van Oosterveen.",
  );
});

test("a page nested deeper than the stack is read", () => {
  expect(() => read(`<body>${"<div>".repeat(1_900)}<p>${one}</p>`)).not.toThrow();
});
