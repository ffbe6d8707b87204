import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseByline } from "../../src/model/parse-byline.ts";

/** "Iris Kamp; Jan Bos: redacteur" for two authors, the second with a role. */
function summary(text: string, language?: string): string {
  return parseByline(text, language)
    .map(({ name, role }) => (role === null ? name : `${name}: ${role}`))
    .join("; ");
}

describe("parseByline", () => {
  it.each([
    ["Iris Kamp", "Iris Kamp"],
    ["Door: Iris Kamp", "Iris Kamp"],
    ["door Iris Kamp", "Iris Kamp"],
    ["DOOR IRIS KAMP", "IRIS KAMP"],
    ["Door\u00a0Iris\nKamp".replace("\n", " "), "Iris Kamp"],
    ["Geschreven door Iris Kamp", "Iris Kamp"],
    ["Auteur: Iris Kamp", "Iris Kamp"],
    ["Auteur: door Iris Kamp", "Iris Kamp"],
    ["Tekst: Iris Kamp", "Iris Kamp"],
    ["By Ann Lee", "Ann Lee"],
    ["Written by Ann Lee", "Ann Lee"],
    ["Von Uwe Kurz", "Uwe Kurz"],
    ["Ein Gastbeitrag von Uwe Kurz", "Uwe Kurz"],
    ["Par Luc Roy", "Luc Roy"],
    ["Écrit par Luc Roy", "Luc Roy"],
    ["Propos recueillis par Luc Roy", "Luc Roy"],
    ["Redactie", "Redactie"],
    ["Door: redactie", "redactie"],
    ["ANP", "ANP"],
    ["Door ANP", "ANP"],
    ["Door", ""],
    ["", ""],
    [" | ", ""],
  ])("strips the label of %j", (text, wanted) => {
    expect(summary(text)).toBe(wanted);
  });

  it.each([
    ["Jan de Vries en Piet Bos", "Jan de Vries; Piet Bos"],
    ["Jan de Vries, Piet Bos en Iris Kamp", "Jan de Vries; Piet Bos; Iris Kamp"],
    ["Ann Lee, Bob Ray and Cy Young", "Ann Lee; Bob Ray; Cy Young"],
    ["Ann Lee, Bob Ray, and Cy Young", "Ann Lee; Bob Ray; Cy Young"],
    ["Von Uwe Kurz und Eva Lang", "Uwe Kurz; Eva Lang"],
    ["Par Luc Roy et Anne Petit", "Luc Roy; Anne Petit"],
    ["Ann Lee & Bob Ray", "Ann Lee; Bob Ray"],
    ["Ann Lee; Bob Ray", "Ann Lee; Bob Ray"],
    ["Jan, Piet en Kees", "Jan; Piet; Kees"],
    ["Jan en Piet de Vries", "Jan; Piet de Vries"],
    ["Jan van den Berg, Kees in 't Veld en Ank ’t Hooft", "Jan van den Berg; Kees in 't Veld; Ank ’t Hooft"],
    ["Jan Bos en van den Berg", "Jan Bos; van den Berg"],
    ["Jan Bos, van den Berg", "Jan Bos; van den Berg"],
    ["Iris Kamp, Iris Kamp", "Iris Kamp"],
    ["Bureau Wonen en Zorg", "Bureau Wonen en Zorg"],
    ["Mei Li, Jan Bos", "Mei Li; Jan Bos"],
  ])("tells the names of %j apart", (text, wanted) => {
    expect(summary(text)).toBe(wanted);
  });

  it.each([
    ["Jan de Vries, politiek verslaggever", "Jan de Vries: politiek verslaggever"],
    ["Jan de Vries, Politiek verslaggever", "Jan de Vries: Politiek verslaggever"],
    ["John Smith, Staff Writer", "John Smith: Staff Writer"],
    ["Jan Bos, redacteur economie en financiën", "Jan Bos: redacteur economie en financiën"],
    ["Jan Bos, wethouder, en Iris Kamp, raadslid", "Jan Bos: wethouder; Iris Kamp: raadslid"],
    ["Jan Bos, politiek verslaggever en Iris Kamp", "Jan Bos: politiek verslaggever; Iris Kamp"],
    ["Iris Kamp, hoogleraar, Universiteit Utrecht", "Iris Kamp: hoogleraar, Universiteit Utrecht"],
    ["Iris Kamp (redacteur)", "Iris Kamp: redacteur"],
    ["Iris Kamp | politiek verslaggever", "Iris Kamp: politiek verslaggever"],
    ["Iris Kamp\nverslaggever", "Iris Kamp: verslaggever"],
    ["Politiek verslaggever Jan de Vries", "Jan de Vries: Politiek verslaggever"],
  ])("reads the role in %j", (text, wanted) => {
    expect(summary(text)).toBe(wanted);
  });

  it.each([
    ["Jan Jansen (ANP)", "Jan Jansen"],
    ["Jan Jansen (dpa)", "Jan Jansen"],
    ["Jan Jansen (AFP/EFE)", "Jan Jansen"],
    ["Jan Jansen/ANP", "Jan Jansen"],
    ["Jan Jansen (34)", "Jan Jansen"],
    ["Jan Jansen (@jan)", "Jan Jansen"],
    ["Jan Jansen, Amsterdam", "Jan Jansen"],
    ["By Ann Lee in London", "Ann Lee"],
    ["Door Jan Jansen (jan@krant.example)", "Jan Jansen"],
    ["Jan Jansen jan@krant.example", "Jan Jansen"],
    ["jan@krant.example", ""],
    ["Jan Jansen https://krant.example/jan", "Jan Jansen"],
    ["Tekst: Jan Jansen, foto's: Piet Bos", "Jan Jansen"],
    ["Tekst Jan Jansen Beeld Piet Bos", "Jan Jansen"],
    ["Jan Jansen (tekst) en Piet Bos (foto's)", "Jan Jansen"],
    ["Tekst en foto's: Jan Jansen", "Jan Jansen"],
    ["Foto: Piet Bos", ""],
    ["Door Jan Jansen, 25 januari 2018 14:05", "Jan Jansen"],
    ["Door Jan Jansen op 25 januari 2018", "Jan Jansen"],
    ["door: Tess Blom, 15 september 2022", "Tess Blom"],
    ["25 januari 2018 door Jan Jansen", "Jan Jansen"],
    ["Gepubliceerd op 25 januari 2018 door Jan Jansen", "Jan Jansen"],
    ["Jan Jansen | 3 uur geleden", "Jan Jansen"],
    ["Jan Jansen | 25-01-18 | 14:05 | 396 reacties", "Jan Jansen"],
    ["By Ann Lee Updated 25 January 2018", "Ann Lee"],
    ["Nieuws | Door Iris Kamp | 5 reacties", "Iris Kamp"],
    ["25 januari 2018", ""],
  ])("leaves out of %j what is no author", (text, wanted) => {
    expect(summary(text)).toBe(wanted);
  });

  it.each([
    "wimjoost licht",
    "Ursula von der Leyen",
    "Von der Leyen",
    "R.H. Zwier",
    "Jan B.",
    "J.P. (Jan) de Vries",
    "@Van Dalfsen",
    "Mei Li",
    "April de Jong",
    "Jan-Willem d’Hond",
    "’s-Gravesande",
    "Roelof3",
    "Øyvind Åse",
    "王小明",
  ])("keeps %j as written", (name) => {
    expect(parseByline(name)).toEqual([{ name, role: null }]);
  });

  it("never throws, invents no letter and gives no empty name", () => {
    const piece = fc.constantFrom(
      ..."Door|Jan|van|den|Berg|en|,|(|)|ANP|redacteur|foto's|:|25 januari 2018|@|&|/| |\n|é|'t|Tekst|•|x@y.zz".split(
        "|",
      ),
    );
    const someText = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.array(piece, { maxLength: 16 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(someText, (text) => {
        for (const { name, role } of parseByline(text)) {
          expect(name.trim()).toBe(name);
          expect(name).not.toBe("");
          expect(role).not.toBe("");
          const letters = text.toWellFormed().normalize("NFC").match(/\p{L}/gu) ?? [];
          for (const letter of name.match(/\p{L}/gu) ?? []) expect(letters).toContain(letter);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("names who stands in any list of plain names, in order", () => {
    const name = fc.constantFrom(
      "Iris Kamp",
      "Jan de Vries",
      "Piet Bos",
      "Ank ’t Hooft",
      "Kees van der Wal",
      "Øyvind Berg",
    );
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 6 });
    const label = fc.constantFrom("", "Door ", "Door: ", "By ", "Von ", "Par ");
    const last = fc.constantFrom(", ", " en ", " and ", " & ", ", en ");
    fc.assert(
      fc.property(names, label, last, (list, before, joint) => {
        const text = before + [list.slice(0, -1).join(", "), list.at(-1)].filter((part) => part !== "").join(joint);
        expect(parseByline(text)).toEqual(list.map((each) => ({ name: each, role: null })));
      }),
    );
  });
});
