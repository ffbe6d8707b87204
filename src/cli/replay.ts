import type { Command } from "commander";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";
import { stopOnSignals } from "./stop-on-signals.ts";

interface Flags {
  readonly site?: string[];
  readonly output?: string;
  readonly fresh?: boolean;
  readonly since?: string;
  readonly threads?: number;
  readonly comments?: string;
  readonly pseudonymKeyFile?: string;
  readonly logJson?: boolean;
  readonly logLevel: string;
}

export function define(program: Command): void {
  program
    .command("replay")
    .description("extract again from an archive, with today's site files and without a network")
    .argument("<archive...>", "WARC files, folders of them, or a dataset's folder with its archive/")
    .option("--site <name|path...>", "site files to read with (default: those that the archive was made with)")
    .option("-o, --output <folder>", "the new dataset's folder (default: output/<site>-replay)")
    .option("--fresh", "begin the dataset anew; what is there moves to previous-<time>/ in it")
    .option("--since <day>", "nothing published before: 2026-01-31, or 36h, 7d, 2w")
    .option("--threads <n>", "threads beside the main one that read pages; 0 for none", Number)
    .option("--comments <how>", "full, pseudonymous or none, instead of the site file's")
    .option("--pseudonym-key-file <file>", "key of the pseudonyms (default: the variable OOGST_PSEUDONYM_KEY)")
    .option("--log-json", "log one JSON object a line")
    .option("--log-level <level>", "silent, error, warn, info or debug", "warn")
    .addHelpText(
      "after",
      `
Examples:
  oogst crawl my-paper --archive                      keeps what it fetches in output/my-paper/archive
  oogst replay output/my-paper --output output/again  the same records, after the site file was mended better ones
  oogst replay collection-00001.warc.gz --site my-paper

With the same site files the records are the crawl's, byte for byte.
Exit codes: 0 all well, 2 bad usage, 3 bad site file, 4 no page of these sites in the archive, 5 part of it is damaged,
7 dataset in use, 8 dataset cannot be written, 130 interrupted.`,
    )
    .action(async (paths: string[], flags: Flags) => {
      process.exitCode = await runReplay(paths, flags);
    });
}

async function runReplay(paths: readonly string[], flags: Flags): Promise<ExitCode> {
  const [
    { sitesIn },
    { findSite },
    { parseCrawlOptions },
    { createLog },
    { replay },
    display,
    { reportLines, summaryLine },
  ] = await Promise.all([
    import("../archive/archive.ts"),
    import("../config/find-site.ts"),
    import("../config/options.ts"),
    import("../config/log.ts"),
    import("../crawl/replay.ts"),
    import("./show-progress.ts"),
    import("./show-report.ts"),
  ]);
  const files = await filesOf(paths);
  const names = flags.site ?? (await sitesIn(files));
  if (names.length === 0)
    throw new UsageError("the archive does not tell which site files it was made with: name them with --site");
  const sites = await Promise.all(names.map((name) => findSite(name)));
  const { site, output, fresh, since, threads, comments, pseudonymKeyFile } = { ...flags, site: sites[0]?.site.name };
  const options = parseCrawlOptions({
    output: output ?? `output/${sites.length === 1 ? `${site}-replay` : "replay"}`,
    ...(fresh === undefined ? {} : { fresh }),
    ...(since === undefined ? {} : { since }),
    ...(threads === undefined ? {} : { threads }),
    ...(comments === undefined ? {} : { comments }),
    ...(pseudonymKeyFile === undefined ? {} : { pseudonymKeyFile }),
  });
  await refuseToMix(options, files);
  const log = await createLog({
    isJson: flags.logJson === true,
    level: flags.logLevel as "warn",
    isTerminal: process.stderr.isTTY === true,
    destination: process.stderr,
  });
  const progress = display.createProgressDisplay(process.stderr);
  const stop = stopOnSignals(() => process.stderr.write("\nending after this page\n"));
  try {
    const { report, visits, withoutPage, ofOtherSites, damaged } = await replay(files, sites, options, {
      log,
      onProgress: progress.show,
      signal: stop.signals.graceful,
    });
    progress.end();
    if (flags.logJson !== true) for (const line of reportLines(report)) process.stderr.write(`${line}\n`);
    say(withoutPage, "visits whose page failed or was not to be kept");
    say(ofOtherSites, "visits of other sites than were given: see --site");
    say(damaged, "damaged places in the archive");
    process.stderr.write(`${summaryLine(report)}\n`);
    if (report.ended === "interrupted") return EXIT.interrupted;
    if (damaged > 0) return EXIT.somePagesFailed;
    return visits === 0 ? EXIT.nothingFound : EXIT.ok;
  } finally {
    progress.end();
    stop.forget();
  }
}

async function filesOf(paths: readonly string[]): Promise<string[]> {
  const [{ warcPaths }, { mendSwap }] = await Promise.all([
    import("../archive/archive.ts"),
    import("../frontier/swap-in.ts"),
  ]);
  for (const path of paths) await mendSwap(path);
  try {
    const files = await warcPaths(paths);
    if (files.length > 0) return files;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  throw new UsageError(`${paths.join(", ")}: expected WARC files (.warc, .warc.gz), found none`);
}

/** A replay makes a dataset of its own: it neither adds to one nor moves the archive it reads. */
async function refuseToMix(
  { output, fresh }: { readonly output: string; readonly fresh: boolean },
  files: readonly string[],
): Promise<void> {
  const [{ existsSync }, { join, relative, resolve }] = await Promise.all([import("node:fs"), import("node:path")]);
  const isWithin = (file: string) => !/^\.\.|^[A-Za-z]:|^\//.test(relative(resolve(output), resolve(file)));
  if (files.some(isWithin))
    throw new UsageError(`${output} holds the archive itself: name another folder with --output`);
  if (!fresh && existsSync(join(output, "ledger.sqlite")))
    throw new UsageError(`${output} holds a dataset already: name another folder, or begin it anew with --fresh`);
}

function say(count: number, what: string): void {
  if (count > 0) process.stderr.write(`  ${String(count).padStart(6)}  ${what}\n`);
}
