/** Texts made to be slow or large for whoever reads them, by name; made when they are asked for. */
export type Bombs = Readonly<Record<string, () => string>>;

/** What stands behind a right article. */
export const pageBombs: Bombs = {
  "40,000 nested div": () => "<div>".repeat(40_000),
  "100,000 nested b": () => "<b>".repeat(100_000),
  "30,000 nested tables": () => "<table><tr><td>".repeat(30_000),
  "100,000 misplaced in a table": () => `<table>${"<p>x".repeat(100_000)}`,
  "100,000 attributes on a tag": () => `<div ${Array.from({ length: 100_000 }, (_, at) => `a${at}=x`).join(" ")}>`,
  "one attribute 100,000 times": () => `<div ${"a=x ".repeat(100_000)}>`,
  "60,000 comments of readers": () => '<div class="comment"><b class="by">Jan</b><p>Ja</p></div>'.repeat(60_000),
  "250,000 elements": () => "<i></i>".repeat(249_000),
  "a million elements": () => "<i></i>".repeat(1_000_000),
  "16 MB of text": () => "kade ".repeat(3_200_000),
  "16 MB of brackets": () => "<".repeat(16_000_000),
  "8 MB of end tags": () => "</p>".repeat(2_000_000),
  "a million entities": () => "&amp;&notit;&#x41;".repeat(300_000),
  "an attribute of 16 MB": () => `<p title="${"x".repeat(16_000_000)}">`,
  "a comment of 16 MB": () => `<!--${"-".repeat(16_000_000)}`,
  "an attribute of 16 MB that never ends": () => `<p title="${"x".repeat(16_000_000)}`,
  "a tag's name of 16 MB": () => `<p${"x".repeat(16_000_000)}>`,
  "a script of 16 MB that never ends": () => `<script>${"x<".repeat(8_000_000)}`,
  "a title of 16 MB that never ends": () => `<title>${"&x".repeat(8_000_000)}`,
  "a doctype of 16 MB": () => `<!doctype ${"x".repeat(16_000_000)}>`,
  "an instruction of 16 MB": () => `<?${"x".repeat(16_000_000)}>`,
  "CDATA of 16 MB": () => `<svg><![CDATA[${"x]".repeat(8_000_000)}`,
  "plain text of 16 MB": () => `<plaintext>${"x<".repeat(8_000_000)}`,
  "formatting never closed": () => `${"<a href=x><b><i><font color=x>".repeat(5000)}${"<p>x".repeat(5000)}`,
  "50,000 unclosed list items": () => "<ul><li>".repeat(50_000),
  "100,000 options": () => `<select>${"<option>x".repeat(100_000)}`,
  "templates in templates": () => "<template>".repeat(50_000),
  "svg in math in svg": () => "<svg><math>".repeat(30_000),
  "a page of frames": () => "<frameset><frame src=x></frameset>".repeat(1000),
  "50,000 forms": () => "<form><input></form>".repeat(50_000),
  "JSON-LD 200,000 deep": () => `<script type="application/ld+json">${"[".repeat(200_000)}</script>`,
  "JSON-LD of 8 MB": () =>
    `<script type="application/ld+json">[${'{"@type":"Person","name":"Jan"},'.repeat(240_000)}{}]</script>`,
  "10,000 JSON-LD scripts": () => '<script type="application/ld+json">{"@type":"Person"}</script>'.repeat(10_000),
  "50,000 itemscopes": () => '<p itemscope itemprop="author"><b itemprop=name>J</b>'.repeat(1500).repeat(10),
  "100,000 metas": () => '<meta property="og:title" content="x">'.repeat(100_000),
  "60,000 paragraphs": () => "<p>De gemeenteraad vergaderde over de kade.</p>".repeat(60_000),
  "100,000 line breaks": () => `<p>${"regel<br>".repeat(100_000)}`,
  "nothing but spaces": () => " \n\t".repeat(5_000_000),
};

/** Where a title is read from, in a site file. */
export const fieldBombs: Bombs = {
  "nested quantifiers": () => '{ select: h1, match: "^(([a-z])+.)+[A-Z]([a-z])+$" }',
  "an alternation of the same": () => '{ select: h1, match: "^(a|a|aa)+$" }',
  "overlapping stars": () => '{ select: h1, match: "(.*)*(.*)*(.*)*x$" }',
  "a back reference": () => '{ select: h1, match: "^(a+)\\\\1+$" }',
  "a look-ahead": () => '{ select: h1, match: "^(?=(a+)+$)b" }',
  "a thousand-fold repetition": () => '{ select: h1, match: "^(a{1,1000}){1,1000}$" }',
  "nested :has": () => '"div:has(div:has(div:has(div:has(p))))"',
  "sibling chains": () => '"p ~ p ~ p ~ p ~ p ~ p ~ p ~ p"',
  "descendant chains": () => '"div div div div div div div div div div h1"',
  "a thousand selectors": () => `"${Array(1000).fill("h1").join(", ")}"`,
  "nth-child of everything": () => '":nth-last-child(2n+1 of :not(:has(p ~ p)))"',
  "attribute substrings": () => '"[class*=a][class*=a][class*=a][title$=x]"',
};

/** Site files. */
export const yamlBombs: Bombs = {
  "a billion laughs": () =>
    `a: &a [x]\n${Array.from({ length: 12 }, (_, at) => `${"bcdefghijklm"[at]}: &${"bcdefghijklm"[at]} [${`*${"abcdefghijkl"[at]}, `.repeat(9)}]`).join("\n")}`,
  "an alias of itself": () => "a: &a [*a]",
  code: () => "a: !!js/function 'function () { return 1 }'",
  "a prototype": () => "__proto__: { isAdmin: true }",
  "a prototype in a merge": () => "a: &a { __proto__: { isAdmin: true } }\n<<: *a",
  depth: () => `a: ${"[".repeat(50_000)}`,
  "depth in keys": () => `${"? ".repeat(20_000)}a`,
  "depth in lists": () => `${"- ".repeat(20_000)}a`,
  "a megabyte": () => `a: ${"x".repeat(1_000_000)}`,
  "a hundred thousand keys": () => Array.from({ length: 20_000 }, (_, at) => `k${at}: 1`).join("\n"),
};
