import { gzipSync } from "node:zlib";
import { frontPage, paperArticle, type SiteWish } from "./crawl-hosts.ts";
import type { Host, HostCall } from "./hostile-hosts.ts";

/** A host with something wrong, and what a run may make of it. */
export interface SickHost {
  /** Its host is this with `.example` behind it. */
  readonly name: string;
  readonly serve: Host;
  /** Records that come of it. */
  readonly records: number;
  /** Reasons that the report must hold, as it spells them. */
  readonly reasons?: readonly string[];
  /** Most requests, robots.txt included. */
  readonly maxRequests: number;
  /** Whether the report says that the host was left alone. */
  readonly isBanned?: boolean;
  /** Paths that must never be asked. */
  readonly never?: RegExp;
  readonly start?: string;
  readonly manners?: SiteWish["manners"];
  readonly more?: string;
}

const PATHS = ["/nieuws/een", "/nieuws/twee"];
const titleOf = (path: string) => `Artikel ${path.split("/").at(-1)?.split("?")[0]}`;
const article = (call: HostCall) => call.html(paperArticle(titleOf(call.path)));
const nobody = (call: HostCall) => call.html("niet hier", 404);

/** A host of two articles with this robots.txt. */
function robots(name: string, serve: Host, wish: Partial<SickHost>): SickHost {
  return site(`robots-${name}`, { "/robots.txt": serve, "/": (call) => call.html(frontPage(PATHS)) }, wish);
}

/** A host that answers paths by their longest written beginning; articles under /nieuws/ are right unless written. */
function site(name: string, paths: Readonly<Record<string, Host>>, wish: Partial<SickHost>): SickHost {
  const serve: Host = (call) => {
    const written = Object.keys(paths)
      .filter((path) => (path.endsWith("*") ? call.path.startsWith(path.slice(0, -1)) : call.path === path))
      .toSorted((one, other) => other.length - one.length)[0];
    if (written !== undefined) return paths[written]?.(call);
    if (call.path === "/robots.txt") return call.text("", 404);
    return call.path.startsWith("/nieuws/") ? article(call) : nobody(call);
  };
  return { name, serve, records: 2, maxRequests: 6, ...wish };
}

const text =
  (body: string | Buffer, status = 200) =>
  (call: HostCall) =>
    call.text(body, status);
const xml =
  (body: string | Buffer, type = "application/xml") =>
  (call: HostCall) =>
    call.html(body, 200, { "content-type": type });
const hang = () => {};
const flood = (call: HostCall) => {
  call.response.writeHead(200, { "content-type": "text/plain" });
  const more = () => {
    while (!call.response.destroyed && call.response.write("Disallow: /x\n".repeat(2000)));
  };
  call.response.on("drain", () => setImmediate(more));
  more();
};

const allOf = (name: string) => `http://${name}.example`;
const sitemapStart = (name: string) => `  - sitemap: ${allOf(name)}/sitemap.xml`;
const urlset = (locs: readonly string[]) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${locs.map((loc) => `<url><loc>${loc}</loc></url>`).join("")}</urlset>`;
const index = (locs: readonly string[]) =>
  `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${locs.map((loc) => `<sitemap><loc>${loc}</loc></sitemap>`).join("")}</sitemapindex>`;

/** A host whose sitemap is this. */
function sitemap(name: string, body: (origin: string) => string | Buffer, wish: Partial<SickHost> = {}): SickHost {
  const whole = `sitemap-${name}`;
  return site(
    whole,
    { "/sitemap.xml": (call) => xml(body(allOf(whole)))(call) },
    { start: sitemapStart(whole), ...wish },
  );
}
const good = (origin: string) => PATHS.map((path) => origin + path);

/** A host whose front page is this. */
const front = (name: string, body: string, wish: Partial<SickHost> = {}) =>
  site(name, { "/": (call) => call.html(body) }, wish);

const feedOf = (items: string, prolog = "") =>
  `<?xml version="1.0"?>${prolog}<rss version="2.0"><channel><title>Krant</title>${items}</channel></rss>`;
function feed(name: string, body: (origin: string) => string, wish: Partial<SickHost> = {}): SickHost {
  const whole = `feed-${name}`;
  return site(
    whole,
    { "/feed": (call) => xml(body(allOf(whole)), "application/rss+xml")(call) },
    { start: `  - feed: ${allOf(whole)}/feed`, ...wish },
  );
}
const item = (link: string) => `<item><title>x</title><link>${link}</link></item>`;

const PRIVATE = [
  "http://127.0.0.1:1/nieuws/x",
  "http://localhost/nieuws/x",
  "http://10.0.0.1/nieuws/x",
  "http://169.254.169.254/nieuws/x",
  "http://[::1]/nieuws/x",
  "http://0x7f.1/nieuws/x",
  "http://2130706433/nieuws/x",
  "file:///etc/passwd",
  "javascript:alert(1)",
  "about:blank",
  "data:text/html,x",
  "//127.0.0.1/nieuws/x",
  "http://jan:geheim@127.0.0.1/nieuws/x",
];

const refuses =
  (status: number, headers: Record<string, string> = {}): Host =>
  (call) =>
    call.html("nee", status, headers);
const many = Array.from({ length: 40 }, (_, at) => `/nieuws/nummer-${at}`);

/** Its site file, in a few words. */
export const paperOf = ({ name, start, manners, more }: SickHost): SiteWish => ({
  name,
  ...(start === undefined ? {} : { start }),
  // All hosts at once on a busy machine: what is healthy must not look slow.
  manners: { timeoutMs: 6000, ...manners },
  ...(more === undefined ? {} : { more }),
});

export const sickHosts: readonly SickHost[] = [
  robots("none", text("", 404), { records: 2 }),
  robots("forbids-all", text("User-agent: *\nDisallow: /\n"), {
    records: 0,
    maxRequests: 1,
    reasons: ["skipped:robots"],
  }),
  robots("forbids-one", text("User-agent: *\nDisallow: /nieuws/twee\n"), {
    records: 1,
    never: /twee/,
    reasons: ["skipped:robots"],
  }),
  robots("never-answers", hang, { records: 0, maxRequests: 1, reasons: ["skipped:robots"] }),
  robots("drips", (call) => call.drip(50), { records: 0, maxRequests: 1, reasons: ["skipped:robots"] }),
  robots("endless", flood, { records: 2, maxRequests: 6 }),
  robots("500", text("stuk", 500), { records: 0, maxRequests: 1, reasons: ["skipped:robots"] }),
  robots("503", text("later", 503), { records: 0, maxRequests: 1, reasons: ["skipped:robots"] }),
  robots("429", text("te vaak", 429), { records: 0, maxRequests: 1, reasons: ["skipped:robots"] }),
  robots("retry-after-days", (call) => call.text("later", 503, { "retry-after": "999999" }), {
    records: 0,
    isBanned: true,
    maxRequests: 1,
  }),
  robots("403", text("nee", 403), { records: 2 }),
  robots("html", (call) => call.html(frontPage(["/x"])), { records: 2 }),
  robots("html-404", (call) => call.html("Disallow: /", 404), { records: 2 }),
  robots("empty", text(""), { records: 2 }),
  robots("reset", (call) => call.response.socket?.resetAndDestroy(), {
    records: 0,
    maxRequests: 2,
    reasons: ["skipped:robots"],
  }),
  robots(
    "cut",
    (call) => {
      call.response.writeHead(200, { "content-length": 5000 });
      call.response.write("User-agent: *\n");
      setTimeout(() => call.response.destroy(), 20);
    },
    { records: 0, maxRequests: 2 },
  ),
  robots("gzip-garbage", (call) => call.text("geen gzip", 200, { "content-encoding": "gzip" }), {
    records: 0,
    maxRequests: 1,
  }),
  robots(
    "gzip-bomb",
    (call) => call.text(gzipSync(Buffer.alloc(30_000_000, "#")), 200, { "content-encoding": "gzip" }),
    { records: 2 },
  ),
  robots("sixty-wildcards", text(`User-agent: *\nDisallow: /${"*a".repeat(60)}*b$\n`), { records: 2 }),
  robots("half-a-million-rules", text(`User-agent: *\n${"Disallow: /*x*y*z\n".repeat(30_000)}`), { records: 2 }),
  robots("nul-bytes", text("User-agent: *\n\u0000Disallow: /nieuws/twee\u0000\n"), { records: 2 }),
  robots("mark-and-cr", text("\ufeffUser-agent: *\rDisallow: /nieuws/twee\r"), { records: 1, never: /twee/ }),
  robots("utf16", text(Buffer.from("\ufeffUser-agent: *\nDisallow: /", "utf16le")), { records: 0 }),
  robots("redirect-to-private", (call) => call.redirect("http://127.0.0.1:9/robots.txt"), {
    records: 0,
    maxRequests: 1,
  }),
  robots("redirect-to-metadata", (call) => call.redirect("http://169.254.169.254/robots.txt"), {
    records: 0,
    maxRequests: 1,
  }),
  robots("redirect-to-file", (call) => call.redirect("file:///etc/passwd"), { records: 0, maxRequests: 1 }),
  robots("redirect-loop", (call) => call.redirect("/robots.txt"), { records: 2, maxRequests: 12 }),
  robots("crawl-delay-absurd", text("User-agent: *\nCrawl-delay: 1e308\n"), {
    records: 0,
    isBanned: true,
    maxRequests: 4,
  }),
  robots("crawl-delay-negative", text("User-agent: *\nCrawl-delay: -5\n"), { records: 2 }),
  robots("sitemap-to-private", text("Sitemap: http://127.0.0.1:1/sitemap.xml\nUser-agent: *\nAllow: /\n"), {
    records: 2,
  }),

  sitemap("good", (origin) => urlset(good(origin))),
  sitemap("one-bad-loc", (origin) =>
    urlset([good(origin)[0] as string, "http://[", "", "niets", good(origin)[1] as string]),
  ),
  sitemap("private-locs", (origin) => urlset([...PRIVATE, ...good(origin)]), { reasons: ["skipped:out-of-scope"] }),
  sitemap("elsewhere-locs", (origin) => urlset(["http://elders.example/nieuws/x", ...good(origin)])),
  sitemap("names-itself", (origin) => index([`${origin}/sitemap.xml`]), { records: 0, maxRequests: 2 }),
  sitemap(
    "index-to-private",
    (origin) => index(["http://127.0.0.1:1/s.xml", "http://169.254.169.254/s.xml", `${origin}/nergens.xml`]),
    { records: 0, maxRequests: 3 },
  ),
  site(
    "sitemap-index-endless",
    {
      "/sitemap*": (call) =>
        xml(
          index([0, 1, 2].map((at) => `${allOf("sitemap-index-endless")}/sitemap${call.path.slice(8, -4)}${at}.xml`)),
        )(call),
    },
    { records: 0, maxRequests: 50, start: sitemapStart("sitemap-index-endless") },
  ),
  site(
    "sitemap-index-wide",
    {
      "/sitemap.xml": (call) =>
        xml(index(Array.from({ length: 60 }, (_, at) => `${allOf("sitemap-index-wide")}/sitemap-${at}.xml`)))(call),
      "/sitemap-*": (call) => xml(urlset([`${allOf("sitemap-index-wide")}/nieuws/een`]))(call),
    },
    { records: 1, maxRequests: 64, start: sitemapStart("sitemap-index-wide") },
  ),
  sitemap(
    "entities",
    (origin) =>
      urlset(good(origin))
        .replace(
          '<?xml version="1.0"?>',
          `<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY a "lol">${Array.from({ length: 12 }, (_, at) => `<!ENTITY ${"bcdefghijklm"[at]} "${`&${"abcdefghijkl"[at]};`.repeat(10)}">`).join("")}]>`,
        )
        .replace("<urlset", "<urlset a='&m;'"),
    {},
  ),
  sitemap("external-entity", (origin) =>
    urlset([...good(origin), "&x;"]).replace(
      '<?xml version="1.0"?>',
      '<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ),
  ),
  sitemap("cut", (origin) => urlset(good(origin)).slice(0, -40), { records: 1 }),
  sitemap("html-instead", (origin) => frontPage(good(origin)), { records: 0 }),
  sitemap("json-instead", () => '{"urls":[]}', { records: 0 }),
  sitemap("empty", () => "", { records: 0 }),
  sitemap("deep", (origin) => `<?xml version="1.0"?><urlset>${"<url>".repeat(50_000)}<loc>${good(origin)[0]}</loc>`, {
    records: 0,
  }),
  sitemap("gzip-bomb", () => gzipSync(Buffer.alloc(60_000_000, " ")), { records: 0 }),
  sitemap("gzip-twice", (origin) => gzipSync(gzipSync(urlset(good(origin)))), { records: 2 }),
  sitemap("gzip-unlabelled", (origin) => gzipSync(urlset(good(origin))), { records: 2 }),
  sitemap("loc-of-a-megabyte", (origin) => urlset([`${origin}/nieuws/${"x".repeat(1_000_000)}`, ...good(origin)])),
  sitemap("forty-thousand-of-one", (origin) =>
    urlset([...Array<string>(40_000).fill(good(origin)[0] as string), good(origin)[1] as string]),
  ),
  site(
    "sitemap-hangs",
    { "/sitemap.xml": hang },
    { records: 0, maxRequests: 2, reasons: ["failed:timeout"], start: sitemapStart("sitemap-hangs") },
  ),
  site(
    "sitemap-drips",
    { "/sitemap.xml": (call) => call.drip(30) },
    { records: 0, maxRequests: 2, reasons: ["failed:timeout"], start: sitemapStart("sitemap-drips") },
  ),
  site(
    "sitemap-redirects-to-private",
    { "/sitemap.xml": (call) => call.redirect("http://10.9.8.7/s.xml") },
    { records: 0, maxRequests: 2, start: sitemapStart("sitemap-redirects-to-private") },
  ),

  feed("good", (origin) => feedOf(good(origin).map(item).join(""))),
  feed(
    "private-links",
    (origin) => feedOf([...PRIVATE, ...good(origin)].map((link) => item(link.replaceAll("&", "&amp;"))).join("")),
    { reasons: ["skipped:out-of-scope"] },
  ),
  feed("entities", (origin) =>
    feedOf(good(origin).map(item).join("") + item("&b;"), '<!DOCTYPE rss [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'),
  ),
  feed("proto", (origin) =>
    feedOf(`<__proto__><isAdmin>1</isAdmin></__proto__><constructor/>${good(origin).map(item).join("")}`),
  ),
  feed("cut", (origin) => feedOf(good(origin).map(item).join("")).slice(0, -60), { records: 1 }),
  feed("deep", (origin) => feedOf(`${"<a>".repeat(30_000)}${good(origin).map(item).join("")}`), { records: -1 }),
  feed(
    "cdata-bomb",
    (origin) => feedOf(`${good(origin).map(item).join("")}<description><![CDATA[${"]]".repeat(500_000)}`),
    { records: 2 },
  ),
  feed("html-in-links", (origin) =>
    feedOf(`${item("&lt;script&gt;alert(1)&lt;/script&gt;")}${good(origin).map(item).join("")}`),
  ),
  feed(
    "json",
    (origin) =>
      JSON.stringify({
        version: "https://jsonfeed.org/version/1.1",
        title: "x",
        items: good(origin).map((url) => ({ id: url, url })),
      }),
    { records: -1 },
  ),
  feed(
    "json-proto",
    () =>
      '{"version":"https://jsonfeed.org/version/1.1","__proto__":{"isAdmin":true},"items":[{"__proto__":{"isAdmin":true},"url":"x"}]}',
    { records: -1 },
  ),

  front("links-to-private", frontPage([...PRIVATE, ...PATHS])),
  front(
    "links-two-hundred-thousand",
    frontPage([...PATHS, ...Array.from({ length: 200_000 }, (_, at) => `/elders/${at}`)]),
    { records: 0, reasons: ["failed:parse-bounds"] },
  ),
  front(
    "links-same-a-million-times",
    `<a href="/nieuws/een">x</a><a href=/nieuws/twee>y</a>${'<a href="/nieuws/een">'.repeat(240_000)}`,
    { records: -1 },
  ),
  front("links-nested-deep", `${"<div>".repeat(40_000)}<a href="/nieuws/een">`, {
    records: 0,
    reasons: ["failed:parse-bounds"],
  }),
  front(
    "links-with-session",
    frontPage([
      ...PATHS,
      ...Array.from({ length: 50 }, (_, at) => `/nieuws/een;jsessionid=${at}abcdef`),
      ...Array.from({ length: 50 }, (_, at) => `/nieuws/twee?PHPSESSID=abcdefabcdef${at}`),
    ]),
    { never: /sess/i, reasons: ["skipped:trap"] },
  ),
  front(
    "links-with-query",
    frontPage([...PATHS, ...Array.from({ length: 30 }, (_, at) => `/nieuws/een?f[0]=a&f[1]=b${at}&f[2]=c&f[3]=d`)]),
    { never: /f(\[|%5B)3/, reasons: ["skipped:trap"] },
  ),
  front(
    "links-with-tracking",
    frontPage([...PATHS, ...PATHS.map((path) => `${path}?utm_source=x&fbclid=${"a".repeat(30)}`)]),
  ),
  front(
    "links-unfilled",
    frontPage([...PATHS, "/nieuws/{{slug}}", "/nieuws/$\u007bslug}", "/nieuws/%7B%7Bslug%7D%7D"]),
    {
      never: /slug/,
    },
  ),
  front("links-too-long", frontPage([...PATHS, `/nieuws/${"a".repeat(100_000)}`]), { never: /aaaa/ }),
  front("links-repeating", frontPage([...PATHS, "/nieuws/a/a/a/a/a", "/nieuws/b/c/b/c/b/c/b/c"]), {
    never: /a\/a\/a|b\/c\/b\/c\/b/,
  }),
  front(
    "links-doubled",
    frontPage(PATHS.flatMap((path) => [path, `${path}#a`, `/./nieuws/../nieuws/${path.slice(8)}`])),
  ),
  site(
    "calendar-endless",
    {
      "/": (call) => call.html(frontPage([...PATHS, "/kalender/2024/01"])),
      "/kalender*": (call) => {
        const month = Number(call.path.replaceAll(/\D/g, "")) + 1;
        call.html(
          frontPage([
            `/kalender/${String(month).slice(0, 4)}/${String(month).slice(4)}`,
            `/kalender/${2000 + call.hit + month}/01`,
          ]),
        );
      },
    },
    { maxRequests: 60 },
  ),
  site(
    "listing-endless",
    {
      "/": (call) => call.html(frontPage([...PATHS, "/rubriek/1"])),
      "/rubriek*": (call) =>
        call.html(frontPage([1, 2, 3].map((at) => `/rubriek/${Number(call.path.split("/")[2]) * 3 + at}`))),
    },
    { records: 2, maxRequests: 130, manners: { maxRequests: 120 }, reasons: ["skipped:trap"] },
  ),
  site(
    "articles-endless",
    {
      "/nieuws*": (call) => call.html(paperArticle(titleOf(call.path), "", frontPage([`${call.path}x`]))),
      "/": (call) => call.html(frontPage(PATHS)),
    },
    { records: 2 },
  ),

  site(
    "bans-403",
    { "/": (call) => call.html(frontPage(many)), "/nieuws/*": refuses(403) },
    { records: 0, maxRequests: 16, isBanned: true },
  ),
  site(
    "bans-429",
    { "/": (call) => call.html(frontPage(many)), "/nieuws/*": refuses(429) },
    { records: 0, maxRequests: 16, isBanned: true },
  ),
  site(
    "bans-503",
    { "/": (call) => call.html(frontPage(many)), "/nieuws/*": refuses(503) },
    { records: 0, maxRequests: 16, isBanned: true },
  ),
  site(
    "retry-after-absurd",
    { "/": (call) => call.html(frontPage(many)), "/nieuws/*": refuses(503, { "retry-after": "99999999999999999999" }) },
    { records: 0, maxRequests: 8, isBanned: true },
  ),
  site(
    "retry-after-far-date",
    {
      "/": (call) => call.html(frontPage(many)),
      "/nieuws/*": refuses(429, { "retry-after": "Fri, 31 Dec 9999 23:59:59 GMT" }),
    },
    { records: 0, maxRequests: 8, isBanned: true },
  ),
  site(
    "gone-for-all",
    { "/": (call) => call.html(frontPage(many)), "/nieuws/*": refuses(410) },
    { records: 0, maxRequests: 50, reasons: ["not-article:gone"] },
  ),

  site(
    "comments-to-private",
    {
      "/nieuws/een": (call) =>
        call.html(paperArticle("Artikel een", "", '<a class="more" href="http://127.0.0.1:1/c">alle</a>')),
      "/": (call) => call.html(frontPage(PATHS)),
    },
    { more: "comments: { item: .comment, text: p, pages: { next: { select: a.more, attr: href } } }" },
  ),
  site(
    "comments-to-other-host",
    {
      "/nieuws/een": (call) =>
        call.html(paperArticle("Artikel een", "", '<a class="more" href="http://elders.example/c">alle</a>')),
      "/": (call) => call.html(frontPage(PATHS)),
    },
    { more: "comments: { item: .comment, text: p, pages: { next: { select: a.more, attr: href } } }" },
  ),
  site(
    "comments-endless",
    {
      "/nieuws/een*": (call) =>
        call.html(
          paperArticle(
            "Artikel een",
            "",
            `<div class=comment><p>reactie ${call.hit} op ${call.path.replaceAll(/\D/g, "")}</p></div><a class="more" href="/nieuws/een?p=${Number(/\d+$/.exec(call.path)?.[0] ?? 0) + 1}">meer</a>`,
          ),
        ),
      "/": (call) => call.html(frontPage(["/nieuws/een"])),
    },
    {
      records: 1,
      maxRequests: 60,
      more: "comments: { item: .comment, text: p, pages: { next: { select: a.more, attr: href } } }",
    },
  ),
  site(
    "comments-forbidden-by-robots",
    {
      "/robots.txt": text("User-agent: *\nDisallow: /reacties\n"),
      "/nieuws/een": (call) =>
        call.html(paperArticle("Artikel een", "", '<a class="more" href="/reacties/1">alle</a>')),
      "/": (call) => call.html(frontPage(PATHS)),
    },
    {
      never: /reacties/,
      more: "comments: { item: .comment, text: p, pages: { next: { select: a.more, attr: href } } }",
    },
  ),
  site(
    "comments-hang",
    {
      "/reacties*": hang,
      "/nieuws/een": (call) =>
        call.html(paperArticle("Artikel een", "", '<a class="more" href="/reacties/1">alle</a>')),
      "/": (call) => call.html(frontPage(PATHS)),
    },
    { more: "comments: { item: .comment, text: p, pages: { next: { select: a.more, attr: href } } }" },
  ),
  ...(
    [
      ["hangs", hang],
      ["drips", (call) => call.drip(40)],
      ["html", (call) => call.html("<p>geen json</p>")],
      ["500", (call) => call.text("stuk", 500)],
      ["deep", (call) => call.text("[".repeat(300_000))],
      ["deep-replies", (call) => call.text(`{"list":[${'{"text":"a","replies":['.repeat(5000)}${"]}".repeat(5000)}]}`)],
      [
        "proto",
        (call) => call.text('{"list":[{"text":"a","__proto__":{"isAdmin":true}}],"__proto__":{"isAdmin":true}}'),
      ],
      ["null", (call) => call.text("null")],
      ["numbers", (call) => call.text('{"list":[{"text":1e999},{"text":[]},{"text":{}},null,7,"x"]}')],
      ["next-to-private", (call) => call.text('{"list":[{"text":"a"}],"next":"http://127.0.0.1:1/api"}')],
      ["next-to-metadata", (call) => call.text('{"list":[{"text":"a"}],"next":"http://169.254.169.254/api"}')],
      ["next-to-file", (call) => call.text('{"list":[{"text":"a"}],"next":"file:///etc/passwd"}')],
      ["next-endless", (call) => call.text(`{"list":[{"text":"a${call.path.length}"}],"next":"${call.path}x"}`)],
      [
        "hundred-thousand",
        (call) =>
          call.text(JSON.stringify({ list: Array.from({ length: 100_000 }, (_, at) => ({ text: `reactie ${at}` })) })),
      ],
      ["million", (call) => call.text(`{"list":[${'{"text":"a"},'.repeat(1_000_000)}{}]}`)],
      ["redirect-to-private", (call) => call.redirect("http://10.0.0.1/api")],
      ["cut", (call) => call.text('{"list":[{"text":"a"},{"te')],
    ] as [string, Host][]
  ).map(([name, serve]) =>
    site(
      `json-${name}`,
      { "/api*": serve, "/": (call) => call.html(frontPage(PATHS)) },
      {
        // A source that came too late leaves an article without comments; what came whole is more than a record holds.
        records: name === "million" ? -1 : name === "hundred-thousand" ? 0 : 2,
        maxRequests: 110,
        more: "comments: { json: { url: /api, items: list, replies: replies, next: next }, text: { json: text } }",
      },
    ),
  ),
];
