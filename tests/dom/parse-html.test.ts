import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ParseBoundsError, parseHtml } from "../../src/dom/parse-html.ts";
import { selectAll, selectFirst } from "../../src/dom/select.ts";
import { textOf } from "../../src/dom/text-of.ts";

describe("parseHtml", () => {
  it("builds the standard's tree of unclosed and upper-case tags", () => {
    const document = parseHtml("<!DOCTYPE html><BODY><P>Een<P>Twee<TABLE><TR><TD>cel");
    expect(selectAll("p", document).map((p) => textOf(p))).toEqual(["Een", "Twee"]);
    expect(selectFirst("tbody > tr > td", document)).toBeDefined();
  });

  it("keeps what is misplaced in a table before it, in order", () => {
    const document = parseHtml("<!doctype html><table>los <b>vet</b> nog<tr><td>cel</table>");
    expect(textOf(selectFirst("body", document)!)).toBe("los vet nog cel");
  });

  it("takes noscript for text, so that a pixel in the head does not end it", () => {
    const document = parseHtml('<head><noscript><img src="/p.gif"></noscript><meta name="author" content="x"></head>');
    expect(selectAll("head > meta", document)).toHaveLength(1);
    expect(selectAll("noscript img", document)).toHaveLength(0);
  });

  it("gives attributes without a prototype, whatever they are called", () => {
    const element = selectFirst("a", parseHtml("<a __proto__=x constructor=y>"))!;
    expect(Object.entries(element.attribs)).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
    ]);
    expect(selectFirst("b", parseHtml("<b>"))?.attribs.constructor).toBeUndefined();
    expect(selectFirst("b", parseHtml("<b>"))?.attribs.toString).toBeUndefined();
  });

  it.each([
    ["nested without end", "<div>".repeat(10_000)],
    ["formatting that is never closed", `${numbered(3_000, (n) => `<font size=${n}>`)}${"<p>".repeat(20_000)}`],
    ["a tag of countless attributes", `<a ${numbered(20_000, (n) => ` a${n}`)}>`],
    ["more elements than any page has", "<p>".repeat(251_000)],
    ["end tags looked for in a deep tree", `${"<span>".repeat(1_900)}${"</b>".repeat(60_000)}`],
  ])("refuses a page of %s within seconds", (_, html) => {
    const startedAt = process.cpuUsage();
    expect(() => parseHtml(html)).toThrow(ParseBoundsError);
    expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(8);
  });

  it("reads 100,000 elements misplaced in one table in time that is no square of it", () => {
    const document = parseHtml(`<table>${"<i>x</i>".repeat(100_000)}</table>`);
    expect(selectAll("body > i", document)).toHaveLength(100_000);
  });

  it("reads 200,000 scripts in time that is no square of them", () => {
    const startedAt = process.cpuUsage();
    expect(
      selectAll("script", parseHtml(`${"<script></script>".repeat(200_000)}${"a".repeat(10_000_000)}`)),
    ).toHaveLength(200_000);
    expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(8);
  });

  it("counts anew for each page", () => {
    expect(() => parseHtml("<div>".repeat(3_000))).toThrow(ParseBoundsError);
    expect(textOf(parseHtml("<p>goed"))).toBe("goed");
  });

  it("never throws anything else, whatever the text", () => {
    const pieces = fc.constantFrom(
      "<p>",
      "</p>",
      "<b>",
      "</b>",
      "<table>",
      "<tr>",
      "<td>",
      "</table>",
      "<a x>",
      "<svg>",
      "<template>",
      "tekst",
      "<!--",
      "-->",
      "<select>",
      "&amp;",
      "<script>",
      "</script>",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const document = parseHtml(parts.join(""));
        expect(selectAll("body", document).length).toBeLessThanOrEqual(1);
        expect(typeof textOf(document)).toBe("string");
      }),
      { numRuns: 150 },
    );
  });
});

const numbered = (count: number, each: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => each(n)).join("");
