import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { RefusedError } from "../../src/model/crawl-error.ts";
import type { FetchRequest } from "../../src/model/page-source.ts";
import { BrowserMissingError } from "../../src/render/renderer.ts";
import {
  hasBrowser,
  NO_BROWSER,
  type PageServer,
  type Rendering,
  renderFrom,
  scripted,
  servePages,
  textOf,
} from "./page-server.ts";

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

describe.skipIf(!hasBrowser)(
  `the renderer as a source of pages${hasBrowser ? "" : ` (skipped: ${NO_BROWSER})`}`,
  () => {
    let site: PageServer;
    let rendering: Rendering;
    let kept: string;

    beforeAll(async () => {
      site = await servePages();
      kept = mkdtempSync(join(tmpdir(), "oogst-test-"));
      rendering = renderFrom(site, { keepFailures: kept });
    });
    afterAll(async () => {
      await rendering.close();
      await site.close();
      rmSync(kept, { recursive: true, force: true });
    });
    beforeEach(() => {
      site.asked.length = 0;
      site.sent.length = 0;
    });

    it("gives the document's own status, headers and redirects, and the body that scripts made", async () => {
      site.pages["/oud"] = { status: 301, headers: { location: "/nieuw" } };
      site.pages["/nieuw"] = {
        headers: { "x-robots-tag": "noarchive", etag: '"1"', "last-modified": "Thu, 25 Jan 2018 13:05:00 GMT" },
        body: scripted("document.querySelector('#doel').textContent = location.href"),
      };
      const page = await rendering.get("/oud", {}, { validators: { etag: '"1"' } });
      expect(page).toMatchObject({
        requestedUrl: `${site.origin}/oud`,
        finalUrl: `${site.origin}/nieuw`,
        status: 200,
        hops: [{ url: `${site.origin}/oud`, status: 301, location: `${site.origin}/nieuw` }],
        broughtBy: "browser",
        charset: "utf-8",
        mediaType: "text/html",
      });
      expect(page.headers).toMatchObject({
        "x-robots-tag": ["noarchive"],
        "content-type": ["text/html; charset=utf-8"],
      });
      // They are the document's: what its scripts bring may change while they do not.
      expect(page.headers).not.toHaveProperty("etag");
      expect(page.headers).not.toHaveProperty("last-modified");
      expect(site.sent[0]?.headers).not.toHaveProperty("if-none-match");
      expect(textOf(page)).toContain(`<div id="doel">${site.origin}/nieuw</div>`);
      expect(site.asked).toEqual(["GET /oud", "GET /nieuw"]);
    });

    it("a page that was fetched already is rendered from its bytes, without asking for it again", async () => {
      site.pages["/eens"] = scripted("document.querySelector('#doel').textContent = 'Gerenderd'");
      const fetched = await rendering.fetcher.get({
        url: `${site.origin}/eens`,
        timeoutMs: 5000,
        maxBodyBytes: 100_000,
      });
      const page = await rendering.get("/eens", { page: fetched });
      expect(textOf(page)).toContain("Gerenderd");
      expect(site.asked).toEqual(["GET /eens"]);
    });

    it.each([
      ["an error", { status: 503, body: "<h1>Storing</h1>" }],
      ["no HTML", { type: "application/pdf", body: "%PDF-1.4" }],
      ["nothing", { body: "" }],
    ])("a document that is %s comes back as it was fetched", async (_, reply) => {
      site.pages["/geen"] = reply;
      const page = await rendering.get("/geen");
      expect(page.broughtBy).toBe("http");
      expect(textOf(page)).toBe(String(reply.body));
    });

    it("a page that a script sends on is the page it leads to, by the same rules as a redirect", async () => {
      site.pages["/poort"] = scripted("location.replace('/echt')");
      site.pages["/echt"] = "<h1>Echt</h1>";
      const admitted: [string, boolean | undefined][] = [];
      const request: Partial<FetchRequest> = {
        admit: async (url, need) => {
          admitted.push([new URL(url).pathname, need?.isDocument]);
          if (url.endsWith("/dicht")) throw new RefusedError("robots.txt says no", "robots", url);
        },
      };
      const page = await rendering.get("/poort", {}, request);
      expect(page).toMatchObject({
        requestedUrl: `${site.origin}/poort`,
        finalUrl: `${site.origin}/echt`,
        hops: [{ status: 200, location: `${site.origin}/echt` }],
      });
      expect(admitted).toEqual([["/echt", true]]);
      site.pages["/poort"] = scripted("location.replace('/dicht')");
      await expect(rendering.get("/poort", {}, request)).rejects.toMatchObject({ name: "RefusedError", why: "robots" });
      site.pages["/poort"] = scripted("location.replace('/weg')");
      expect(await rendering.get("/poort")).toMatchObject({ status: 404, finalUrl: `${site.origin}/weg` });
      expect(site.asked).not.toContain("GET /dicht");
    });

    it("redirects of what a page loads are the page's to see", async () => {
      site.pages["/was"] = { status: 302, headers: { location: "/is?x=1" } };
      site.pages["/is"] = '{"a":1}';
      site.pages["/volgt"] = scripted(
        "fetch('/was').then(async (r) => document.querySelector('#doel').textContent = [r.redirected, r.url, (await r.json()).a])",
      );
      expect(textOf(await rendering.get("/volgt"))).toContain(`<div id="doel">true,${site.origin}/is?x=1,1</div>`);
    });

    it("the site's own cookies and headers are sent with everything, cookies of one visit are gone in the next", async () => {
      site.pages["/koek"] = {
        headers: { "set-cookie": ["a=1", "b=2; HttpOnly"] },
        body: scripted(
          "localStorage.x = (localStorage.x ?? '') + 'x'; sessionStorage.x = (sessionStorage.x ?? '') + 'x'; document.cookie = 'c=3'; fetch('/api'); document.querySelector('#doel').textContent = [document.cookie, localStorage.x, sessionStorage.x]",
        ),
      };
      const request = { headers: { cookie: "keuze=nee; leeg=", "x-merk": "m" } };
      for (let visit = 0; visit < 2; visit++) {
        site.sent.length = 0;
        const page = await rendering.get("/koek", { contextKey: "koek" }, request);
        expect(textOf(page)).toContain('<div id="doel">keuze=nee; leeg=; a=1; c=3,x,x</div>');
        expect(site.sent.map(({ headers }) => [headers.cookie, headers["x-merk"]])).toEqual([
          ["keuze=nee; leeg=", "m"],
          ["keuze=nee; leeg=; a=1; b=2; c=3", "m"],
        ]);
      }
    });

    it("scripts see the language and the time zone they are told, and never the machine's", async () => {
      site.pages["/waar"] = scripted(
        "document.querySelector('#doel').textContent = [navigator.language, new Date(1516885500000).toLocaleString(), navigator.userAgent.endsWith('OogstTest/1.0')].join('|')",
      );
      expect(textOf(await rendering.get("/waar"))).toContain('<div id="doel">en-US|1/25/2018, 1:05:00 PM|true</div>');
      expect(textOf(await rendering.get("/waar", { language: "nl", timeZone: "Europe/Amsterdam" }))).toContain(
        '<div id="doel">nl|25-1-2018, 14:05:00|true</div>',
      );
    });

    it("scripts that pages of one site share are asked for once, unless their server says otherwise", async () => {
      site.pages["/deel.js"] = "1";
      site.pages["/vers.js"] = { type: "text/javascript", headers: { "cache-control": "no-cache" }, body: "1" };
      for (const path of ["/een", "/twee"]) {
        site.pages[path] = '<script src="/deel.js"></script><script src="/vers.js"></script><h1>x</h1>';
        await rendering.get(path, { contextKey: "delers" });
      }
      expect(site.asked.filter((ask) => ask.endsWith(".js")).sort()).toEqual([
        "GET /deel.js",
        "GET /vers.js",
        "GET /vers.js",
      ]);
      await rendering.get("/een", { contextKey: "anderen" });
      expect(site.asked.filter((ask) => ask === "GET /deel.js")).toHaveLength(2);
    });

    it("pictures are not loaded, and pages do not notice; where a site allows them, they are", async () => {
      site.pages["/beeld.gif"] = {
        type: "image/gif",
        body: Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"),
      };
      site.pages["/met-beeld"] = scripted(
        "document.querySelector('img').onerror = (e) => e.target.remove(); document.querySelector('img').onload = (e) => e.target.dataset.geladen = 'ja'",
        '<img src="/beeld.gif" alt="x">',
      );
      expect(textOf(await rendering.get("/met-beeld"))).toContain('<img src="/beeld.gif" alt="x">');
      expect(site.asked).toEqual(["GET /met-beeld"]);
      expect(textOf(await rendering.get("/met-beeld", { allowResources: ["image"] }))).toContain('data-geladen="ja"');
    });

    it("a request that the network loses is made once more", async () => {
      let tries = 0;
      site.pages["/wankel"] = (request) => {
        tries += 1;
        if (tries > 1) return { type: "application/json", body: '["er"]' };
        request.socket.destroy();
        return undefined;
      };
      site.pages["/op-wankel"] = scripted(
        "fetch('/wankel').then((r) => r.json()).then((l) => document.querySelector('#doel').textContent = l)",
      );
      expect(textOf(await rendering.get("/op-wankel"))).toContain('<div id="doel">er</div>');
    });

    it("never has two requests of one page under way at a host", async () => {
      let now = 0;
      let most = 0;
      site.pages["/druk"] = (_, response) => {
        most = Math.max(most, ++now);
        setTimeout(() => {
          now -= 1;
          response.writeHead(200, { "content-type": "application/json" }).end("1");
        }, 10);
        return undefined;
      };
      site.pages["/veel"] = scripted("for (let i = 0; i < 8; i++) fetch('/druk?' + i)");
      await rendering.get("/veel");
      expect(site.asked.filter((ask) => ask.startsWith("GET /druk"))).toHaveLength(8);
      expect(most).toBe(1);
    });

    it("tells which answers the page's scripts asked for, and which lists of objects are in them", async () => {
      site.pages["/api/gesprek"] = JSON.stringify({
        data: { nodes: [{ id: 1, tekst: "a", antwoorden: [{ id: 2 }] }, { id: 3 }] },
        n: [1, 2],
      });
      site.pages["/leest"] = scripted("fetch('/api/gesprek', { method: 'POST', body: '{}' }); fetch('/kapot')");
      const page = await rendering.get("/leest");
      expect(rendering.renderer.seenApis(page)).toEqual([
        {
          url: `${site.origin}/api/gesprek`,
          method: "POST",
          sent: "{}",
          status: 200,
          mediaType: "application/json",
          bytes: 84,
          isJson: true,
          lists: [
            { path: "data.nodes", length: 2, keys: ["id", "tekst", "antwoorden"] },
            { path: "data.nodes[*].antwoorden", length: 1, keys: ["id"] },
          ],
        },
        {
          url: `${site.origin}/kapot`,
          method: "GET",
          sent: null,
          status: 404,
          mediaType: "text/html",
          bytes: 22,
          isJson: false,
          lists: [],
        },
      ]);
    });

    it("of a page that failed, picture, page, console and report are kept", async () => {
      site.pages["/kring"] = scripted("console.log('daar gaan we'); setTimeout(() => location.reload(), 50)");
      await expect(rendering.get("/kring", {}, { maxRedirects: 2 })).rejects.toMatchObject({
        reason: "too-many-redirects",
      });
      const [folder = ""] = readdirSync(kept).filter((name) =>
        readFileSync(join(kept, name, "failure.json"), "utf8").includes("/kring"),
      );
      expect(readdirSync(join(kept, folder)).sort()).toEqual([
        "console.txt",
        "failure.json",
        "page.html",
        "screenshot.png",
      ]);
      expect(readFileSync(join(kept, folder, "console.txt"), "utf8")).toContain("log: daar gaan we");
      expect(readFileSync(join(kept, folder, "page.html"), "utf8")).toContain("<h1>Kop</h1>");
      expect(JSON.parse(readFileSync(join(kept, folder, "failure.json"), "utf8"))).toMatchObject({
        url: `${site.origin}/kring`,
        reason: "too-many-redirects",
      });
    });

    it("an ended run ends its visit at once, with the run's reason", async () => {
      site.pages["/lang"] = "<h1>x</h1>";
      const stop = new AbortController();
      const visit = rendering.get(
        "/lang",
        { actions: [{ waitFor: ".nooit", timeoutMs: 10_000 }] },
        { signal: stop.signal },
      );
      setTimeout(() => stop.abort(new Error("genoeg")), 400);
      await expect(visit).rejects.toThrow("genoeg");
    });

    it("without a browser, pages that need one are refused with the command that installs one", async () => {
      site.pages["/x"] = "<h1>x</h1>";
      const without = renderFrom(site, { findBrowser: () => undefined });
      const error = await without.get("/x").catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(BrowserMissingError);
      expect(error).toMatchObject({
        reason: "browser",
        consequence: "stop",
        message: expect.stringContaining("npx playwright install chromium"),
      });
      await without.close();
    });

    it("a browser that does not start is named with what it said", async () => {
      const broken = renderFrom(site, { findBrowser: () => ({ path: process.execPath, found: "system" }) });
      await expect(broken.get("/x")).rejects.toMatchObject({
        reason: "browser",
        consequence: "stop",
        message: expect.stringContaining(process.execPath),
      });
      await broken.close();
    });
  },
);
