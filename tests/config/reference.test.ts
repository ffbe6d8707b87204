import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { generatedFiles } from "../../scripts/generate-docs.ts";
import { parseSite } from "../../src/config/load-site.ts";
import { SECTION_FRAMES, SITE_EXAMPLES } from "../../src/config/site-examples.ts";
import { referenceSections } from "../../src/config/site-reference.ts";

const sections = referenceSections();
const keys = sections.flatMap(({ name, keys }) => keys.map((key) => ({ section: name, ...key })));

describe("the reference of the site file", () => {
  it("tells every key's meaning", () => {
    expect(keys.filter(({ meaning }) => meaning === "").map(({ section, name }) => `${section}.${name}`)).toEqual([]);
  });

  it("has an example for every key, and for no other", () => {
    const known = keys.map(({ section, name }) => `${section}.${name}`);
    const given = Object.entries(SITE_EXAMPLES).flatMap(([section, examples]) =>
      Object.keys(examples).map((key) => `${section}.${key}`),
    );
    expect(given.toSorted()).toEqual(known.toSorted());
  });

  for (const [section, examples] of Object.entries(SITE_EXAMPLES)) {
    for (const [key, example] of Object.entries(examples)) {
      it(`has a sound example for ${section}.${key}`, () => {
        const mapping: unknown = parse(`{ ${example} }`);
        expect(mapping).toHaveProperty([key]);
        const base = {
          name: "morgenpost",
          hosts: ["morgenpost.example"],
          language: "nl",
          timeZone: "Europe/Amsterdam",
        };
        const file = stringify({ ...base, ...SECTION_FRAMES[section]?.(mapping) });
        expect(() => parseSite(file, "morgenpost.yaml")).not.toThrow();
      });
    }
  }
});

describe("what is made from the schemas", () => {
  it("is up to date; otherwise: npm run docs", async () => {
    for (const [path, text] of await generatedFiles()) expect(await readFile(path, "utf8"), path).toBe(text);
  });
});
