import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import { readFamilies } from "../support/family.ts";

const families = await readFamilies();

it("there are twelve families", () => {
  expect(families.map(({ name }) => name)).toEqual(Array.from({ length: 12 }, (_, place) => `F${place + 1}`));
});

describe.each(families.map((family) => [family.name, family] as const))("%s", (_, family) => {
  const records = family.articles.map(({ golden }) => golden as Partial<ArticleRecord>).filter(({ title }) => title);
  const count = ({ comments = [] }: Partial<ArticleRecord>) => comments.length;

  it("is described in at most 80 lines", () => {
    const lines = readFileSync(join(family.directory, "site.yaml"), "utf8").trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(80);
  });

  it("has articles with none, one and many comments, and one without lead, image and author", () => {
    expect(records.some((record) => count(record) === 0)).toBe(true);
    expect(records.some((record) => count(record) === 1)).toBe(true);
    expect(records.some((record) => count(record) > 3 || (record.commentCountDeclared ?? 0) > 2)).toBe(true);
    const bare = records.filter(({ lead, images, authors }) => lead === null && !images?.length && !authors?.length);
    expect(bare.length).toBeGreaterThan(0);
  });

  it("has a broken page, and at least three pages of a listing", () => {
    expect(family.articles.map(({ name }) => name)).toContain("broken");
    expect(Math.max(...family.rows.map(({ pages }) => pages.length))).toBeGreaterThanOrEqual(3);
  });

  it("answers each address in one way", () => {
    expect(new Set(family.pages.map(({ url, asked }) => `${url} ${asked}`)).size).toBe(family.pages.length);
  });
});
