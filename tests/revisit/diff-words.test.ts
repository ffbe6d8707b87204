import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffWords } from "../../src/revisit/diff-words.ts";

describe("what became of a text, word by word", () => {
  it.each([
    [
      "de raad stemt in",
      "de raad stemt niet in",
      [
        ["same", "de raad stemt "],
        ["added", "niet "],
        ["same", "in"],
      ],
    ],
    [
      "een twee drie",
      "een drie",
      [
        ["same", "een "],
        ["removed", "twee "],
        ["same", "drie"],
      ],
    ],
    ["", "nieuw", [["added", "nieuw"]]],
    ["oud", "", [["removed", "oud"]]],
    ["gelijk", "gelijk", [["same", "gelijk"]]],
  ])("%j → %j", (before, after, runs) => {
    expect(diffWords(before, after).map(({ what, text }) => [what, text])).toEqual(runs);
  });

  it("gives both texts back, whatever they are", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "c ", " ", "\n\n", "é"), { maxLength: 40 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const runs = diffWords(before, after);
        const without = (what: string) =>
          runs
            .filter((run) => run.what !== what)
            .map((run) => run.text)
            .join("");
        expect([without("added"), without("removed")]).toEqual([before, after]);
      }),
    );
  });

  it("tells a text too long for its table as one change, quickly", () => {
    const long = (word: string) => Array.from({ length: 50_000 }, (_, place) => `${word}${place}`).join(" ");
    expect(diffWords(`begin ${long("a")} eind`, `begin ${long("b")} eind`).map(({ what }) => what)).toEqual([
      "same",
      "removed",
      "added",
      "same",
    ]);
  });
});
