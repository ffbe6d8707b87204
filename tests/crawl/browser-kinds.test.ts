import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseSite } from "../../src/config/load-site.ts";
import { parseCrawlOptions } from "../../src/config/options.ts";
import { extractUrl } from "../../src/crawl/extract-url.ts";
import { replay } from "../../src/crawl/replay.ts";
import { findBrowser } from "../../src/render/find-browser.ts";
import { type Answer, type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { recordsIn } from "./magazine-crawl.ts";
import { articlePage, crawlSmall, feedOf, SMALL_HOST, smallSite } from "./small-site.ts";

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

const NOW_MS = Date.parse("2026-03-05T12:00:00Z");
const html = (body: string, head = ""): Answer => ({
  headers: { "content-type": "text/html; charset=utf-8" },
  body: body.startsWith("<!doctype")
    ? body
    : `<!doctype html><html lang="nl"><head>${head}</head><body>${body}</body></html>`,
});
const json = (value: unknown): Answer => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(value),
});
/** A script that fills `#doel` with what `path` gives as a list of texts of HTML. */
const filling = (path: string) =>
  `<div id="doel"></div><script>fetch(${JSON.stringify(path)}).then((answer) => answer.json()).then((parts) => { document.querySelector("#doel").innerHTML = parts.join(""); });</script>`;
const links = (...paths: string[]) => paths.map((path) => `<a href="${path}">x</a>`);

describe.skipIf(findBrowser(process.env) === undefined)(
  "pages of each kind in a crawl with a browser (skipped where there is no Chromium)",
  () => {
    let server: AnsweringServer;
    let directory: string;
    let pages: Record<string, Answer>;

    beforeEach(async () => {
      directory = mkdtempSync(join(tmpdir(), "oogst-browser-"));
      pages = {};
      server = await startAnsweringServer((path) => pages[path] ?? { status: 404 });
    });
    afterEach(async () => {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    });

    const run = async (seeds: readonly string[], more: string, nowMs = NOW_MS) => {
      const start = `start: [${seeds.map((path) => `{ listing: "http://${SMALL_HOST}${path}" }`).join(", ")}]`;
      return crawlSmall(server, directory, smallSite(`${start}\nlisting: { card: a }\n${more}`), nowMs);
    };
    const article = (path: string, extra = "") => {
      pages[path] = html(articlePage(`Over ${path}`).replace("</body>", `${extra}</body>`));
    };
    const titles = () =>
      recordsIn(directory)
        .map(({ title }) => title)
        .sort();
    const timesAsked = (path: string) => server.asked.filter((asked) => asked === path).length;

    it("with auto a listing that names no article is rendered, and no other one", async () => {
      pages["/stad"] = html(links("/nieuws/1", "/nieuws/2").join(""));
      pages["/land"] = html(filling("/api/land"));
      pages["/api/land"] = json(links("/nieuws/2", "/nieuws/3", "/nieuws/4"));
      for (const number of [1, 2, 3, 4]) article(`/nieuws/${number}`);
      const { site } = await run(["/stad", "/land"], "fetch: { browser: { listing: auto } }");
      expect(titles()).toEqual([1, 2, 3, 4].map((number) => `Over /nieuws/${number}`));
      expect(site.browser).toEqual({ rendered: 1, helped: 1 });
      expect(timesAsked("/land")).toBe(1);
    });

    it("a listing that is always rendered is never taken for unchanged by what its server says of the bare page", async () => {
      pages["/stad"] = html(filling("/api/stad"));
      pages["/api/stad"] = json(links("/nieuws/1", "/nieuws/2"));
      for (const number of [1, 2]) article(`/nieuws/${number}`);
      const validating = createServer((request, response) => {
        const { status = 200, headers = {}, body } = pages[request.url ?? ""] ?? { status: 404 };
        if (request.headers["if-none-match"] !== undefined) response.writeHead(304).end();
        else response.writeHead(status, { ...headers, etag: '"altijd-gelijk"' }).end(body);
      });
      validating.listen(0, "127.0.0.1");
      await once(validating, "listening");
      try {
        const origin = `http://127.0.0.1:${(validating.address() as AddressInfo).port}`;
        const start = `start: [{ listing: "http://${SMALL_HOST}/stad" }]\nlisting: { card: a }`;
        for (const [index, use] of ["never", "always"].entries()) {
          const siteFile = smallSite(`${start}\nfetch: { browser: { listing: ${use} } }`);
          await crawlSmall({ ...server, origin }, directory, siteFile, NOW_MS + index * 3_600_000);
        }
        expect(titles()).toEqual(["Over /nieuws/1", "Over /nieuws/2"]);
      } finally {
        validating.closeAllConnections();
        validating.close();
        await once(validating, "close");
      }
    });

    it("a page may ask all hosts of its site", async () => {
      const start = `start: [{ listing: "http://${SMALL_HOST}/stad" }]\nlisting: { card: a }`;
      const comments = "comments: { declared: h2, item: li, author: b, text: p }\nfetch: { browser: auto }";
      const siteFile = smallSite(`${start}\n${comments}`).replace("hosts: [", "hosts: [praatplein.example, ");
      pages["/stad"] = html(links("/nieuws/1").join(""));
      article("/nieuws/1", `<h2>1 reactie</h2>${filling("http://praatplein.example/api/1")}`);
      pages["/api/1"] = {
        headers: { "content-type": "application/json", "access-control-allow-origin": "*" },
        body: JSON.stringify(["<ul><li><b>Miep</b><p>Goed stuk.</p></li></ul>"]),
      };
      const at = new URL(server.origin).host;
      await crawlSmall(server, directory, siteFile, NOW_MS, {
        connectTo: [`${SMALL_HOST}=${at}`, `praatplein.example=${at}`],
      });
      expect(recordsIn(directory)).toMatchObject([{ comments: [{ author: "Miep" }], commentsComplete: true }]);
    });

    it("with always each listing is rendered, and articles are as their own word says", async () => {
      pages["/stad"] = html(`${links("/nieuws/1").join("")}${filling("/api/stad")}`);
      pages["/api/stad"] = json(links("/nieuws/2"));
      for (const number of [1, 2]) article(`/nieuws/${number}`);
      const { site } = await run(["/stad"], "fetch: { browser: { listing: always, article: never } }");
      expect(site.browser).toEqual({ rendered: 1, helped: 1 });
      expect(recordsIn(directory).map(({ fetchedBy }) => fetchedBy)).toEqual(["http", "http"]);
    });

    it("one word holds for listings, articles and pages of comments", async () => {
      pages["/stad"] = html(filling("/api/stad"));
      pages["/api/stad"] = json(links("/nieuws/1", "/nieuws/2"));
      article("/nieuws/1", `<h2>1 reactie</h2><a class="reacties" href="/reacties/1">lees</a>`);
      article("/nieuws/2", `<h2>1 reactie</h2><a class="reacties" href="/reacties/2">lees</a>`);
      pages["/reacties/1"] = html(`<ul><li><b>Miep</b><p>Goed stuk.</p></li></ul>`);
      pages["/reacties/2"] = html(filling("/api/reacties/2"));
      pages["/api/reacties/2"] = json(["<ul><li><b>Sjoerd</b><p>Nou nou.</p></li></ul>"]);
      const comments =
        "comments: { declared: h2, at: { select: a.reacties, attr: href }, item: li, author: b, text: p }";
      const { site } = await run(["/stad"], `${comments}\nfetch: { browser: auto }`);
      expect(
        recordsIn(directory)
          .map((record) => [record.title, record.comments.map(({ author }) => author), record.commentsComplete])
          .sort(),
      ).toEqual([
        ["Over /nieuws/1", ["Miep"], true],
        ["Over /nieuws/2", ["Sjoerd"], true],
      ]);
      expect(site.browser).toEqual({ rendered: 2, helped: 2 });
    });

    it("listings that have nothing to give are tried more and more seldom, and the next run remembers", async () => {
      const hubs = Array.from({ length: 8 }, (_, index) => `/rubriek/${index}`);
      for (const path of hubs) pages[path] = html("<p>Niets vandaag.</p>");
      const first = await run(hubs, "fetch: { browser: { listing: auto } }");
      expect(first.site.browser).toEqual({ rendered: 4, helped: 0 });
      const others = hubs.map((path) => path.replace("rubriek", "thema"));
      for (const path of others) pages[path] = html("<p>Niets vandaag.</p>");
      const second = await run(others, "fetch: { browser: { listing: auto } }", NOW_MS + 3_600_000);
      expect(second.site.browser).toEqual({ rendered: 1, helped: 0 });
    });

    it("where hidden comments count on many pages, those that a click or scrolling brings are brought all the same", async () => {
      const list = (names: readonly string[]) => names.map((name) => `<li><b>${name}</b><p>Nou nou.</p></li>`).join("");
      const hidden = Array.from({ length: 12 }, (_, index) => `/nieuws/verborgen-${index}`);
      const clicked = Array.from({ length: 3 }, (_, index) => `/nieuws/knop-${index}`);
      const folded = Array.from({ length: 3 }, (_, index) => `/nieuws/draad-${index}`);
      const endless = Array.from({ length: 2 }, (_, index) => `/nieuws/lang-${index}`);
      pages["/stad"] = html(links(...hidden, ...clicked, ...folded, ...endless).join(""));
      for (const path of hidden) article(path, `<h2>3 reacties</h2><ul>${list(["A", "B"])}</ul>`);
      const more = `<script>for (const knop of document.querySelectorAll("button")) knop.onclick = () => { knop.remove(); document.querySelector("ul").insertAdjacentHTML("beforeend", ${JSON.stringify(list(["C"]))}); };</script>`;
      for (const [paths, name] of [
        [clicked, "meer"],
        [folded, "vouw"],
      ] as const)
        for (const path of paths)
          article(
            path,
            `<h2>3 reacties</h2><ul>${list(["A", "B"])}</ul><button class="${name}">Toon meer</button>${more}`,
          );
      const growing = `<script>addEventListener("scroll", () => { document.querySelector("ul").innerHTML = ${JSON.stringify(list([..."ABCDEFGHIJKL"]))}; }, { once: true })</script>`;
      for (const path of endless)
        article(path, `<h2>12 reacties</h2><ul>${list(["A", "B"])}</ul><div style="height: 3000px"></div>${growing}`);
      const comments = "comments: { declared: h2, item: li, author: b, text: p }";
      const actions = "[{ click: .meer, untilGone: true }, { open: .vouw }, { scroll: until-quiet }]";
      const { site } = await run(["/stad"], `${comments}\nfetch: { browser: { article: auto }, actions: ${actions} }`);
      const incomplete = recordsIn(directory).filter(({ commentsComplete }) => commentsComplete !== true);
      expect(incomplete.map(({ title }) => title).sort()).toEqual(hidden.map((path) => `Over ${path}`).sort());
      expect(site.browser.helped).toBe(8);
      // Of the twelve the first three, and then fewer and fewer.
      expect(site.browser.rendered).toBeLessThanOrEqual(8 + 5);
    });

    it("a shell that its scripts fill is an article, also where it says meanwhile that there is none", async () => {
      pages["/stad"] = html(links("/nieuws/1", "/nieuws/2", "/nieuws/3").join(""));
      const whole = [
        articlePage("Kop")
          .replace(/^.*<body>/, "")
          .replace(/<\/body>.*$/, ""),
      ];
      pages["/nieuws/1"] = html(filling("/api/1"), "<title>Pagina niet gevonden</title>");
      pages["/nieuws/2"] = html(filling("/api/2"), "<title>Dorpsblad</title>");
      pages["/nieuws/3"] = html(filling("/api/3"), "<title>Pagina niet gevonden</title>");
      for (const path of ["/api/1", "/api/2"])
        pages[path] = json([...whole, `<img src="x" onerror="">`].map((part) => part.replace("Kop", `Kop ${path}`)));
      pages["/nieuws/1"] = html(
        `${filling("/api/1")}<script>setTimeout(() => { document.title = "Kop"; }, 20)</script>`,
        "<title>Pagina niet gevonden</title>",
      );
      pages["/api/3"] = json(["<h1>Pagina niet gevonden</h1>"]);
      const { site } = await run(["/stad"], "fetch: { browser: { article: auto } }");
      expect(titles()).toEqual(["Kop /api/1", "Kop /api/2"]);
      expect(site.reasons["not-article:soft-not-found"]).toBe(1);
      expect(site.browser).toEqual({ rendered: 3, helped: 2 });
    });

    const GATE = "outcomes: { consent: { select: .poort } }";

    it.each(["auto", "always"])(
      "with %s a gate that the server sends is an outcome, and no browser is started for it",
      async (use) => {
        pages["/stad"] = html(links("/nieuws/1").join(""));
        pages["/nieuws/1"] = html(`<div class="poort"><button>Akkoord</button></div>${filling("/api/1")}`);
        const { site } = await run(["/stad"], `${GATE}\nfetch: { browser: { article: ${use} } }`);
        expect(site.reasons).toMatchObject({ "not-article:consent": 1 });
        expect(site.browser.rendered).toBe(0);
        expect(timesAsked("/api/1")).toBe(0);
      },
    );

    it.each(["auto", "always"])(
      "with %s a gate that a script puts up is an outcome, and not read past",
      async (use) => {
        pages["/stad"] = html(links("/nieuws/1").join(""));
        article("/nieuws/1", `<h2>3 reacties</h2>${filling("/api/1")}`);
        pages["/api/1"] = json([`<div class="poort"><button>Akkoord</button></div>`]);
        const comments = "comments: { declared: h2, item: li, author: b, text: p }";
        const { site } = await run(["/stad"], `${GATE}\n${comments}\nfetch: { browser: { article: ${use} } }`);
        expect(site.reasons).toMatchObject({ "not-article:consent": 1 });
        expect(recordsIn(directory)).toEqual([]);
      },
    );

    it.each(["auto", "always"])(
      "with %s a script that leads to another host ends the visit, and that host is not asked",
      async (use) => {
        const elsewhere = await startAnsweringServer(html("<h1>Elders</h1>"));
        try {
          pages["/stad"] = html(links("/nieuws/1", "/nieuws/2").join(""));
          article(
            "/nieuws/1",
            `<h2>3 reacties</h2><script>location = "http://consent.dorpsblad.example/?terug"</script>`,
          );
          article("/nieuws/2", `<h2>3 reacties</h2><script>location = "${elsewhere.origin}/"</script>`);
          const comments = "comments: { declared: h2, item: li, author: b, text: p }";
          const { site } = await run(["/stad"], `${comments}\nfetch: { browser: { article: ${use} } }`);
          expect(site.reasons).toMatchObject({ "not-article:consent": 1, "not-article:moved": 1 });
          expect(recordsIn(directory)).toEqual([]);
          expect(elsewhere.asked).toEqual([]);
        } finally {
          await elsewhere.close();
        }
      },
    );

    it.each(["auto", "always"])(
      "with %s a wall that a script puts up makes a record of what a reader sees, and the dataset made again from its archive says the same",
      async (use) => {
        pages["/stad"] = html(links("/nieuws/1", "/nieuws/2").join(""));
        const wall = `<script>document.querySelector(".text p").textContent = "De raad van Oud Zandhoven vergaderde over het veer."; document.querySelector(".text").insertAdjacentHTML("beforeend", '<div class="muur">Lees verder met een abonnement</div>')</script>`;
        article("/nieuws/1", `<h2>3 reacties</h2>${wall}`);
        article("/nieuws/2", "<h2>3 reacties</h2>");
        const start = `start: [{ listing: "http://${SMALL_HOST}/stad" }]\nlisting: { card: a }`;
        const comments = "comments: { declared: h2, item: li, author: b, text: p }";
        const outcomes = "outcomes: { partial: { select: .muur } }";
        const siteFile = smallSite(`${start}\n${comments}\n${outcomes}\nfetch: { browser: { article: ${use} } }`);
        const { site } = await crawlSmall(server, directory, siteFile, NOW_MS, { archive: true });
        const seen = (folder: string) =>
          recordsIn(folder)
            .map(({ title, access, accessReason, text }) => ({ title, access, accessReason, text }))
            .sort((one, other) => String(one.title).localeCompare(String(other.title)));
        expect(seen(directory)).toMatchObject([
          {
            ...{ title: "Over /nieuws/1", access: "partial", accessReason: "Lees verder met een abonnement" },
            text: "De raad van Oud Zandhoven vergaderde over het veer.",
          },
          { title: "Over /nieuws/2", access: "full", text: expect.stringContaining("geen besluit") },
        ]);
        expect(site.browser).toEqual({ rendered: 2, helped: 0 });
        const again = join(directory, "opnieuw");
        await replay(
          readdirSync(join(directory, "archive"))
            .filter((name) => name.endsWith(".warc.gz"))
            .map((name) => join(directory, "archive", name)),
          [parseSite(siteFile, "dorpsblad.yaml")],
          parseCrawlOptions({ output: again }),
          { log: pino({ level: "silent" }) },
        );
        expect(seen(again)).toEqual(seen(directory));
      },
    );

    it("comments that are not kept start no browser", async () => {
      pages["/stad"] = html(links("/nieuws/1").join(""));
      article("/nieuws/1", `<h2>3 reacties</h2>${filling("/api/1")}`);
      const comments = "comments: { declared: h2, item: li, author: b, text: p }\npeople: { comments: none }";
      const { site } = await run(["/stad"], `${comments}\nfetch: { browser: auto }`);
      expect(site.browser.rendered).toBe(0);
      expect(recordsIn(directory)).toHaveLength(1);
    });

    it("what both readings of an article lead to is asked for once", async () => {
      pages["/stad"] = html(links("/nieuws/1").join(""));
      article("/nieuws/1");
      pages["/api/1"] = json({ items: [{ id: "1", name: "Miep", text: "Goed stuk." }] });
      const comments = `comments: { json: { url: "http://${SMALL_HOST}/api/1", items: items }, item: li, id: { json: id }, author: { json: name }, text: { json: text } }`;
      await run(["/stad"], `${comments}\nfetch: { browser: { article: always } }`);
      expect(recordsIn(directory)).toMatchObject([{ fetchedBy: "browser", comments: [{ author: "Miep" }] }]);
      expect(timesAsked("/api/1")).toBe(1);
    });

    it("a rendered page that is worse than the fetched one is not taken for more comments", async () => {
      pages["/stad"] = html(links("/nieuws/1").join(""));
      article(
        "/nieuws/1",
        `<h2>3 reacties</h2><script>document.querySelector(".text").remove(); document.body.insertAdjacentHTML("beforeend", "<ul><li><b>A</b><p>b</p></li></ul>")</script>`,
      );
      const comments = "comments: { declared: h2, item: li, author: b, text: p }";
      await run(["/stad"], `${comments}\nfetch: { browser: auto }`);
      expect(recordsIn(directory)).toMatchObject([{ fetchedBy: "http", commentsComplete: false }]);
    });

    it("what a server says to a script's request holds for its host: it is left in peace as long as it asks", async () => {
      pages["/stad"] = html(links("/nieuws/1", "/nieuws/2").join(""));
      article("/nieuws/1", `<h2>3 reacties</h2>${filling("/api/1")}`);
      article("/nieuws/2");
      const askedAtMs: Record<string, number> = {};
      server.answer = (path) => {
        askedAtMs[path] = performance.now();
        return path === "/api/1" ? { status: 429, headers: { "retry-after": "3" } } : (pages[path] ?? { status: 404 });
      };
      const comments = "comments: { declared: h2, item: li, author: b, text: p }\nfetch: { browser: auto }";
      const start = `start: [{ listing: "http://${SMALL_HOST}/stad" }]\nlisting: { card: a }`;
      await crawlSmall(server, directory, smallSite(`${start}\n${comments}`), NOW_MS, { maxWaitMs: 10_000 });
      expect(recordsIn(directory)).toHaveLength(2);
      expect((askedAtMs["/nieuws/2"] ?? 0) - (askedAtMs["/api/1"] ?? 0)).toBeGreaterThanOrEqual(2900);
    });

    it("an archive of a crawl with a browser gives the same dataset again, without one", async () => {
      pages["/stad"] = html(filling("/api/stad"));
      pages["/api/stad"] = json(links("/nieuws/1", "/nieuws/2"));
      article("/nieuws/1", `<h2>1 reactie</h2><a class="reacties" href="/reacties/1">lees</a>`);
      article("/nieuws/2", `<h2>1 reactie</h2>${filling("/api/2")}`);
      pages["/reacties/1"] = html(filling("/api/reacties/1"));
      pages["/api/reacties/1"] = json(["<ul><li><b>Sjoerd</b><p>Nou nou.</p></li></ul>"]);
      pages["/api/2"] = json(["<ul><li><b>Miep</b><p>Goed stuk.</p></li></ul>"]);
      const comments = `comments:
  - { declared: h2, at: { select: a.reacties, attr: href }, item: li, author: b, text: p }
  - { declared: h2, item: li, author: b, text: p }`;
      const start = `start: [{ listing: "http://${SMALL_HOST}/stad" }]\nlisting: { card: a }`;
      const siteFile = smallSite(`${start}\n${comments}\nfetch: { browser: auto }`);
      const { site } = await crawlSmall(server, directory, siteFile, NOW_MS, { archive: true });
      expect(site.browser).toEqual({ rendered: 3, helped: 3 });
      const again = join(directory, "opnieuw");
      server.asked.length = 0;
      await replay(
        readdirSync(join(directory, "archive"))
          .filter((name) => name.endsWith(".warc.gz"))
          .map((name) => join(directory, "archive", name)),
        [parseSite(siteFile, "dorpsblad.yaml")],
        parseCrawlOptions({ output: again }),
        { log: pino({ level: "silent" }) },
      );
      expect(server.asked).toEqual([]);
      const contentOf = (folder: string) =>
        recordsIn(folder)
          .map(({ title, comments, commentsComplete, text }) => ({ title, comments, commentsComplete, text }))
          .sort((one, other) => String(one.title).localeCompare(String(other.title)));
      expect(contentOf(again)).toEqual(contentOf(directory));
    });

    it.skipIf(process.platform !== "linux")(
      "a run that may need a browser ends what a killed program left, though it comes to need none",
      async () => {
        const { TMPDIR } = process.env;
        process.env.TMPDIR = directory;
        const orphan = join(directory, "oogst-browser-999999999-a");
        mkdirSync(orphan);
        const left = spawn(process.execPath, [
          "-e",
          "setTimeout(() => {}, 60000)",
          "--",
          `--user-data-dir=${join(orphan, "profile")}`,
        ]);
        try {
          await once(left, "spawn");
          pages["/stad"] = html(links("/nieuws/1").join(""));
          article("/nieuws/1");
          const ended = once(left, "exit");
          const { site } = await run(["/stad"], "fetch: { browser: auto }");
          expect(site.browser.rendered).toBe(0);
          expect(await ended).toEqual([null, "SIGKILL"]);
          expect(existsSync(orphan)).toBe(false);
        } finally {
          left.kill("SIGKILL");
          if (TMPDIR === undefined) delete process.env.TMPDIR;
          else process.env.TMPDIR = TMPDIR;
        }
      },
    );

    it.each(["auto", "always"])("with %s a single page is rendered too, by the same rules", async (use) => {
      article("/nieuws/1", `<h2>1 reactie</h2>${filling("/api/1")}`);
      pages["/api/1"] = json(["<ul><li><b>Miep</b><p>Goed stuk.</p></li></ul>"]);
      const comments = "comments: { declared: h2, item: li, author: b, text: p }";
      const start = `start: [{ listing: "http://${SMALL_HOST}/stad" }]`;
      const loaded = parseSite(smallSite(`${start}\n${comments}\nfetch: { browser: ${use} }`), "dorpsblad.yaml");
      const found = await extractUrl(`http://${SMALL_HOST}/nieuws/1`, loaded, {
        contact: null,
        allowAddresses: ["127.0.0.1"],
        connectTo: [`${SMALL_HOST}=${new URL(server.origin).host}`],
        asksRobots: true,
      });
      expect(found).toMatchObject({
        kind: "record",
        record: { fetchedBy: "browser", commentsComplete: true, comments: [{ author: "Miep" }] },
      });
      expect(server.asked.filter((path) => !path.includes("well-known"))).toEqual([
        "/robots.txt",
        "/nieuws/1",
        "/api/1",
      ]);
    });

    describe("on a machine without a browser", () => {
      const { OOGST_CHROMIUM } = process.env;
      const browserless = () => {
        process.env.OOGST_CHROMIUM = join(directory, "nergens");
      };
      const withBrowser = () => {
        if (OOGST_CHROMIUM === undefined) delete process.env.OOGST_CHROMIUM;
        else process.env.OOGST_CHROMIUM = OOGST_CHROMIUM;
      };
      afterEach(withBrowser);

      it("with always the run goes on, says which command helps, and the next run with a browser gets every page", async () => {
        browserless();
        pages["/stad"] = html(links("/nieuws/1", "/nieuws/2", "/nieuws/3").join(""));
        for (const number of [1, 2, 3]) article(`/nieuws/${number}`);
        const first = await run(["/stad"], "fetch: { browser: { article: always } }");
        expect(first.ended).toBe("done");
        expect(first.site.outcomes).toMatchObject({ accepted: 0, failed: 3, skipped: 0 });
        const examples = first.site.examples["failed:browser"] ?? [];
        expect(examples.map(({ url }) => new URL(url).pathname).sort()).toEqual(
          [1, 2, 3].map((number) => `/nieuws/${number}`),
        );
        for (const { detail } of examples) {
          expect(detail).toContain("npx playwright install chromium");
          expect(detail).not.toContain(SMALL_HOST);
        }
        // Once that is known, nobody is asked for what cannot be read.
        expect(server.asked.filter((path) => path.startsWith("/nieuws/"))).toHaveLength(1);
        withBrowser();
        const second = await run(["/stad"], "fetch: { browser: { article: always } }", NOW_MS + 3_600_000);
        expect(second.site.outcomes.accepted).toBe(3);
      });

      it("a browser that does not start is no less missing", async () => {
        process.env.OOGST_CHROMIUM = "/bin/false";
        pages["/stad"] = html(links("/nieuws/1", "/nieuws/2").join(""));
        for (const number of [1, 2]) article(`/nieuws/${number}`);
        const { site } = await run(["/stad"], "fetch: { browser: { article: always } }");
        expect(site.outcomes).toMatchObject({ accepted: 0, failed: 2 });
        expect(site.examples["failed:browser"]?.map(({ detail }) => detail)).toEqual(
          [1, 2].map(() => "/bin/false did not start: it ended at once, with exit code 1"),
        );
      });

      it("a single page that needs one is told of without its own address", async () => {
        browserless();
        article("/nieuws/1");
        const start = `start: [{ listing: "http://${SMALL_HOST}/stad" }]`;
        const loaded = parseSite(smallSite(`${start}\nfetch: { browser: always }`), "dorpsblad.yaml");
        const found = await extractUrl(`http://${SMALL_HOST}/nieuws/1`, loaded, {
          contact: null,
          allowAddresses: ["127.0.0.1"],
          connectTo: [`${SMALL_HOST}=${new URL(server.origin).host}`],
          asksRobots: true,
        });
        expect(found).toEqual({
          kind: "failed",
          detail: expect.stringMatching(/^OOGST_CHROMIUM: expected .* installs one$/),
        });
      });

      it("what needs none is had all the same, of the same host too", async () => {
        browserless();
        pages["/stad"] = html(filling("/api/stad"));
        pages["/feed"] = {
          headers: { "content-type": "application/rss+xml" },
          body: feedOf({ "/nieuws/1": "2026-03-01" }),
        };
        article("/nieuws/1");
        const start = `start: [{ listing: "http://${SMALL_HOST}/stad" }, { feed: "http://${SMALL_HOST}/feed" }]`;
        const siteFile = smallSite(`${start}\nfetch: { browser: { listing: always } }`);
        const { site } = await crawlSmall(server, directory, siteFile, NOW_MS);
        expect(site.outcomes).toMatchObject({ accepted: 1, failed: 1 });
      });

      it("with auto pages stand as they were fetched, and it is said once", async () => {
        browserless();
        pages["/stad"] = html(links("/nieuws/1", "/nieuws/2", "/nieuws/3").join(""));
        for (const number of [1, 2, 3]) article(`/nieuws/${number}`, "<h2>3 reacties</h2>");
        const comments = "comments: { declared: h2, item: li, author: b, text: p }";
        const said: string[] = [];
        const log = pino({ level: "warn" }, { write: (line: string) => void said.push(JSON.parse(line).msg) });
        const start = `start: [{ listing: "http://${SMALL_HOST}/stad" }]\nlisting: { card: a }`;
        const { site } = await crawlSmall(
          server,
          directory,
          smallSite(`${start}\n${comments}\nfetch: { browser: auto }`),
          NOW_MS,
          {},
          log,
        );
        expect(site.outcomes.accepted).toBe(3);
        expect(site.browser).toEqual({ rendered: 0, helped: 0 });
        expect(said.filter((message) => message.includes("npx playwright install chromium"))).toHaveLength(1);
      });
    });
  },
);
