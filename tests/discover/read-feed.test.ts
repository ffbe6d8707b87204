import { describe, expect, it } from "vitest";
import { discover } from "../../src/discover/discover.ts";
import { readBrokenFeed } from "../../src/discover/read-broken-feed.ts";
import type { Page } from "../../src/model/page.ts";
import { pageOf, requestOf, siteOf, summary } from "./pages.ts";

const url = "https://morgenpost.example/feeds/nieuws";

function discovered(body: string, rest: Partial<Page> = {}) {
  return discover(
    pageOf(body, { finalUrl: url, mediaType: "application/rss+xml", ...rest }),
    siteOf(),
    requestOf("feed", { url }),
    { since: null },
  );
}

const codes = (discovery: ReturnType<typeof discovered>) => discovery.warnings.map(({ code }) => code);
const rss = (inner: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>Morgenpost</title><link>https://morgenpost.example/</link>${inner}</channel></rss>`;
const item = (inner: string) => `<item><title>Kop &amp; staart</title>${inner}</item>`;
const atom = (inner: string, attributes = "") =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>M</title>${inner}</feed>`;

describe("a feed", () => {
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "RSS 2.0",
      rss(
        item("<link>https://morgenpost.example/a?b=1&amp;c=2</link><pubDate>Thu, 25 Jan 2018 14:05:00 +0100</pubDate>"),
      ),
      ["/a?b=1&c=2 2018-01-25T14:05:00+01:00"],
    ],
    [
      "RSS 2.0 with a link in CDATA and blanks",
      rss(item("<link>\n <![CDATA[https://morgenpost.example/a]]> </link>")),
      ["/a"],
    ],
    ["RSS 2.0 with a relative link", rss(item("<link>/a</link>")), ["/a"]],
    ["RSS 2.0 with a guid for a link", rss(item("<guid>https://morgenpost.example/a</guid>")), ["/a"]],
    [
      "RSS 2.0 with a guid that is no link",
      rss(item('<guid isPermaLink="false">https://morgenpost.example/a</guid>')),
      [],
    ],
    [
      "RSS 2.0 with a Dublin Core date",
      rss(item("<link>https://morgenpost.example/a</link><dc:date>2018-01-25</dc:date>")),
      ["/a 2018-01-25"],
    ],
    [
      "RSS 2.0 through a redirecting service",
      rss(
        item(
          "<link>https://feeds.elders.example/~r/1</link><feedburner:origLink>https://morgenpost.example/a</feedburner:origLink>",
        ),
      ),
      ["/a"],
    ],
    [
      "RSS 0.91",
      '<rss version="0.91"><channel><item><link>https://morgenpost.example/a</link></item></channel></rss>',
      ["/a"],
    ],
    [
      "RSS 1.0",
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>M</title></channel><item rdf:about="https://morgenpost.example/x"><title>K</title><link>https://morgenpost.example/a</link><dc:date>2018-01-25T14:05:00+01:00</dc:date></item></rdf:RDF>',
      ["/a 2018-01-25T14:05:00+01:00"],
    ],
    [
      "Atom, the page for readers among its links",
      atom(
        '<entry><id>tag:1</id><link rel="self" href="/atom/1"/><link rel="alternate" type="application/json" href="/a.js"/><link href="/a"/><published>2018-01-25T14:05:00+01:00</published><updated>2018-01-30T09:00:00+01:00</updated></entry>',
      ),
      ["/a 2018-01-25T14:05:00+01:00"],
    ],
    [
      "Atom with a base",
      atom('<entry><id>1</id><link href="a"/><updated>2018-01-30T09:00:00Z</updated></entry>', ' xml:base="/archief/"'),
      ["/archief/a 2018-01-30T09:00:00+00:00"],
    ],
    [
      "JSON Feed",
      JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "M",
        items: [
          { id: "1", url: "/a", date_published: "2018-01-25T14:05:00+01:00" },
          { id: "https://morgenpost.example/b" },
        ],
      }),
      ["/a 2018-01-25T14:05:00+01:00", "/b"],
    ],
  ];
  for (const [name, body, expected] of rows) {
    it(`may be ${name}`, () => expect(summary(discovered(body).requests)).toEqual(expected));
  }

  it("is read though it is sent as HTML, or where a listing was expected", () => {
    const body = rss(item("<link>https://morgenpost.example/a</link>"));
    expect(summary(discovered(body, { mediaType: "text/html" }).requests)).toEqual(["/a"]);
    const asListing = discover(pageOf(body, { finalUrl: url }), siteOf(), requestOf("listing", { url }), {
      since: null,
    });
    expect(summary(asListing.requests)).toEqual(["/a"]);
  });

  it("that is a consent page, empty, or without entries is told apart", () => {
    expect(codes(discovered("<!doctype html><html><body>Akkoord?</body></html>"))).toEqual(["not-expected"]);
    expect(codes(discovered(""))).toEqual(["empty"]);
    expect(codes(discovered(rss("")))).toEqual(["no-entries"]);
    expect(codes(discovered('{"items": 3}'))).toContain("broken-feed");
  });

  it("without links for some entries says so", () => {
    const discovery = discovered(rss(item("") + item("<link>https://morgenpost.example/a</link>")));
    expect(summary(discovery.requests)).toEqual(["/a"]);
    expect(codes(discovery)).toEqual(["bad-entries"]);
  });

  it("expands no entity of its own", () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    ).join("");
    const body = `<!DOCTYPE rss [<!ENTITY e0 "x">${levels}]>${rss(item("<description>&e9;</description><link>https://morgenpost.example/a</link>")).replace(/<\?.*?\?>/, "")}`;
    expect(summary(discovered(body).requests)).toEqual(["/a"]);
  });

  it("of very many entries is read up to 5,000", () => {
    const body = rss(
      Array.from({ length: 5_500 }, (_, count) => item(`<link>https://morgenpost.example/${count}</link>`)).join(""),
    );
    const discovery = discovered(body);
    expect(discovery.requests).toHaveLength(5_000);
    expect(codes(discovery)).toEqual(["too-many-entries"]);
  }, 20_000);
});

describe("a feed that is not well formed", () => {
  const rows: readonly (readonly [string, string])[] = [
    [
      "stray ampersands",
      "<rss version='2.0'><channel><item><title>a & b</title><link>https://morgenpost.example/a?b=1&c=2</link></item></channel>",
    ],
    [
      "HTML's entities",
      rss(item("<description>&eacute;&nbsp;</description><link>https://morgenpost.example/a?b=1&amp;c=2</link>")),
    ],
    [
      "an end that is missing",
      `<rss version="2.0"><channel>${item("<link>https://morgenpost.example/a?b=1&amp;c=2</link>")}<item><link>https://morgenpost.example/hal`,
    ],
    [
      "a script's warning before it",
      `<br /><b>Warning</b>: no<br />${rss(item("<link>https://morgenpost.example/a?b=1&amp;c=2</link>"))}`,
    ],
    ["a second root", `${rss(item("<link>https://morgenpost.example/a?b=1&amp;c=2</link>"))}<div>zoek</div>`],
    [
      "an element that is not to be",
      rss(item("<__proto__><x/></__proto__><link>https://morgenpost.example/a?b=1&amp;c=2</link>")),
    ],
  ];
  for (const [name, body] of rows) {
    it(`by ${name} is read all the same`, () => {
      const discovery = discovered(body);
      expect(summary(discovery.requests)).toEqual(["/a?b=1&c=2"]);
    });
  }

  it("is marked as such", () => {
    expect(codes(discovered(`<br>Warning: no ${rss(item("<link>/a</link>"))}`))).toEqual(["broken-feed"]);
  });

  it("takes links of entries only, not of what entries hold", () => {
    const content = '<content type="xhtml"><div><link href="/stijl.css"/><a href="/x">x</a></div></content>';
    const [entry] = readBrokenFeed(
      `<feed><link href="/f"/><entry>${content}<link href="/a"/><updated>2018</updated></entry></feed>`,
      10,
    );
    expect(entry).toEqual({ href: "/a", base: undefined, published: undefined, updated: "2018" });
  });

  const hostile: readonly (readonly [string, string])[] = [
    ["elements without end", `<rss><channel>${"<a>".repeat(300_000)}`],
    ["entries that do not close", `<rss><channel>${"<item>".repeat(300_000)}`],
    ["a text without end", `<rss><channel><item><link>${"x".repeat(9_000_000)}`],
    ["brackets", "<".repeat(2_000_000)],
    ["JSON nested without end", `{"items":${"[".repeat(200_000)}`],
  ];
  for (const [name, body] of hostile) {
    it(`by ${name} is left in time`, () => expect(discovered(body).requests).toEqual([]), 20_000);
  }
});
