import { selectAll as referenceSelectAll } from "css-select";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SelectorError } from "../../src/dom/compile-selector.ts";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { closest, matches, selectAll, selectFirst } from "../../src/dom/select.ts";

const document = parseHtml(`<!doctype html><main id="m"><h2 class="kop groot">Reacties</h2>
<article class="reactie" id="r1"><h3>Ada</h3><p>Een</p><article class="reactie" id="r2"><h3>Bo</h3><p>Twee</p></article></article>
<div class="datum" id="d1"><span>1 mei</span></div><div class="antwoorden"><article class="reactie" id="r3"><p>Drie</p></article></div>
<a id="anker"></a><article class="reactie Laat" id="r4"></article>
<template><article class="reactie" id="t"><p>nooit</p></article></template></main>`);
const byId = (id: string) => selectFirst(`#${id}`, document)!;
const ids = (selector: string, scope = document as Parameters<typeof selectAll>[1]) =>
  selectAll(selector, scope).map((element) => element.attribs.id ?? element.name);

describe("selection in a page", () => {
  it.each([
    [".reactie", "r1 r2 r3 r4"],
    ["article.reactie.Laat", "r4"],
    ["#r4, .datum, h2", "h2 d1 r4"],
    [":is(.datum, #anker)", "d1 anker"],
    [".antwoorden > :first-child", "r3"],
    ["main .reactie .reactie", "r2"],
    ["article:has(> article)", "r1"],
    [".datum + .antwoorden article", "r3"],
    ["[class~=reactie]:not(:has(p))", "r4"],
    ["template .reactie", ""],
    ["#t", ""],
    ["main:has(#t)", ""],
    [".laat", ""],
  ])("%s finds, in page order, %s", (selector, expected) => {
    expect(ids(selector).join(" ")).toBe(expected);
  });

  it("compares classes without case in a page of quirks mode, as browsers do", () => {
    const quirky = parseHtml('<p class="Reactie">x');
    expect(selectAll(".reactie", quirky)).toHaveLength(1);
    expect(selectAll(".REACTIE", quirky)).toHaveLength(1);
  });

  it("finds with its index what css-select finds by walking", () => {
    const simple = fc.constantFrom(
      "p",
      "b",
      ".a",
      ".b",
      "#i",
      "*",
      "div",
      ".a.b",
      "[x]",
      ":first-child",
      "p:not(.a)",
      ":is(.a, b)",
    );
    const selector = fc
      .array(fc.tuple(simple, fc.constantFrom(" ", " > ", " + ", " ~ ", ", ")), { minLength: 1, maxLength: 4 })
      .map((parts) =>
        parts
          .map(([part, join]) => part + join)
          .join("")
          .replace(/[\s>+~,]+$/, ""),
      );
    const open = fc.constantFrom(
      '<div class="a">',
      '<p class="b">',
      '<b class="a b" x>',
      "<div id=i>",
      "</div>",
      "</p>",
      "</b>",
      "t",
      "<p>",
      "<div>",
    );
    fc.assert(
      fc.property(fc.array(open, { maxLength: 40 }), selector, (parts, text) => {
        const page = parseHtml(`<!doctype html>${parts.join("")}`);
        expect(selectAll(text, page)).toEqual(inOrder(referenceSelectAll(text, page), page));
      }),
      { numRuns: 300 },
    );
  });
});

describe("selection in a card or comment", () => {
  it.each([
    ["r1", "h3", "h3 h3"],
    ["r1", ":self > h3", "h3"],
    ["r1", "> h3", "h3"],
    ["r1", ":scope > article h3", "h3"],
    ["r1", ":self", "r1"],
    ["r1", ".reactie", "r2"],
    ["r1", ".reactie h3", "h3 h3"],
    ["r1", ":self:has(article)", "r1"],
    ["r1", ":self + .datum span", "span"],
    ["r1", ":self ~ .antwoorden .reactie", "r3"],
    ["r2", ":self + .datum", ""],
    ["r4", "a:has(+ :self)", "anker"],
    ["r1", ":self, :self + .datum", "r1 d1"],
    ["r4", ":self.laat", ""],
    ["r4", "p", ""],
  ])("in #%s, %s finds %s", (id, selector, expected) => {
    expect(ids(selector, byId(id)).join(" ")).toBe(expected);
  });

  it("remembers nothing of one scope in the next", () => {
    for (const id of ["r1", "r2", "r1"])
      expect(selectAll("main :self h3", byId(id))[0]?.children).toBe(selectFirst("h3", byId(id))?.children);
  });

  it("tells whether an element matches, and the nearest around it that does", () => {
    expect(matches(".reactie", byId("r2"))).toBe(true);
    expect(matches(":self", byId("r2"))).toBe(true);
    expect(closest("main", byId("r2"))?.attribs.id).toBe("m");
    expect(closest(".reactie", byId("r2"))?.attribs.id).toBe("r2");
    expect(closest("form", byId("r2"))).toBeUndefined();
  });
});

describe("a selector that is wrong or too much", () => {
  it.each(["p[", "p::before", ":nonsense", "a|b"])("%s throws a SelectorError that shows it", (selector) => {
    expect(() => selectAll(selector, document)).toThrow(SelectorError);
    expect(() => selectAll(selector, document)).toThrow(`\`${selector}\``);
  });

  it("is given up where it is quadratic on a page of many siblings", () => {
    const html = `<main>${"<p>x</p>".repeat(30_000)}</main>`;
    expect(() => selectAll("h2 ~ p", parseHtml(html))).toThrow(/too long/);
    expect(selectAll("main p", parseHtml(html))).toHaveLength(30_000);
  });

  it("is given up where many elements stand deep, and all selections of a page count together", () => {
    const deep = parseHtml(`<!doctype html>${"<div>".repeat(900)}${"<p>x</p>".repeat(20_000)}`);
    const search = () => {
      for (let time = 0; time < 20; time++) selectAll(".nergens p", deep);
    };
    expect(search).toThrow(/too long/);
    expect(selectAll("p", parseHtml("<p>x"))).toHaveLength(1);
  });
});

function inOrder<Node>(nodes: readonly Node[], page: Parameters<typeof selectAll>[1]): Node[] {
  const all = selectAll("*", page) as readonly unknown[];
  return [...nodes].sort((one, other) => all.indexOf(one) - all.indexOf(other));
}
