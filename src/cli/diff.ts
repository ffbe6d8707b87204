import type { Command } from "commander";
import type { ArticleHistory } from "../crawl/diff-article.ts";
import type { WordRun } from "../revisit/diff-words.ts";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";

interface Flags {
  readonly output?: string;
  readonly json?: boolean;
}

export function define(program: Command): void {
  program
    .command("diff")
    .description("show what changed from one revision of an article to the next, word by word")
    .argument("<url>", "the article's address, or its id in the dataset")
    .option("-o, --output <folder>", "the dataset's folder (default: the one in ./output that has the article)")
    .option("--json", "one JSON object for a program")
    .addHelpText(
      "after",
      `
Examples:
  oogst diff https://paper.example/news/12 --output output/my-paper
  oogst diff https://paper.example/news/12 --json | jq '.differences[].comments'

Words that went stand in [-brackets-], words that came in {+braces+}.
Exit codes: 0 all well, 2 bad usage, 4 no such article.`,
    )
    .action(async (url: string, flags: Flags) => {
      process.exitCode = await runDiff(url, flags);
    });
}

async function runDiff(url: string, flags: Flags): Promise<ExitCode> {
  const [{ existsSync, readdirSync }, { join }, { diffArticle }] = await Promise.all([
    import("node:fs"),
    import("node:path"),
    import("../crawl/diff-article.ts"),
  ]);
  const isDataset = (folder: string) =>
    ["articles.jsonl", "manifest.json", "ledger.sqlite"].some((name) => existsSync(join(folder, name)));
  if (flags.output !== undefined && !isDataset(flags.output))
    throw new UsageError(`${flags.output}: there is no dataset here`);
  const inOutput = existsSync("output") ? readdirSync("output").map((name) => join("output", name)) : [];
  const folders = flags.output === undefined ? inOutput.filter(isDataset) : [flags.output];
  for (const folder of folders) {
    const history = await diffArticle(folder, url);
    if (history === undefined) continue;
    process.stdout.write(flags.json === true ? `${JSON.stringify(history)}\n` : `${linesOf(history).join("\n")}\n`);
    return EXIT.ok;
  }
  process.stderr.write(`oogst: no article ${url} in ${folders.length === 0 ? "./output" : folders.join(", ")}\n`);
  return EXIT.nothingFound;
}

function linesOf({ title, url, revisions, differences }: ArticleHistory): string[] {
  const lines = [`${title ?? "(no title)"}`, url, `${revisions} ${revisions === 1 ? "revision" : "revisions"}`];
  for (const { from, to, fetchedAt, fields, comments } of differences) {
    lines.push("", `revision ${from} → ${to}, found ${fetchedAt}`);
    for (const { field, words } of fields) lines.push(`  ${field}`, ...indented(words));
    for (const { what, id, words } of comments) lines.push(`  ${what.replace("-", " ")} (${id})`, ...indented(words));
  }
  return lines;
}

/** Of long stretches that did not change only their ends are shown. */
function indented(words: readonly WordRun[]): string[] {
  const text = words.map(({ what, text }) => (what === "same" ? shortened(text) : marked(what, text))).join("");
  return text.split("\n").map((line) => `    ${line}`.trimEnd());
}

function marked(what: WordRun["what"], text: string): string {
  const [, word = "", space = ""] = /^(.*?)(\s*)$/s.exec(text) ?? [];
  return what === "removed" ? `[-${word}-]${space}` : `{+${word}+}${space}`;
}

function shortened(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 70)} … ${text.slice(-70)}`;
}
