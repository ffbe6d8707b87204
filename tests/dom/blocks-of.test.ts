import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksOf } from "../../src/dom/blocks-of.ts";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { selectAll } from "../../src/dom/select.ts";
import { textOf } from "../../src/dom/text-of.ts";

/** Blocks in a short form: `2 Kop` a heading of level 2, `- a` and `-- b` list items, `> q` a quote, `# c` code, `| t` a table. */
function blocks(html: string, options: { subheadings?: string; removed?: string; container?: string } = {}): string[] {
  const document = parseHtml(`<!doctype html><div id=tekst>${html}</div>`);
  const set = (selector: string | undefined) => new Set(selector === undefined ? [] : selectAll(selector, document));
  return blocksOf(selectAll(options.container ?? "#tekst", document), {
    subheadings: set(options.subheadings),
    removed: set(options.removed),
  }).map(({ type, text, level }) =>
    type === "heading"
      ? `${level} ${text}`
      : type === "list-item"
        ? `${"-".repeat(level ?? 0)} ${text}`
        : `${marks[type]}${text}`,
  );
}
const marks: Record<string, string> = { paragraph: "", quote: "> ", code: "# ", table: "| " };

describe("blocks of a body", () => {
  it.each([
    ["paragraphs without white space between them", "<p>Een</p><p>Twee</p>", ["Een", "Twee"]],
    ["a heading and its paragraph", "<h2>Minder op kantoor</h2><p>Afgelopen", ["2 Minder op kantoor", "Afgelopen"]],
    ["paragraphs parted only by two br", "Tekst<br /><br />Tweede<br>\n&nbsp;<br>Derde", ["Tekst", "Tweede", "Derde"]],
    ["one br is a space", "groter<br>dan kleiner", ["groter dan kleiner"]],
    ["loose text between elements", "los<p>Een</p>nog <b>los</b><p>Twee</p>", ["los", "Een", "nog los", "Twee"]],
    ["divs as paragraphs", "<div>Een</div><div><div>Twee</div></div>", ["Een", "Twee"]],
    ["empty blocks", "<p> </p><p>&nbsp;</p><h2></h2><p>Een</p><ul><li></ul>", ["Een"]],
    [
      "lists and lists in them",
      "<ul><li>a<ol><li>b<li>c</ol></li><li><p>d</p><p>e</p></ul>",
      ["- a", "-- b", "-- c", "- d e"],
    ],
    ["quotes of several paragraphs", "<blockquote><p>q</p>r</blockquote>s", ["> q", "> r", "s"]],
    ["code as it stands", "<pre>als\n  dan\n</pre>", ["# als\n  dan"]],
    [
      "a table",
      "<table><tr><th>jaar<th>aantal<tr><td>2018<td>1.234<tr><td><td></table>",
      ["| jaar\taantal\n2018\t1.234"],
    ],
    ["a table that only places things", "<table><tr><td><p>Een<p>Twee<td>Drie</table>", ["Een", "Twee", "Drie"]],
    ["a table of one cell", "<table><tr><td>Kader</table>", ["Kader"]],
    [
      "figures and captions are none",
      "<figure><img alt=a.jpg><figcaption>Foto</figcaption> los</figure><p>Een",
      ["Een"],
    ],
    [
      "a table or quote in a figure is one",
      "<figure><table><tr><td>a<td>b</table><figcaption>x</figcaption></figure><figure><blockquote>q</blockquote></figure>",
      ["| a\tb", "> q"],
    ],
    [
      "forms, navigation, buttons, scripts",
      "<nav>n</nav><form>f</form><button>b</button><script>s</script><p>Een <button>x</button></p>",
      ["Een"],
    ],
    ["hidden elements and templates", "<p hidden>h</p><template><p>t</p></template><p>Een", ["Een"]],
    ["headings by role", '<div role="heading" aria-level="3">Kop</div>tekst', ["3 Kop", "tekst"]],
    ["a heading stays one", "<h3>Een<br><span>Twee</span><div>Drie</div></h3>", ["3 Een Twee Drie"]],
    [
      "verbatim quotes, dashes, glued words",
      "<p>‘Wij weten’ – “is”. polarisatie.Ik -in een- 3.0</p>",
      ["‘Wij weten’ – “is”. polarisatie.Ik -in een- 3.0"],
    ],
    ["definition lists", "<dl><dt>Term<dd>Uitleg</dl>", ["Term", "Uitleg"]],
    ["smileys", '<p>goed <img class=emoji alt="🙂"></p>', ["goed 🙂"]],
  ])("%s", (_, html, expected) => {
    expect(blocks(html)).toEqual(expected);
  });

  it("takes for headings what the site file calls so, where it stands alone on its line", () => {
    expect(blocks("<p><strong>Kop</strong><br>Tekst</p>", { subheadings: "p > strong:first-child" })).toEqual([
      "2 Kop",
      "Tekst",
    ]);
    expect(blocks("<p><strong>Nadruk</strong> in een zin</p>", { subheadings: "strong" })).toEqual([
      "Nadruk in een zin",
    ]);
    expect(blocks("<p>Zin met <strong>nadruk</strong></p>", { subheadings: "strong" })).toEqual(["Zin met nadruk"]);
    expect(blocks("Alinea<br /><b>Kop</b><br />Tekst", { subheadings: "b" })).toEqual(["Alinea", "2 Kop", "Tekst"]);
    expect(blocks("<p><span><b>Kop</b> </span></p><p>Tekst", { subheadings: "b" })).toEqual(["2 Kop", "Tekst"]);
  });

  it("leaves out what is removed, and parts what stood around it", () => {
    expect(blocks("<p>Een</p><div class=ad>Advertentie</div><p>Twee", { removed: ".ad" })).toEqual(["Een", "Twee"]);
    expect(blocks("Een<div class=ad>Advertentie</div>Twee", { removed: ".ad" })).toEqual(["Een", "Twee"]);
    expect(blocks("Een <i class=ad>Advertentie</i>zin", { removed: ".ad" })).toEqual(["Een zin"]);
  });

  it("gives the same for a container as for the blocks in it", () => {
    const html = "<h2>Kop</h2><p>Een</p><ul><li>a</li></ul>";
    expect(blocks(html, { container: "#tekst > *" })).toEqual(blocks(html));
  });

  it("joins containers in page order", () => {
    expect(blocks("<div class=t>Een</div><p>weg</p><div class=t>Twee</div>", { container: ".t" })).toEqual([
      "Een",
      "Twee",
    ]);
  });

  it("goes through a tree of thousands of levels", () => {
    expect(blocks(`${"<div>".repeat(1_800)}diep`)).toEqual(["diep"]);
  });

  it("takes time that is no square of a long run of white space", () => {
    const startedAt = process.cpuUsage();
    expect(blocks(`<pre>a${" ".repeat(500_000)}b${"\n".repeat(500_000)}c</pre>`)).toHaveLength(1);
    expect(blocks(`<p>${"woord ".repeat(1_000_000)}</p>`)).toHaveLength(1);
    expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(8);
  });

  it("loses and invents no letter of plain prose", () => {
    const piece = fc.constantFrom(
      "a",
      "b ",
      "<p>",
      "</p>",
      "<br>",
      "<div>",
      "</div>",
      "<ul>",
      "<li>",
      "</li>",
      "</ul>",
      "<b>",
      "</b>",
      "<h2>",
      "</h2>",
      "<blockquote>",
      "</blockquote>",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const document = parseHtml(parts.join(""));
        const read = blocksOf([document]);
        expect(
          read
            .map((block) => block.text)
            .join("")
            .replace(/\s/g, ""),
        ).toBe(textOf(document).replace(/\s/g, ""));
        for (const block of read) expect(block.text).toBe(block.text.trim());
      }),
      { numRuns: 200 },
    );
  });
});
