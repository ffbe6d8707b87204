import { rmSync } from "node:fs";
import v8 from "node:v8";
import vm from "node:vm";
import { expect, it } from "vitest";
import { startAnsweringServer } from "../support/answering-server.ts";
import { recordsIn, scratchFolder } from "./magazine-crawl.ts";
import { crawlSmall, sitemapOf, smallSite } from "./small-site.ts";

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

const ARTICLES = 900;
const KIB_A_PAGE = 60;

it("keeps nothing of a page that was read, however many pages a run reads", async () => {
  const sentence = "De raad van Oud Zandhoven vergaderde over het veer en nam na lang beraad geen besluit. ";
  const text = sentence.repeat(Math.ceil((KIB_A_PAGE * 1024) / sentence.length));
  const pathOf = (nr: number) => `/nieuws/het-veer-van-zandhoven-vaart-weer-${nr}`;
  const heaps: number[] = [];
  let answers = 0;
  const server = await startAnsweringServer((path) => {
    if (path === "/robots.txt") return { status: 404 };
    if (path === "/kaart.xml") {
      const all = Array.from({ length: ARTICLES }, (_, nr) => [pathOf(nr), "2026-03-01"]);
      return { headers: { "content-type": "application/xml" }, body: sitemapOf(Object.fromEntries(all)) };
    }
    if (++answers % 300 === 0) {
      collect();
      heaps.push(process.memoryUsage().heapUsed / 2 ** 20);
    }
    // A title long enough to be cut out of its page as a view of it.
    const title = `Het veer van Zandhoven vaart weer, na jaren van beraad ${path.slice(-4)}`;
    const body = `<!doctype html><html lang="nl"><head><title>${title}</title></head><body><h1>${title}</h1><time datetime="2026-03-01T08:00:00+01:00"></time><div class="text"><p>${text}</p></div></body></html>`;
    return { headers: { "content-type": "text/html" }, body };
  });
  const output = scratchFolder();
  try {
    const site = smallSite("start: [{ sitemap: http://dorpsblad.example/kaart.xml }]\n");
    await crawlSmall(server, output, site, Date.parse("2026-03-02T00:00:00Z"));
    expect(recordsIn(output)).toHaveLength(ARTICLES);
    const [early, , late] = heaps as [number, number, number];
    // 600 pages kept would be 35 MiB.
    expect(late - early).toBeLessThan(8);
  } finally {
    await server.close();
    rmSync(output, { recursive: true, force: true });
  }
}, 60_000);
