import { describe, expect, it } from "vitest";
import { classifyUrl } from "../../src/discover/discover.ts";
import type { SiteInput } from "../../src/model/site.ts";
import { siteOf } from "./pages.ts";

const urls: SiteInput["urls"] = {
  articles: { include: "^/[a-z-]+/[^/?]+$", exclude: ["^/partners/", "^/service/"] },
  listings: { include: "^/[a-z-]+/nieuws(\\?page=\\d+)?$", exclude: "^/service/" },
  keepQuery: ["page"],
};
const site = siteOf({ urls, start: [{ url: "https://morgenpost.example/" }] });

const said = (href: string, options = {}) => {
  const { kind, url, skip, reason } = classifyUrl(href, site, options);
  return `${kind ?? skip} ${url ?? "-"} ${reason}`;
};

describe("an address", () => {
  const rows: readonly (readonly [string, string])[] = [
    [
      "https://morgenpost.example/bestuur/kop",
      "article https://morgenpost.example/bestuur/kop `urls.articles.include` has ^/[a-z-]+/[^/?]+$",
    ],
    [
      "http://www.morgenpost.example/bestuur/kop?utm_source=x&b=1#reacties",
      "article https://morgenpost.example/bestuur/kop `urls.articles.include` has ^/[a-z-]+/[^/?]+$",
    ],
    [
      "https://morgenpost.example/bestuur/nieuws?page=3&sort=a",
      "listing https://morgenpost.example/bestuur/nieuws?page=3 `urls.listings.include` has ^/[a-z-]+/nieuws(\\?page=\\d+)?$",
    ],
    [
      "https://morgenpost.example/partners/kop",
      "not-wanted https://morgenpost.example/partners/kop `urls.articles.exclude` has ^/partners/",
    ],
    [
      "https://morgenpost.example/service/nieuws",
      "not-wanted https://morgenpost.example/service/nieuws `urls.articles.exclude` has ^/service/",
    ],
    [
      "https://morgenpost.example/over",
      "not-wanted https://morgenpost.example/over no pattern of `urls.articles.include` matches",
    ],
    [
      "https://elders.example/bestuur/kop",
      "out-of-scope https://elders.example/bestuur/kop elders.example is not among the site's hosts",
    ],
    [
      "https://morgenpost.example:8443/bestuur/kop",
      "out-of-scope https://morgenpost.example:8443/bestuur/kop morgenpost.example:8443 is not among the site's hosts",
    ],
    [
      "https://morgenpost.example/bestuur/kop.pdf",
      "not-html https://morgenpost.example/bestuur/kop.pdf a .pdf file is no page",
    ],
    [
      "https://morgenpost.example/bestuur/FOTO.JPG?page=1",
      "not-html https://morgenpost.example/bestuur/FOTO.JPG?page=1 a .jpg file is no page",
    ],
    ["mailto:redactie@morgenpost.example", "out-of-scope - no web address that can be asked"],
    ["javascript:alert(1)", "out-of-scope - no web address that can be asked"],
    ["https://jan:geheim@morgenpost.example/bestuur/kop", "out-of-scope - no web address that can be asked"],
    ["https://[", "out-of-scope - no web address that can be asked"],
    [
      "https://morgenpost.example/bestuur/%7B%7Burl%7D%7D",
      "trap https://morgenpost.example/bestuur/%7B%7Burl%7D%7D template: an unfilled template in the address",
    ],
  ];
  for (const [href, expected] of rows)
    it(`is told by the first rule that holds: ${href}`, () => expect(said(href)).toBe(expected));

  it("is relative to a base", () => {
    expect(said("../bestuur/kop", { base: "https://morgenpost.example/x/y" })).toContain(
      "article https://morgenpost.example/bestuur/kop",
    );
  });

  it("matches patterns as it is sent and as it is read", () => {
    const french = siteOf({ urls: { articles: { include: "^/carrière/" } } });
    expect(classifyUrl("https://morgenpost.example/carri%C3%A8re/kop", french).kind).toBe("article");
    expect(classifyUrl("https://morgenpost.example/carrière/kop", french).kind).toBe("article");
    const sent = siteOf({ urls: { articles: { include: "^/carri%C3%A8re/" } } });
    expect(classifyUrl("https://morgenpost.example/carrière/kop", sent).kind).toBe("article");
  });

  it("without patterns is an article where something names it, and nothing where it is only a link", () => {
    const bare = siteOf();
    expect(classifyUrl("https://morgenpost.example/a", bare).kind).toBe("article");
    expect(classifyUrl("https://morgenpost.example/a", bare, { isNamed: false })).toMatchObject({
      kind: null,
      skip: "not-wanted",
    });
  });

  it("is asked by the scheme of the site's starting points, where they agree", () => {
    const href = "http://morgenpost.example/a";
    expect(classifyUrl(href, siteOf({ start: [{ url: "https://morgenpost.example/" }] })).url).toBe(
      "https://morgenpost.example/a",
    );
    expect(classifyUrl(href, siteOf()).url).toBe(href);
    const both = siteOf({ start: [{ url: "https://morgenpost.example/" }, { feed: "http://morgenpost.example/rss" }] });
    expect(classifyUrl(href, both).url).toBe(href);
  });
});
