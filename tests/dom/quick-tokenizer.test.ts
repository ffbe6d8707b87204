import fc from "fast-check";
import { parse } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";
import { describe, expect, it } from "vitest";
import { parseHtml } from "../../src/dom/parse-html.ts";
import { treeOf } from "./tree-of.ts";

describe("the short way through a page's source", () => {
  it.each([
    ["an equals sign where a name begins", "<p =a=b>x"],
    ["names in capitals and beyond ASCII", "<DIV CLASS=a Id='b' \u212a=c><\u0130x><p\u0130>"],
    ["attributes given twice", "<a href=1 HREF=2 href>"],
    ["values without quotes, with slashes", "<a href=/b/c/>x</a/><br/><br / ><br a=/>"],
    ["values that hold everything", `<a title="<p> > ' &amp; &copy=1 &copy; &copyx &#x41;" b='"\n\t'>`],
    ["values with nothing between them", `<a b="c"d='e'f=g"h>`],
    ["an attribute without a value before the end", "<a b= >x<a b=>y<a b c = d>"],
    ["end tags with attributes", "<b>x</b a=1 />y</p/>"],
    ["references that the end cuts off", "<p>a &amp; b &notin"],
    ["references in text", "<p>&lt;b&gt; &nbsp;&#10;&#13;&#0;&#128;&#x1F600; &NotEqualTilde; &foo; &amp&amp &"],
    [
      "a reference to a line break at the start of pre",
      "<pre>&#10;\nx</pre><pre>\n\nx</pre><textarea>\n&lt;</textarea>",
    ],
    ["comments of every kind", "<!-- a --><!----><!--a--><!--a---><!--a--!>b<!-->c<!--->d<!-- <!-- -->e<!x><?y><!--"],
    ["raw text that is never closed", "<title>a &amp; b</titlex> c"],
    ["a script in a script's comment", "<script>a<!-- <script> </script> b --></script>c<script><!-- d --></script>"],
    ["a script that only looks as if it held one", "<script><!-- a --></script><p>b<script></script>"],
    ["end tags of raw text in capitals", "<STYLE>a</style x></STYLE ><Title>b</TITLE/>c"],
    ["words where no text may stand", "a b<table> c d <tr>e f<td>g h</table><colgroup> i j"],
    ["words around frames", "<frameset> a b <frame> c </frameset> d e"],
    ["a source in which text, tag or attribute is not finished", '<p>x<a href="y'],
    ["line ends of all systems", "<p\r\na='b\rc'>d\re\r\nf<script>g\r\n</script><pre>\r\nh"],
    ["NUL anywhere", "<p\0 a\0=b\0>c\0<script>\0</script><!--\0--><svg>\0"],
    ["CDATA, in SVG and outside", "<svg><![CDATA[a<b>c]]></svg><![CDATA[d]]><math><mi>e f</mi></math>"],
    ["plain text to the end", "<plaintext>a</plaintext>&amp;<b>"],
    ["half of a surrogate pair", "<p a=\ud800>\udc00 x"],
    ["very many attributes", `<p ${Array.from({ length: 90 }, (_, n) => `a${n}=${n}`).join(" ")}>`],
  ])("makes the tree that parse5 makes letter by letter of %s", (_, html) => {
    expect(treeOf(parseHtml(html))).toEqual(treeOf(parse(html, { treeAdapter: adapter })));
  });

  it("makes the tree that parse5 makes of any soup", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }), (pieces) => {
        const html = pieces.join("");
        expect(treeOf(parseHtml(html))).toEqual(treeOf(parse(html, { treeAdapter: adapter })));
      }),
      { numRuns: 600 },
    );
  });

  it.each([
    ["comments that end unusually", "<!--x--!>"],
    ["the shortest comments", "<!-->"],
    ["ends of nothing", "</titl<"],
    ["references that are none", "&amp&#&"],
    ["comments in a script with a script", "<!---->"],
  ])("reads a page full of %s in time that is no square of it", (_, each) => {
    const startedAt = process.cpuUsage();
    parseHtml(`<script>${each.repeat(60_000)}<!--<script></script>`);
    parseHtml(`<title>${each.repeat(60_000)}`);
    parseHtml(each.repeat(60_000));
    expect(process.cpuUsage(startedAt).user / 1e6).toBeLessThan(5);
  });
});

const piece = fc.constantFrom(
  ..."< > \" ' & / = ! - -- <!-- --> --!> \n \r \f \0 &amp; &amp &copy= &notin; &#10; &#x80 é 😀 word two".split(" "),
  ..."<p> </p> <b> </b> <i> </i> <a\u00a0x> <br/> <li> <h1> </h1> <font\u00a0size=1> <form> <input\u00a0type=hidden>"
    .replaceAll("\u00a0", " ")
    .split(/(?<=>) /),
  ..."<script> </script> <SCRIPT> </script/> <style> </style> <title> </title> <textarea> </textarea> <xmp> </xmp> <iframe>".split(
    " ",
  ),
  ..."<pre> </pre> <table> <tr> <td> </td> </table> <caption> <colgroup> <col> <select> <option> </select> <template>".split(
    " ",
  ),
  ..."</template> <svg> </svg> <math> <mi> <desc> <foreignObject> <![CDATA[ ]]> <frameset> <frame> <noframes> <noscript>".split(
    " ",
  ),
  ..."</noscript> <plaintext> <html\u00a0lang=x> <head> </head> <body\u00a0a=b> </body> </html> <!doctype\u00a0html> <?x>"
    .replaceAll("\u00a0", " ")
    .split(/(?<=>) /),
  `<div CLASS="a b" class=c title='&lt;&copy=1' é>`,
  "<i a = b c= d=>",
  " ",
  "\n\n",
  "een zin van woorden",
);
