import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type NameSeparator, splitNameAndRole } from "../../src/model/split-byline.ts";

const SLASH = [" / "];
const COMMA: readonly NameSeparator[] = [{ separator: ", ", parts: ["name", "role", "place"] }];

describe("splitNameAndRole", () => {
  it.each<[what: string, text: string, separators: readonly NameSeparator[], ...(string | null)[]]>([
    [
      "at a slash with spaces",
      "E. den Hamer / gepensioneerd ambtenaar",
      SLASH,
      "E. den Hamer",
      "gepensioneerd ambtenaar",
      null,
    ],
    ["an abbreviated role", "H. Wiersma / gepens.", SLASH, "H. Wiersma", "gepens.", null],
    ["a name in lower case", "wimjoost licht / programmamanager", SLASH, "wimjoost licht", "programmamanager", null],
    ["nothing where there is no separator", "Kristiaan", SLASH, "Kristiaan", null, null],
    ["an empty role to null", "Jan / ", SLASH, "Jan", null, null],
    ["an empty role to null, cut short", "Jan /", SLASH, "Jan", null, null],
    ["an empty name to null", " / adviseur", SLASH, null, "adviseur", null],
    ["nothing at all to null", " \u00a0 ", SLASH, null, null, null],
    ["only at the first slash", "Jan / adviseur / trainer", SLASH, "Jan", "adviseur / trainer", null],
    [
      "not at a slash without spaces",
      "Jan / adviseur/trainer en/of coach",
      SLASH,
      "Jan",
      "adviseur/trainer en/of coach",
      null,
    ],
    ["not at a slash with one space", "Jan/ adviseur", SLASH, "Jan/ adviseur", null, null],
    ["past no-break spaces and line breaks", "Jan\u00a0/\n  adviseur ", SLASH, "Jan", "adviseur", null],
    ["a name of figures", "12345 / burger", SLASH, "12345", "burger", null],
    ["an e-mail address", "jan@krant.example / burger", SLASH, "jan@krant.example", "burger", null],
    ["no removed user", "[gebruiker verwijderd]", [...SLASH, "brackets"], "[gebruiker verwijderd]", null, null],
    ["particles as they stand", "Kees in ’t Veld / wethouder, D66", SLASH, "Kees in ’t Veld", "wethouder, D66", null],
    ["at a bar", "Jan | adviseur", [" | "], "Jan", "adviseur", null],
    [
      "at a dash, not at a hyphen",
      "Jan-Willem de Wit - oud-wethouder",
      [" - "],
      "Jan-Willem de Wit",
      "oud-wethouder",
      null,
    ],
    ["at an en dash", "Jan – adviseur – trainer", [" – "], "Jan", "adviseur – trainer", null],
    ["at a comma", "Jan, HR, gemeente X", [", "], "Jan", "HR, gemeente X", null],
    ["a comma at the end", "Naam, ", [", "], "Naam", null, null],
    ["not at a comma without a space", "1,5 meter", [", "], "1,5 meter", null, null],
    ["brackets", "Joris Pol (raadslid)", ["brackets"], "Joris Pol", "raadslid", null],
    ["brackets in brackets", "Joris Pol (raadslid (D66))", ["brackets"], "Joris Pol", "raadslid (D66)", null],
    ["the last brackets", "Joris (Jop) Pol (raadslid)", ["brackets"], "Joris (Jop) Pol", "raadslid", null],
    ["not brackets in the middle", "Joris (Jop) Pol", ["brackets"], "Joris (Jop) Pol", null, null],
    ["empty brackets", "Joris Pol ()", ["brackets"], "Joris Pol", null, null],
    ["not brackets that are all", "(anoniem)", ["brackets"], "(anoniem)", null, null],
    ["not brackets that do not match", "Joris Pol raadslid)", ["brackets"], "Joris Pol raadslid)", null, null],
    ["a place after two commas", "R.H. Zwier, huisarts n.p., Zwolle", COMMA, "R.H. Zwier", "huisarts n.p.", "Zwolle"],
    ["no place after one comma", "R.H. Zwier, huisarts", COMMA, "R.H. Zwier", "huisarts", null],
    ["a role with commas before the place", "A. Bos, arts, n.p., Zwolle", COMMA, "A. Bos", "arts, n.p.", "Zwolle"],
    ["an empty role before a place", "A. Bos, , Zwolle", COMMA, "A. Bos", null, "Zwolle"],
    ["a name alone", "A. Bos", COMMA, "A. Bos", null, null],
    [
      "name and place",
      "A. Bos, Den Haag, ZH",
      [{ separator: ", ", parts: ["name", "place"] }],
      "A. Bos",
      null,
      "Den Haag, ZH",
    ],
    [
      "a role before the name",
      "wethouder: A. Bos",
      [{ separator: ": ", parts: ["role", "name"] }],
      "A. Bos",
      "wethouder",
      null,
    ],
    ["at the first separator listed", "Jan, jr. / adviseur", [" / ", ", "], "Jan, jr.", "adviseur", null],
    ["at the next listed where the first is absent", "Jan, adviseur", [" / ", ", "], "Jan", "adviseur", null],
    ["nothing at an empty separator", "Jan", [""], "Jan", null, null],
    ["nothing without separators", "Jan / adviseur", [], "Jan / adviseur", null, null],
  ])("splits %s", (_what, text, separators, name, role, place) => {
    expect(splitNameAndRole(text, separators)).toEqual({ name, role, place });
  });

  it("loses nothing but the separator and white space", () => {
    const separators: readonly NameSeparator[] = [" / ", " | ", ", ", " - ", " – ", "brackets", ...COMMA];
    const piece = fc.constantFrom(
      "Jan",
      "van",
      "den",
      " / ",
      " | ",
      ", ",
      " - ",
      "/",
      "(",
      ")",
      " ",
      "raadslid",
      "\u00a0",
    );
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(""));
    const letters = (value: string): string => value.replace(/[^\p{L}]/gu, "");
    fc.assert(
      fc.property(text, fc.subarray([...separators]), (written, some) => {
        const { name, role, place } = splitNameAndRole(written, some);
        expect(letters([name, role, place].join(""))).toBe(letters(written));
        for (const part of [name, role, place])
          expect(part === null || (part !== "" && part.trim() === part)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
