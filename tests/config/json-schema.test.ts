import { describe, expect, it } from "vitest";
import { type JsonSchema, recordJsonSchema, siteJsonSchema } from "../../src/config/json-schema.ts";
import { formsOf } from "../../src/config/schema-walk.ts";

const resolve = (root: JsonSchema, schema: JsonSchema | undefined) =>
  formsOf(root, schema ?? {}).map((form) => form.schema);

describe("the JSON Schema of site files", () => {
  const root = siteJsonSchema();

  it("is draft 2020-12, refuses unknown keys, and wants what has no default", () => {
    expect(root).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      additionalProperties: false,
    });
    expect(root.required).toEqual(["name", "hosts", "language", "timeZone"]);
  });

  it("takes what people write: a selector, a mapping, or a list of these", () => {
    const forms = resolve(root, root.properties?.fields).flatMap((fields) => resolve(root, fields.properties?.title));
    expect(forms.map(({ type }) => type)).toEqual(["string", "object", "array"]);
  });

  it("names the parts that occur often, so that it stays small", () => {
    expect(Object.keys(root.$defs ?? {})).toEqual(
      expect.arrayContaining(["Selector", "Pattern", "SourceObject", "Comments"]),
    );
    expect(JSON.stringify(root).length).toBeLessThan(80_000);
  });

  it("leads every reference somewhere", () => {
    for (const [, name] of JSON.stringify(root).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)) {
      expect(root.$defs).toHaveProperty([name ?? ""]);
    }
  });
});

describe("the JSON Schema of records", () => {
  const root = recordJsonSchema();

  it("has every key always", () => {
    expect(root.required).toEqual(Object.keys(root.properties ?? {}));
    expect(root.additionalProperties).toBe(false);
    for (const part of Object.values(root.$defs ?? {}))
      expect(part.required).toEqual(Object.keys(part.properties ?? {}));
  });

  it("gives each key one type, or null", () => {
    const parts = [root, ...Object.values(root.$defs ?? {})];
    for (const part of parts) {
      for (const [name, field] of Object.entries(part.properties ?? {})) {
        const types = new Set(resolve(root, field).map(({ type }) => (type === "integer" ? "number" : type)));
        types.delete("null");
        expect([...types], name).toHaveLength(1);
      }
    }
  });
});
