import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discover } from "../../src/discover/discover.ts";
import type { PageKind } from "../../src/model/crawl-request.ts";
import { pageOf, requestOf, siteOf, summary } from "./pages.ts";

const site = siteOf({
  start: [{ listing: "https://morgenpost.example/nieuws" }],
  listing: { card: "article", date: "time", url: "a", next: "a.volgende", skip: ".partner" },
});
const kinds: readonly PageKind[] = ["listing", "feed", "sitemap", "article", "comments"];

const read = (body: string | Uint8Array, kind: PageKind) =>
  discover(pageOf(body), site, requestOf(kind, { url: "https://morgenpost.example/x" }), { since: "2018-01-01" });

describe("discovery", () => {
  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(...kinds),
        fc.boolean(),
        (bytes, kind, isPacked) => {
          expect(() => read(isPacked ? gzipSync(bytes) : bytes, kind)).not.toThrow();
        },
      ),
      { numRuns: 300 },
    );
  });

  it("never throws, whatever the markup, and keeps to the site's hosts", () => {
    const pieces = [
      "<urlset>",
      "<url>",
      "<loc>",
      "https://morgenpost.example/a",
      "https://elders.example/",
      "</loc>",
      "</url>",
      "<lastmod>",
      "2018-01-25",
      "<rss>",
      "<channel>",
      "<item>",
      "<link>",
      "<link href='/b'/>",
      "</link>",
      "</item>",
      "<guid>",
      "<feed>",
      "<entry>",
      "</entry>",
      "<updated>",
      "<article>",
      "<a href='/c'>",
      "<a class=volgende href='?p=2'>",
      "<time datetime='25 januari 2018'>",
      "</article>",
      "<template>",
      "<base href='//['>",
      "<!DOCTYPE x [",
      "]>",
      "<![CDATA[",
      "]]>",
      "&amp;",
      "&#0;",
      "&x;",
      "<?xml ",
      "?>",
      "<!--",
      "-->",
      '{"items":[',
      '{"url":"/d"}',
      "]}",
      "\u0000",
      "\ud800",
      "<",
      ">",
      '"',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), fc.constantFrom(...kinds), (parts, kind) => {
        const { requests, nextPage } = read(parts.join(""), kind);
        for (const { url } of [...requests, ...(nextPage === null ? [] : [nextPage])]) {
          expect(new URL(url).host).toBe("morgenpost.example");
        }
      }),
      { numRuns: 1000 },
    );
  });

  const whole: readonly (readonly [PageKind, string])[] = [
    [
      "sitemap",
      '<?xml version="1.0"?><urlset><url><loc>https://morgenpost.example/een/kop-12</loc><lastmod>2018-01-25T14:05:00+01:00</lastmod></url><url><loc><![CDATA[https://morgenpost.example/twee?b=1]]></loc></url></urlset>',
    ],
    [
      "feed",
      '<?xml version="1.0"?><rss version="2.0"><channel><title>M</title><item><title>K</title><link>https://morgenpost.example/een/kop-12</link><pubDate>Thu, 25 Jan 2018 14:05:00 +0100</pubDate></item><item><guid>https://morgenpost.example/twee?b=1</guid></item></channel></rss>',
    ],
    [
      "feed",
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>M</title><entry><id>1</id><link href="https://morgenpost.example/een/kop-12"/><updated>2018-01-25T14:05:00+01:00</updated></entry></feed>',
    ],
    [
      "feed",
      '{"version":"https://jsonfeed.org/version/1.1","title":"M","items":[{"id":"1","url":"https://morgenpost.example/een/kop-12"}]}',
    ],
  ];
  for (const [kind, text] of whole) {
    it(`takes no half address from a ${kind} that is cut off anywhere: ${text.slice(0, 40)}`, () => {
      const known = new Set(read(text, kind).requests.map(({ url }) => url));
      expect(known.size).toBeGreaterThan(0);
      for (let length = 0; length < text.length; length++) {
        const cut = read(text.slice(0, length), kind).requests.map(({ url }) => url);
        expect(
          cut.filter((url) => !known.has(url)),
          text.slice(0, length),
        ).toEqual([]);
      }
    });
  }

  it("gives an article and a page of comments nothing to find", () => {
    expect(read('<article><a href="/a">', "article")).toEqual({
      requests: [],
      skipped: [],
      warnings: [],
      nextPage: null,
    });
  });

  it("goes no deeper than the site allows", () => {
    const shallow = siteOf({ listing: { card: "article" }, manners: { maxDepth: 1 } });
    const at = (depth: number) =>
      discover(pageOf('<article><a href="/a">'), shallow, requestOf("listing", { depth }), { since: null });
    expect(summary(at(0).requests)).toEqual(["/a"]);
    expect(at(1)).toMatchObject({ requests: [], skipped: [{ reason: "too-deep", detail: "2 links from the seed" }] });
  });

  it("says where a request was found, how deep, and in which order to visit", () => {
    const html =
      '<article><a href="/oud">K</a><time>1 januari 2018</time></article><article><a href="/nieuw">K</a><time>25 januari 2018</time></article><article><a href="/zonder">K</a></article>';
    const { requests } = read(html, "listing");
    expect(requests[0]).toMatchObject({
      site: "morgenpost",
      kind: "article",
      depth: 1,
      discoveredOn: "https://morgenpost.example/x",
    });
    expect(requests.toSorted((a, b) => b.priority - a.priority).map(({ url }) => new URL(url).pathname)).toEqual([
      "/nieuw",
      // Without a date it is as new as the card before it.
      "/zonder",
      "/oud",
    ]);
  });
});
