import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCount, parseVotes } from "../../src/model/parse-count.ts";

describe("parseCount", () => {
  it.each([
    ["Reacties: 10", 10],
    ["Reacties (10)", 10],
    ["Reacties [10]", 10],
    ["Reacties 10", 10],
    ["Reacties | 10", 10],
    ["Reacties10", 10],
    ["REACTIES (10)", 10],
    ["Reacties\u00a0(87)", 87],
    ["Reacties\n  (87)\n", 87],
    ["Reactie: 1", 1],
    ["Reactie(s): 5", 5],
    ["Reageer (10)", 10],
    ["Lezersreacties (4)", 4],
    ["10 reacties", 10],
    ["10reacties", 10],
    ["1 reactie", 1],
    ["5 reactie(s)", 5],
    ["396 reacties", 396],
    ["0 reacties", 0],
    ["Reacties: 0", 0],
    ["Alle 10 reacties", 10],
    ["Bekijk alle 1.024 reacties", 1024],
    ["Er zijn 10 reacties", 10],
    ["10 van 87 reacties", 87],
    ["87", 87],
    ["(87)", 87],
    ["1.234", 1234],
    ["11 reacties · Door Tess Blom · 13 minuten leestijd", 11],
    ["25 januari 2018 10 reacties", 10],
    ["25 januari 2018 100 reacties", 100],
    ["3 reacties en 5 likes", 3],
    ["12 reacties op ‘De 100 dagen’", 12],
    ["12 reacties op ‘Geen commentaar’", 12],
    ["Eén reactie", 1],
    ["E\u0301e\u0301n reactie", 1],
    ["één reactie op “Titel 3.0”", 1],
    ["Een reactie op “Titel”", 1],
    ["Er is één reactie", 1],
    ["Drie reacties", 3],
    ["One thought on “Title”", 1],
    ["12 thoughts on “Title”", 12],
    ["45 Gedanken zu „Titel 3.0“", 45],
    ["1 Response to “Title”", 1],
    ["One comment", 1],
    ["Comments (1,234)", 1234],
    ["1,234 comments", 1234],
    ["12 Replies", 12],
    ["10 Kommentare", 10],
    ["Kommentare : 0", 0],
    ["Ein Kommentar", 1],
    ["1'234 Kommentare", 1234],
    ["12 Leserkommentare", 12],
    ["3 Beiträge", 3],
    ["1 234 commentaires", 1234],
    ["1\u202f234 commentaires", 1234],
    ["Un commentaire", 1],
    ["Commentaires : 12", 12],
    ["5 réactions", 5],
    ["1.234 reacties", 1234],
    ["12.345.678 reacties", 12345678],
    ["2,3K", 2300],
    ["2.3k reacties", 2300],
    ["10K comments", 10000],
    ["1,2 mln reacties", 1200000],
    ["1.2M comments", 1200000],
    ["Geen reacties", 0],
    ["Nog geen reacties", 0],
    ["Er zijn nog geen reacties.", 0],
    ["Geen commentaar", 0],
    ["Wees de eerste", 0],
    ["Wees de eerste die reageert!", 0],
    ["Reageer als eerste op dit bericht", 0],
    ["Plaats als eerste een reactie", 0],
    ["Reageer", 0],
    ["Reageer »", 0],
    ["No comments yet", 0],
    ["No responses to “Title”", 0],
    ["Be the first to comment", 0],
    ["Leave a comment", 0],
    ["Keine Kommentare", 0],
    ["Noch keine Kommentare", 0],
    ["Sei der Erste, der kommentiert", 0],
    ["Aucun commentaire", 0],
    ["Pas encore de commentaire", 0],
    ["Soyez le premier à commenter", 0],
  ])("reads %j as %d", (text, count) => {
    expect(parseCount(text)).toBe(count);
  });

  it.each([
    "",
    " ",
    "Reacties",
    "Reactie 5",
    "#5",
    "Geef een reactie",
    "Plaats een reactie",
    "Een reactie plaatsen",
    "Leave a Reply",
    "Reageren is niet meer mogelijk",
    "Comments off",
    "U moet ingelogd zijn om een reactie te kunnen plaatsen",
    "10 nieuwe reacties",
    "99+",
    "99+ reacties",
    "Reacties: 99+",
    "+5 reacties",
    "-5",
    "1.5 reacties",
    "3.0",
    "Toekomst is aan de 3.0 ambtenaar",
    "1 van 4",
    "Reacties 1 - 20 van 87",
    "Reacties 1 van 4",
    "87%",
    "25 januari 2018",
    "13 minuten leestijd",
    "99999999999999999999 reacties",
  ])("finds no count in %j", (text) => {
    expect(parseCount(text)).toBeUndefined();
  });

  it("reads back any count, however its thousands are set apart", () => {
    const separator = fc.constantFrom("", ".", ",", " ", "\u00a0", "\u202f", "'", "’");
    const form = fc.constantFrom("Reacties: #", "Reacties (#)", "# reacties", "# comments", "#", "Comments [#]");
    fc.assert(
      fc.property(fc.nat(99_999_999), separator, form, (count, mark, shape) => {
        const figures = String(count).replace(/\B(?=(\d{3})+$)/g, mark);
        expect(parseCount(shape.replace("#", figures))).toBe(count);
      }),
    );
  });

  it("never throws, and gives a whole number or none", () => {
    const piece = fc.constantFrom(
      "1",
      "23",
      ".",
      ",",
      " ",
      "reacties",
      "geen",
      "een",
      "(",
      ")",
      "K",
      ":",
      "van",
      "é",
      "\ud800",
    );
    const someText = fc.oneof(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(someText, (text) => {
        const count = parseCount(text);
        expect(count === undefined || (Number.isSafeInteger(count) && count >= 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("parseVotes", () => {
  it.each([
    ["+5", 5],
    ["-2", -2],
    ["−1", -1],
    ["–3", -3],
    ["+ 5", 5],
    ["(+5)", 5],
    ["0", 0],
    ["-0", 0],
    ["5", 5],
    ["score=1", 1],
    ["Score: −2", -2],
    ["5 likes", 5],
    ["1 punt", 1],
    ["upvotes: 5", 5],
    ["1.234", 1234],
    ["+1,2K", 1200],
  ])("reads %j as %d", (text, votes) => {
    expect(Object.is(parseVotes(text), votes)).toBe(true);
  });

  it.each(["", "+", "+5 / −2", "+5 -2", "87%", "25 januari", "-weggejorist-", "1.5", "r_5"])(
    "finds no vote in %j",
    (text) => {
      expect(parseVotes(text)).toBeUndefined();
    },
  );

  it("reads back any whole number with its sign", () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom("-", "−"), (votes, minus) => {
        expect(parseVotes(votes < 0 ? `${minus}${-votes}` : `+${votes}`)).toBe(votes);
      }),
    );
  });
});
