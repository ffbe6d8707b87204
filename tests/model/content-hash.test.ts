import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHash } from "../../src/model/content-hash.ts";
import { stableJson } from "../../src/model/stable-json.ts";

describe("stableJson", () => {
  it.each([
    ["keys in one order, at every depth", { b: 1, a: [{ d: 1, c: 2 }] }, '{"a":[{"c":2,"d":1}],"b":1}'],
    ["lists in their own order", [3, 1, 2], "[3,1,2]"],
    ["no key without a value", { a: undefined, b: null }, '{"b":null}'],
    ["no value as null", undefined, "null"],
    ["texts as JSON has them", "é\n\u2028", '"é\\n\u2028"'],
    ["a key called __proto__ like any other", JSON.parse('{"b":1,"__proto__":{"a":1}}'), '{"__proto__":{"a":1},"b":1}'],
  ])("writes %s", (_what, value, wanted) => {
    expect(stableJson(value)).toBe(wanted);
  });

  it("gives equal text for equal data, and the data back", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const reversed = Object.fromEntries(Object.entries(data).reverse());
        expect(stableJson(reversed)).toBe(stableJson(data));
        expect(JSON.parse(stableJson(data))).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });
});

describe("contentHash", () => {
  it("is the SHA-256 of the stable JSON", () => {
    // Of `{"a":1,"b":2}`, as `sha256sum` gives it.
    expect(contentHash({ b: 2, a: 1 })).toBe("43258cff783fe7036d8a43033f830adfc60ec037382473548ac742b888292777");
  });

  it("changes with any value", () => {
    expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: 2 }));
    expect(contentHash({ a: null })).not.toBe(contentHash({}));
    expect(contentHash(["a", "b"])).not.toBe(contentHash(["ab"]));
  });
});
