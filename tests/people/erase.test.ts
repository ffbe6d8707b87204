import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesMatcher } from "../../src/people/erase-names.ts";
import { erasedNamesMatcher, NO_ERASED_NAMES, withErasedNames } from "../../src/people/erased-list.ts";
import { nameFinder } from "../../src/people/find-name.ts";

describe("names that are to be erased", () => {
  it.each([
    ["Miep Voorbeeld", "@Miep Voorbeeld, eens", "@[erased], eens"],
    ["Miep Voorbeeld", "MIEP  voorbeeld's plan", "[erased]'s plan"],
    ["Miep Voorbeeld", "Miep Voorbeelds en Annemiep Voorbeeld", "Miep Voorbeelds en Annemiep Voorbeeld"],
    ["Miep Voorbeeld", "Miep\u00a0Voorbeeld", "[erased]"],
    ["Zoë de Bruin", "Zoe\u0308 de Bruin en Zoë de Bruin", "[erased] en [erased]"],
    ["J.P. van 't Hof", "zei J.P. van 't Hof.", "zei [erased]."],
    ["Miep", "Miep, niet Miepje", "[erased], niet Miepje"],
    ["***", "*** en meer", "*** en meer"],
  ])("%s in %j gives %j, and so by the hashed list", (name, text, redacted) => {
    const list = withErasedNames(NO_ERASED_NAMES, [name], { freshSalt: "salt", inArticles: false });
    for (const matcher of [namesMatcher([name]), erasedNamesMatcher(list)]) {
      expect(matcher.redact(text)).toBe(redacted);
      expect(matcher.is(`  ${name.toUpperCase()} `)).toBe(true);
      expect(matcher.is(`${name} jr`)).toBe(false);
    }
    expect(JSON.stringify(list).toLowerCase()).not.toContain(name.toLowerCase().slice(0, 6));
  });

  it("the longest of several is hidden first, and nothing is hidden twice", () => {
    expect(namesMatcher(["Jan", "Jan Pol"]).redact("Jan Pol, Jan en Pol")).toBe("[erased], [erased] en Pol");
    const text = fc
      .array(fc.constantFrom("Jan", "Pol", " ", "jan pol", ",", "x"), { maxLength: 30 })
      .map((all) => all.join(""));
    const matcher = namesMatcher(["Jan Pol"]);
    fc.assert(
      fc.property(text, (each) => {
        expect(matcher.redact(matcher.redact(each))).toBe(matcher.redact(each));
      }),
    );
  });
});

describe("a name in bytes", () => {
  const name = "Müller Jänssen";
  const finds = nameFinder([name], namesMatcher([name]));
  it.each([
    ["UTF-8", Buffer.from(`xx ${name} xx`)],
    ["Latin-1", Buffer.from(`xx ${name} xx`, "latin1")],
    ["UTF-16, little end first", Buffer.from(`xx ${name} xx`, "utf16le")],
    ["UTF-16, big end first", Buffer.from(`xx ${name} xx`, "utf16le").swap16()],
    [
      "UTF-16 behind an odd head",
      Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\n\r\n"), Buffer.from(name, "utf16le")]),
    ],
    ["decomposed letters", Buffer.from(name.normalize("NFD"))],
    ["named entities", Buffer.from("M&uuml;ller&nbsp;J&auml;nssen")],
    ["numeric entities", Buffer.from("M&#252;ller J&#xE4;nssen")],
    ["JSON escapes", Buffer.from('{"author":"M\\u00fcller J\\u00e4nssen"}')],
    ["percent signs", Buffer.from("/auteur?naam=M%C3%BCller+J%C3%A4nssen")],
    ["percent signs of Latin-1", Buffer.from("/auteur?naam=M%FCller%20J%E4nssen")],
    ["markup within", Buffer.from("<b>Müller</b><i> Jänssen</i>")],
    ["markup between", Buffer.from("<td>Müller</td><td>Jänssen</td>")],
    ["other case", Buffer.from("MÜLLER JÄNSSEN")],
  ])("is found as %s", (_, bytes) => {
    expect(finds(bytes)).toBe(true);
  });

  it.each(["Müller", "Jänssen Müller", "Müllers Jänssen", ""])("is not found in %j", (text) => {
    expect(finds(Buffer.from(text))).toBe(false);
  });

  it("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(finds(bytes)).toBeTypeOf("boolean");
      }),
    );
  });
});
