import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { loadSite } from "../../src/config/load-site.ts";
import { extractOne } from "../../src/crawl/extract-one.ts";
import { pageOfFile } from "../../src/crawl/file-page.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";

interface GoldComment {
  readonly author: string;
  readonly role: string | null;
  readonly text: string;
}

interface GoldPage {
  readonly url: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly date: string;
  readonly body: string;
}

const folder = new URL("../../../shared/real/", import.meta.url);
const isThere = existsSync(folder);
const unless = isThere ? "" : " (skipped: ../shared/real is not here)";

/** Site files that ship, the page each was last seen true on, the moment it was published, and how many authors it names. */
const commented = [
  ["netzpolitik", "fundus-de_NetzpolitikOrg_2024_0", "2024-04-28T08:52:55+02:00", 1],
  ["uebermedien", "traf-0403", "2023-11-03T18:22:53+01:00", 1],
  ["dietagespresse", "traf-0183", "2023-10-31T14:58:45+01:00", 1],
  ["scilogs", "traf-0365", "2019-04-08", 1],
  ["skispringen", "traf-0874", "2022-02-01T12:48:37+00:00", 1],
  ["golfpost", "traf-0669", "2022-01-31T10:28:38+00:00", 0],
  ["dalloz-actualite", "traf-0574", "2020-05-07", 1],
  ["cubadebate", "traf-0004", "2022-04-26T15:35:23-04:00", 3],
  ["thisisjanewayne", "traf-0921", "2022-09-14T17:32:12+00:00", 1],
  ["profootballtalk", "aeb-8e3efab59f48fd29a1e1e7aa", "2019-11-19T11:21:08+00:00", 1],
  ["thenervousbreakdown", "traf-0056", "2011-07-11T15:10:31+00:00", 0],
] as const;
const articles = [
  ["derstandard", "fundus/at_DerStandard_2024_05_03"],
  ["tagesschau", "fundus/de_Tagesschau_2023_04_28"],
  ["lto", "fundus/de_LTO_2025_10_20"],
] as const;

describe.skipIf(!isThere)(`the site file of a real publisher${unless}`, () => {
  it.each(commented)("%s brings out every comment of %s, and the article", async (name, page, publishedAt, authors) => {
    const gold = goldOf<{ url: string; comments: readonly GoldComment[] }>("comments/gold.json", page);
    const html = gunzipSync(readFileSync(new URL(`comments/${page}.html.gz`, folder)));
    const head = html.toString("utf8");
    const url = gold.url.startsWith("http") ? gold.url : (/og:url" content="([^"]+)/.exec(head)?.[1] ?? "");
    const record = await recordOf(name, html, url);
    const found = record.comments.map(({ author, role, text }) => ({ author, role, text: fold(text) }));
    expect(found).toEqual(gold.comments.map(({ author, role, text }) => ({ author, role, text: fold(text) })));
    expect(record).toMatchObject({ publishedAt, commentsComplete: true, commentsSource: "page" });
    expect(record.authors).toHaveLength(authors);
    expect(fold(record.title)).not.toBe("");
    // Nothing that a reader said is in the article.
    const said = gold.comments.map(({ text }) => fold(text).slice(-60)).filter((text) => text.length > 40);
    expect(said.filter((text) => fold(record.text).includes(text))).toEqual([]);
    expect(record.body.length).toBeGreaterThan(1);
  });

  it.each(articles)("%s brings out the article of %s", async (name, page) => {
    const gold = goldOf<GoldPage>("pages/gold.json", page);
    const html = gunzipSync(readFileSync(new URL(`pages/${page}.html.gz`, folder)));
    const record = await recordOf(name, html, gold.url);
    expect(record.title).toBe(gold.title);
    expect(record.authors.map((author) => author.name)).toEqual(gold.authors);
    expect(new Date(record.publishedAt!).toISOString().slice(0, 10)).toBe(gold.date.slice(0, 10));
    const text = [record.lead ?? "", ...record.body.map((block) => block.text)].join(" ");
    expect(words(text)).toEqual(words(gold.body));
  });
});

function goldOf<Gold>(file: string, page: string): Gold {
  return (JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Record<string, Gold>)[page] as Gold;
}

async function recordOf(name: string, body: Uint8Array, url: string): Promise<ArticleRecord> {
  const loaded = await loadSite(`selectors/${name}.yaml`);
  expect(loaded.warnings).toEqual([]);
  const contentType = "text/html; charset=utf-8";
  const result = await extractOne(
    pageOfFile({ body, url, fetchedAt: "2026-06-01T00:00:00.000Z", contentType }),
    loaded,
  );
  if (result.kind !== "record") throw new Error(`${name} gives no record but ${JSON.stringify(result).slice(0, 300)}`);
  return result.record;
}

const fold = (text: string | null): string => (text ?? "").normalize("NFC").replace(/\s+/g, " ").trim();

const words = (text: string): string[] =>
  text
    .normalize("NFC")
    .replaceAll("\u00ad", "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
