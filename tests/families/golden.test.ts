import { describe, expect, it } from "vitest";
import { articleRecordSchema } from "../../src/model/article-record.ts";
import { readFamilies, resultOf } from "../support/family.ts";
import { fieldsOf } from "../support/family-fields.ts";

const families = await readFamilies();

describe.each(families.map((family) => [family.name, family] as const))("%s", (_, family) => {
  describe.each(family.articles.map((article) => [article.name, article] as const))("%s", async (_name, article) => {
    const result = await resultOf(family, article);
    const found = fieldsOf(result);
    const wanted = fieldsOf(article.golden);

    it.each([...wanted.keys()])("has its %s", (field) => {
      expect(found.get(field)).toEqual(wanted.get(field));
    });

    it("has nothing besides, and is a record if it is none of the outcomes", () => {
      expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
      if ("title" in result) expect(articleRecordSchema.safeParse(result).error).toBeUndefined();
    });
  });
});
