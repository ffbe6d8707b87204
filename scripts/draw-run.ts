// Draws docs/run.svg, the picture in the README, from a real run of the demo.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "oogst-draw-"));
const run = spawnSync(process.execPath, ["src/cli/main.ts", "demo", "--output", folder], { encoding: "utf8" });
const shown = run.stderr
  .replaceAll(folder, "output/demo")
  .replace(/127\.0\.0\.1:\d+/, "127.0.0.1:40613")
  .trimEnd()
  .split("\n");
const records = readFileSync(join(folder, "articles.jsonl"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line));
const place = records.findIndex(({ comments, authors }) => comments[0]?.role != null && authors.length > 0);
const record = records[place];
rmSync(folder, { recursive: true, force: true });

const comment = record.comments?.[0];
const taste = {
  title: record.title,
  publishedAt: record.publishedAt,
  authors: record.authors,
  commentCountDeclared: record.commentCountDeclared,
  comments: comment === undefined ? [] : [{ author: comment.author, role: comment.role, text: comment.text }],
  provenance: record.provenance
    ?.filter(({ field }: { field: string }) => field === "title")
    .map(({ field, source, where }: Record<string, string>) => ({ field, source, where })),
};
const lines = [
  "$ npm run demo",
  ...shown,
  "",
  `$ sed -n ${place + 1}p output/demo/articles.jsonl   # some of its keys`,
  ...JSON.stringify(taste, null, 1).split("\n"),
].flatMap((line) => wrap(line, 104));

const height = 34 + lines.length * 18;
const rows = lines.map(
  (line, index) =>
    `<text x="18" y="${46 + index * 18}"${line.startsWith("$") ? ' class="said"' : ""}>${escapeXml(line)}</text>`,
);
writeFileSync(
  "docs/run.svg",
  `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="${height + 14}" role="img" aria-label="A run of the demo in a terminal">
<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#d7dae0;white-space:pre}.said{fill:#8fd694}</style>
<rect width="900" height="${height + 14}" rx="8" fill="#1d2026"/><circle cx="20" cy="16" r="5" fill="#ff5f57"/><circle cx="38" cy="16" r="5" fill="#febc2e"/><circle cx="56" cy="16" r="5" fill="#28c840"/>
${rows.join("\n")}
</svg>
`,
);

function wrap(line: string, width: number): string[] {
  const parts: string[] = [];
  for (let rest = line; ; rest = `    ${rest.slice(width)}`) {
    parts.push(rest.slice(0, width));
    if (rest.length <= width) return parts;
  }
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
