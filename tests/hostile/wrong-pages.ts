import { paperArticle } from "./crawl-hosts.ts";
import type { HostCall } from "./hostile-hosts.ts";

/** A page under `/nieuws/` that is not what it seems. */
export interface WrongPage {
  readonly name: string;
  readonly serve: (call: HostCall) => unknown;
  /** Outcomes that are right. */
  readonly outcomes: readonly string[];
  /** What must stand in the record, where there is one: path in the record, and its value. */
  readonly record?: Readonly<Record<string, unknown>>;
  /** What must stand nowhere in a record. */
  readonly never?: string | RegExp;
}

const TITLE = "Kade gaat op de schop";
const ARTICLE = paperArticle(TITLE);
const whole = { title: TITLE, publishedAt: "2024-05-14T09:30:00+02:00", "authors.0.name": "Wiske Aardenburg" };
const nothing = ["rejected", "not-article", "failed", "skipped"];

const sends = (name: string, html: string, wish: Omit<WrongPage, "name" | "serve">): WrongPage => ({
  name,
  serve: (call) => call.html(html),
  ...wish,
});
/** No record may come of it. */
const none = (name: string, html: string): WrongPage => sends(name, html, { outcomes: nothing });
/** A record may come of it, and then it is right. */
const right = (name: string, html: string, wish: Partial<WrongPage> = {}): WrongPage =>
  sends(name, html, { outcomes: ["accepted"], record: whole, ...wish });
const answers = (name: string, serve: WrongPage["serve"], wish: Partial<WrongPage> = {}): WrongPage => ({
  name,
  serve,
  outcomes: nothing,
  ...wish,
});
const replaced = (from: string, to: string) => ARTICLE.replaceAll(from, to);
const time = (datetime: string, text = datetime) =>
  ARTICLE.replace(/<time.*<\/time>/, `<time datetime="${datetime}">${text}</time>`);
const inside = (before: string, after: string) =>
  `<!doctype html><title>De Dorpsbode</title><body>${before}${/<article>.*<\/article>/s.exec(ARTICLE)?.[0]}${after}`;
const jsonLd = (json: string) => paperArticle(TITLE, `<script type="application/ld+json">${json}</script>`);

const dates = [
  ["1970", "1970-01-01T00:00:00Z"],
  ["1970-day", "1970-01-01"],
  ["1969", "1969-12-31T23:59:59+00:00"],
  ["2099", "2099-12-31"],
  ["9999", "9999-12-31T23:59:59Z"],
  ["0001", "0001-01-01T00:00:00Z"],
  ["zero", "0000-00-00 00:00:00"],
  ["february", "2024-02-30"],
  ["month-13", "2024-13-01"],
  ["hour-25", "2024-05-14T25:00:00+02:00"],
  ["not-a-date", "Invalid Date"],
  ["nan", "NaN"],
  ["template", "{{ publishDate }}"],
  ["huge", "1".repeat(5000)],
  ["negative", "-000001-01-01T00:00:00Z"],
  ["infinite", "Infinity"],
] as const;

const titles = [
  ["handlebars", "{{title}}"],
  ["angular", "{{ article.headline }}"],
  ["dollar", "$\u007btitle}"],
  ["erb", "&lt;%= title %&gt;"],
  ["undefined", "undefined"],
  ["null", "null"],
  ["object", "[object Object]"],
  ["nan", "NaN"],
  ["dashes", "---"],
  ["loading", "Loading..."],
  ["laden", "Bezig met laden…"],
  ["error-404", "404 Not Found"],
  ["error-500", "500 Internal Server Error"],
  ["moment", "Just a moment..."],
  ["denied", "Access Denied"],
  ["untitled", "Untitled Document"],
  ["spaces", "&nbsp;&#8203; &nbsp;"],
] as const;

/** An article as it is shown as text, or not at all: what is in there was never published as an article. */
const wrapped = [
  ["template", "<template>", "</template>"],
  ["xmp", "<xmp>", "</xmp>"],
  ["plaintext", "<plaintext>", ""],
  ["comment", "<!-- ", " -->"],
  ["comment-never-closed", "<!-- ", ""],
  ["textarea", "<textarea>", "</textarea>"],
  ["script", "<script type=text/html>", "</script>"],
  ["style", "<style>", "</style>"],
  ["noscript", "<noscript>", "</noscript>"],
  ["iframe", "<iframe>", "</iframe>"],
  ["title", "<title>", "</title>"],
  ["noembed", "<noembed>", "</noembed>"],
  ["noframes", "<noframes>", "</noframes>"],
  ["cdata-in-svg", "<svg><![CDATA[", "]]></svg>"],
  ["template-in-template", "<template><template>", "</template></template>"],
] as const;

export const wrongPages: readonly WrongPage[] = [
  right("healthy", ARTICLE),
  ...dates.map(([name, date]) => ({
    ...none(`date-${name}`, time(date)),
    // With a date that cannot be true there is no record, or one that says nothing of it.
    outcomes: nothing,
  })),
  ...titles.map(([name, title]) => none(`title-${name}`, replaced(TITLE, title))),
  ...wrapped.map(([name, before, after]) => none(`inside-${name}`, inside(before, after))),
  right("comment-closed-at-once", inside("<!-->", ""), {}),
  right("comment-closed-with-a-dash", inside("<!--->", ""), {}),
  right("beside-a-template", ARTICLE.replace("<article>", "<template><h1>Nep</h1></template><article>"), {
    never: "Nep",
  }),
  right("beside-an-xmp", ARTICLE.replace("<article>", "<xmp><h1>Nep</h1></xmp><article>"), { never: "Nep" }),
  right("title-hidden-in-comment", ARTICLE.replace("<h1>", "<!-- <h1>Nep</h1> --><h1>"), { never: "Nep" }),
  right("author-unfilled", replaced("Wiske Aardenburg", "{{author}}"), {
    record: { title: TITLE, authors: [] },
    never: "{{",
  }),
  right("author-undefined", replaced("Wiske Aardenburg", "undefined"), {
    record: { title: TITLE, authors: [] },
    never: '"undefined"',
  }),
  right("author-object", replaced("Wiske Aardenburg", "[object Object]"), {
    record: { title: TITLE, authors: [] },
    never: "object Object",
  }),
  none("body-empty", ARTICLE.replace(/<p>De gemeenteraad.*<\/p>/s, "")),
  none("body-missing", ARTICLE.replace(/<div class="body">.*<\/div>/s, "")),
  none("nothing-but-a-title", `<title>${TITLE}</title><h1>${TITLE}</h1>`),
  none(
    "consent-page",
    `<title>Privacy</title><h1>Mogen wij cookies plaatsen?</h1><form><button>Akkoord</button></form>`,
  ),
  none("html-as-a-word", "OK"),
  none("json-labelled-html", JSON.stringify({ title: TITLE, body: ARTICLE })),
  none("xml-labelled-html", `<?xml version="1.0"?><rss><channel><item><title>${TITLE}</title></item></channel></rss>`),
  none("binary-labelled-html", "\u0000\u0001PNG\u0000".repeat(2000)),
  none("lone-bracket", "<".repeat(100_000)),
  none("doctype-only", "<!doctype html>"),
  right("cut-behind-the-article", ARTICLE.slice(0, ARTICLE.indexOf("</article>"))),
  right("nul-in-the-body", ARTICLE.replace("tot diep", "tot \u0000diep"), { never: /\\u0000/ }),
  right("controls-in-the-body", ARTICLE.replace("tot diep", "tot \u001b[31m\u0007diep&#27;[2J&#x9b;"), {
    never: /\\u001b|\\u0007|\u009b/,
  }),
  right("line-separators-in-the-body", ARTICLE.replace("tot diep", "tot\u2028diep&#x2029;"), {
    never: /[\u2028\u2029]/,
  }),
  right("lone-surrogate-references", ARTICLE.replace("tot diep", "tot &#xD800; &#xDFFF; diep"), {
    never: /\\ud800|\\udfff/i,
  }),
  right("escapes-in-the-title", replaced(TITLE, `${TITLE}\u001b]0;overgenomen\u0007`), {
    record: { publishedAt: whole.publishedAt },
    never: /\\u001b|\\u0007/,
  }),
  right("turned-direction-in-the-author", replaced("Wiske Aardenburg", "Wiske \u202eAardenburg"), {
    record: { title: TITLE },
  }),
  right("formula-in-the-title", replaced(TITLE, "=cmd|' /C calc'!A0"), { record: { title: "=cmd|' /C calc'!A0" } }),
  right("author-of-a-megabyte", replaced("Wiske Aardenburg", "W".repeat(1_000_000)), { record: { title: TITLE } }),
  right("author-of-4000-words", replaced("Wiske Aardenburg", "Wiske Aardenburg, ".repeat(4000)), {
    record: { title: TITLE },
  }),
  answers("title-of-a-megabyte", (call) => call.html(replaced(TITLE, "Kade ".repeat(200_000))), {
    outcomes: ["accepted", ...nothing],
  }),
  right("attribute-of-four-megabytes", ARTICLE.replace("<article>", `<article data-x="${"x".repeat(4_000_000)}">`)),
  right("canonical-to-private", paperArticle(TITLE, '<link rel="canonical" href="http://127.0.0.1:1/nieuws/x">'), {
    never: /"(?:id|canonicalUrl)":"http:\/\/127/,
  }),
  right("canonical-to-metadata", paperArticle(TITLE, '<link rel="canonical" href="http://169.254.169.254/latest">'), {
    never: /"id":"[^"]*169\.254/,
  }),
  right("canonical-to-javascript", paperArticle(TITLE, '<link rel="canonical" href="javascript:alert(1)">'), {
    never: "javascript:",
  }),
  right("canonical-to-file", paperArticle(TITLE, '<link rel="canonical" href="file:///etc/passwd">'), {
    never: "file:",
  }),
  right("base-to-private", paperArticle(TITLE, '<base href="http://10.0.0.1/">')),
  right("image-javascript", paperArticle(TITLE).replace("</article>", '<img src="javascript:x"></article>'), {
    never: "javascript:",
  }),
  none("refresh-to-private", paperArticle(TITLE, '<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">')),
  right(
    "json-ld-proto",
    jsonLd('{"@type":"NewsArticle","__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'),
  ),
  right("json-ld-deep", jsonLd(`${'{"@graph":['.repeat(20_000)}${"]}".repeat(20_000)}`)),
  right("json-ld-arrays-deep", jsonLd("[".repeat(200_000))),
  right("json-ld-wide", jsonLd(`[${'{"@type":"Thing"},'.repeat(50_000)}{}]`)),
  right(
    "json-ld-self-reference",
    jsonLd('{"@id":"#a","@type":"NewsArticle","author":{"@id":"#a"},"isPartOf":{"@id":"#a"}}'),
  ),
  right("json-ld-broken", jsonLd('{"@type":"NewsArticle","headline":"Nep')),
  right("json-ld-numbers", jsonLd('{"@type":"NewsArticle","headline":1e999,"datePublished":-0,"author":[[[[]]]]}')),
  right("json-ld-null", jsonLd("null")),
  right("microdata-loop", ARTICLE.replace("<article>", '<article id="a" itemscope itemref="a a b">')),
  answers("html-called-json", (call) => call.html(ARTICLE, 200, { "content-type": "application/json" }), {
    outcomes: ["accepted", ...nothing],
    record: whole,
  }),
  answers("html-called-pdf", (call) => call.html(ARTICLE, 200, { "content-type": "application/pdf" }), {
    outcomes: ["accepted", ...nothing],
    record: whole,
  }),
  answers("pdf-called-html", (call) => call.html(`%PDF-1.7\n${"\u0001\u0002%%obj".repeat(3000)}`)),
  answers("png-called-html", (call) =>
    call.html(Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.alloc(5000, 0xfe)])),
  ),
  answers("random-bytes", (call) =>
    call.html(Buffer.from(Array.from({ length: 60_000 }, (_, at) => (at * 7919 + (at >> 3)) & 255))),
  ),
  answers(
    "disposition-attachment",
    (call) => call.html(ARTICLE, 200, { "content-disposition": 'attachment; filename="../../../etc/x"' }),
    {
      outcomes: ["accepted", ...nothing],
      record: whole,
    },
  ),
  answers("empty-200", (call) => call.html("")),
  answers("no-content-204", (call) => call.response.writeHead(204).end()),
  answers("reset-205", (call) => call.response.writeHead(205).end()),
  answers("partial-206", (call) => call.html(ARTICLE.slice(0, 900), 206, { "content-range": "bytes 0-899/4000" })),
  answers("unasked-304", (call) => call.response.writeHead(304).end()),
  answers("article-with-404", (call) => call.html(ARTICLE, 404)),
  answers("article-with-410", (call) => call.html(ARTICLE, 410)),
  answers("article-with-500", (call) => call.html(ARTICLE, 500)),
  answers("article-with-402", (call) => call.html(ARTICLE, 402)),
  answers("reason-with-escapes", (call) => {
    call.response.socket?.write("HTTP/1.1 500 \u001b]0;x\u0007boem\r\nContent-Length: 0\r\n\r\n");
  }),
  answers("redirect-to-private", (call) => call.redirect("http://127.0.0.1:9/nieuws/x")),
  answers("redirect-to-10", (call) => call.redirect("http://10.1.2.3/nieuws/x")),
  answers("redirect-to-metadata", (call) => call.redirect("http://169.254.169.254/latest/meta-data/")),
  answers("redirect-to-localhost", (call) => call.redirect("http://localhost/nieuws/x")),
  answers("redirect-to-ipv6", (call) => call.redirect("http://[::1]/nieuws/x")),
  answers("redirect-to-elsewhere", (call) => call.redirect("http://elders.example/nieuws/x")),
  answers("redirect-to-file", (call) => call.redirect("file:///etc/passwd")),
  answers("redirect-to-about", (call) => call.redirect("about:blank")),
  answers("redirect-to-forbidden-path", (call) => call.redirect("/prive/geheim")),
  answers("redirect-with-user", (call) => call.redirect("http://jan:geheim@127.0.0.1/")),
  answers("redirect-to-itself", (call) => call.redirect(call.path)),
  answers("redirect-never-ends", (call) =>
    call.redirect(`${call.path.split("?")[0]}?stap=${call.hit}${Math.random()}`),
  ),
];
