import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import {
  article,
  crawlCases,
  front,
  PATHS,
  redirect,
  type SecondCase,
  type SecondCrawl,
  type Serve,
  xml,
} from "./second-hosts.ts";

const both = ["een", "twee"];
type Body = string | Uint8Array | ((origin: string) => string | Uint8Array);
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const url = (loc: string, more = "") => `<url><loc>${loc}</loc>${more}</url>`;
const urlset = (inner: string, attributes = NAMESPACE) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${attributes}>${inner}</urlset>`;
const index = (locs: readonly string[]) =>
  `<?xml version="1.0"?><sitemapindex ${NAMESPACE}>${locs.map((loc) => `<sitemap><loc>${loc}</loc></sitemap>`).join("")}</sitemapindex>`;
const good = (origin: string) => PATHS.map((path) => url(origin + path)).join("");

const sitemap = (name: string, body: Body, wish: Partial<SecondCase> = {}): SecondCase => ({
  name: `map-${name}`,
  paths: { "/sitemap.xml": xml(body), ...wish.paths },
  records: both,
  start: "  - sitemap: ORIGIN/sitemap.xml",
  ...wish,
  ...(wish.paths === undefined ? {} : { paths: { "/sitemap.xml": xml(body), ...wish.paths } }),
});

const sitemaps: readonly SecondCase[] = [
  sitemap("prefixed", (origin) =>
    urlset(
      good(origin).replaceAll(/<(\/?)/g, "<$1sm:"),
      'xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9"',
    ).replaceAll(/(<\/?)urlset/g, "$1sm:urlset"),
  ),
  sitemap("namespace-wrong", (origin) => urlset(good(origin), 'xmlns="http://elders.example/niets"')),
  sitemap("namespace-none", (origin) => urlset(good(origin), "")),
  sitemap("capitals", (origin) => urlset(good(origin)).replaceAll("url", "URL").replaceAll("loc>", "LOC>")),
  sitemap("cdata", (origin) => urlset(PATHS.map((path) => url(`<![CDATA[${origin}${path}]]>`)).join(""))),
  sitemap("comments-in-loc", (origin) =>
    urlset(PATHS.map((path) => url(`<!-- x -->${origin}${path}<!-- y -->`)).join("")),
  ),
  sitemap("spaces-in-loc", (origin) => urlset(PATHS.map((path) => url(`\n\t  ${origin}${path}\n `)).join(""))),
  sitemap("relative", () => urlset(PATHS.map((path) => url(path)).join(""))),
  sitemap("entities-numeric", (origin) =>
    urlset(PATHS.map((path) => url(`${origin}${path.replace("/", "&#47;")}`)).join("")),
  ),
  sitemap("utf-16", (origin) => Buffer.from(`\ufeff${urlset(good(origin)).replace("UTF-8", "UTF-16")}`, "utf16le")),
  sitemap("latin-called", (origin) => urlset(good(origin)).replace("UTF-8", "ISO-8859-1")),
  sitemap("space-before-declaration", (origin) => `\n\n  ${urlset(good(origin))}`),
  sitemap("mark-before-declaration", (origin) => `\ufeff${urlset(good(origin))}`),
  sitemap("stylesheet", (origin) =>
    urlset(good(origin)).replace(
      "<urlset",
      '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?><urlset',
    ),
  ),
  sitemap("dtd-outside", (origin) =>
    urlset(good(origin)).replace("<urlset", '<!DOCTYPE urlset SYSTEM "http://127.0.0.1:9/x.dtd"><urlset'),
  ),
  sitemap("dtd-parameter-entity", (origin) =>
    urlset(good(origin)).replace("<urlset", '<!DOCTYPE urlset [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]><urlset'),
  ),
  sitemap("xinclude", (origin) => urlset(`${good(origin)}<xi:include href="file:///etc/passwd" parse="text"/>`)),
  sitemap(
    "image-loc",
    (origin) =>
      urlset(
        PATHS.map((path) =>
          url(origin + path, `<image:image><image:loc>${origin}/nieuws/plaatje</image:loc></image:image>`),
        ).join(""),
      ),
    { never: /plaatje/ },
  ),
  sitemap(
    "video-and-alternate",
    (origin) =>
      urlset(
        PATHS.map((path) =>
          url(
            origin + path,
            `<xhtml:link rel="alternate" href="${origin}/nieuws/elders"/><video:video><video:player_loc>${origin}/nieuws/film</video:player_loc></video:video>`,
          ),
        ).join(""),
      ),
    { never: /elders|film/ },
  ),
  sitemap(
    "loc-twice",
    (origin) =>
      urlset(PATHS.map((path) => `<url><loc>${origin}${path}</loc><loc>${origin}/nieuws/tweede</loc></url>`).join("")),
    { never: /tweede/ },
  ),
  sitemap("url-in-url", (origin) => urlset(`<url>${good(origin)}</url>`)),
  sitemap("lastmod-absurd", (origin) =>
    urlset(
      ["9999-99-99", "-1", "morgen", "2099-01-01", "1".repeat(3000)]
        .map((date, at) => url(`${origin}${PATHS[at % 2]}`, `<lastmod>${date}</lastmod><priority>1e999</priority>`))
        .join(""),
    ),
  ),
  sitemap(
    "same-in-many-spellings",
    (origin) =>
      urlset(
        [
          "/nieuws/een",
          "/nieuws/een#x",
          "/nieuws/./een",
          "/nieuws/%65en",
          "/x/../nieuws/een",
          "/nieuws/een?utm_source=x",
        ]
          .map((path) => url(origin + path))
          .join(""),
      ),
    { records: ["een"], maxRequests: 5 },
  ),
  sitemap("schemes", (origin) =>
    urlset(
      ["ftp", "gopher", "javascript", "data", "ws"].map((scheme) => url(`${scheme}://127.0.0.1:9/nieuws/x`)).join("") +
        good(origin),
    ),
  ),
  sitemap("private-spellings", (origin) =>
    urlset(
      [
        "http://2130706433:9/nieuws/a",
        "http://[::ffff:127.0.0.1]:9/nieuws/b",
        "http://0x7f.1:9/nieuws/c",
        "http://１２７.0.0.1:9/nieuws/d",
      ]
        .map((loc) => url(loc))
        .join("") + good(origin),
    ),
  ),
  sitemap("other-port", (origin) => urlset(url(`${origin}:8080/nieuws/poort`) + good(origin)), { never: /poort/ }),
  sitemap("dotted-host", (origin) => urlset(url(`${origin}./nieuws/punt`) + good(origin)), { never: /punt/ }),
  sitemap("sixty-thousand", (origin) =>
    urlset(good(origin) + Array.from({ length: 60_000 }, (_, at) => url(`${origin}/elders/${at}`)).join("")),
  ),
  sitemap("million-empty-entries", (origin) => urlset(good(origin) + "<url/>".repeat(300_000))),
  sitemap("attributes-huge", (origin) => urlset(good(origin).replaceAll("<url>", `<url x="${"y".repeat(200_000)}">`))),
  sitemap("tags-never-end", (origin) => `${urlset(good(origin)).replace("</urlset>", "")}${"<x a='".repeat(100_000)}`),
  sitemap("closed-too-often", (origin) => urlset(good(origin)).replace("</urlset>", "</urlset>".repeat(100_000))),
  sitemap(
    "text-file",
    (origin) => `${PATHS.map((path) => origin + path).join("\r\n")}\r\nhttp://127.0.0.1:9/nieuws/x\r\nniets\r\n`,
  ),
  sitemap("gzip-cut", (origin) =>
    gzipSync(
      urlset(good(origin) + Array.from({ length: 3000 }, (_, at) => url(`${origin}/elders/${at * 7919}`)).join("")),
    ).subarray(0, -400),
  ),
  sitemap("gzip-members", (origin) =>
    Buffer.concat([gzipSync(urlset(good(origin)).slice(0, 90)), gzipSync(urlset(good(origin)).slice(90))]),
  ),
  sitemap("gzip-four-times", (origin) => gzipSync(gzipSync(gzipSync(gzipSync(urlset(good(origin)))))), { records: [] }),
  sitemap("gzip-bomb-unlabelled", () => gzipSync(gzipSync(Buffer.alloc(200_000_000))), { records: [] }),
  sitemap(
    "index-of-itself-by-query",
    (origin) => index([1, 2, 3].map((at) => `${origin}/sitemap.xml?x=${at}${Math.random()}`)),
    {
      records: [],
      maxRequests: 60,
      paths: {
        "/sitemap.xml*": (call) =>
          xml(index([1, 2].map((at) => `${call.origin}/sitemap.xml?x=${call.path.length}${call.hit}${at}`)))(call),
      },
    },
  ),
  sitemap("index-of-two-in-a-circle", (origin) => index([`${origin}/b.xml`]), {
    records: [],
    maxRequests: 4,
    paths: { "/b.xml": (call) => xml(index([`${call.origin}/sitemap.xml`]))(call) },
  }),
  sitemap(
    "index-with-an-article-list",
    (origin) =>
      index([
        `${origin}/b.xml`,
        `${origin}/nergens.xml`,
        "http://127.0.0.1:9/c.xml",
        "http://gezond.example/sitemap.xml",
      ]),
    { paths: { "/b.xml": xml((origin) => urlset(good(origin))) } },
  ),
  sitemap("redirects-out", () => "", {
    records: [],
    paths: { "/sitemap.xml": redirect("http://gezond.example/sitemap.xml") },
  }),
  sitemap("redirects-to-loopback", () => "", {
    records: [],
    paths: { "/sitemap.xml": redirect("http://[::ffff:7f00:1]:9/sitemap.xml") },
  }),
  sitemap("with-noindex-trailer", (origin) => `${urlset(good(origin))}\n<!-- eind --><x>`),
];

const entry = (href: string) =>
  `<entry><title>x</title><link href="${href}"/><updated>2024-05-14T09:30:00Z</updated></entry>`;
const atom = (inner: string, attributes = 'xmlns="http://www.w3.org/2005/Atom"') =>
  `<?xml version="1.0"?><feed ${attributes}><title>Krant</title>${inner}</feed>`;
const item = (link: string, more = "") => `<item><title>x</title><link>${link}</link>${more}</item>`;
const rss = (inner: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Krant</title>${inner}</channel></rss>`;
const feed = (
  name: string,
  body: (origin: string) => string | Uint8Array,
  wish: Partial<SecondCase> = {},
): SecondCase => ({
  name: `feed2-${name}`,
  paths: { "/feed": xml(body, "application/rss+xml") },
  records: both,
  start: "  - feed: ORIGIN/feed",
  ...wish,
});
const items = (origin: string) => PATHS.map((path) => item(origin + path)).join("");

const feeds: readonly SecondCase[] = [
  feed("atom", (origin) => atom(PATHS.map((path) => entry(origin + path)).join(""))),
  feed("atom-relative-base", () =>
    atom(PATHS.map((path) => entry(path.slice(1))).join(""), 'xmlns="http://www.w3.org/2005/Atom" xml:base="/"'),
  ),
  feed(
    "atom-base-elsewhere",
    () =>
      atom(
        PATHS.map((path) => entry(path)).join(""),
        'xmlns="http://www.w3.org/2005/Atom" xml:base="http://127.0.0.1:9/"',
      ),
    { records: [] },
  ),
  feed(
    "atom-links-many",
    (origin) =>
      atom(
        PATHS.map(
          (path) =>
            `<entry><link rel="self" href="http://127.0.0.1:9/"/><link rel="enclosure" href="${origin}/nieuws/bijlage"/><link rel="alternate" type="text/html" href="${origin}${path}"/></entry>`,
        ).join(""),
      ),
    { never: /bijlage/ },
  ),
  feed(
    "atom-tags-never-end",
    (origin) =>
      `${atom(PATHS.map((path) => entry(origin + path)).join("")).replace("</feed>", "")}<entry><title>${"<x a='".repeat(60_000)}`,
  ),
  feed(
    "rss-tags-never-end",
    (origin) => `${rss(items(origin)).replace("</channel></rss>", "")}<item><link>${"<x a='".repeat(60_000)}`,
  ),
  feed("rss-ampersands", (origin) => rss(PATHS.map((path) => item(`${origin}${path}?a=1&b=2`)).join("")), {
    records: both,
    maxRequests: 9,
  }),
  feed("rss-html-entities", (origin) => rss(`${items(origin)}<item><title>caf&eacute;&nbsp;&bogus;</title></item>`)),
  feed("rss-guid-no-link", (origin) =>
    rss(PATHS.map((path) => `<item><guid isPermaLink="true">${origin}${path}</guid></item>`).join("")),
  ),
  feed(
    "rss-guid-no-address",
    (origin) =>
      rss(
        `<item><guid>javascript:alert(1)</guid></item><item><guid isPermaLink="false">${origin}/nieuws/guid</guid></item>${items(origin)}`,
      ),
    { never: /guid/ },
  ),
  feed("rss-dates-absurd", (origin) =>
    rss(
      PATHS.map((path, at) =>
        item(origin + path, `<pubDate>${["Thu, 31 Feb 2099 99:99:99 +9999", "0"][at]}</pubDate>`),
      ).join(""),
    ),
  ),
  feed(
    "rss-junk-around",
    (origin) => `<br />\n<b>Warning</b>: mysql_connect() in /x.php on line 1<br />${rss(items(origin))}<!-- 0.3s -->`,
  ),
  feed("rss-control-characters", (origin) => rss(`${items(origin)}<item><title>\u0000\u0001\u001b[2J</title></item>`)),
  feed("rss-items-outside", (origin) => `<?xml version="1.0"?><rss version="2.0"><channel/>${items(origin)}</rss>`),
  feed(
    "rdf",
    (origin) =>
      `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">${PATHS.map((path) => `<item rdf:about="${origin}${path}"><title>x</title><link>${origin}${path}</link></item>`).join("")}</rdf:RDF>`,
  ),
  feed("json-feed-next-without-end", (origin) =>
    JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "x",
      next_url: `${origin}/feed`,
      items: PATHS.map((path) => ({ id: path, url: origin + path })),
    }),
  ),
  feed(
    "json-feed-deep",
    (origin) =>
      `{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[${PATHS.map((path) => `{"id":"x","url":"${origin}${path}","_x":${"[".repeat(2000)}${"]".repeat(2000)}}`).join(",")}]}`,
  ),
  feed("ten-thousand-items", (origin) =>
    rss(items(origin) + Array.from({ length: 10_000 }, (_, at) => item(`${origin}/elders/${at}`)).join("")),
  ),
  feed("billion-laughs", (origin) =>
    rss(`${items(origin)}<item><title>&lol9;</title></item>`).replace(
      "<rss",
      `<!DOCTYPE rss [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at === 0 ? "" : at};`.repeat(10)}">`).join("")}]><rss`,
    ),
  ),
];

const listing = (name: string, html: string | Serve, wish: Partial<SecondCase> = {}): SecondCase => ({
  name: `list-${name}`,
  paths: { "/": typeof html === "string" ? (call) => call.send(html) : html },
  records: both,
  maxRequests: 8,
  ...wish,
});
const anchors = (hrefs: readonly string[]) => hrefs.map((href) => `<a href="${href}">x</a>`).join("\n");
const shell = (inner: string, head = "") =>
  `<!doctype html><html><head>${head}<title>x</title></head><body>${inner}</body></html>`;

const listings: readonly SecondCase[] = [
  listing("base-elsewhere", shell(anchors(PATHS), '<base href="http://127.0.0.1:9/">'), { records: [] }),
  listing("base-javascript", shell(anchors(PATHS), '<base href="javascript:alert(1)//">')),
  listing("base-twice", shell(anchors(["een", "twee"]), '<base href="/nieuws/"><base href="http://127.0.0.1:9/">')),
  listing("base-in-template", shell(`<template><base href="/elders/"></template>${anchors(PATHS)}`)),
  listing("links-in-template", shell(`<template>${anchors(["/nieuws/verborgen"])}</template>${anchors(PATHS)}`), {
    never: /verborgen/,
  }),
  listing("links-in-comment", shell(`<!-- ${anchors(["/nieuws/verborgen"])} -->${anchors(PATHS)}`), {
    never: /verborgen/,
  }),
  listing(
    "links-in-script",
    shell(`<script>document.write('${anchors(["/nieuws/verborgen"]).replaceAll("'", "")}')</script>${anchors(PATHS)}`),
    { never: /verborgen/ },
  ),
  listing("links-in-textarea", shell(`<textarea>${anchors(["/nieuws/verborgen"])}</textarea>${anchors(PATHS)}`), {
    never: /verborgen/,
  }),
  listing("links-in-plaintext", shell(`${anchors(PATHS)}<plaintext>${anchors(["/nieuws/verborgen"])}`), {
    never: /verborgen/,
  }),
  listing("hrefs-with-tabs-and-lines", shell(anchors(["/nie\nuws/\teen", " \n/nieuws/twee \t"]))),
  listing("hrefs-with-backslashes", shell(anchors(["\\nieuws\\een", "/nieuws\\twee", "\\\\127.0.0.1:9\\nieuws\\x"]))),
  listing("hrefs-with-entities", shell(anchors(["&#47;nieuws&#x2f;een", "/nieuws/tw&#101;e"]))),
  listing("hrefs-with-lone-percents", shell(anchors([...PATHS, "/nieuws/%", "/nieuws/%zz", "/nieuws/%e0%a4%a"])), {
    records: [...both, "%", "%zz", "%E0%A4%a"],
    maxRequests: 12,
  }),
  listing(
    "hrefs-of-other-schemes",
    shell(
      anchors([
        "mailto:x@y",
        "tel:1",
        "sms:1",
        "intent://nieuws/x#Intent;end",
        "android-app://x",
        "file:///nieuws/x",
        "about:blank",
        "blob:x",
        "data:text/html,x",
        ...PATHS,
      ]),
    ),
  ),
  listing(
    "hrefs-private",
    shell(
      anchors([
        "//127.0.0.1:9/nieuws/x",
        "http://0177.1:9/nieuws/x",
        "http://[::1]:9/nieuws/x",
        "http://localhost:9/nieuws/x",
        ...PATHS,
      ]),
    ),
  ),
  listing(
    "fragments",
    shell(anchors(PATHS.flatMap((path) => Array.from({ length: 300 }, (_, at) => `${path}#deel-${at}`)))),
  ),
  listing(
    "sessions-in-query",
    shell(
      anchors([
        ...PATHS,
        ...Array.from({ length: 100 }, (_, at) => `/nieuws/een?sid=${"ab12".repeat(5)}${at}`),
        ...Array.from({ length: 100 }, (_, at) => `/nieuws/een?ASPSESSIONIDABCD=${at}`),
      ]),
    ),
    { never: /sid|session/i },
  ),
  listing(
    "sessions-in-path",
    shell(
      anchors([
        ...PATHS,
        ...Array.from({ length: 50 }, (_, at) => `/nieuws/(S(abcdefghij0123456789${at}))/een`),
        ...Array.from({ length: 50 }, (_, at) => `/nieuws/een;JSESSIONID=${at}A`),
      ]),
    ),
    { never: /\(S\(|jsession/i },
  ),
  listing(
    "queries-in-any-order",
    shell(
      anchors([
        ...PATHS,
        ...Array.from(
          { length: 60 },
          (_, at) =>
            `/nieuws/een?${["kleur[]=r", "kleur[]=g", "kleur[]=b", `maat=${at}`].sort(() => (at % 3) - 1).join("&")}`,
        ),
      ]),
    ),
    { never: /kleur/ },
  ),
  listing(
    "ten-parameters",
    shell(
      anchors([
        ...PATHS,
        `/nieuws/een?${"abcdefghij"
          .split("")
          .map((name) => `${name}=1`)
          .join("&")}`,
      ]),
    ),
    { never: /\?/ },
  ),
  listing("relative-growth", shell(anchors(PATHS)), {
    paths: {
      "/": front([...PATHS, "/rubriek/a/"]),
      "/rubriek*": (call) => call.send(shell(anchors(["rubriek/a/", "a/b/"]))),
    },
    maxRequests: 60,
  }),
  listing("calendar-by-days", shell(""), {
    paths: {
      "/": front([...PATHS, "/kalender/2024-01-01"]),
      "/kalender*": (call) =>
        call.send(
          shell(anchors([0, 1, 2].map((at) => `/kalender/20${10 + ((call.hit * 7 + at) % 80)}-01-0${at + 1}`))),
        ),
    },
    maxRequests: 8,
    never: /kalender\/2/,
  }),
  listing("calendar-by-query", shell(""), {
    paths: {
      "/": front([...PATHS, "/rubriek?month=1&year=2024"]),
      "/rubriek*": (call) =>
        call.send(
          shell(
            anchors([
              `/rubriek?month=${call.path.length}&year=${call.path.length * 31}`,
              `/rubriek?month=2&year=${2000 + call.path.length}`,
            ]),
          ),
        ),
    },
    maxRequests: 130,
    manners: { maxRequests: 120 },
  }),
  listing("next-to-itself", shell(`${anchors(PATHS)}<a class="volgende" href="/">verder</a>`), {
    more: "listing: { next: { select: a.volgende, attr: href } }",
  }),
  listing("next-to-loopback", shell(`${anchors(PATHS)}<a class="volgende" href="http://127.0.0.1:9/?p=2">verder</a>`), {
    more: "listing: { next: { select: a.volgende, attr: href } }",
  }),
  listing(
    "next-without-end",
    (call) =>
      call.send(
        shell(
          `${anchors(PATHS)}<a class="volgende" href="/?p=${call.path.length}${"x".repeat(call.path.length)}">verder</a>`,
        ),
      ),
    {
      paths: {
        "/*": (call) =>
          call.path.startsWith("/nieuws")
            ? article(call)
            : call.send(
                shell(
                  `${anchors(PATHS)}<a class="volgende" href="/?p=${(Number(/\d+/.exec(call.path)?.[0] ?? 0) || 0) + 1}">verder</a>`,
                ),
              ),
      },
      more: "listing: { next: { select: a.volgende, attr: href } }",
      maxRequests: 60,
    },
  ),
  listing(
    "frameset",
    '<html><frameset cols="*"><frame src="http://127.0.0.1:9/"><noframes><a href="/nieuws/een">x</a></noframes></frameset></html>',
    { records: [] },
  ),
  listing(
    "refresh-to-loopback",
    shell(anchors(PATHS), '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">'),
  ),
  listing("thousands-of-comments", shell(`${"<!-- x -->".repeat(30_000)}${anchors(PATHS)}`)),
  listing("scripts-with-nested-starts", shell(`<script>${"<!--".repeat(60_000)}</script>${anchors(PATHS)}`)),
  listing("called-sitemap", (call) => xml((origin) => urlset(good(origin)), "text/html")(call)),
  listing("called-feed", (call) => xml((origin) => rss(items(origin)), "text/html")(call)),
  listing("upper-and-lower", shell(anchors([...PATHS, "/Nieuws/Een", "/NIEUWS/TWEE"])), { never: /N[Ii]|NIEUWS/ }),
];

const cases = [...sitemaps, ...feeds, ...listings];
let crawl: SecondCrawl;
beforeAll(async () => {
  crawl = await crawlCases(cases, { address: "127.0.0.27", concurrency: 24, maxMs: 60_000, timeoutMs: 15_000 });
});

describe("sitemaps, feeds and listings that mislead", () => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => crawl.verify(one));
  test("nothing else was reached, and the healthy host came out whole, in time", () => crawl.verifyOthers());
  test("no name stands twice", () => expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length));
});
