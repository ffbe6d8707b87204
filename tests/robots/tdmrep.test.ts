import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTdmRep, type TdmRule, tdmRuleFor } from "../../src/robots/tdmrep.ts";

describe("TDM Reservation Protocol, TDM File on the Origin Server", () => {
  test("each object of the array is a rule, whose policy is optional", () => {
    const text = JSON.stringify([
      { location: "/directory-a/", "tdm-reservation": 1 },
      { location: "/directory-b/html/", "tdm-reservation": 1, "tdm-policy": "https://krant.example/policy.json" },
      { location: "/directory-b/images/*.jpg", "tdm-reservation": 0 },
    ]);
    expect(parseTdmRep(`\uFEFF${text}`)).toEqual([
      { location: "/directory-a/", tdmReservation: 1, tdmPolicy: null },
      { location: "/directory-b/html/", tdmReservation: 1, tdmPolicy: "https://krant.example/policy.json" },
      { location: "/directory-b/images/*.jpg", tdmReservation: 0, tdmPolicy: null },
    ]);
  });

  test.each([
    [1, 1],
    [0, 0],
    ["1", 1],
    [" 0 ", 0],
    [2, null],
    [true, null],
    ["yes", null],
    [null, null],
    [[1], null],
    [undefined, null],
  ])("a reservation of %j is %s: other values count as unset", (value, reservation) => {
    const [rule] = parseTdmRep(JSON.stringify([{ location: "/", "tdm-reservation": value }]));
    expect(rule?.tdmReservation).toBe(reservation);
  });

  test.each([
    "",
    "not json",
    "<html>",
    "{}",
    "null",
    "7",
    '{"location":"/","tdm-reservation":1}',
    '[null,1,"x",[]]',
    '[{"tdm-reservation":1}]',
    '[{"location":7,"tdm-reservation":1}]',
    '[{"location":"","tdm-reservation":1}]',
    '[{"location":"https://krant.example/","tdm-reservation":1}]',
    "[".repeat(100_000),
  ])("%.40j holds no rules", (text) => {
    expect(parseTdmRep(text)).toEqual([]);
  });

  test("the first rule in sequence that matches is the most specific, even where it leaves the choice unset", () => {
    const rules = parseTdmRep(
      JSON.stringify([
        { location: "/a/free/", "tdm-reservation": 0 },
        { location: "/a/odd/", "tdm-reservation": 9 },
        { location: "/a/", "tdm-reservation": 1 },
        { location: "/a/free/but/not/this/", "tdm-reservation": 1 },
      ]),
    );
    const reservationAt = (path: string) => tdmRuleFor(rules, `https://krant.example${path}`)?.tdmReservation;
    expect(["/a/x", "/a/free/but/not/this/", "/a/odd/x", "/A/x"].map(reservationAt)).toEqual([1, 0, null, undefined]);
  });

  test.each([
    ["/", "/x?y", true],
    ["*", "/x", true],
    ["/this/path/exactly$", "/this/path/exactly", true],
    ["/this/path/exactly$", "/this/path/exactly/x", false],
    ["/this/*/then", "/this/a/b/then/x", true],
    ["/images/*.jpg", "/images/2024/a.jpg?w=1", true],
    ["/path/foo-%24", "/path/foo-$", true],
    ["/foo/%62%61%7A", "/foo/baz", true],
    ["/foo/baz", "/foo/%62%61%7A", true],
    ["/a%2Fb", "/a/b", false],
    ["/krant/één", "/krant/%C3%A9%C3%A9n", true],
    ["/krant/één", "/krant/één", true],
    ["/archief", "/Archief", false],
  ])("%s at %s: %s", (location, path, isMatch) => {
    const rule: TdmRule = { location, tdmReservation: 1, tdmPolicy: null };
    expect(tdmRuleFor([rule], `https://krant.example${path}`)).toBe(isMatch ? rule : null);
  });

  test("nothing makes it throw", () => {
    const json = fc.json().map((text) => `[${text}, {"location": "/${text.slice(0, 20).replace(/["\\]/g, "*")}"}]`);
    fc.assert(
      fc.property(fc.oneof(json, fc.string()), fc.oneof(fc.webUrl(), fc.string()), (text, url) => {
        expect(tdmRuleFor(parseTdmRep(text), url)?.tdmReservation ?? null).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
