import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { articleRecordSchema } from "../../src/model/article-record.ts";
import { fitsSchema } from "../../src/validate/fits-schema.ts";
import { countGluedBorders } from "../../src/validate/glued-borders.ts";

const fits = fitsSchema(articleRecordSchema);

/** Values of each part of the schema, right ones mostly, and wrong ones beside them. */
function someOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(
    undefined,
    null,
    "",
    " ",
    0,
    -1,
    1.5,
    Number.NaN,
    10_000,
    true,
    [],
    {},
    "2026-13-01",
    "http:",
    "ftp://a.b/",
    "x",
  );
  return fc.oneof({ weight: 60, arbitrary: rightOf(schema) }, { weight: 1, arbitrary: odd });
}

function rightOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodObject) {
    const parts = Object.fromEntries(
      Object.entries(schema.shape).map(([key, part]) => [key, someOf(part as z.ZodType)]),
    );
    const whole = fc.record(parts);
    return fc.oneof(
      { weight: 40, arbitrary: whole },
      { weight: 1, arbitrary: whole.map((value) => ({ ...value, more: 1 })) },
      { weight: 1, arbitrary: fc.record(parts, { requiredKeys: [] }) },
    );
  }
  if (schema instanceof z.ZodArray) return fc.array(someOf(schema.element as z.ZodType), { maxLength: 2 });
  if (schema instanceof z.ZodNullable) return fc.option(someOf(schema.unwrap() as z.ZodType));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map((each) => rightOf(each as z.ZodType)));
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return fc.constantFrom(0, 1, 2, 200);
  const texts = ["woord", "2026-01-31", "2026-01-31T10:00:00.000Z", "https://a.example/b?c=d", "file:///a"];
  const right = texts.filter((text) => schema.safeParse(text).success);
  return fc.constantFrom(...(right.length === 0 ? texts : right));
}

describe("a quick check of a record", () => {
  test("lets pass exactly what the schema accepts", () => {
    let passed = 0;
    fc.assert(
      fc.property(someOf(articleRecordSchema), (record) => {
        const isRight = articleRecordSchema.safeParse(record).success;
        if (isRight) passed++;
        expect(fits(record)).toBe(isRight);
      }),
      { numRuns: 1500 },
    );
    expect(passed).toBeGreaterThan(30);
  });

  test.each([
    ["a list with a hole", z.array(z.string()), new Array(1)],
    ["a text with other demands", z.string().max(2), "abc"],
    ["an object with a further demand", z.strictObject({ a: z.string() }).refine(({ a }) => a !== "x"), { a: "x" }],
    ["a key that is inherited", z.strictObject({ toString: z.any() }), {}],
  ])("asks the schema of %s", (_, schema, value) => {
    expect(fitsSchema(schema)(value)).toBe(false);
  });
});

test("glued borders are those that a look at every place finds", () => {
  const everywhere = /(?<=\p{Ll}{3})[.!?]?(?=\p{Lu}\p{Ll}{2})/gu;
  const piece = fc.constantFrom(
    "abc",
    "Def",
    ".",
    "!",
    " ",
    "é",
    "Éc",
    "ij",
    "X",
    "\u{10428}",
    "\u{10400}",
    "ß",
    "А",
    "бвг",
    "1",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      expect(countGluedBorders(text)).toBe([...text.matchAll(everywhere)].length);
    }),
    { numRuns: 5000 },
  );
});
