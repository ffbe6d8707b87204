import { parseSite } from "../../src/config/load-site.ts";
import { SiteFileError } from "../../src/config/site-file-error.ts";
import { extractOne } from "../../src/crawl/extract-one.ts";
import { pageOfFile } from "../../src/crawl/file-page.ts";
import { rssFeed, sitemapIndex } from "../../src/demo/feeds.ts";
import { listingPage } from "../../src/demo/listing-pages.ts";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { modernPage } from "../../src/demo/modern-page.ts";
import { structuredPage } from "../../src/demo/structured-page.ts";
import { classifyUrl, discover } from "../../src/discover/discover.ts";
import { articleRecordSchema } from "../../src/model/article-record.ts";
import { CrawlError } from "../../src/model/crawl-error.ts";
import type { PageKind } from "../../src/model/crawl-request.ts";
import { normalizeUrl } from "../../src/model/normalize-url.ts";
import { parseByline } from "../../src/model/parse-byline.ts";
import { parseDate } from "../../src/model/parse-date.ts";
import { allows, parseRobots, parseTdmRep } from "../../src/robots/robots.ts";
import { lineOf } from "../../src/write/line-of.ts";
import { POLDERKLERK } from "./polderklerk.ts";

/** A reader of strangers' texts, with texts to begin from and pieces to put into them. */
export interface Fuzzer {
  readonly corpus: readonly string[];
  readonly words: readonly string[];
  /** Throws where the reader did what it must not: throw, or give what nobody can use. */
  readonly run: (input: string) => unknown;
}

const ORIGIN = "http://polderklerk.example";
const magazine = makeMagazine({ articleCount: 12, maxComments: 6, seed: 99 });
const pages = magazine.articles.map((article) =>
  article.layout === "modern" ? modernPage(article, ORIGIN) : structuredPage(article, ORIGIN),
);
const site = parseSite(POLDERKLERK, "polderklerk.yaml");
const fetchedAt = "2026-07-01T10:00:00.000Z";

const tags =
  "<div> </div> <p> <a href=x> </a> <table> <tr> <td> </table> <template> </template> <svg> <math> <select> <option> <script> </script> <style> <!-- --> <!-->  <![CDATA[ ]]> <h1> </h1> <b> <i> <form> <li> <ul> <plaintext> <xmp> <noscript> <iframe> <title> <base href=//x> <frameset> <textarea> <button>".split(
    " ",
  );
const oddities = [
  "\u0000",
  "\ufffd",
  "\ud800",
  "\udfff",
  "\u2028",
  "\u202e",
  "\u001b[31m",
  "&#0;",
  "&#xd800;",
  "&amp",
  "%00",
  "{{x}}",
  "\u200b",
  "😀",
  "__proto__",
  "constructor",
];
const json = [
  '{"@type":"NewsArticle",',
  '"headline":',
  "[",
  "]",
  "{",
  "}",
  '"',
  "\\u0000",
  "\\ud800",
  "1e999",
  "-0",
  "null",
  '"@graph":[',
  '"__proto__":',
  '"author":{"name":',
  ",",
  "//",
  "/*",
  "\\",
];
const scripts = pages.flatMap((page) =>
  [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, text]) => text as string),
);
const xml = [
  "<item>",
  "</item>",
  "<link>",
  "</link>",
  "<guid>",
  "<entry>",
  "<![CDATA[",
  "]]>",
  "<!DOCTYPE x [<!ENTITY a 'b'>]>",
  "&a;",
  "<?xml?>",
  "<pubDate>",
  "<loc>",
  "</loc>",
  "<url>",
  "<sitemap>",
  'xml:base="http://x/"',
  "<a:b xmlns:a='c'>",
  "<__proto__>",
  "<!--",
];

export const fuzzers: Readonly<Record<string, Fuzzer>> = {
  html: {
    corpus: [...pages, listingPage(magazine, null, 0)],
    words: [
      ...tags,
      ...oddities,
      ' class="c-comment"',
      " itemprop=author itemscope",
      '<article class="c-comment">',
      '<h1 class="c-article-header__heading">',
    ],
    run: async (input) => {
      await extracted(input, site);
      discovered(input, "listing");
    },
  },
  "html-undescribed": {
    corpus: pages,
    words: [
      ...tags,
      ...oddities,
      '<meta property="og:title" content="',
      '<time datetime="2024-02-30">',
      "<article>",
      "door ",
      " reacties",
    ],
    run: (input) => extracted(input, null),
  },
  "json-ld": {
    corpus: scripts,
    words: [...json, ...oddities],
    run: (input) =>
      extracted(
        `<!doctype html><script type="application/ld+json">${input}</script><h1>Kade</h1><div class="post__text"><p>Tekst</p></div>`,
        site,
      ),
  },
  robots: {
    corpus: [
      "User-agent: *\nDisallow: /inloggen\nAllow: /inloggen/hulp$\nCrawl-delay: 2\nSitemap: http://x.example/s.xml\n",
      "user-agent: oogst\nuser-agent: other\ndisallow: /*?*sort=\nallow: /*.html$\n\nuser-agent: *\ndisallow: /",
    ],
    words: [
      "User-agent:",
      "Disallow:",
      "Allow:",
      "*",
      "$",
      "/",
      "%2F",
      "%",
      "\r",
      "\n",
      "#",
      ":",
      "*a*b*c",
      "\ufeff",
      "Crawl-delay: 1e9",
      ...oddities,
    ],
    run: (input) => {
      const rules = parseRobots(input);
      const bytes = parseRobots(Buffer.from(input));
      for (const url of [
        "http://x.example/",
        "http://x.example/inloggen?a=b&sort=c",
        `http://x.example/${encodeURIComponent(input.slice(0, 300).toWellFormed())}`,
      ])
        for (const each of [rules, bytes]) {
          const { isAllowed, crawlDelayMs } = allows(each, "oogst", url);
          must(typeof isAllowed === "boolean" && (crawlDelayMs === null || crawlDelayMs >= 0), "a verdict");
        }
    },
  },
  sitemap: {
    corpus: [
      sitemapIndex(ORIGIN),
      `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${magazine.articles.map(({ path, day }) => `<url><loc>${ORIGIN}${path}</loc><lastmod>${day}</lastmod></url>`).join("")}</urlset>`,
    ],
    words: [...xml, ...oddities],
    run: (input) => discovered(input, "sitemap"),
  },
  feed: {
    corpus: [
      rssFeed(magazine, ORIGIN),
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="alternate" href="${ORIGIN}${magazine.articles[0]?.path}"/><published>2026-06-01T00:00:00Z</published></entry></feed>`,
      JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "x",
        items: [{ id: "1", url: `${ORIGIN}/bestuur/x-1` }],
      }),
    ],
    words: [...xml, ...json, ...oddities],
    run: (input) => discovered(input, "feed"),
  },
  dates: {
    corpus: [
      "do 25 jan. 2018 14.05 uur",
      "29 januari 2026Wouter Boonstra",
      "vor 8 Stunden",
      "2024-02-30T25:61:00+99:00",
      "le 3 mars 2021 à 7h05",
      "May 5, 2024 at 11:59 PM EST",
      "1716200000000",
      "gisteren om 12:00",
      "Invalid Date",
    ],
    words: [
      "januari",
      "31",
      "00",
      "24:00",
      "uur",
      "geleden",
      "am",
      "Z",
      "+14:00",
      "-",
      "/",
      ".",
      ",",
      " ",
      "van",
      "9999",
      "0000",
      "1e9",
      "٣",
      "Mai",
      "Uhr",
      "T",
      ...oddities,
    ],
    run: (input) => {
      for (const find of [false, true]) {
        const read = parseDate(input, {
          timeZone: "Europe/Amsterdam",
          fetchedAt,
          language: "nl",
          find,
          allowEpoch: true,
        });
        if (read === undefined) continue;
        must(
          /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)?)?)?)?$/.test(read.at.replace(/\.\d+/, "")),
          `a date, got ${read.at}`,
        );
        if (read.at.length >= 10) {
          const day = read.at.slice(0, 10);
          must(new Date(`${day}T00:00:00Z`).toISOString().startsWith(day), `a day of the calendar, got ${read.at}`);
        }
      }
      for (const { name } of parseByline(input, "nl")) must(name.trim() !== "", "a name");
    },
  },
  urls: {
    corpus: [
      "http://polderklerk.example/bestuur/kade-12?page=2#x",
      "//polderklerk.example:80/../a/./b",
      "/nieuws/é%C3%A9%zz",
      "HTTPS://JAN:geheim@Polderklerk.example/a;b=c?d&e=&utm_source=x",
      "http://0x7f.1/",
      "http://[::ffff:127.0.0.1]/",
      "javascript:alert(1)",
    ],
    words: [
      "http:",
      "//",
      "/",
      "\\",
      "..",
      "?",
      "#",
      "@",
      ":",
      "%2e",
      "%",
      "[",
      "]",
      "xn--",
      "。",
      "１２７",
      "&",
      "=",
      "\t",
      "\n",
      ";",
      "a".repeat(300),
      ...oddities,
    ],
    run: (input) => {
      const url = normalizeUrl(input, `${ORIGIN}/a/b`);
      if (url !== undefined) {
        must(normalizeUrl(url) === url, `one spelling, got ${url} and ${normalizeUrl(url)}`);
        must(/^https?:\/\//.test(url), `a web address, got ${url}`);
      }
      const { kind, url: known } = classifyUrl(input, site.site, { base: `${ORIGIN}/a/b` });
      must(kind === null || new URL(known as string).host === "polderklerk.example", "an address of the site");
    },
  },
  yaml: {
    corpus: [
      POLDERKLERK,
      "name: x\nhosts: [x.example]\nlanguage: nl\ntimeZone: Europe/Amsterdam\nstart: [{ listing: http://x.example/ }]\nfields: { title: h1 }\n",
    ],
    words: [
      "&a ",
      "*a",
      "*a, ",
      "<<: *a",
      "!!js/function ",
      "!x ",
      "? ",
      "- ",
      ": ",
      "{",
      "}",
      "[",
      "]",
      "|\n",
      ">",
      "---\n",
      "%YAML 1.1\n",
      "__proto__: ",
      "\t",
      "'",
      '"',
      "(a+)+$",
      ":has(:has(:has(*)))",
      "\n  ",
      "1e999",
      "~",
      ...oddities,
    ],
    run: (input) => {
      try {
        parseSite(input, "x.yaml");
      } catch (error) {
        if (!(error instanceof SiteFileError)) throw error;
        must(error.message.length < 200_000, "a message that can be read");
      }
    },
  },
  tdmrep: {
    corpus: [
      '[{"location":"/nieuws/*","tdm-reservation":1,"tdm-policy":"http://x.example/p"},{"location":"*","tdm-reservation":0}]',
    ],
    words: [...json, '"location":', '"tdm-reservation":', "1", "*", "$", ...oddities],
    run: (input) => parseTdmRep(input),
  },
};

async function extracted(html: string, loaded: typeof site | null): Promise<void> {
  const page = pageOfFile({
    body: Buffer.from(html),
    url: `${ORIGIN}/bestuur/kade-12`,
    fetchedAt,
    contentType: "text/html; charset=utf-8",
  });
  try {
    const got = await extractOne(page, loaded);
    if (got.kind !== "record") return;
    const line = lineOf(got.record);
    const issues = articleRecordSchema.safeParse(JSON.parse(line)).error?.issues ?? [];
    must(issues.length === 0, `a record by its schema, got ${JSON.stringify(issues.slice(0, 3))}`);
    must(!/[\n\u2028\u2029]/.test(line), "one line");
  } catch (error) {
    // A page may ask too much: then it is refused, as a value that the crawl knows.
    if (!(error instanceof CrawlError) || error.reason !== "parse-bounds") throw error;
  }
}

function discovered(text: string, kind: PageKind): void {
  const page = pageOfFile({ body: Buffer.from(text), url: `${ORIGIN}/bestuur/nieuws`, fetchedAt });
  const request = {
    site: "polderklerk",
    url: page.finalUrl,
    kind,
    depth: 0,
    discoveredOn: null,
    priority: 0,
    hintAt: null,
    pageIndex: 0,
  };
  const { requests, nextPage } = discover(page, site.site, request, { since: null });
  for (const { url } of [...requests, ...(nextPage === null ? [] : [nextPage])])
    must(new URL(url).host === "polderklerk.example", `an address of the site, got ${url}`);
}

function must(holds: boolean, expected: string): void {
  if (!holds) throw new Error(`expected ${expected}`);
}
