import type { Command } from "commander";
import type { EraseReport } from "../crawl/erase.ts";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";

interface Flags {
  readonly author?: string[];
  readonly url?: string[];
  readonly expired?: boolean;
  readonly articleAuthors?: boolean;
  readonly pseudonymKeyFile?: string;
  readonly dryRun?: boolean;
}

export function define(program: Command): void {
  program
    .command("erase")
    .description("take a commenter, an article, or comments that grew too old out of every file of a dataset")
    .argument("<dataset>", "the dataset's folder")
    .option("--author <name...>", "commenters, by their names in full or by their pseudonyms")
    .option("--url <url...>", "articles, with all their comments")
    .option("--expired", "comments older than `people.retention` of their site files")
    .option("--article-authors", "with --author: bylines, credits and texts of articles too, not only comments")
    .option(
      "--pseudonym-key-file <file>",
      "with --author: the pseudonyms of the names go too (default: the variable OOGST_PSEUDONYM_KEY)",
    )
    .option("--dry-run", "tell what would be erased, and change nothing")
    .addHelpText(
      "after",
      `
Examples:
  oogst erase output/my-paper --author "Miep Voorbeeld" --dry-run
  oogst erase output/my-paper --url https://paper.example/news/12
  oogst erase output/my-paper --expired

Records, rejected records, ledger, manifest, reports, archive and what --fresh moved aside are written anew; exports are removed.
Killed at any moment, the dataset is all old or all new. Later crawls do not bring back what was erased. See docs/people.md.
Exit codes: 0 all well, 2 bad usage, 4 nothing found, 7 dataset in use, 8 dataset cannot be written, 9 a name is left in a file, or one cannot be read.`,
    )
    .action(async (directory: string, flags: Flags) => {
      process.exitCode = await runErase(directory, flags);
    });
}

async function runErase(directory: string, flags: Flags): Promise<ExitCode> {
  const [{ existsSync }, { join }, { eraseFromDataset }, { normalizeUrl }] = await Promise.all([
    import("node:fs"),
    import("node:path"),
    import("../crawl/erase.ts"),
    import("../model/normalize-url.ts"),
  ]);
  const { author = [], url = [], expired = false } = flags;
  if (author.length === 0 && url.length === 0 && !expired)
    throw new UsageError("erase needs at least one of --author, --url and --expired");
  if (author.some((name) => name.trim() === "")) throw new UsageError("--author: expected a name, got an empty one");
  if (!existsSync(join(directory, "ledger.sqlite"))) throw new UsageError(`${directory}: there is no dataset here`);
  const urls = url.map((each) => {
    const normal = normalizeUrl(each);
    if (normal === undefined) throw new UsageError(`--url: expected a web address, got \`${each}\``);
    return normal;
  });
  const nowMs = Date.now();
  const key = await pseudonymKey(flags.pseudonymKeyFile);
  const report = await eraseFromDataset({
    ...{ directory, authors: author, urls, nowMs, pseudonymKey: key },
    expiredBeforeMs: expired ? await retentions(directory, nowMs) : new Map(),
    hasArticleAuthors: flags.articleAuthors === true,
    isDryRun: flags.dryRun === true,
  });
  for (const line of linesOf(report)) process.stderr.write(`${line}\n`);
  if (report.stillIn.length > 0) return EXIT.checkFailed;
  const { comments, mentions, records, archiveRecords, removedFiles } = report;
  if (comments + mentions + records + archiveRecords + removedFiles.length > 0) return EXIT.ok;
  if (author.length > 0)
    process.stderr.write(
      "oogst: names are compared in full, as the records spell them; in another spelling none was found\n",
    );
  return EXIT.nothingFound;
}

/** From the file or the variable, as a crawl takes it; null where there is none. */
async function pseudonymKey(file: string | undefined): Promise<string | null> {
  const [{ readFile }, { KEY_VARIABLE }] = await Promise.all([
    import("node:fs/promises"),
    import("../crawl/read-protector-settings.ts"),
  ]);
  const key = file === undefined ? process.env[KEY_VARIABLE] : (await readFile(file, "utf8")).trim();
  if (key === undefined || (file === undefined && key === "")) return null;
  if (Buffer.byteLength(key) < 16)
    throw new UsageError(
      `${file ?? KEY_VARIABLE}: a pseudonym key has at least 16 bytes, got ${Buffer.byteLength(key)}`,
    );
  return key;
}

/** By site the moment before which comments are too old, for sites whose files say so. */
async function retentions(directory: string, nowMs: number): Promise<Map<string, number>> {
  const [{ openLedgerForReading }, { findSite }, { durationMs }, { existsSync }] = await Promise.all([
    import("../frontier/read-ledger.ts"),
    import("../config/find-site.ts"),
    import("../revisit/next-visit.ts"),
    import("node:fs"),
  ]);
  const ledger = await openLedgerForReading(directory);
  const names = new Set((await ledger.counts()).map(({ site }) => site));
  await ledger.close();
  const before = new Map<string, number>();
  const files = await lastSiteFiles(directory);
  for (const name of names) {
    const file = files.get(name);
    const { site } = await findSite(file !== undefined && existsSync(file) ? file : name);
    if (site.people.retention !== undefined) before.set(name, nowMs - durationMs(site.people.retention));
  }
  if (before.size === 0)
    throw new UsageError(`--expired: none of the site files of ${[...names].join(", ")} says \`people.retention\``);
  return before;
}

/** By site the file that the last crawl read it from: it may lie anywhere, and erasing may be asked for from anywhere. */
async function lastSiteFiles(directory: string): Promise<Map<string, string>> {
  const [{ readFile }, { join }] = await Promise.all([import("node:fs/promises"), import("node:path")]);
  const text = await readFile(join(directory, "report.json"), "utf8").catch(() => "{}");
  const { sites = {} } = JSON.parse(text) as {
    readonly sites?: Readonly<Record<string, { readonly siteFile: string }>>;
  };
  return new Map(Object.entries(sites).map(([name, { siteFile }]) => [name, siteFile]));
}

function linesOf(report: EraseReport): string[] {
  const { comments, mentions, records, archiveRecords, files, removedFiles, stillIn, isDryRun } = report;
  return [
    ...Object.entries(files).map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`),
    ...removedFiles.map((name) => `          ${name} ${isDryRun ? "would be" : "was"} removed: export it again`),
    ...stillIn.map((name) => `          ${name} still holds a name, or cannot be looked through: see docs/people.md`),
    `oogst: ${isDryRun ? "would erase" : "erased"} ${comments} comments, ${mentions} mentions, ${records} records and ${archiveRecords} archived pages`,
  ];
}
