import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outsideOf } from "../../src/dom/outside-of.ts";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { selectAll, selectFirst } from "../../src/dom/select.ts";
import { textOf } from "../../src/dom/text-of.ts";

const text = (html: string) => textOf(parseHtml(html));
const lines = (html: string) => textOf(parseHtml(html), { as: "lines" });

describe("flowing text", () => {
  it.each([
    ["<h2>Minder op kantoor</h2><p>Afgelopen", "Minder op kantoor Afgelopen"],
    ["<p>Een</p><p>Twee</p>", "Een Twee"],
    ["Een<br>Twee", "Een Twee"],
    ["eerder <b>gro</b>ter\ndan kleiner", "eerder groter dan kleiner"],
    ["<span>a</span><span>b</span>", "ab"],
    ["1.0Dit blijft zo", "1.0Dit blijft zo"],
    ["<td>a</td>", "a"],
    ["<table><tr><td>a<td>b<tr><td>c</table>", "a b c"],
    ["<ul><li>a<li>b</ul>", "a b"],
    ["a&nbsp;b &nbsp;", "a b"],
    ["zo<wbr>nder af&shy;breking", "zonder afbreking"],
    ["a<script>1</script><style>2</style><template>3</template><noscript>4</noscript><textarea>5</textarea>b", "ab"],
    ["a <span hidden>x</span><span style='color:red; display: none'>y</span><svg><title>z</title></svg>b", "a b"],
    ["<ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>", "字ji"],
    ['goed <img class="wp-smiley" alt="🙂"> zo', "goed 🙂 zo"],
    ['goed <img alt=":)">', "goed :)"],
    ['<img alt="mensen.jpg">tekst', "tekst"],
    ['<img alt="De raad in vergadering">tekst', "tekst"],
    ["<select><option>x</select>tekst<input value=y>", "tekst"],
    ["<x-raadslid>Ada</x-raadslid>'s plan", "Ada's plan"],
  ])("%s reads %s", (html, expected) => {
    expect(text(html)).toBe(expected);
  });

  it("reads a hidden element or button that is asked for by itself", () => {
    const document = parseHtml("<form hidden><button>Plaats</button></form>");
    expect(textOf(selectFirst("form", document)!)).toBe("Plaats");
    expect(textOf(selectFirst("button", document)!)).toBe("Plaats");
  });

  it("reads only an element's own text, br still separating", () => {
    const element = selectFirst("p", parseHtml("<p>Naam<br><b>functie</b>plaats</p>"))!;
    expect(textOf(element, { own: true })).toBe("Naam plaats");
  });

  it("leaves out what is removed and leaves the tree as it is", () => {
    const document = parseHtml("<p>Tekst <i>reclame</i> verder</p>");
    const removed = new Set(selectAll("i", document));
    expect(textOf(document, { removed })).toBe("Tekst verder");
    expect(textOf(document)).toBe("Tekst reclame verder");
  });

  it("goes through a tree of thousands of levels", () => {
    expect(text(`${"<div>".repeat(1_900)}diep`)).toBe("diep");
  });
});

describe("lines", () => {
  it.each([
    ["<p>Een</p><p>Twee</p>", "Een\n\nTwee"],
    ["Een<br>Twee<br><br>Drie", "Een\nTwee\n\nDrie"],
    ["<div>a<br></div><div>b</div>", "a\nb"],
    ["<div>a</div><div><br></div><div>b</div>", "a\n\nb"],
    ["<ul><li>a</li><li>b</li></ul>", "a\nb"],
    ["a\n  b<br>\n\nc", "a b\nc"],
    ["<p>a</p>\n<p> </p><p>b</p><p></p>", "a\n\nb"],
    ["<pre>a\n  b</pre>", "a\nb"],
    ["<br><br>a<br>", "a"],
    ["<blockquote>vraag</blockquote>antwoord", "vraag\n\nantwoord"],
  ])("of %s are %j", (html, expected) => {
    expect(lines(html)).toBe(expected);
  });

  it("are never begun or ended by white space, and never more than one is empty", () => {
    const piece = fc.constantFrom(
      "a",
      " ",
      "\n",
      "<br>",
      "<p>",
      "</p>",
      "<div>",
      "</div>",
      "&nbsp;",
      "<li>",
      "\u0001",
      "<pre>",
      "</pre>",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        const read = lines(parts.join(""));
        expect(read).not.toMatch(/^\s|\s$|\n{3}| \n|\n |[\u0001-\u0004]/);
        expect(read.replace(/\s/g, "")).toBe(text(parts.join("")).replace(/\s/g, ""));
      }),
      { numRuns: 200 },
    );
  });
});

describe("text between two borders", () => {
  const document = parseHtml("<body>Kop<i>door Kees</i><p>Een <b>vet</b></p>twee<div>drie<hr>vier</div>vijf");
  const body = selectFirst("body", document)!;
  const between = (after?: string, before?: string) =>
    textOf(body, {
      removed: outsideOf(
        body,
        after === undefined ? undefined : selectFirst(after, body),
        before === undefined ? undefined : selectFirst(before, body),
      ),
    });

  it.each([
    ["i", "hr", "Een vet twee drie"],
    [undefined, "i", "Kop"],
    ["hr", undefined, "vier vijf"],
    ["b", "div", "twee"],
    [undefined, undefined, "Kopdoor Kees Een vet twee drie vier vijf"],
  ])("after %s and before %s is %s, on whatever level the borders stand", (after, before, expected) => {
    expect(between(after, before)).toBe(expected);
  });
});
