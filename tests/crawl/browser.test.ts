import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseSite } from "../../src/config/load-site.ts";
import { parseCrawlOptions } from "../../src/config/options.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import { findBrowser } from "../../src/render/find-browser.ts";
import { recordsIn } from "./magazine-crawl.ts";

const SITE = (browser: string) => `name: gesprek
hosts: [gesprek.example]
language: nl
timeZone: Europe/Amsterdam
start: [{ listing: "http://gesprek.example/nieuws" }]
urls: { articles: { include: ^/artikel/ } }
manners: { hostDelayMs: 0 }
listing: { card: a }
fields: { title: h1, publishedAt: { select: time, attr: datetime }, body: .tekst }
comments: { declared: h2, item: li, author: b, text: p }
fetch: { browser: ${browser} }
`;

let server: Server;
let directory: string;
const asked: string[] = [];

/** Ten articles; the comments of the third and the seventh come by script, the others have none. */
beforeEach(async () => {
  asked.length = 0;
  directory = mkdtempSync(join(tmpdir(), "oogst-browser-"));
  server = createServer(({ url = "" }, response) => {
    asked.push(url);
    const number = Number(/^\/artikel\/(\d+)$/.exec(url)?.[1] ?? 0);
    const isScripted = number === 3 || number === 7;
    const script = `<script>fetch("/api/${number}").then((answer) => answer.json()).then((comments) => { document.querySelector("ul").innerHTML = comments.map(({ name, text }) => "<li><b>" + name + "</b><p>" + text + "</p></li>").join(""); });</script>`;
    if (url === "/nieuws")
      response
        .setHeader("content-type", "text/html")
        .end(Array.from({ length: 10 }, (_, index) => `<a href="/artikel/${index + 1}">x</a>`).join(""));
    else if (number > 0)
      response
        .setHeader("content-type", "text/html")
        .end(
          `<!doctype html><html lang="nl"><title>K</title><h1>Kop ${number}</h1><time datetime="2026-01-0${number % 10}"></time><div class="tekst"><p>Tekst ${number}.</p></div><h2>${isScripted ? 1 : 0} reacties</h2><ul></ul>${isScripted ? script : ""}</html>`,
        );
    else if (url.startsWith("/api/"))
      response.setHeader("content-type", "application/json").end('[{"name":"Miep","text":"Goed stuk."}]');
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true, force: true });
});

const run = async (browser: string) => {
  const { port } = server.address() as AddressInfo;
  const options = parseCrawlOptions({
    output: directory,
    allowAddresses: ["127.0.0.1"],
    connectTo: [`gesprek.example=127.0.0.1:${port}`],
  });
  return crawl([parseSite(SITE(browser), "gesprek.yaml")], options, { log: pino({ level: "silent" }) });
};

describe.skipIf(findBrowser(process.env) === undefined)(
  "a crawl with a browser (skipped where there is no Chromium)",
  () => {
    it("with auto renders only the pages that lack declared comments, and asks for none of them twice", async () => {
      const report = await run("auto");
      const records = recordsIn(directory);
      expect(report.sites.gesprek?.browser).toEqual({ rendered: 2, helped: 2 });
      expect(records).toHaveLength(10);
      expect(
        records
          .filter(({ fetchedBy }) => fetchedBy === "browser")
          .map(({ title, comments, commentsSource, commentsComplete }) => ({
            title,
            authors: comments.map(({ author }) => author),
            commentsSource,
            commentsComplete,
          }))
          .sort((one, other) => String(one.title).localeCompare(String(other.title))),
      ).toEqual([
        { title: "Kop 3", authors: ["Miep"], commentsSource: "browser", commentsComplete: true },
        { title: "Kop 7", authors: ["Miep"], commentsSource: "browser", commentsComplete: true },
      ]);
      expect(asked.filter((path) => path.startsWith("/artikel/"))).toHaveLength(10);
    }, 60_000);

    it("with never starts no browser and says that the comments are incomplete", async () => {
      const report = await run("never");
      expect(report.sites.gesprek?.browser.rendered).toBe(0);
      const incomplete = recordsIn(directory).filter(({ commentsComplete }) => commentsComplete === false);
      expect(incomplete.map(({ title }) => title).sort()).toEqual(["Kop 3", "Kop 7"]);
    });

    it("with always renders every page, the listing too", async () => {
      const report = await run("always");
      expect(report.sites.gesprek?.browser.rendered).toBe(11);
      expect(recordsIn(directory).every(({ fetchedBy }) => fetchedBy === "browser")).toBe(true);
    }, 60_000);
  },
);
