import { readYaml } from "../src/config/read-yaml.ts";
for (const [n, text] of Object.entries({
 brackets: "[".repeat(100000), braces: "{a: ".repeat(50000), bang: "!!x ".repeat(60000), dashes: "- ".repeat(100000), wide: Array.from({length:30000},(_, i)=>`k${i}: 1`).join("\n"),
 lol: "a: &a [x,x,x,x,x,x,x,x,x]\n" + "bcdefghi".split("").map((c,i)=>`${c}: &${c} [${Array(9).fill("*"+"abcdefghi"[i]).join(",")}]`).join("\n"),
 selfalias: "&a [*a]", dup: "a: 1\nb: {c: 1, c: 2}\na: 2", t: "a: !!js/function 'x'\nb: !foo 1\nc: !!binary aa\nd: !!str 3\n", merge: "x:\n  <<: {a: 1}\nb: 2", dir: "%YAML 1.1\n---\na: yes\n", dir2:"%TAG ! tag:x,2000:\n---\na: !x 1", multi:"a: 1\n---\nb: 2", proto: "__proto__: {a: 1}", bad: "a: [1, 2\nb: 'x", tab: "a:\n\tb: 1", empty: "", comment: "# x", undef: "a: *x", bom:"\uFEFFa: 1", badkey: "? [a]\n: 1\n? {b: 1}\n: 2\n~: 3\n1: 4\ntrue: 5", nul: "a: \u0000b", colon2: "a: b: c", unq: "title: Foo: bar\nx: @y", pct: "a: %x", hash: "fields:\n  title: #main\n  lead: # hoi\n     p\n  b:\n  c: \n", star: "card: *", star2: "card: * > a", amp: "card: &", dq: 'a: "\\d+"', crlf: "a: 1\r\nb: \r\n  - x\r\n  - [", flow:"a: {b: [c, d]}", str: "just text", nul2: "a: !!null ~\nb: !!int 12", q: "a: > p\nb: | x"}))  {
  const t = performance.now();
  const r = readYaml(text);
  console.log(n, (performance.now()-t).toFixed(0)+"ms", text.length < 300 ? JSON.stringify(r.data) : "", r.problems.length, r.problems.slice(0,4).map(p=>`${p.line}:${p.column} ${p.message}`), r.isCommentedOut(["fields","title"]), r.isCommentedOut(["fields","lead"]));
}
