import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { articleRecordSchema } from "../../src/model/article-record.ts";
import { fitsRecord } from "../../src/validate/fits-record.ts";
import { fitsShape } from "../../src/validate/fits-shape.ts";
import { countGluedBorders } from "../../src/validate/glued-borders.ts";
import { shapeOfSchema } from "../../src/validate/shape-of-schema.ts";

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
        expect(fitsRecord(record)).toBe(isRight);
      }),
      { numRuns: 1500 },
    );
    expect(passed).toBeGreaterThan(30);
  });

  test.each([
    ["a list with a hole", z.array(z.string()), new Array(1)],
    ["a key that is inherited", z.strictObject({ toString: z.string() }), {}],
    ["a key that another object gives", z.strictObject({ a: z.string() }), Object.create({ a: "" })],
    ["a list for an object", z.strictObject({}), []],
    ["a number beyond what is safe", z.int(), 2 ** 53],
    ["a number that is none", z.number().min(0).max(1), Number.NaN],
    ["an address of another scheme", z.url({ protocol: /^https?$/ }), "ftp://a.example/"],
    ["an address without its slashes", z.url({ protocol: /^https?$/ }), "http:a.example"],
    ["an address that the schema would mend", z.url({ protocol: /^https?$/ }), " http://a.example/"],
  ])("does not let pass %s", (_, schema, value) => {
    expect(fitsShape(shapeOfSchema(schema))(value)).toBe(false);
  });

  test("lets keys stand in any order", () => {
    const fits = fitsShape(shapeOfSchema(z.strictObject({ a: z.string(), b: z.int() })));
    expect([{ a: "", b: 1 }, { b: 1, a: "" }, { a: "" }, { b: 1, a: "", c: 2 }].map(fits)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test.each([
    ["a text with a greatest length", z.string().max(2)],
    ["an object with a further demand", z.strictObject({ a: z.string() }).refine(({ a }) => a !== "x")],
    ["an object that takes more keys", z.object({ a: z.string() })],
    ["a list of some length", z.array(z.string()).max(3)],
    ["a pattern with flags", z.string().regex(/a/i)],
    ["a number above another", z.number().gt(3)],
    ["another format", z.email()],
    ["a transformed text", z.string().transform((text) => text.length)],
  ])("cannot be made where a schema asks what no shape tells: %s", (_, schema) => {
    expect(() => shapeOfSchema(schema)).toThrow();
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
