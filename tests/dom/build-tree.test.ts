import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Document } from "domhandler";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildTree } from "../../src/dom/build-tree.ts";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { scanRegions } from "../../src/dom/region-scan.ts";
import { type Wants, wantsOf } from "../../src/dom/region-wants.ts";
import { nestedMarkup } from "./nested-markup.ts";
import { treeOf, unlinked } from "./tree-of.ts";

const wantsFor = (selectors: readonly string[]): Wants =>
  wantsOf(selectors.map((select) => ({ select, as: "match", raise: select === "p" ? "parent" : "none" }))) as Wants;
const all = wantsFor(["*"]);

/** What is left of a page after the scan, and the tree built of it; null where it was not. */
function built(html: string, wants: Wants): { readonly left: string; readonly tree: Document | null } {
  const source = Buffer.from(html);
  const { cuts, tags } = scanRegions(source, wants);
  const kept: Buffer[] = [];
  let from = 0;
  for (let at = 0; at < cuts.length; at += 2) {
    kept.push(source.subarray(from, cuts[at]));
    from = cuts[at + 1] as number;
  }
  const left = Buffer.concat([...kept, source.subarray(from)]).toString();
  return { left, tree: tags === null ? null : buildTree(left, tags) };
}

/** Says whether a tree was built, which is then parse5's. */
function isBuiltAsParsed(html: string, wants: Wants): boolean {
  const { left, tree } = built(html, wants);
  if (tree === null) return false;
  expect(treeOf(tree), left).toEqual(treeOf(parseHtml(left)));
  expect(unlinked(tree), left).toEqual([]);
  return true;
}

describe("the tree of a page whose tags were followed", () => {
  test.each([
    [
      "a page that leaves nothing out",
      "<!DOCTYPE html>\n<html lang=nl>\n<head>\n<title>a &amp; b</title>\n</head>\n<body class=c>\n<p>x</p>\n</body>\n</html>\n",
    ],
    ["a page without html, head and body", "<!doctype html><title>t</title> <link rel=x><p>een<p>twee"],
    ["a page without doctype", "<p class=A>x"],
    ["a page without a body", "<!doctype html><title>t</title>"],
    ["nothing", ""],
    [
      "a head that its end tag closed before its elements end",
      "<html><head></head> <meta name=a> <noscript>x</noscript><p>",
    ],
    [
      "comments everywhere",
      "<!--a--><!doctype html><!--b--><html><!--c--><head><!--d--></head><!--e--><body><!--f--></body><!--g--></html><!--h-->\n",
    ],
    [
      "end tags left out",
      "<ul><li>a<li>b <ul><li>c</ul></ul><dl><dt>d<dd>e<dt>f</dl><p>g<h2>h</h2><select><option>i<option>j</select>",
    ],
    ["end tags that open something", "<div></p>a</br>b</div>"],
    ["end tags of nothing", "<div></span></li></h2></form></td>x</div>"],
    [
      "tables with and without sections",
      "<table>\n<tr><td>a<td>b\n<tr><th>c</table><table><caption>d</caption><colgroup><col> <col></colgroup><thead><tr><td>e</thead><tbody><tr><td>f</table>",
    ],
    ["a section behind rows that stand in none", "<table><tr><td>a</td></tr> <tbody><tr><td>b</table>"],
    [
      "line breaks at the start of preformatted text",
      "<pre>\n\na</pre><pre>\r\nb</pre><listing>\nc</listing><pre>&#10;d</pre><textarea>\n&lt;e</textarea><pre>\n</pre>",
    ],
    ["line ends of all systems", "<p\r\na='b\rc'>d\re\r\nf<script>g\r\n</script>"],
    ["text with what begins no tag", "<p>a < b <3 &lt; c&copy d &nosuch; <"],
    [
      "tags in capitals, with attributes given twice",
      `<DIV Class=a CLASS=b ID="x" title='a>"&amp;' hidden/>x</DIV><BR/><x-Y __proto__=z>`,
    ],
    [
      "svg",
      "<svg viewBox='0 0 1 1' xlink:href=#a data-x=1><linearGradient gradientUnits=b /><title>&lt;t</title><path d=x /><a><text>x</text></a></svg><svg/>y",
    ],
    [
      "raw text",
      "<style>a<b</style><script>if(a<b)'</p>'</script><noscript><img></noscript><xmp>&amp;</xmp><iframe><p></iframe><title>&amp;</title>",
    ],
  ])("is built without the parser for %s", (_, html) => {
    expect(isBuiltAsParsed(html, all)).toBe(true);
  });

  test.each([
    ["an older doctype", '<!doctype html public "-//W3C//DTD XHTML 1.0 Strict//EN"><p>'],
    ["text before anything of a body", "<!doctype html>x"],
    ["cells without a row", "<table><td>x</table>"],
    ["a column without a group", "<table><col></table>"],
    ["an end tag in a colgroup", "<table><colgroup></td> </table>"],
    ["an end tag for a section that no tag opened", "<table><tr></tr></tbody></table>"],
    ["a template", "<template><p></template>"],
    ["content behind the body", "<body></body><p>"],
    ["the body's end within a table", "<table><tr><td></body>x"],
    ["a processing instruction", "<p><?x>"],
    ["a comment that ends unusually", "<p><!-->"],
    ["a second head", "<p></p><head>"],
    ["an equals sign where a name begins", "<p =a>"],
  ])("is left to the parser for %s", (_, html) => {
    expect(isBuiltAsParsed(html, all)).toBe(false);
  });

  test("is that of what is kept, also where more is kept after all than was at first", () => {
    const html = "<!doctype html><div><div><i>a</i><b>b</b></div><p>c</div><nav><ul><li>d<li>e</ul></nav>";
    expect(built(html, wantsFor(["p"])).left).toBe(
      "<!doctype html><div><div><i>a</i><b>b</b></div><p>c</div><nav></nav>",
    );
    expect(isBuiltAsParsed(html, wantsFor(["p"]))).toBe(true);
    expect(isBuiltAsParsed(html, wantsFor(["li"]))).toBe(true);
  });

  test("whatever the markup, is the parser's or none", () => {
    let trees = 0;
    const numRuns = Number(process.env.OOGST_RUNS ?? 2000);
    fc.assert(
      fc.property(page, selector, (html, select) => {
        if (isBuiltAsParsed(html, wantsFor([select]))) trees++;
      }),
      { numRuns },
    );
    expect(trees).toBeGreaterThan(numRuns / 8);
  });

  const invented = globSync(join(import.meta.dirname, "../**/*.html"));
  test("is the parser's for all the pages of the tests", () => {
    expect(differing(invented)).toEqual([]);
  });

  const shared = join(import.meta.dirname, "../../../shared/real");
  test.skipIf(!existsSync(shared))(
    `is the parser's for real pages${existsSync(shared) ? "" : " (skipped: ../shared/real is not there)"}`,
    () => expect(differing(globSync(join(shared, "**/*.html{,.gz}")))).toEqual([]),
    120_000,
  );

  test.each([
    ["end tags of nothing", "</x>a"],
    ["signs that begin no tag", "< "],
    ["comments", "<!---->"],
    ["spaces behind the body", "</body> <!--"],
    ["paragraphs left open", "<p>"],
    ["tables", "<table><tr></table>"],
    ["unusual names in svg", "<svg q1=a><q></q></svg>"],
  ])("takes time that is no square of a page full of %s", (_, each) => {
    const startedAt = process.cpuUsage();
    built(`<!doctype html>${each.repeat(45_000)}`, all);
    built(`<!doctype html></body>${each.repeat(200_000)}`, all);
    expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(5);
  });
});

/** The files of which a tree was built that is not the parser's. */
function differing(files: readonly string[]): string[] {
  expect(files.length).toBeGreaterThan(0);
  return files.filter((file) => {
    const bytes = readFileSync(file);
    const html = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
    return [["*"], ["article p", "h1", ".comment"], ["[itemprop]"]].some((selectors) => {
      const { left, tree } = built(html, wantsFor(selectors));
      return tree !== null && JSON.stringify(treeOf(tree)) !== JSON.stringify(treeOf(parseHtml(left)));
    });
  });
}

const words = (text: string): fc.Arbitrary<string> => fc.constantFrom(...text.split(" "));
const names = fc.oneof(
  {
    weight: 5,
    arbitrary: words("div p span a b i em li ul ol h1 h2 section td tr table tbody dl dt dd pre form select option"),
  },
  {
    weight: 1,
    arbitrary: words(
      "template svg path title noscript script style textarea img br hr ruby rt object math head body html thead caption col colgroup " +
        "xmp center iframe foreignObject frameset link listing optgroup x-y linearGradient desc button",
    ),
  },
);
const attribute = fc.constantFrom(
  "",
  "",
  ' class="a"',
  " id=y class='a b'",
  ' title="a>b"',
  ' CLASS="A" class=b',
  ' class="&#97;"',
  " /",
  " viewBox='0 0' xlink:href=#a",
  " href=/a/b?c&copy=1&amp;d",
);
const startTag = fc.tuple(names, attribute).map(([name, attributes]) => `<${name}${attributes}>`);
const endTag = names.map((name) => `</${name}>`);
const text = fc.constantFrom(
  "woord",
  " ",
  "\n",
  "x < y",
  "&amp;",
  "&lt",
  "&#10;",
  "<!-- c -->",
  "<?pi?>",
  "<![CDATA[x]]>",
  "é",
);
const tidy = fc.constantFrom(
  ..."a&amp;b <br> <img\u00a0class=a> </p> </br> <p>x <li>y <pre>\n\nx</pre> <textarea>\nx</textarea> <script>x</script>".split(
    " ",
  ),
  "<svg viewBox='0 0'><path d=x /><g><title>t</title></g></svg>",
  "<select><option>a<option selected>b</select>",
  "<table>\n<tr><td>x<td class=a>y</td></tr>\n<tr><th><p>z</table>",
);
const soup: fc.Arbitrary<string> = nestedMarkup(names, attribute, [tidy, text]);
const table = fc
  .array(
    words(
      "<tr> </tr> <td> </td> <tbody> </tbody> <thead> <caption> </caption> <colgroup> <col> </colgroup> </table> <table> \n x <p> <i>y</i>",
    ),
    { maxLength: 12 },
  )
  .map((parts) => `<table>${parts.join("")}</table>`);
const page = fc
  .tuple(
    fc.constantFrom(
      "<!doctype html>",
      "",
      "<!doctype html>\n<html>\n<head>\n<meta x>\n</head>\n<body>\n",
      "<head><title>t</title>",
    ),
    fc.array(words("<meta> <title>&amp;</title> <!--h--> \n </head> <noscript>x</noscript> <body> <head> <html>"), {
      maxLength: 3,
    }),
    fc.array(
      fc.oneof(
        { weight: 5, arbitrary: tidy },
        { weight: 4, arbitrary: soup },
        { weight: 1, arbitrary: table },
        { weight: 1, arbitrary: startTag },
        { weight: 1, arbitrary: endTag },
      ),
      { maxLength: 8 },
    ),
    fc.constantFrom("", "</body>\n</html>\n", "</html> <!--e-->", "</body>x", "\n</body><!--a--></html><!--b-->"),
  )
  .map(([start, head, parts, end]) => start + head.join("") + parts.join("") + end);
const selector = fc.constantFrom(
  ".a",
  "p",
  "li",
  "div",
  "td",
  "section:has(.b)",
  "h1, h2",
  "tbody",
  "div.b",
  "span",
  "*",
);
