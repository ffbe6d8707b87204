import { describe, expect, it } from "vitest";
import type { Extraction } from "../../src/model/extraction.ts";
import { commonTails, tailOf } from "../../src/validate/common-tails.ts";
import { countGluedBorders } from "../../src/validate/glued-borders.ts";
import { createRunChecks } from "../../src/validate/run-checks.ts";
import { seeRecord } from "../../src/validate/see-record.ts";
import { validate } from "../../src/validate/validate.ts";
import { commentWith, extractionWith, page } from "./extraction.ts";

function recordWith(parts: Partial<Extraction>, number: number) {
  const validated = validate(extractionWith({ publisherId: String(number), ...parts }), page, {
    siteName: "bode",
    siteFileVersion: null,
  });
  if (!validated.ok) throw new Error("rejected");
  return validated.record;
}

/** A run over records made by number. */
function runOver(count: number, parts: (number: number) => Partial<Extraction>) {
  const checks = createRunChecks();
  for (let number = 0; number < count; number++) checks.note(seeRecord(recordWith(parts(number), number)));
  return checks;
}
const codes = (checks: ReturnType<typeof createRunChecks>, history: string | null = null) =>
  checks.findings(history).map(({ code, field }) => `${code} ${field}`);

describe("tails of texts", () => {
  it.each([
    ["Een.\n\nUw e-mailadres wordt niet getoond.", "Uw e-mailadres wordt niet getoond."],
    ["Mee eens. Uw e-mailadres wordt niet getoond.", "Uw e-mailadres wordt niet getoond."],
    ["Een zin zonder einde die toch wel lang genoeg is", undefined],
    ["Een.\nGroet, Bo", undefined],
    ["", undefined],
  ])("of %j are %j", (text, expected) => {
    expect(tailOf(text)).toBe(expected);
  });

  it("are common where two texts or more share them", () => {
    expect([
      ...commonTails([
        "a.\nDeze regel staat overal onder.",
        "b.\nDeze regel staat overal onder.",
        "c.\nDeze regel staat hier alleen.",
      ]),
    ]).toEqual([["Deze regel staat overal onder.", 2]]);
  });
});

describe("glued borders", () => {
  it.each([
    ["polarisatie.Ik ben, zoals de kantoorAfgelopen", 1],
    ["Minder op kantoorAfgelopen najaar.Daarna", 2],
    ["versie 3.0Dit, iPhone, McDonald, j.P.van, zie bode.example/Pad", 0],
  ])("in %j are %i", (text, expected) => {
    expect(countGluedBorders(text)).toBe(expected);
  });
});

describe("checks over a run", () => {
  it("report a line that ends the comments of several articles, and keep quiet about one's own signature", () => {
    const withTail = (tail: (number: number) => string) =>
      runOver(6, (number) => ({ comments: [commentWith({ text: `Tekst ${number}.\n${tail(number)}` })] }));
    expect(codes(withTail(() => "Uw e-mailadres wordt niet getoond."))).toEqual([
      "comment-tail-repeated comments.text",
    ]);
    expect(codes(withTail((number) => `Dit is mijn eigen slotzin, nummer ${number}.`))).toEqual([]);
  });

  it("report words glued together, where enough was read", () => {
    const glued = Array.from(
      { length: 200 },
      () => "Minder op kantoorAfgelopen najaar schreef hij een rapport over de ambtenaren.",
    ).join(" ");
    const body = (text: string) => ({ body: [{ type: "paragraph" as const, text, level: null }] });
    expect(codes(runOver(5, () => body(glued)))).toEqual(["text-glued body"]);
    expect(codes(runOver(5, () => body(glued.replaceAll("kantoorA", "kantoor. A"))))).toEqual([]);
    expect(codes(runOver(1, () => body("kantoorAfgelopen")))).toEqual([]);
  });

  it("report a field that empties against the site's own history, and only then", () => {
    const filled = runOver(30, () => ({ lead: "Lead", section: "wonen" }));
    const history = filled.history(null);
    expect(codes(filled, null)).toEqual([]);
    expect(codes(filled, history)).toEqual([]);
    const emptied = runOver(30, (number) => ({ lead: number % 2 === 0 ? "Lead" : null, section: "wonen" }));
    expect(codes(emptied, history)).toEqual(["field-emptier lead"]);
    expect(codes(emptied, emptied.history(null))).toEqual([]);
    expect(
      codes(
        runOver(3, () => ({})),
        history,
      ),
    ).toEqual([]);
  });

  it("weigh a history by its records, so that one odd run does not become the rule", () => {
    let history: string | null = null;
    for (let run = 0; run < 5; run++) history = runOver(40, () => ({ lead: "Lead" })).history(history);
    history = runOver(10, () => ({ lead: null })).history(history);
    expect(JSON.parse(history)).toMatchObject({ records: 210, empty: { lead: 10 / 210 } });
    expect(
      codes(
        runOver(20, () => ({ lead: null })),
        history,
      ),
    ).toEqual(["field-emptier lead"]);
  });

  it("count comments' fields over comments", () => {
    const named = (author: string | null) =>
      runOver(5, () => ({ comments: [1, 2, 3].map(() => commentWith({ author, text: `x${Math.PI}` })) }));
    expect(codes(named(null), named("Bo").history(null))).toContain("field-emptier comments.author");
  });

  it("take no harm from a history that cannot be read", () => {
    const checks = runOver(20, () => ({}));
    for (const text of ["", "{}", "null", "[1]", '{"records":"x"}']) {
      expect(checks.findings(text)).toEqual([]);
      expect(JSON.parse(checks.history(text))).toMatchObject({ records: 20 });
    }
  });
});
