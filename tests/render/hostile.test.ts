import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { CrawlError } from "../../src/model/crawl-error.ts";
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
  `hostile pages cost only their own visit${hasBrowser ? "" : ` (skipped: ${NO_BROWSER})`}`,
  () => {
    let site: PageServer;
    let rendering: Rendering;

    beforeAll(async () => {
      site = await servePages({ "/goed": scripted("document.querySelector('#doel').textContent = 'Goed'") });
      rendering = renderFrom(site, {
        maxTabs: 2,
        maxPageMemoryBytes: 400 * 1024 * 1024,
        maxVisitBytes: 1_000_000,
        maxVisitRequests: 40,
        resourceTimeoutMs: 1500,
      });
    });
    afterAll(async () => {
      await rendering.close();
      await site.close();
    });
    beforeEach(() => {
      site.asked.length = 0;
    });

    const failure = (path: string, request = {}, how = {}) =>
      rendering.get(path, how, request).then(
        (page) => `a page: ${textOf(page).slice(0, 200)}`,
        (error: unknown) => error,
      );
    async function isWell() {
      expect(textOf(await rendering.get("/goed"))).toContain("Goed");
    }

    it("what never ends, ends with its visit's time, and other pages are rendered beside it", async () => {
      const endless = {
        script: "while (true);",
        promises: "const f = () => Promise.resolve().then(f); f()",
        alerts: "while (true) alert(1)",
        history: "for (let i = 0; ; i++) history.pushState({}, '', '/' + i)",
        log: "while (true) console.log('x'.repeat(1000))",
      };
      const visits = Object.entries(endless).map(([name, script]) => {
        site.pages[`/${name}`] = scripted(script);
        return failure(`/${name}`, { timeoutMs: 1200 });
      });
      await isWell();
      for (const error of await Promise.all(visits)) {
        expect(error).toBeInstanceOf(CrawlError);
        expect(error).toMatchObject({ reason: "browser" });
      }
      await isWell();
    });

    it("a page that hoards memory is ended", async () => {
      site.pages["/hamster"] = scripted(
        "const a = []; setInterval(() => { for (let i = 0; i < 20; i++) a.push(new Uint8Array(4e6).fill(1)); }, 10)",
      );
      const error = await failure(
        "/hamster",
        { timeoutMs: 20_000 },
        { actions: [{ waitFor: ".nooit", timeoutMs: 20_000 }] },
      );
      expect(error).toMatchObject({
        reason: "browser",
        consequence: "retry",
        message: expect.stringContaining("process ended"),
      });
      await isWell();
    });

    it("a page that goes on and on to other addresses is left", async () => {
      site.pages["/kring"] = scripted("location = '/kring?' + Math.random()");
      expect(await failure("/kring")).toMatchObject({ reason: "too-many-redirects", consequence: "give-up" });
      site.pages["/meta"] = { headers: { refresh: "0" }, body: "<h1>Opnieuw</h1>" };
      expect(await failure("/meta")).toMatchObject({ reason: "too-many-redirects" });
      expect(site.asked.length).toBeLessThan(30);
      await isWell();
    });

    it("a page that will not be left does not keep the next one waiting", async () => {
      site.pages["/kleeft"] = scripted(
        "addEventListener('pagehide', () => { while (true); }); addEventListener('beforeunload', (e) => { e.preventDefault(); return 'blijf'; });",
      );
      await rendering.get("/kleeft");
      // There are two tabs: one of these pages comes to the one that holds on.
      await Promise.all([isWell(), isWell()]);
    });

    it("dialogs, pop-ups and downloads do not stop a page", async () => {
      site.pages["/bestand"] = {
        type: "application/octet-stream",
        headers: { "content-disposition": "attachment; filename=x.bin" },
        body: "x",
      };
      site.pages["/druk"] = scripted(
        `alert("a"); const c = confirm("b"); const p = prompt("c"); const w = open("/goed"); print(); location = "/bestand";
       document.querySelector("#doel").textContent = [c, p, w].join();`,
      );
      const page = await rendering.get("/druk");
      expect(textOf(page)).toContain('<div id="doel">false,,</div>');
      expect(page.finalUrl).toBe(`${site.origin}/druk`);
      expect(site.asked).not.toContain("GET /goed");
    });

    const click = (selector: string) => ({ click: selector, untilGone: false, times: 1, pauseMs: 0 });

    it.each<[string, string, object?, string?]>([
      ["closes its own window", "window.close(); open('', '_self')?.close()"],
      ["stops in a debugger that is not there", "for (let i = 0; i < 1000; i++) debugger"],
      ["sends a form", "document.forms[0].submit()", {}, "<form method=post action=/weg></form>"],
      ["goes to a page of data", "location = 'data:text/html,weg'"],
      ["asks to be left", "onbeforeunload = () => 'blijf'; location = 'file:///etc/passwd'"],
      [
        "opens windows, at a click too",
        "document.querySelector('button').onclick = () => { open('/weg'); open('about:blank'); }",
        { actions: [click("button"), click("a")] },
        "<button>Meer</button><a target=_blank href=/weg>x</a>",
      ],
      ["asks for a name and a password", "", {}, "<iframe src=/slot></iframe><script src=/slot></script>"],
      [
        "asks for all that a browser asks leave for",
        "navigator.geolocation?.getCurrentPosition(() => 0); Notification.requestPermission(); navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => 0); document.documentElement.requestFullscreen?.().catch(() => 0); navigator.clipboard?.readText().catch(() => 0)",
      ],
      ["alerts for ever", "setInterval(() => alert('nog een'), 1)"],
    ])("a page that %s is read where it stands", async (_, script, how = {}, body = "") => {
      site.pages["/slot"] = { status: 401, headers: { "www-authenticate": 'Basic realm="slot"' }, body: "" };
      site.pages["/weg"] = "<h1>Weg</h1>";
      site.pages["/blijf"] = scripted(script, `<h1>Kop</h1>${body}`);
      const page = await rendering.get("/blijf", how, { timeoutMs: 30_000 });
      expect(textOf(page)).toContain("<h1>Kop</h1>");
      expect(page.finalUrl).toBe(`${site.origin}/blijf`);
      expect(site.asked.filter((ask) => ask.includes("/weg"))).toEqual([]);
      await isWell();
    });

    it("a link that becomes a download leaves the page where it is", async () => {
      site.pages["/los"] = "<h1>Los</h1>";
      site.pages["/haal"] = scripted("document.querySelector('a').click()", "<h1>Kop</h1><a download href=/los>x</a>");
      const page = await rendering.get("/haal");
      expect(textOf(page)).toContain("<h1>Kop</h1>");
      expect(page).toMatchObject({ finalUrl: `${site.origin}/haal`, hops: [] });
    });

    it("a page that grows without end is read as it stands, as long as it is no larger than allowed", async () => {
      const growing =
        "setInterval(() => { for (let i = 0; i < 50; i++) document.body.append(document.createElement('p')); }, 5)";
      site.pages["/groeit"] = scripted(growing);
      expect(textOf(await rendering.get("/groeit"))).toContain("<p></p><p></p>");
      expect(await failure("/groeit", { maxBodyBytes: 2000 })).toMatchObject({ reason: "too-large" });
      site.pages["/groeit-vast"] = scripted("while (true) document.body.append('x'.repeat(1000))");
      expect(await failure("/groeit-vast", { timeoutMs: 1500 })).toMatchObject({ reason: "browser" });
      await isWell();
    });

    it("a tree deeper than any stack costs its own visit", async () => {
      site.pages["/diep"] = scripted(
        "let e = document.body; for (let i = 0; i < 200000; i++) { const d = document.createElement('div'); e.append(d); e = d; } e.append('bodem')",
      );
      const outcome = await failure("/diep", { timeoutMs: 5000 });
      expect(outcome instanceof CrawlError ? outcome.reason : outcome).toMatch(/browser|a page/);
      await isWell();
    });

    it("a rendered page larger than allowed is refused", async () => {
      site.pages["/groot"] = scripted("document.querySelector('#doel').textContent = 'x'.repeat(300000)");
      expect(await failure("/groot", { maxBodyBytes: 200_000 })).toMatchObject({
        reason: "too-large",
        consequence: "give-up",
      });
      await isWell();
    });

    it("a part larger than allowed costs the page that part", async () => {
      site.pages["/dik.js"] = { type: "text/javascript", body: `window.dik = 1;${" ".repeat(300_000)}` };
      site.pages["/met-dik"] = scripted(
        "document.querySelector('#doel').textContent = String(window.dik)",
        '<div id=doel></div><script src="/dik.js"></script>',
      );
      const page = await rendering.get("/met-dik", {}, { maxBodyBytes: 200_000 });
      expect(textOf(page)).toContain('<div id="doel">undefined</div>');
      expect(rendering.renderer.notesOf(page)?.failed).toEqual([
        { url: `${site.origin}/dik.js`, why: expect.stringContaining("200000") },
      ]);
    });

    it("a page whose parts are too many, or too large together, is refused or cut short", async () => {
      site.pages["/brok"] = { type: "application/json", body: `"${"x".repeat(50_000)}"` };
      site.pages["/veel"] = scripted(
        "(async () => { for (let i = 0; i < 60; i++) await fetch('/brok?' + i).catch(() => 0); document.body.dataset.klaar = 1; })()",
      );
      const actions = [{ waitFor: "[data-klaar]", timeoutMs: 8000 }];
      expect(await failure("/veel", {}, { actions })).toMatchObject({ reason: "too-large", consequence: "give-up" });
      site.pages["/brok"] = "[1]";
      site.asked.length = 0;
      const page = await rendering.get("/veel", { actions });
      expect(rendering.renderer.notesOf(page)?.failed).toHaveLength(20);
      expect(site.asked).toHaveLength(41);
    });

    it("a server that never answers a part does not hold up the page for longer than that part may take", async () => {
      site.pages["/traag.js"] = () => undefined;
      site.pages["/met-traag"] = scripted(
        "document.querySelector('#doel').textContent = 'verder'",
        '<div id=doel></div><script src="/traag.js"></script>',
      );
      expect(textOf(await rendering.get("/met-traag", { contextKey: "traag" }))).toContain("verder");
    });
  },
);
