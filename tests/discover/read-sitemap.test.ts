import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { discover } from "../../src/discover/discover.ts";
import type { CrawlRequest } from "../../src/model/crawl-request.ts";
import type { SiteInput } from "../../src/model/site.ts";
import { pageOf, requestOf, siteOf, summary } from "./pages.ts";

const url = "https://morgenpost.example/sitemap.xml";

function discovered(
  body: string | Uint8Array,
  rest: Partial<SiteInput> = {},
  request: Partial<CrawlRequest> = {},
  since: string | null = null,
) {
  const asked = requestOf("sitemap", { url, ...request });
  return discover(pageOf(body, { finalUrl: asked.url, mediaType: "application/xml" }), siteOf(rest), asked, { since });
}

const codes = (discovery: ReturnType<typeof discovered>) => discovery.warnings.map(({ code }) => code);
const urlset = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inner}</urlset>`;
const entry = (path: string, more = "") => `<url><loc>https://morgenpost.example${path}</loc>${more}</url>`;
const index = (inner: string) =>
  `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inner}</sitemapindex>`;
const child = (path: string, more = "") => `<sitemap><loc>https://morgenpost.example${path}</loc>${more}</sitemap>`;

describe("a sitemap", () => {
  it("gives its addresses, with the last change for a hint", () => {
    const { requests } = discovered(
      urlset(
        entry("/a", "<lastmod>2018-01-25</lastmod>") +
          entry("/b", "<lastmod>2018-01-25T14:05:00+01:00</lastmod>") +
          entry("/c"),
      ),
    );
    expect(summary(requests)).toEqual(["/a 2018-01-25", "/b 2018-01-25T14:05:00+01:00", "/c"]);
  });

  it("of news gives the day of publication before that of the last change", () => {
    const news = `<lastmod>2018-01-30</lastmod><news:news><news:publication_date>2018-01-25</news:publication_date><news:title>Kop</news:title></news:news>`;
    expect(summary(discovered(urlset(entry("/a", news))).requests)).toEqual(["/a 2018-01-25"]);
  });

  it("does not take an image's address for a page's, nor its own for an image's", () => {
    const image = "<image:image><image:loc>https://morgenpost.example/foto</image:loc></image:image>";
    expect(summary(discovered(urlset(`${entry("/a", image)}<url>${image}</url>`)).requests)).toEqual(["/a"]);
  });

  it("may have a prefix, capitals, a byte order mark, CDATA and entities", () => {
    const body = `\ufeff<!-- kaart --><s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc>\n <![CDATA[https://morgenpost.example/a?b=1&c=2]]> </s:loc></s:url><S:URL><S:LOC>https://morgenpost.example/d?e=1&amp;f=&#x32;</S:LOC></S:URL></s:urlset>`;
    expect(summary(discovered(body).requests)).toEqual(["/a?b=1&c=2", "/d?e=1&f=2"]);
  });

  it("is unpacked where it is gzip, whatever it is called", () => {
    const body = gzipSync(urlset(entry("/a")));
    expect(summary(discovered(body).requests)).toEqual(["/a"]);
    expect(summary(discovered(gzipSync(body)).requests)).toEqual(["/a"]);
  });

  it("in gzip has an encoding of its own", () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?><urlset><url><loc>https://morgenpost.example/caf\xe9</loc></url></urlset>`;
    expect(summary(discovered(gzipSync(Buffer.from(text, "latin1"))).requests)).toEqual(["/caf%C3%A9"]);
  });

  it("in gzip that is cut off gives what is whole", () => {
    const body = gzipSync(urlset(Array.from({ length: 2000 }, (_, count) => entry(`/${count * 7919}`)).join("")));
    const discovery = discovered(body.subarray(0, body.length / 2));
    expect(discovery.requests.length).toBeGreaterThan(100);
    expect(codes(discovery)).toEqual(["truncated", "truncated"]);
  });

  it("that is a gzip bomb, or no gzip after all, costs only itself", () => {
    expect(codes(discovered(gzipSync(Buffer.alloc(70 * 1024 * 1024))))).toEqual(["too-large", "empty"]);
    expect(codes(discovered(new Uint8Array([0x1f, 0x8b, 1, 2, 3])))).toEqual(["bad-gzip", "empty"]);
  });

  it("loses only the entry that is wrong", () => {
    const wrong = [
      "<url></url>",
      "<url><loc></loc></url>",
      "<url><loc>geen adres met spaties</loc></url>",
      `<url><loc>https://x.example/${"a".repeat(5000)}</loc></url>`,
    ];
    const discovery = discovered(
      urlset(`${entry("/a") + wrong.join("")}<url><loc>mailto:x@y.z</loc></url>${entry("/b")}`),
    );
    expect(summary(discovery.requests)).toEqual(["/a", "/b"]);
    expect(discovery.warnings).toMatchObject([
      { code: "bad-entries", message: "4 entries of the sitemap have no usable address" },
    ]);
  });

  it("with end tags missing gives the entries whose address has one", () => {
    const body = urlset(
      "<url><loc>https://morgenpost.example/a</loc><url><loc>https://morgenpost.example/b</loc><lastmod>2018-01-2",
    );
    expect(summary(discovered(body).requests)).toEqual(["/a", "/b"]);
  });

  it("that is cut off within an address or a date takes neither half", () => {
    const cut = (text: string) => discovered(`<urlset>${entry("/a")}<url><loc>https://morgenpost.example/${text}`);
    expect(summary(cut("b").requests)).toEqual(["/a"]);
    expect(summary(cut("b</loc><lastmod>2018-01-2").requests)).toEqual(["/a", "/b"]);
    expect(codes(cut("b"))).toEqual(["truncated"]);
  });

  it("expands no entity of its own, neither a bomb nor a file", () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
    ).join("");
    const body = `<!DOCTYPE urlset [<!ENTITY e0 "x">${levels}<!ENTITY f SYSTEM "file:///etc/passwd">]><urlset>${entry("/&e9;")}${entry("/&f;")}${entry("/a")}</urlset>`;
    const { requests } = discovered(body);
    expect(requests.at(-1)?.url).toBe("https://morgenpost.example/a");
    expect(Math.max(...requests.map((request) => request.url.length))).toBeLessThan(50);
  });

  it("names pages of the site only", () => {
    const { requests, skipped } = discovered(
      urlset(`<url><loc>https://elders.example/a</loc></url>${entry("/b.pdf")}${entry("/c")}`),
    );
    expect(summary(requests)).toEqual(["/c"]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["out-of-scope", "not-html"]);
  });

  it("may be a plain list", () => {
    const discovery = discovered("\ufeffhttps://morgenpost.example/a\r\n\r\nhttps://morgenpost.example/b\nkop\n");
    expect(summary(discovery.requests)).toEqual(["/a", "/b"]);
    expect(discovery.warnings).toMatchObject([
      { code: "bad-entries", message: "1 lines of the sitemap are no addresses" },
    ]);
  });

  it("may be a feed", () => {
    expect(
      summary(
        discovered("<rss><channel><item><link>https://morgenpost.example/a</link></item></channel></rss>").requests,
      ),
    ).toEqual(["/a"]);
  });

  it("that is an HTML page or nothing at all is told apart", () => {
    expect(codes(discovered("<!doctype html><html><title>Niet gevonden</title>"))).toEqual(["not-expected"]);
    expect(codes(discovered(" "))).toEqual(["empty"]);
  });

  it("of 50,000 entries is read in time, and no further", () => {
    const body = urlset(
      Array.from({ length: 50_001 }, (_, count) =>
        entry(`/${count}`, "<lastmod>2018-01-25T14:05:00+01:00</lastmod>"),
      ).join(""),
    );
    const discovery = discovered(body);
    expect(discovery.requests).toHaveLength(50_000);
    expect(codes(discovery)).toEqual(["too-many-entries"]);
  }, 20_000);

  const hostile: readonly (readonly [string, string])[] = [
    ["elements without end", "<a>".repeat(500_000)],
    ["end tags after deep nesting", `${"<a>".repeat(200_000)}${"</b>".repeat(200_000)}`],
    ["an address without end", `<urlset><url><loc>${"x".repeat(5_000_000)}`],
    ["attributes without end", `<urlset ${'a="b" '.repeat(500_000)}`],
    ["comments that do not close", "<!--".repeat(500_000)],
    ["document types that do not close", "<!DOCTYPE x [".repeat(200_000)],
    ["character references", `<urlset><url><loc>${"&#x41;".repeat(500_000)}</loc></url></urlset>`],
  ];
  for (const [name, body] of hostile) {
    it(`of ${name} is left in time`, () => expect(discovered(body).requests).toEqual([]), 20_000);
  }
});

describe("a sitemap index", () => {
  it("gives its sitemaps, one deeper, with parameters as they stand", () => {
    const { requests } = discovered(
      index(child("/sitemap-1.xml", "<lastmod>2018-01-30</lastmod>") + child("/sitemap.xml?page=2")),
      { urls: { keepQuery: [] } },
    );
    expect(requests.map(({ kind, url, depth, hintAt }) => ({ kind, url, depth, hintAt }))).toEqual([
      { kind: "sitemap", url: "https://morgenpost.example/sitemap-1.xml", depth: 1, hintAt: "2018-01-30" },
      { kind: "sitemap", url: "https://morgenpost.example/sitemap.xml?page=2", depth: 1, hintAt: null },
    ]);
  });

  it("gives only those that `include` wants", () => {
    const rest = { start: [{ sitemap: url, include: "news" }] };
    const { requests, skipped } = discovered(index(child("/news-1.xml") + child("/tags.xml")), rest);
    expect(summary(requests)).toEqual(["/news-1.xml"]);
    expect(skipped).toMatchObject([{ reason: "not-wanted", detail: "no pattern of the sitemap's `include` matches" }]);
  });

  it("leaves sitemaps of other hosts, and those that have not changed since the day that is wanted", () => {
    const body = index(
      `<sitemap><loc>https://elders.example/s.xml</loc></sitemap>${child("/oud.xml", "<lastmod>2017-01-01</lastmod>")}${child("/nieuw.xml")}`,
    );
    const { requests, skipped } = discovered(body, {}, {}, "2018-01-01");
    expect(summary(requests)).toEqual(["/nieuw.xml"]);
    expect(skipped.map(({ reason }) => reason)).toEqual(["out-of-scope", "too-old"]);
  });

  it("that names itself goes nowhere", () => {
    expect(discovered(index(child("/sitemap.xml"))).requests).toEqual([]);
  });

  it("without end is left at the third step", () => {
    const deeper = discovered(index(child("/s4.xml")), {}, { url: "https://morgenpost.example/s3.xml", depth: 3 });
    expect(deeper.requests).toEqual([]);
    expect(codes(deeper)).toEqual(["too-deep"]);
    expect(
      discovered(index(child("/s3.xml")), {}, { url: "https://morgenpost.example/s2.xml", depth: 2 }).requests,
    ).toHaveLength(1);
  });
});
