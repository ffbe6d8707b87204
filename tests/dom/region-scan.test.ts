import { type ChildNode, type Element, isTag, isText } from "domhandler";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { scanRegions } from "../../src/dom/region-scan.ts";
import { wantsOf } from "../../src/dom/region-wants.ts";
import { selectAll } from "../../src/dom/select.ts";
import { nestedMarkup } from "./nested-markup.ts";

const ordinary =
  "div p span a b i em li ul ol h1 h2 section article td tr table tbody dl dt dd pre form button select option figure".split(
    " ",
  );
const rare =
  "template svg path title noscript script style textarea img br hr input ruby rt font object nobr math head body html thead caption col colgroup xmp label center iframe foreignObject frameset".split(
    " ",
  );
const names = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...ordinary) },
  { weight: 1, arbitrary: fc.constantFrom(...rare) },
);
const attribute = fc.constantFrom(
  "",
  "",
  ' class="a"',
  ' class="b c"',
  " class=b",
  ' id="x"',
  " id=y class='a b'",
  ' title="a>b"',
  ' CLASS="A"',
  ' class="&#97;"',
  " hidden",
  ' class="d" class="a"',
);
const startTag = fc.tuple(names, attribute).map(([name, attributes]) => `<${name}${attributes}>`);
const endTag = names.map((name) => `</${name}>`);
const text = fc.constantFrom(
  "woord",
  " ",
  "\n",
  "x < y",
  "&amp;",
  "<!-- c -->",
  "<!-->",
  "<?pi?>",
  "</ >",
  "<![CDATA[x]]>",
  "é",
);
/** An element that is closed, with such things in it. */
const element: fc.Arbitrary<string> = nestedMarkup(names, attribute, [text]);
const source = fc
  .tuple(
    fc.constantFrom("<!doctype html>", "", "<!doctype html><html><head><title>t</title></head><body class=a>"),
    fc.array(
      fc.oneof({ weight: 6, arbitrary: element }, { weight: 1, arbitrary: startTag }, { weight: 1, arbitrary: endTag }),
      { maxLength: 14 },
    ),
  )
  .map(([start, parts]) => start + parts.join(""));

const compound = fc.constantFrom(
  ".a",
  ".b",
  ".c",
  ".d",
  "#x",
  "p",
  "li.a",
  "div",
  "td",
  "a",
  "[hidden]",
  "[class~=b]",
  "p:first-child",
  "span:last-of-type",
  "div:nth-child(2)",
  ".b:not(.c)",
  "li:not(:first-child)",
  "section:has(.b)",
  "p:empty",
  "*",
  "h1, h2",
  "b:only-child",
  ":is(.a, #y)",
  "[title]",
  "tbody",
  "body",
  "div:contains(woord)",
);
const selector = fc
  .tuple(compound, fc.option(fc.tuple(fc.constantFrom(" ", " > ", " + ", " ~ "), compound)))
  .map(([one, more]) => (more === null ? one : `${one}${more[0]}${more[1]}`));

/** What a selector finds, with all that it holds and the tags around it. */
const found = (select: string, html: string) =>
  selectAll(select, parseHtml(html)).map((each) => `${pathOf(each)} ${written(each)}`);

function pathOf(element: Element): string {
  const path: string[] = [];
  for (let node = element.parent; node !== null && isTag(node); node = node.parent) path.unshift(tagOf(node));
  return path.join("/");
}
const tagOf = (element: Element) => `${element.name}${JSON.stringify(element.attribs)}`;
function written(node: ChildNode): string {
  if (isText(node)) return node.data;
  return isTag(node) ? `<${tagOf(node)}>${node.children.map(written).join("")}</>` : `!${node.type}`;
}

function reduced(html: Buffer, cuts: readonly number[]): string {
  const kept: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < cuts.length; at += 2) {
    kept.push(html.subarray(from, cuts[at]));
    from = cuts[at + 1] as number;
  }
  return Buffer.concat([...kept, html.subarray(from)]).toString();
}

const cutFor = (selectors: readonly string[], html: string) => {
  const wants = wantsOf(selectors.map((select) => ({ select, as: "match" })));
  if (wants === null) return null;
  const bytes = Buffer.from(html);
  return reduced(bytes, scanRegions(bytes, wants).cuts);
};

describe("scanning a page for the regions that are wanted", () => {
  test("whatever the markup, each selector finds the same in what is left as in the whole page", () => {
    fc.assert(
      fc.property(source, fc.array(selector, { minLength: 1, maxLength: 3 }), (html, selectors) => {
        const left = cutFor(selectors, html);
        if (left === null) return;
        for (const select of selectors)
          expect(found(select, left), `${select} in ${left}`).toEqual(found(select, html));
      }),
      { numRuns: Number(process.env.OOGST_RUNS ?? 1500) },
    );
  });

  test("what is left is the whole page's tree, but for elements that are empty now", () => {
    const holds = (left: ChildNode, whole: ChildNode): void => {
      if (!isTag(left) || !isTag(whole)) {
        expect(written(left)).toBe(written(whole));
        return;
      }
      expect(tagOf(left)).toBe(tagOf(whole));
      if (left.children.length === 0) return;
      expect(left.children.length, written(left)).toBe(whole.children.length);
      left.children.forEach((child, at) => {
        holds(child, whole.children[at] as ChildNode);
      });
    };
    fc.assert(
      fc.property(source, selector, (html, select) => {
        const left = cutFor([select], html);
        if (left === null) return;
        const [one, other] = [parseHtml(left), parseHtml(html)];
        expect(one["x-mode"]).toBe(other["x-mode"]);
        expect(one.children.length).toBe(other.children.length);
        one.children.forEach((child, at) => {
          holds(child, other.children[at] as ChildNode);
        });
      }),
      { numRuns: Number(process.env.OOGST_RUNS ?? 1500) },
    );
  });

  test("what no selector asks for is left out, tags aside, also where end tags are missing", () => {
    const page = (menu: string, story: string) =>
      `<!doctype html><html lang="nl"><head><script>${menu}</script></head><body class="page"><nav><ul>${menu}</ul></nav><main><article class="story">${story}</article></main><footer><p>${menu}</footer></body></html>`;
    const story = "<p>een<p>twee <b>drie</b></p><table><tr><td>x</table>";
    expect(cutFor([".page main > .story"], page("<li><a href=x>y</a><li>z", story))).toBe(
      page("", story).replace("<ul></ul>", "").replace("<p></footer>", "</footer>"),
    );
  });

  test.each([
    ["formatting that is never closed", "<p><b>x</p>", "misnested formatting"],
    ["formatting that is misnested", "<b><i>x</b></i>", "misnested b"],
    ["text between a table's cells", "<table>x<tr></table>", "text in a table"],
    ["text in a table at the end of the page", "<p></p><table>", "text in a table", "x"],
    [
      "the end of a section that no tag opened",
      "<table><tr><td>x</tbody>",
      "/tbody of one that no tag opened",
      "<td>y</table>",
    ],
    ["a second body", "<div></div><body class=a>", "late body"],
    ["a frameset", "<frameset>", "late frameset"],
    ["mathematics", "<math><mi>x</mi></math>", "math"],
  ])("from %s on, all is kept", (_, odd, reason, rest = "<div>kept</div>") => {
    const wants = wantsOf([{ select: ".a", as: "match" }]);
    const html = `${odd}${rest}`;
    expect(wants === null ? null : scanRegions(Buffer.from(html), wants)).toEqual({
      cuts: [],
      stopped: reason,
      tags: null,
    });
  });

  test.each([".a:has(+ .b)", ".a:has(~ p)", ":self + p"])("%s cannot be told from tags", (select) => {
    expect(wantsOf([{ select, as: "match" }])).toBeNull();
  });
});
