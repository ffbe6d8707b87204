import { rmSync } from "node:fs";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCrawlOptions } from "../../src/config/options.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import type { CrawlReport } from "../../src/crawl/report.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import { recordsIn, scratchFolder } from "../crawl/magazine-crawl.ts";
import { type FamilyArticle, readFamilies } from "../support/family.ts";
import { fieldsOf } from "../support/family-fields.ts";
import { type ServedFamilies, serveFamilies } from "../support/family-server.ts";

const families = await readFamilies();
const output = scratchFolder();
let served: ServedFamilies;
let report: CrawlReport;
let records: ArticleRecord[];

/** All twelve publishers in one run, over HTTP, each on its own host. */
beforeAll(async () => {
  served = await serveFamilies(families);
  const options = parseCrawlOptions({
    output,
    allowAddresses: ["127.0.0.1"],
    connectTo: served.hosts.map((host) => `${host}=127.0.0.1:${served.port}`),
    maxWaitMs: 0,
  });
  const log = pino({ level: "silent" });
  report = await crawl(
    families.map(({ loaded }) => loaded),
    options,
    { log },
  );
  records = recordsIn(output);
});
afterAll(async () => {
  await served.close();
  rmSync(output, { recursive: true, force: true });
});

const isRecord = ({ golden }: FamilyArticle) => typeof golden.id === "string";

describe.each(families.map((family) => [family.name, family] as const))("a crawl of %s", (_, family) => {
  const { site } = family.loaded;
  const linked = family.articles.filter(({ isLinked }) => isLinked);
  const wanted = new Map(linked.filter(isRecord).map((article) => [article.golden.id as string, article]));

  it("leaves one record of each article, and none of what is no article", () => {
    const found = records.filter((record) => record.site === site.name).map(({ id }) => id);
    expect(found.toSorted()).toEqual([...wanted.keys()].toSorted());
  });

  it("merges further pages into the record, field by field as the truth has it", () => {
    for (const record of records.filter((each) => each.site === site.name)) {
      const { golden, relative } = wanted.get(record.id)!;
      const found = fieldsOf(record);
      // An article at two addresses is one record, by whichever came first.
      const unfixed = new Set(["requestedUrl", "finalUrl", ...(relative ?? [])]);
      for (const [field, value] of fieldsOf(golden)) {
        if (!unfixed.has(field)) expect(found.get(field), `${record.title}: ${field}`).toEqual(value);
      }
    }
  });

  it("asks for the listing pages of its rows and no further, and for nothing twice", () => {
    const hosts = new Set([...site.hosts]);
    const asked = served.asked.filter((url) => hosts.has(new URL(url).host));
    const articles = new Set(linked.map(({ url }) => url));
    const rows = family.rows.flatMap(({ pages }) => pages);
    for (const page of rows) expect(asked).toContain(page);
    const known = new Set(family.pages.map(({ url }) => url));
    expect(asked.filter((url) => !known.has(url))).toEqual([]);
    const once = asked.filter((url) => articles.has(url) || rows.includes(url));
    expect(once).toEqual([...new Set(once)]);
  });

  it("counts what was no article by what it was instead", () => {
    const outcomes = linked
      .filter((article) => !isRecord(article))
      .map(({ golden }) => golden.notArticle ?? "rejected");
    const { outcomes: counts } = report.sites[site.name]!;
    expect(counts.rejected).toBe(outcomes.filter((outcome) => outcome === "rejected").length);
    expect(counts["not-article"]).toBe(outcomes.filter((outcome) => outcome !== "rejected").length);
    expect(counts.accepted).toBe(wanted.size);
  });
});
