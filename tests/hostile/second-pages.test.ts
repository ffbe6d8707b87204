import { beforeAll, describe, expect, test } from "vitest";
import { paperArticle } from "./crawl-hosts.ts";
import { type Came, crawlCases, front, page, type SecondCase, type SecondCrawl, text } from "./second-hosts.ts";

const both = ["een", "twee"];
const EEN = paperArticle("Artikel een");
const sends = (name: string, html: string, wish: Partial<SecondCase> = {}): SecondCase =>
  page(name, (call) => call.send(html), { records: both, ...wish });
/** The page is no article, and no record comes of it. */
const none = (name: string, html: string, wish: Partial<SecondCase> = {}): SecondCase =>
  sends(name, html, { records: ["twee"], ...wish });
const inBody = (filling: string) => EEN.replace('<div class="body">', `<div class="body">${filling}`);
const behind = (filling: string) => EEN.replace("</body>", `${filling}</body>`);
const before = (filling: string) => EEN.replace("<article>", `${filling}<article>`);
const inHead = (head: string) => paperArticle("Artikel een", head);
const jsonLd = (json: string) => inHead(`<script type="application/ld+json">${json}</script>`);
const news = (more: string) => `{"@context":"https://schema.org","@type":"NewsArticle",${more}}`;

/** What once cost time beyond all bounds, and what may. */
const heavy: readonly SecondCase[] = [
  sends("comments-forty-thousand", behind("<!-- x -->".repeat(40_000))),
  sends("comments-in-the-body", inBody("<!-- x -->".repeat(40_000))),
  sends("comments-empty", before("<!---->".repeat(60_000))),
  sends("script-of-comment-starts", behind(`<script>${"<!--".repeat(100_000)}</script>`)),
  sends("script-of-end-tags", behind(`<script>${"</scrip ".repeat(100_000)}</script>`)),
  sends("style-of-comment-starts", inHead(`<style>${"<!--/*".repeat(100_000)}</style>`)),
  sends("attribute-of-quotes", before(`<div data-x="${"'".repeat(500_000)}"></div>`)),
  sends("class-of-a-hundred-thousand-words", before(`<div class="${"a b c d e ".repeat(20_000)}">x</div>`)),
  sends("ampersands", behind(`<p>${"&".repeat(300_000)}</p>`)),
  sends("references-that-are-none", behind(`<p>${"&notit;&#x;&#;".repeat(40_000)}</p>`)),
  sends("end-tags-of-nothing", behind("</x>".repeat(20_000))),
  sends(
    "json-ld-thousand-scripts",
    inHead(`<script type="application/ld+json">{"@type":"Thing"}</script>`.repeat(1000)),
  ),
  sends("json-ld-braces", jsonLd("{".repeat(200_000))),
  sends("json-ld-quotes", jsonLd(`{"a":"${'\\"'.repeat(200_000)}`)),
  sends("json-ld-commas", jsonLd(`[${",".repeat(300_000)}]`)),
  sends("json-ld-number-of-a-megabyte", jsonLd(news(`"wordCount":${"9".repeat(500_000)}`))),
  sends("metas-twenty-thousand", inHead('<meta name="x" content="y">'.repeat(10_000))),
];

const COMMENTS =
  "comments: { item: .comment, text: p, author: .naam, pages: { next: { select: a.more, attr: href } } }";
const said = (inner: string) => `<div class="comment"><b class="naam">Lies</b>${inner}</div>`;
/** An article with this below it; its record holds comments by these words, or as many as `count`. */
const below = (name: string, tail: string, check: (came: Came) => void = () => {}): SecondCase =>
  page(name, (call) => call.send(paperArticle("Artikel een", "", tail)), {
    records: both,
    more: COMMENTS,
    check,
    maxRequests: 120,
  });
const commentsOf = ({ records }: Came) =>
  records.find(({ requestedUrl }) => requestedUrl.endsWith("/een"))?.comments ?? [];

const discussions: readonly SecondCase[] = [
  below("reaction-of-ten-thousand-paragraphs", said("<p>zin</p>".repeat(10_000)), (came) =>
    expect(commentsOf(came)).toHaveLength(1),
  ),
  below("reaction-of-open-paragraphs", said("<p>".repeat(20_000))),
  below("reaction-of-bold-paragraphs", said("<b><p>".repeat(3000))),
  below("reaction-of-buttons", said("<p>zin</p><button>x</button>".repeat(4000)), (came) =>
    expect(commentsOf(came)).toHaveLength(1),
  ),
  below("reaction-of-buttons-around", said("<button><p>zin</p></button>".repeat(4000)), (came) =>
    expect(commentsOf(came).length).toBeLessThanOrEqual(1),
  ),
  below("reaction-in-a-form", `<form>${said("<p>gezegd</p>")}</form>`, (came) =>
    expect(commentsOf(came).map((comment) => comment.text)).toEqual(["gezegd"]),
  ),
  below("reaction-text-in-a-form", said("<form><p>gezegd</p><button>antwoord</button></form>"), (came) =>
    expect(commentsOf(came).map((comment) => comment.text)).toEqual(["gezegd"]),
  ),
  below("reaction-with-a-form-beside", said("<p>gezegd</p><form><p>schrijf</p></form>"), (came) =>
    expect(commentsOf(came)[0]?.text).toContain("gezegd"),
  ),
  below("reactions-nested-deep", said("<p>a</p>").replace("</div>", "").repeat(200)),
  below("reaction-with-escapes", said("<p>a\u001b[2J\u0007b\u2028c&#xD800;</p>"), (came) => {
    expect(JSON.stringify(commentsOf(came))).not.toMatch(/\\u001b|\\u0007|\u2028|\\ud800/);
    expect(commentsOf(came)).toHaveLength(1);
  }),
  {
    name: "reactions-in-a-circle",
    paths: {
      "/": front(["/nieuws/een"]),
      "/nieuws/een*": (call) => {
        const at = Number(/p=(\d)/.exec(call.path)?.[1] ?? 0);
        return call.send(
          paperArticle(
            "Artikel een",
            "",
            `${said(`<p>reactie ${at}</p>`)}<a class="more" href="/nieuws/een?p=${(at + 1) % 3}">meer</a>`,
          ),
        );
      },
    },
    records: ["een"],
    more: COMMENTS,
    maxRequests: 8,
    check: (came) => {
      const texts = commentsOf(came).map((comment) => comment.text);
      expect(new Set(texts).size).toBe(3);
      expect(texts.length).toBeLessThanOrEqual(4);
    },
  },
  {
    name: "reactions-next-forbidden-end",
    paths: {
      "/robots.txt": text("User-agent: *\nDisallow: /reacties$\n"),
      "/nieuws/een": (call) =>
        call.send(paperArticle("Artikel een", "", `${said("<p>a</p>")}<a class="more" href="/reacties?">meer</a>`)),
    },
    records: both,
    never: /reacties/,
    more: COMMENTS,
  },
  {
    name: "reactions-source-forbidden-end",
    paths: { "/robots.txt": text("User-agent: *\nDisallow: /api$\n"), "/api": text('{"list":[{"text":"a"}]}') },
    records: both,
    never: /api/,
    more: "comments: { json: { url: '/api?', items: list }, text: { json: text } }",
  },
  {
    name: "reactions-source-in-a-circle",
    paths: {
      "/api*": (call) =>
        text(`{"list":[{"text":"bladzijde ${call.path.at(-1)}"}],"next":"/api?${call.path.endsWith("1") ? 2 : 1}"}`)(
          call,
        ),
    },
    records: both,
    maxRequests: 14,
    more: "comments: { json: { url: '/api?1', items: list, next: next }, text: { json: text } }",
    check: (came) =>
      expect(
        commentsOf(came)
          .map((comment) => comment.text)
          .toSorted(),
      ).toEqual(["bladzijde 1", "bladzijde 2"]),
  },
  {
    name: "reactions-source-by-cursor-again",
    paths: { "/api*": text('{"list":[{"text":"a"}],"cursor":"altijd"}') },
    records: both,
    maxRequests: 12,
    more: "comments: { json: { url: '/api?c={cursor}', items: list, cursor: cursor }, text: { json: text } }",
  },
  ...[
    "http://127.0.0.1:9/c",
    "http://[::1]:9/c",
    "http://2130706433:9/c",
    "http://localhost:9/c",
    "file:///etc/passwd",
    "//0x7f.1:9/c",
  ].map(
    (href, at): SecondCase =>
      below(`reactions-next-private-${at}`, `${said("<p>a</p>")}<a class="more" href="${href}">meer</a>`),
  ),
];

const softly: readonly SecondCase[] = [
  ...[
    "Pagina niet gevonden",
    "404 - Niet gevonden",
    "Oeps! Deze pagina bestaat niet meer",
    "Page not found",
    "Seite nicht gefunden",
  ].map((title, at) =>
    none(`soft-404-${at}`, EEN.replaceAll("Artikel een", title), {
      outcomes: { "/nieuws/een": ["not-article:soft-not-found", "rejected:no-title", "rejected:placeholder"] },
    }),
  ),
  none("frameset-instead", '<html><frameset cols="*"><frame src="/nieuws/twee"></frameset></html>'),
  none("refresh-to-home", inHead('<meta http-equiv="refresh" content="0;url=/">')),
  none("refresh-in-capitals", inHead('<META HTTP-EQUIV="REFRESH" CONTENT="0; URL=\'/nieuws/twee\'">')),
  none("noindex", inHead('<meta name="robots" content="NOINDEX, follow">'), {
    outcomes: { "/nieuws/een": "skipped:rights" },
  }),
  page(
    "noindex-in-header",
    (call) => call.send(EEN, 200, "X-Robots-Tag: otherbot: nofollow", "X-Robots-Tag: noindex"),
    { outcomes: { "/nieuws/een": "skipped:rights" } },
  ),
  page("noindex-for-another", (call) => call.send(EEN, 200, "X-Robots-Tag: otherbot: noindex"), { records: both }),
  none("nested-beyond-bounds", inBody("<div>".repeat(30_000)), { outcomes: { "/nieuws/een": "failed:parse-bounds" } }),
  none("attributes-beyond-bounds", before(`<div ${Array.from({ length: 30_000 }, (_, at) => `a${at}=1`).join(" ")}>`), {
    outcomes: { "/nieuws/een": ["failed:parse-bounds"] },
  }),
  sends("base-javascript", inHead('<base href="javascript:alert(1)">')),
  sends(
    "proto-in-json-ld",
    jsonLd(`{"__proto__":{"isAdmin":true},${news('"headline":"Nep","__proto__":{"isAdmin":true}').slice(1)}`),
  ),
  sends("headline-elsewhere", jsonLd(news('"headline":"Nep","author":{"@type":"Person","name":"Iemand Anders"}'))),
  sends("published-in-2099-elsewhere", jsonLd(news('"datePublished":"2099-01-01","dateModified":"1970-01-01"'))),
  sends(
    "dataset-paths",
    inHead(
      '<meta property="og:site_name" content="../../../etc"><meta property="og:url" content="file:///etc/passwd">',
    ),
  ),
];

const cases = [...heavy, ...discussions, ...softly];
let crawl: SecondCrawl;
beforeAll(async () => {
  crawl = await crawlCases(cases, { address: "127.0.0.28", concurrency: 12, maxMs: 60_000, timeoutMs: 20_000 });
});

describe("pages that are heavy, endless or not what they seem", () => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => crawl.verify(one));
  test("nothing else was reached, and the healthy host came out whole, in time", () => crawl.verifyOthers());
  test("no name stands twice", () => expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length));
});
