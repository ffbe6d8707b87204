import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestOf } from "../../src/config/nearest.ts";

const keys = ["select", "jsonLd", "meta", "microdata", "hostDelayMs", "language", "lead"];

describe("the nearest word", () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["selct", "select"],
    ["slelect", "select"],
    ["Select", "select"],
    ["jsonld", "jsonLd"],
    ["langauge", "language"],
    ["hostDelay", "hostDelayMs"],
    ["mta", "meta"],
    ["laed", "lead"],
    ["title", undefined],
    ["x", undefined],
    ["", undefined],
  ];
  for (const [word, meant] of rows) it(`to "${word}" is ${meant}`, () => expect(nearestOf(word, keys)).toBe(meant));

  it("to a known word is the word itself", () => {
    fc.assert(fc.property(fc.constantFrom(...keys), (key) => nearestOf(key, keys) === key));
  });
});
