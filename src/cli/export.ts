import type { Command } from "commander";
import type { Format, TableName } from "../export/export.ts";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";

interface Flags {
  readonly to: string;
  readonly what: string;
  readonly site?: string[];
  readonly from?: string;
  readonly until?: string;
  readonly allRevisions?: boolean;
  readonly output?: string;
  readonly plainCsv?: boolean;
}

export function define(program: Command): void {
  program
    .command("export")
    .description("write a dataset as Parquet, CSV, JSON Lines, DuckDB or JSON-LD: articles, and comments flat")
    .argument("<dataset>", "the dataset's folder")
    .requiredOption("--to <format>", "parquet, csv, jsonl, duckdb or jsonld")
    .option("--what <tables>", "articles, comments or both", "both")
    .option("--site <name...>", "only articles of these sites")
    .option("--from <day>", "only articles published on this day or later: 2026-01-31")
    .option("--until <day>", "only articles published before this day")
    .option("--all-revisions", "every revision of an article, instead of its last")
    .option("-o, --output <folder>", "where to (default: <dataset>/export), or `-` for standard output")
    .option("--plain-csv", "do not put an apostrophe before cells that a spreadsheet would take for formulas")
    .addHelpText(
      "after",
      `
Examples:
  oogst export output/my-paper --to parquet
  oogst export output/my-paper --to csv --what comments --from 2026-01-01
  oogst export output/my-paper --to jsonl --what comments --output - | head

Comments join articles by articleId and revision. docs/downstream.md shows pandas, DuckDB and Hugging Face datasets at work.
Exit codes: 0 all well, 2 bad usage, 4 no article fits, 8 the files cannot be written.`,
    )
    .action(async (directory: string, flags: Flags) => {
      process.exitCode = await runExport(directory, flags);
    });
}

async function runExport(directory: string, flags: Flags): Promise<ExitCode> {
  const [{ existsSync }, { join }, { FORMATS }, { exportDataset }, { version }] = await Promise.all([
    import("node:fs"),
    import("node:path"),
    import("../export/export.ts"),
    import("../crawl/export-dataset.ts"),
    import("../config/version.ts"),
  ]);
  if (!FORMATS.includes(flags.to as Format))
    throw new UsageError(`--to: expected one of ${FORMATS.join(", ")}, got \`${flags.to}\``);
  const what = tablesOf(flags.what);
  const output = flags.output === "-" ? process.stdout : (flags.output ?? join(directory, "export"));
  if (output === process.stdout && (what.length > 1 || flags.to === "parquet" || flags.to === "duckdb"))
    throw new UsageError("--output -: only one table (--what) as csv, jsonl or jsonld goes to standard output");
  if (!["articles.jsonl", "manifest.json", "ledger.sqlite"].some((name) => existsSync(join(directory, name))))
    throw new UsageError(`${directory}: there is no dataset here`);
  const { rows, files, note } = await exportDataset({
    ...{ directory, what, output, to: flags.to as Format, createdBy: `oogst ${version}` },
    sites: flags.site ?? [],
    from: dayOf("--from", flags.from),
    until: dayOf("--until", flags.until),
    allRevisions: flags.allRevisions === true,
    isPlainCsv: flags.plainCsv === true,
  });
  const told = what.map((name) => `${rows[name]} ${name}`).join(", ");
  process.stderr.write(`oogst: ${told}${files.length === 0 ? "" : ` → ${files.join(", ")}`}\n`);
  if (note !== null) process.stderr.write(`oogst: ${note}\n`);
  return what.every((name) => rows[name] === 0) ? EXIT.nothingFound : EXIT.ok;
}

function tablesOf(what: string): readonly TableName[] {
  if (what === "both") return ["articles", "comments"];
  if (what === "articles" || what === "comments") return [what];
  throw new UsageError(`--what: expected articles, comments or both, got \`${what}\``);
}

function dayOf(option: string, text: string | undefined): string | null {
  if (text === undefined) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
  if (!isDay) throw new UsageError(`${option}: expected a day such as 2026-01-31, got \`${text}\``);
  return text;
}
