import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { loadSite } from "../../src/config/load-site.ts";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { modernPage } from "../../src/demo/modern-page.ts";
import { structuredPage } from "../../src/demo/structured-page.ts";
import { type ExtractOptions, extractionOf, startReading } from "../../src/extract/extract.ts";
import { planOf } from "../../src/extract/reading-plan.ts";
import { CrawlError } from "../../src/model/crawl-error.ts";
import type { Page } from "../../src/model/page.ts";
import type { Site } from "../../src/model/site.ts";
import { readFamilies } from "../support/family.ts";

interface Fixture {
  readonly name: string;
  readonly site: Site;
  readonly page: Page;
}

const fixtures = [...(await ofFamilies()), ...(await ofMagazine())];
const quick = fixtures.filter(({ site }) => planOf(site).wants !== null);

async function ofFamilies(): Promise<Fixture[]> {
  return (await readFamilies()).flatMap(({ name, directory, loaded, articles, fetchedAt }) =>
    articles.flatMap((article) =>
      article.file === undefined
        ? []
        : [
            {
              name: `${name} ${article.name}`,
              site: loaded.site,
              page: pageOf(article.url, readFileSync(join(directory, article.file)), fetchedAt),
            },
          ],
    ),
  );
}

async function ofMagazine(): Promise<Fixture[]> {
  const { site } = await loadSite(new URL("../../selectors/polderklerk.yaml", import.meta.url).pathname);
  const origin = "http://polderklerk.example";
  return makeMagazine({ articleCount: 25, maxComments: 12, seed: 5 }).articles.map((article) => ({
    name: article.path,
    site,
    page: pageOf(
      origin + article.path,
      Buffer.from(article.layout === "modern" ? modernPage(article, origin) : structuredPage(article, origin)),
      "2026-07-01T00:00:00.000Z",
    ),
  }));
}

function pageOf(url: string, body: Buffer, fetchedAt: string): Page {
  return {
    requestedUrl: url,
    finalUrl: url,
    status: 200,
    headers: {},
    hops: [],
    mediaType: "text/html",
    charset: "utf-8",
    body,
    fetchedAt,
    broughtBy: "http",
    elapsedMs: 1,
  };
}

function read({ page, site }: Pick<Fixture, "page" | "site">, options: ExtractOptions): unknown {
  try {
    const reading = startReading(page, site, options);
    return { ...extractionOf(reading), rights: reading.rights, wants: reading.wants };
  } catch (error) {
    if (!(error instanceof CrawlError)) throw error;
    return error.reason;
  }
}

const bothWays = (fixture: Pick<Fixture, "page" | "site">) =>
  [read(fixture, { isQuick: true }), read(fixture, { isQuick: false })] as const;

describe("reading only what a site's description looks at", () => {
  test.each(fixtures)("gives of $name what the whole page gives", (fixture) => {
    const [short, whole] = bothWays(fixture);
    expect(short).toEqual(whole);
  });

  test("gives the same of pages whose markup is broken anywhere", () => {
    const pieces = fc.constantFrom(
      "</div>",
      "<div>",
      "</p>",
      "<p>",
      "<b>",
      "</b>",
      "<table>",
      "</table>",
      "<td>",
      "<li>",
      "</ul>",
      "<!--",
      "<a href=x>",
      "</a>",
      "<select>",
      "<svg>",
      "</svg>",
      "<script>",
      '"',
      "<article>",
      "</article>",
      "<h1>x</h1>",
      "<form>",
      "</form>",
      "&",
      "<",
      "<body class=x>",
      "</body>",
      "<textarea>",
      "<template>",
      "<math>",
      "<title>y",
      "</section>",
      "<i><p>",
      "<button>",
      "</li>",
      "<dd>",
      "</h2>",
      "<option>",
      "<noscript>",
      "<plaintext>",
    );
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      drops: fc.nat(40),
      piece: fc.option(pieces),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...quick),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        ({ page, site }, changes) => {
          let html = Buffer.from(page.body).toString("utf8");
          for (const { at, drops, piece } of changes) {
            const place = Math.floor(at * html.length);
            html = html.slice(0, place) + (piece ?? "") + html.slice(piece === null ? place + drops : place);
          }
          const [short, whole] = bothWays({ site, page: { ...page, body: Buffer.from(html) } });
          expect(short).toEqual(whole);
        },
      ),
      { numRuns: Number(process.env.OOGST_RUNS ?? 250) },
    );
  });

  test("leaves out most of a page's markup where the description allows it", () => {
    const ways = quick.map(({ page, site }) => startReading(page, site, { isQuick: true }).way);
    expect(ways.filter((way) => way?.isWhole === false).length).toBeGreaterThan(ways.length * 0.5);
  });
});
