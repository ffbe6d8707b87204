import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseSite } from "../../src/config/load-site.ts";
import { explainRendering } from "../../src/crawl/explain-render.ts";
import { findBrowser } from "../../src/render/find-browser.ts";
import { type AnsweringServer, startAnsweringServer } from "../support/answering-server.ts";
import { articlePage, SMALL_HOST, smallSite } from "./small-site.ts";

// A browser on a busy machine takes its time.
vi.setConfig({ testTimeout: 90_000 });

const PAGE = articlePage("Veer").replace(
  "</body>",
  `<h2>2 reacties</h2><ul></ul><script>
    (async () => {
      const { reacties } = await (await fetch("/api/reacties?veer")).json();
      document.querySelector("ul").innerHTML = reacties.map(({ naam, tekst }) => "<li><b>" + naam + "</b><p>" + tekst + "</p></li>").join("");
      await fetch("/graphql", { method: "POST", body: '{"vraag":"stand"}' });
    })();
  </script></body>`,
);
const loaded = parseSite(
  smallSite(`start: [{ listing: "http://${SMALL_HOST}/nieuws" }]
comments: { declared: h2, item: li, author: b, text: p }`),
  "dorpsblad.yaml",
);

describe.skipIf(findBrowser(process.env) === undefined)(
  "explaining what rendering brings (skipped where there is no Chromium)",
  () => {
    let server: AnsweringServer;
    const { OOGST_CHROMIUM } = process.env;

    beforeEach(async () => {
      server = await startAnsweringServer((path) => {
        const type = path.startsWith("/nieuws/") ? "text/html" : "application/json";
        const bodies: Record<string, string> = {
          "/nieuws/1": PAGE,
          "/nieuws/2": `<h1>Weg</h1><script>location = "http://elders.example/"</script>`,
          "/nieuws/3": articlePage("Brug").replace(
            "</body>",
            `<script>for (const to of ["/dicht/reacties", "http://praat.example/reacties"]) fetch(to).catch(() => {})</script></body>`,
          ),
          "/robots.txt": "User-agent: *\nDisallow: /dicht/",
          "/api/reacties?veer": '{"reacties":[{"naam":"Miep","tekst":"Mooi."},{"naam":"Sjoerd","tekst":"Nou."}]}',
          "/graphql": "{}",
        };
        const body = bodies[path];
        return body === undefined ? { status: 404 } : { headers: { "content-type": type }, body };
      });
    });
    afterEach(async () => {
      if (OOGST_CHROMIUM === undefined) delete process.env.OOGST_CHROMIUM;
      else process.env.OOGST_CHROMIUM = OOGST_CHROMIUM;
      await server.close();
    });

    const explain = (path: string) =>
      explainRendering(`http://${SMALL_HOST}${path}`, loaded, {
        contact: null,
        allowAddresses: ["127.0.0.1"],
        connectTo: [`${SMALL_HOST}=${new URL(server.origin).host}`],
        asksRobots: true,
      });

    it("tells what the page has more, and where its scripts have it from", async () => {
      expect(await explain("/nieuws/1")).toEqual([
        { about: "as fetched", says: "1 blocks of text, 0 comments of 2 declared" },
        { about: "rendered", says: "1 blocks of text, 2 comments of 2 declared" },
        {
          about: "data",
          says: `http://${SMALL_HOST}/api/reacties?veer (200, application/json, 79 bytes): \`reacties\` is a list of 2 with naam, tekst`,
        },
        {
          about: "data",
          says: `POST http://${SMALL_HOST}/graphql with {"vraag":"stand"} (200, application/json, 2 bytes)`,
        },
      ]);
    });

    it("tells what scripts wanted to ask and may not: robots.txt forbids it, or another host is not allowed", async () => {
      const lines = await explain("/nieuws/3");
      expect(
        lines
          .slice(2)
          .map(({ about, says }) => `${about} ${says}`)
          .sort(),
      ).toEqual([
        `not asked http://${SMALL_HOST}/dicht/reacties (robots)`,
        "not asked http://praat.example/reacties (third-party)",
      ]);
    });

    it("says why a page was not rendered: its script leaves the site, or there is no browser", async () => {
      const gone = await explain("/nieuws/2");
      expect(gone.at(-1)?.says).toContain("its script goes to http://elders.example/");
      process.env.OOGST_CHROMIUM = "/nergens/chromium";
      const without = await explain("/nieuws/1");
      expect(without[0]?.says).toContain("0 comments of 2 declared");
      expect(without.at(-1)?.says).toContain("npx playwright install chromium");
    });
  },
);
