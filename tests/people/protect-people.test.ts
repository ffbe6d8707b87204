import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Extraction } from "../../src/model/extraction.ts";
import { protectPeople } from "../../src/people/protect-people.ts";
import { pseudonymsFor } from "../../src/people/pseudonym.ts";

const KEY = "a key of more than sixteen bytes";
const pseudonymOf = pseudonymsFor(KEY, "polderklerk");

const comment = (author: string | null, text: string, mentions: string[] = []) => ({
  publisherId: null,
  key: "k",
  parentKey: null,
  depth: 0,
  author,
  role: "raadslid",
  place: "Zandmeer",
  title: null,
  publishedAt: null,
  publishedPrecision: null,
  publishedText: null,
  editedAt: null,
  text,
  status: "visible" as const,
  votesUp: null,
  votesDown: null,
  isArticleAuthor: false,
  mentions,
});
const extraction = (...comments: ReturnType<typeof comment>[]) =>
  ({
    comments,
    commentsComplete: true,
    commentsSource: "page",
    provenance: [
      { field: "comments.author", source: "selector", where: "h3", text: "Miep Slagmolen", confidence: 1 },
      { field: "title", source: "selector", where: "h1", text: "Titel", confidence: 1 },
    ],
    warnings: [{ code: "role-long", field: "comments[0].role", message: "“Miep Slagmolen …”" }],
  }) as unknown as Extraction;

describe("people", () => {
  it("one person has one pseudonym, however the name is spelt", () => {
    expect(pseudonymOf("Miep  Slagmolen ")).toBe(pseudonymOf("miep slagmolen"));
    expect(pseudonymOf("Esme\u0301e")).toBe(pseudonymOf("Esmée"));
    expect(pseudonymOf("GROẞ STRAUSS")).toBe(pseudonymOf("Groß Strauß"));
    expect(pseudonymOf("ΝΙΚΟΣ")).toBe(pseudonymOf("Νίκος".normalize("NFD").replace("\u0301", "")));
    expect(pseudonymOf("Işık")).not.toBe(pseudonymOf("Isik"));
    expect(pseudonymOf("Miep")).not.toBe(pseudonymOf("Mies"));
  });

  it("a marked name is replaced where it stands whole, and nowhere within other words or another's name", () => {
    const text = "@Jan, in januari zag Jannie Jan Pol. Jan! (J. C+) niet J. C+x";
    const { comments } = protectPeople(
      extraction(comment("Miep", text, ["@Jan", "Jan Pol", "J. C+", "p"])),
      { comments: "pseudonymous", roles: "keep" },
      pseudonymOf,
    );
    const [jan, janPol, jc] = ["Jan", "Jan Pol", "J. C+"].map(pseudonymOf);
    expect(comments[0]?.text).toBe(`@${jan}, in januari zag Jannie ${janPol}. ${jan}! (${jc}) niet ${jc}x`);
  });

  it("another site or another key gives another pseudonym", () => {
    expect(pseudonymsFor(KEY, "elders")("Miep")).not.toBe(pseudonymOf("Miep"));
    expect(pseudonymsFor(`${KEY}!`, "polderklerk")("Miep")).not.toBe(pseudonymOf("Miep"));
  });

  it("a key that can be guessed is refused", () => {
    expect(() => pseudonymsFor("short", "x")).toThrow("at least 16 bytes");
  });

  it("names are gone from authors, marked mentions, provenance and warnings; the text stays", () => {
    const { comments, provenance, warnings } = protectPeople(
      extraction(comment("Miep Slagmolen", "@Joost Pol: dat klopt niet.", ["@Joost Pol:"])),
      { comments: "pseudonymous", roles: "keep" },
      pseudonymOf,
    );
    expect(comments[0]).toMatchObject({
      author: pseudonymOf("Miep Slagmolen"),
      text: `@${pseudonymOf("joost pol")}: dat klopt niet.`,
      role: "raadslid",
    });
    expect(JSON.stringify({ comments, provenance, warnings })).not.toMatch(/Miep|Joost/);
    expect(provenance[1]?.text).toBe("Titel");
  });

  it("a name within a longer name does not leave half of it", () => {
    const { comments } = protectPeople(
      extraction(comment("A", "Jan en Jan Pol", ["Jan", "Jan Pol"])),
      { comments: "pseudonymous", roles: "keep" },
      pseudonymOf,
    );
    expect(comments[0]?.text).toBe(`${pseudonymOf("Jan")} en ${pseudonymOf("Jan Pol")}`);
  });

  it("roles and places go on their own", () => {
    const { comments } = protectPeople(extraction(comment("Miep", "x")), { comments: "full", roles: "drop" }, null);
    expect(comments[0]).toMatchObject({ author: "Miep", role: null, place: null });
  });

  it("none means none, and nothing of them in provenance", () => {
    const protectedOnes = protectPeople(extraction(comment("Miep", "x")), { comments: "none", roles: "keep" }, null);
    expect(protectedOnes).toMatchObject({
      comments: [],
      commentsSource: null,
      provenance: [{ field: "title" }],
      warnings: [],
    });
  });

  it("a hidden comment without a name stays without one", () => {
    expect(
      protectPeople(extraction(comment(null, "x")), { comments: "pseudonymous", roles: "keep" }, pseudonymOf)
        .comments[0]?.author,
    ).toBeNull();
  });

  it("never lets a name through, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        expect(pseudonymOf(name)).toMatch(/^p-[0-9a-f]{16}$/);
      }),
    );
  });
});
