import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { articleId } from "../../src/model/article-id.ts";
import { paperArticle } from "./crawl-hosts.ts";
import {
  article,
  type Came,
  crawlCases,
  front,
  hang,
  PATHS,
  page,
  redirect,
  type SecondCase,
  type SecondCrawl,
  type Serve,
  text,
  titleOf,
} from "./second-hosts.ts";

const both = ["een", "twee"];
const nobody: readonly string[] = [];

/** A host with this robots.txt. */
const robots = (
  name: string,
  serve: Serve,
  records: readonly string[],
  wish: Partial<SecondCase> = {},
): SecondCase => ({
  name: `robots-${name}`,
  paths: { "/robots.txt": serve },
  records,
  ...(records.length === 0 ? { never: /nieuws/ } : records.length === 1 ? { never: /twee/ } : {}),
  ...wish,
});
const FORBIDS_TWEE = "User-agent: *\nDisallow: /nieuws/twee\n";
const comments = Array.from({ length: 9000 }, (_, at) => `# regel ${at} van een lang bestand dat niets zegt`).join(
  "\n",
);

const robotsCases: readonly SecondCase[] = [
  robots("rule-at-its-end", text(`${comments}\n${FORBIDS_TWEE}`), ["een"]),
  robots("two-groups-of-all", text("User-agent: *\nDisallow: /elders\n\nUser-agent: *\nDisallow: /nieuws/twee\n"), [
    "een",
  ]),
  robots(
    "own-group-twice",
    text(
      "User-agent: oogst\nDisallow: /elders\nUser-agent: x\nDisallow: /\nUser-agent: OOGST\nDisallow: /nieuws/twee\n",
    ),
    ["een"],
  ),
  robots("own-group-beats-all", text("User-agent: *\nDisallow: /\nUser-agent: oogst\nDisallow: /nieuws/twee\n"), [
    "een",
  ]),
  robots("own-group-with-version", text("User-agent: Oogst/9.9 (+x)\nDisallow: /nieuws/twee\n"), ["een"]),
  robots("agents-in-a-row", text("User-agent: x\nUser-agent: oogst\nUser-agent: y\nDisallow: /nieuws/twee\n"), ["een"]),
  robots(
    "sitemap-between-agents",
    text("User-agent: oogst\nSitemap: http://elders.example/s.xml\nUser-agent: y\nDisallow: /nieuws/twee\n"),
    ["een"],
  ),
  robots("utf-16-big", text(Buffer.from(`\ufeff${FORBIDS_TWEE}`, "utf16le").swap16()), ["een"]),
  robots("marks-twice-and-crlf", text(`\ufeff${FORBIDS_TWEE.replaceAll("\n", "\r\n")}`), ["een"]),
  robots(
    "bytes-of-no-encoding",
    text(Buffer.concat([Buffer.from([0xff, 0x80, 0x0a]), Buffer.from(FORBIDS_TWEE), Buffer.from([0xc3, 0x28])])),
    ["een"],
  ),
  robots("in-small-letters-and-spaces", text("   user-agent :   *  \n \t disallow\t:\t/nieuws/twee   # weg\n"), [
    "een",
  ]),
  robots("as-html", text(FORBIDS_TWEE, 200, "Content-Type: text/html"), ["een"]),
  robots("as-gzip", (call) => call.send(gzipSync(FORBIDS_TWEE), 200, "Content-Encoding: gzip"), ["een"]),
  robots(
    "in-chunks",
    (call) =>
      call.write(
        `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${FORBIDS_TWEE.length.toString(16)}\r\n${FORBIDS_TWEE}\r\n0\r\n\r\n`,
      ),
    ["een"],
  ),
  robots("escaped-rule", text("User-agent: *\nDisallow: /nieuws/%74wee\n"), ["een"]),
  robots("escaped-slash-in-rule", text("User-agent: *\nDisallow: /nieuws%2Ftwee\n"), both),
  robots("wildcard-in-the-middle", text("User-agent: *\nDisallow: /*/t*e$\n"), ["een"]),
  robots("only-wildcards", text(`User-agent: *\nDisallow: ${"*".repeat(5000)}\n`), nobody),
  robots("thousand-wildcards", text(`User-agent: *\nDisallow: /${"*w".repeat(4000)}\nDisallow: /nieuws/twee\n`), [
    "een",
  ]),
  robots("allow-of-equal-length", text("User-agent: *\nDisallow: /nieuws\nAllow: /nieuws\n"), both),
  robots("allow-shorter", text("User-agent: *\nAllow: /nieuws\nDisallow: /nieuws/twee\n"), ["een"]),
  robots("query-rule", text("User-agent: *\nDisallow: /*?\n"), both, {
    paths: { "/robots.txt": text("User-agent: *\nDisallow: /*?\n"), "/": front([...PATHS, "/nieuws/drie?x=1"]) },
    never: /\?/,
  }),
  robots("disallow-empty", text("User-agent: *\nDisallow:\n"), both),
  robots("disallow-without-slash", text("User-agent: *\nDisallow: nieuws/twee\n"), both),
  robots("rules-before-any-agent", text("Disallow: /\nUser-agent: *\nDisallow: /nieuws/twee\n"), ["een"]),
  robots("line-of-a-megabyte", text(`User-agent: *\nDisallow: /${"x".repeat(400_000)}\nDisallow: /nieuws/twee\n`), [
    "een",
  ]),
  robots("binary", text(Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * 7919) & 255))), both),
  robots(
    "image-called-text",
    text(Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from(FORBIDS_TWEE)])),
    both,
    { records: ["een"], never: /twee/ },
  ),
  robots("204", (call) => call.write("HTTP/1.1 204 No Content\r\n\r\n"), both),
  robots("401", text("", 401), both),
  robots("410", text("", 410), both),
  robots("400", text("", 400), both),
  robots("418", text("Disallow: /", 418), both),
  robots("502", text("", 502), nobody),
  robots("599", text("", 599), nobody),
  robots("429-retry-after", text("", 429, "Retry-After: 30"), nobody, { maxRequests: 1 }),
  robots("503-for-a-century", text("", 503, "Retry-After: Thu, 31 Dec 2099 23:59:59 GMT"), nobody, {
    maxRequests: 1,
    isBanned: true,
  }),
  robots("503-before-christ", text("", 503, "Retry-After: -100"), nobody, { maxRequests: 1 }),
  robots("304-unasked", (call) => call.write("HTTP/1.1 304 Not Modified\r\n\r\n"), nobody),
  robots("206-unasked", text(FORBIDS_TWEE, 206, "Content-Range: bytes 0-9/100"), nobody),
  robots("300", text("", 300, "Location: /andere.txt"), nobody),
  robots(
    "length-lies",
    (call) => call.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nUser"),
    nobody,
  ),
  robots("chunk-lies", (call) => call.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), nobody),
  robots("status-junk", (call) => call.write("HELAAS\r\n\r\n"), nobody),
  robots("redirect-once", redirect("/regels.txt", 301), ["een"], {
    paths: { "/robots.txt": redirect("/regels.txt", 301), "/regels.txt": text(FORBIDS_TWEE) },
  }),
  robots("redirect-five", hang, ["een"], {
    paths: {
      "/robots.txt": redirect("/r1"),
      "/r1": redirect("/r2"),
      "/r2": redirect("/r3"),
      "/r3": redirect("/r4"),
      "/r4": redirect("/r5"),
      "/r5": text(FORBIDS_TWEE),
    },
    maxRequests: 12,
  }),
  robots("redirect-to-home", redirect("/"), both),
  robots("redirect-to-nowhere", text("", 302), nobody),
  robots("redirect-to-hang", redirect("/stil"), nobody, { paths: { "/robots.txt": redirect("/stil"), "/stil": hang } }),
  robots("redirect-to-error", redirect("/stuk"), nobody, {
    paths: { "/robots.txt": redirect("/stuk"), "/stuk": text("", 500) },
  }),
  robots("redirect-to-forbidden-address", redirect("http://127.0.0.1:1/robots.txt"), nobody),
  robots("redirect-to-ipv6", redirect("http://[::1]/robots.txt"), nobody),
  robots("redirect-to-data", redirect("data:text/plain,Allow: /"), nobody),
  robots("redirect-to-other-host", redirect("http://robots-401.example/robots.txt"), both),
  robots(
    "cookies-flood",
    text(FORBIDS_TWEE, 200, ...Array.from({ length: 60 }, (_, at) => `Set-Cookie: k${at}=${"x".repeat(200)}`)),
    ["een"],
  ),
];

const moved = (name: string, to: string, wish: Partial<SecondCase>, status = 302): SecondCase =>
  page(`redirect-${name}`, redirect(to, status), wish);
const gone = (outcome: string | readonly string[]) => ({ outcomes: { "/nieuws/een": outcome } });

/** Where no redirect may lead: port 9 of whatever it is called. */
const FORBIDDEN_SPELLINGS: readonly (readonly [string, string])[] = [
  ["loopback", "http://127.0.0.1:9/"],
  ["other-loopback", "http://127.255.255.254/"],
  ["short", "http://127.1/"],
  ["octal", "http://0177.0.0.01/"],
  ["octal-long", "http://00000000177.0.0.1/"],
  ["hexadecimal", "http://0x7F000001/"],
  ["hexadecimal-parts", "http://0x7f.0.0x0.1/"],
  ["decimal", "http://2130706433/"],
  ["zero", "http://0/"],
  ["zeros", "http://0.0.0.0:80/"],
  ["full-width", "http://１２７.０.０.１/"],
  ["circled", "http://⑯⑨.②⑤④.⑯⑨.②⑤④/"],
  ["ideographic-stops", "http://127。0。0。1/"],
  ["half-width-stop", "http://127｡0｡0｡1/"],
  ["escaped", "http://%31%32%37.%30.0.1/"],
  ["trailing-dot", "http://127.0.0.1./"],
  ["localhost", "http://localhost:9/"],
  ["localhost-dot", "http://LOCALHOST./"],
  ["localhost-below", "http://x.y.localhost/"],
  ["localhost-full-width", "http://ｌｏｃａｌｈｏｓｔ/"],
  ["localhost-soft-hyphen", "http://local\u00adhost/"],
  ["v6-loopback", "http://[::1]/"],
  ["v6-any", "http://[::]/"],
  ["v6-mapped", "http://[::ffff:127.0.0.1]/"],
  ["v6-mapped-hexadecimal", "http://[0:0:0:0:0:ffff:a9fe:a9fe]/"],
  ["v6-compatible", "http://[::127.0.0.1]/"],
  ["v6-translated", "http://[::ffff:0:127.0.0.1]/"],
  ["nat64", "http://[64:ff9b::10.0.0.1]/"],
  ["nat64-local", "http://[64:ff9b:1::7f00:1]/"],
  ["6to4", "http://[2002:7f00:1::1]/"],
  ["6to4-metadata", "http://[2002:a9fe:a9fe::]/"],
  ["teredo", "http://[2001:0:7f00:1::]/"],
  ["teredo-client", "http://[2001:0:1:2:3:4:80ff:fffe]/"],
  ["isatap", "http://[fe80::5efe:127.0.0.1]/"],
  ["link-local", "http://[fe80::1]/"],
  ["site-local", "http://[fec0::1]/"],
  ["unique-local", "http://[fd12:3456::1]/"],
  ["v6-multicast", "http://[ff02::1]/"],
  ["documentation", "http://[2001:db8::1]/"],
  ["discard", "http://[100::1]/"],
  ["srv6", "http://[5f00::1]/"],
  ["metadata", "http://169.254.169.254/latest/meta-data/"],
  ["metadata-v6", "http://[fd00:ec2::254]/latest/"],
  ["metadata-decimal", "http://2852039166/"],
  ["carrier", "http://100.100.100.200/"],
  ["private-a", "http://10.255.255.255/"],
  ["private-b", "http://172.31.255.255/"],
  ["private-c", "http://192.168.1.1:8080/"],
  ["benchmark", "http://198.19.0.1/"],
  ["multicast", "http://239.255.255.250:1900/"],
  ["broadcast", "http://255.255.255.255/"],
  ["reserved", "http://240.0.0.1/"],
  ["with-user", "http://gezond.example@127.0.0.1:9/"],
  ["with-user-and-backslash", "http://127.0.0.1\\@gezond.example/"],
  ["with-escaped-user", "http://gezond.example%2f@127.0.0.1/"],
  ["scheme-relative", "//127.0.0.1:9/"],
  ["scheme-and-backslashes", "http:\\\\127.0.0.1:9\\"],
  ["scheme-without-slashes", "https:127.0.0.1"],
  ["three-slashes", "http:///127.0.0.1:9/"],
  ["tabs-inside", "ht\ttp://127.0.\t0.1/"],
  ["file", "file:///etc/passwd"],
  ["about", "about:blank"],
  ["blob", "blob:http://gezond.example/1"],
  ["data", "data:text/html,<h1>Nep</h1>"],
  ["javascript", "javascript:alert(1)"],
  ["ftp", "ftp://127.0.0.1/"],
  ["gopher", "gopher://127.0.0.1:6379/_FLUSHALL"],
  ["websocket", "ws://127.0.0.1/"],
  ["view-source", "view-source:http://127.0.0.1/"],
];

const redirectCases: readonly SecondCase[] = [
  ...FORBIDDEN_SPELLINGS.map(([name, to]) =>
    moved(`to-${name}`, Buffer.from(to, "utf8").toString("latin1"), {
      outcomes: { "/nieuws/een": ["skipped:forbidden-address", "not-article:moved", "failed:protocol"] },
    }),
  ),
  moved("to-zone", "http://[fe80::1%25lo]/", gone("failed:protocol")),
  moved("to-port-beyond", "http://gezond.example:99999/", gone("failed:protocol")),
  moved("to-empty-host", "http://:9/", gone("failed:protocol")),
  moved("to-other-port", "http://redirect-to-other-port.example:8080/nieuws/een", gone("not-article:moved")),
  moved("to-host-with-dot", "http://redirect-to-host-with-dot.example./nieuws/twee", gone("not-article:moved")),
  moved("to-neighbour", "http://gezond.example/nieuws/bericht-1", gone("not-article:moved")),
  moved("to-host-below", "http://x.redirect-to-host-below.example/", gone("not-article:moved")),
  moved("to-look-alike", "http://redirect-to-look-alike.example.gezond.example/", gone("not-article:moved")),
  moved("to-home", "/", gone("not-article:soft-not-found")),
  moved("to-login", "/inloggen?terug=/nieuws/een", {
    ...gone("not-article:login"),
    paths: { "/nieuws/een": redirect("/inloggen?terug=/nieuws/een"), "/inloggen*": article },
  }),
  {
    name: "redirect-to-forbidden-path",
    paths: { "/robots.txt": text("User-agent: *\nDisallow: /prive\n"), "/nieuws/een": redirect("/prive/geheim") },
    records: ["twee"],
    never: /prive/,
    ...gone("skipped:robots"),
  },
  {
    name: "redirect-to-forbidden-path-escaped",
    paths: { "/robots.txt": text("User-agent: *\nDisallow: /prive\n"), "/nieuws/een": redirect("/%70riv%65/geheim") },
    records: ["twee"],
    never: /geheim/,
    ...gone("skipped:robots"),
  },
  {
    name: "redirect-to-forbidden-path-by-dots",
    paths: {
      "/robots.txt": text("User-agent: *\nDisallow: /prive\n"),
      "/nieuws/een": redirect("/nieuws/x/../../prive/%2e/geheim"),
    },
    records: ["twee"],
    never: /geheim/,
    ...gone("skipped:robots"),
  },
  {
    name: "redirect-to-forbidden-end",
    // On the wire an empty query is none, so the rule that ends the path speaks of it.
    paths: {
      "/robots.txt": text("User-agent: *\nDisallow: /prive/geheim$\n"),
      "/nieuws/een": redirect("/prive/geheim?"),
    },
    records: ["twee"],
    never: /geheim/,
    ...gone("skipped:robots"),
  },
  {
    name: "redirect-to-forbidden-end-and-fragment",
    paths: {
      "/robots.txt": text("User-agent: *\nDisallow: /prive/geheim$\n"),
      "/nieuws/een": redirect("/prive/geheim#x"),
    },
    records: ["twee"],
    never: /geheim/,
    ...gone("skipped:robots"),
  },
  {
    name: "redirect-chain-through-forbidden",
    paths: {
      "/robots.txt": text("User-agent: *\nDisallow: /tussen\n"),
      "/nieuws/een": redirect("/a"),
      "/a": redirect("/tussen"),
      "/tussen": redirect("/nieuws/twee"),
    },
    records: ["twee"],
    never: /tussen/,
    ...gone("skipped:robots"),
  },
  {
    name: "redirect-between-two",
    paths: { "/nieuws/een": redirect("/nieuws/drie"), "/nieuws/drie": redirect("/nieuws/een") },
    records: ["twee"],
    ...gone(["failed:too-many-redirects", "failed:timeout"]),
  },
  {
    name: "redirect-loop-with-growing-cookie",
    paths: { "/nieuws/een": (call) => call.send("", 302, "Location: /nieuws/een", `Set-Cookie: n=${call.hit}`) },
    records: ["twee"],
    maxRequests: 18,
    ...gone(["failed:too-many-redirects", "failed:timeout"]),
  },
  {
    name: "redirect-once-for-a-cookie",
    paths: {
      "/nieuws/een": (call) =>
        call.headers.cookie === "mag=ja"
          ? article(call)
          : call.send("", 302, "Location: /nieuws/een", "Set-Cookie: mag=ja; HttpOnly; SameSite=Strict"),
    },
    records: both,
  },
  {
    name: "redirect-loop-in-letters",
    paths: { "/nieuws/een*": (call) => call.send("", 302, `Location: ${call.path}${call.hit > 1 ? "b" : "a"}`) },
    records: ["twee"],
    maxRequests: 18,
    ...gone(["failed:too-many-redirects", "failed:timeout"]),
  },
  moved(
    "307-to-twee",
    "/nieuws/twee",
    { records: ["een"], check: oneOfTwo, ...gone(["accepted", "skipped:duplicate", "skipped:unchanged"]) },
    307,
  ),
  moved("308-with-body", "/nieuws/vijf", { records: both }, 308),
  moved("303", "/nieuws/vijf", { records: both }, 303),
  moved("305", "http://127.0.0.1:9/", gone("failed:http-status"), 305),
  moved("306", "http://127.0.0.1:9/", gone("failed:http-status"), 306),
  page(
    "redirect-two-equal-locations",
    (call) => call.send("", 302, "Location: /nieuws/vijf", "Location: /nieuws/vijf"),
    { records: both },
  ),
  page("redirect-huge-location", redirect(`/nieuws/${"x".repeat(30_000)}`), {
    outcomes: {
      "/nieuws/een": "failed:protocol",
    },
    records: ["twee"],
  }),
  page(
    "redirect-with-bomb",
    (call) => call.send(gzipSync(Buffer.alloc(20_000_000)), 302, "Location: /nieuws/vijf", "Content-Encoding: gzip"),
    { records: both },
  ),
  page(
    "redirect-with-endless-body",
    async (call) => {
      await call.write("HTTP/1.1 302 Found\r\nLocation: /nieuws/vijf\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (let at = 0; at < 5000 && (await call.write(`1000\r\n${"x".repeat(4096)}\r\n`)); at++);
    },
    { records: both },
  ),
  page(
    "redirect-with-short-body",
    async (call) => {
      await call.write("HTTP/1.1 302 Found\r\nLocation: /nieuws/vijf\r\nContent-Length: 900\r\n\r\nhalf");
      call.socket.end();
    },
    { records: both },
  ),
  page("redirect-to-session", article, {
    paths: {
      "/nieuws/een*": (call) =>
        call.path.includes(";")
          ? article(call)
          : call.send("", 302, "Location: /nieuws/een;jsessionid=0A1B2C3D4E5F60718293"),
    },
    records: both,
    // The session is of this visit: the article is known by its own address.
    check: ({ records }) => {
      const ids = records.map(({ id }) => id);
      expect(ids).toContain(articleId("redirect-to-session", "http://redirect-to-session.example/nieuws/een"));
    },
  }),
];

/** Which of two addresses came first is chance; that they are one article is not. */
function oneOfTwo({ records }: Came): void {
  expect(records.map(({ finalUrl }) => titleOf(new URL(finalUrl).pathname))).toEqual(["Artikel twee"]);
}

const canonical = (href: string) => (call: Parameters<Serve>[0]) =>
  call.send(
    paperArticle(titleOf(call.path), `<link rel="canonical" href="${href.replaceAll("ORIGIN", call.origin)}">`),
  );
const FIVE = ["a", "b", "c", "d", "e"];
const five = FIVE.map((slug) => `/nieuws/${slug}`);

/** Five different articles, each of which declares this. */
const declares = (name: string, href: string, wish: Partial<SecondCase> = {}): SecondCase => ({
  name: `canonical-${name}`,
  paths: { "/": front(five), "/nieuws/*": canonical(href) },
  records: FIVE,
  maxRequests: 9,
  ...wish,
});

const canonicalCases: readonly SecondCase[] = [
  declares("home", "/"),
  declares("home-absolute", "ORIGIN/"),
  declares("home-without-slash", "ORIGIN"),
  declares("home-with-query", "ORIGIN/?"),
  declares("home-index", "ORIGIN/index.html"),
  declares("section", "ORIGIN/nieuws/"),
  declares("section-listing", "ORIGIN/rubriek/binnenland"),
  declares("one-article", "ORIGIN/nieuws/a"),
  declares("other-host", "http://gezond.example/nieuws/bericht-1"),
  declares("other-port", "http://canonical-other-port.example:8080/nieuws/a"),
  declares("private", "http://127.0.0.1:9/nieuws/a"),
  declares("empty", ""),
  declares("fragment", "#boven"),
  declares("broken", "http://["),
  declares("template", "ORIGIN/nieuws/{{slug}}"),
  declares("user", "http://jan:geheim@canonical-user.example/nieuws/a"),
  declares("not-found", "ORIGIN/404"),
  {
    name: "canonical-chain",
    // a says b, b says c, c says itself: three different articles, whatever they say.
    paths: {
      "/": front(five.slice(0, 3)),
      "/nieuws/a": canonical("/nieuws/b"),
      "/nieuws/b": canonical("/nieuws/c"),
      "/nieuws/c": canonical("/nieuws/c"),
    },
    records: ["a", "b", "c"],
  },
  {
    name: "canonical-circle",
    paths: { "/": front(five.slice(0, 2)), "/nieuws/a": canonical("/nieuws/b"), "/nieuws/b": canonical("/nieuws/a") },
    records: ["a", "b"],
  },
  {
    name: "canonical-of-copies",
    // One article under three addresses is one record, whichever came first.
    paths: {
      "/": front(["/nieuws/a", "/nieuws/a?druk=1", "/nieuws/a?deel=mail"]),
      "/nieuws/*": (call) => call.send(paperArticle("Artikel a", '<link rel="canonical" href="/nieuws/a">')),
    },
    records: ["a"],
  },
  {
    name: "canonical-of-copies-retitled",
    paths: {
      "/": front(["/nieuws/a", "/nieuws/a?druk=1"]),
      "/nieuws/a?*": (call) =>
        call.send(paperArticle("Artikel a", '<link rel="canonical" href="/nieuws/a">').replace("<h1>", "<h1>Afdruk: ")),
      "/nieuws/a": (call) => call.send(paperArticle("Artikel a", '<link rel="canonical" href="/nieuws/a">')),
    },
    records: ["a"],
    manners: { concurrency: 1 },
  },
];

const cases = [...robotsCases, ...redirectCases, ...canonicalCases];
let crawl: SecondCrawl;
beforeAll(async () => {
  crawl = await crawlCases(cases, { address: "127.0.0.22", concurrency: 24 });
});

describe("rules, redirects and declared addresses", () => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => crawl.verify(one));
  test("nothing else was reached, and the healthy host came out whole, in time", () => crawl.verifyOthers());
  test("no name stands twice", () => expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length));
});
