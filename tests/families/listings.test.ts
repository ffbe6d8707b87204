import { describe, expect, it } from "vitest";
import { readFamilies } from "../support/family.ts";
import { walk } from "../support/family-walk.ts";

const families = await readFamilies();
const rows = families.flatMap((family) => family.rows.map((row) => ({ name: family.name, family, ...row })));

describe.each(rows)("$name: the row that begins at $start", ({ family, start, pages, articles }) => {
  const walked = walk(family, start);

  it("is asked page by page, and stops", () => {
    expect(walked.pages).toEqual(pages);
  });

  it("names the articles wanted, in page order, each once", () => {
    expect(walked.articles.map(({ url }) => url)).toEqual(articles);
  });
});
