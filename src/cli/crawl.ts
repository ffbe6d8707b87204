import { type Command, Option } from "commander";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";
import { stopOnSignals } from "./stop-on-signals.ts";

interface Flags {
  readonly output?: string;
  readonly limit?: number;
  readonly since?: string;
  readonly fresh?: boolean;
  readonly dryRun?: boolean;
  readonly logJson?: boolean;
  readonly logLevel: string;
  readonly contact?: string;
  readonly concurrency?: number;
  readonly threads?: number;
  readonly hostDelay?: number;
  readonly allowAddress?: string[];
  readonly connectTo?: string[];
  readonly maxRejected?: number;
  readonly segmentRecords?: number;
  readonly store?: string;
  readonly comments?: string;
  readonly keepFailures?: string;
  readonly pseudonymKeyFile?: string;
  readonly archive?: boolean;
}

export function define(program: Command): void {
  program
    .command("crawl")
    .description("discover, visit and write: one record an article, as JSON Lines")
    .argument("<site...>", "names of site files (in ./selectors, then those that come with Oogst), or paths")
    .option("-o, --output <folder>", "the dataset's folder (default: output/<site>, or output/crawl for several)")
    .option("--limit <n>", "end after so many new records; 0 for no limit", whole)
    .option("--since <day>", "nothing published before: 2026-01-31, or 36h, 7d, 2w")
    .option("--fresh", "begin the dataset anew; what is there moves to previous-<time>/ in it")
    .option(
      "--dry-run",
      "ask listings, feeds and sitemaps only; print the articles that would be asked, report why not the rest; write nothing",
    )
    .option("--concurrency <n>", "visits under way at once, over all hosts", whole)
    .option("--threads <n>", "threads beside the main one that read pages; 0 for none", whole)
    .option("--host-delay <ms>", "least time between two requests to a host, instead of the site file's", whole)
    .option("--contact <url|e-mail>", "where owners of sites reach you; goes into the user agent")
    .option("--max-rejected <share>", "share of rejected records above which the exit code says so", Number)
    .option("--segment-records <n>", "seal a file of records after so many", whole)
    .option("--archive", "keep what is fetched as WARC in <folder>/archive, for `oogst replay`")
    .option("--comments <how>", "full, pseudonymous or none, instead of the site file's")
    .option("--pseudonym-key-file <file>", "key of the pseudonyms (default: the variable OOGST_PSEUDONYM_KEY)")
    .option("--keep-failures <folder>", "keep screenshot, HTML and console of pages whose rendering failed")
    .option("--store <url>", "where robots.txt bodies are kept: sqlite:PATH, memory:, redis://…, postgres://…")
    .option("--allow-address <address...>", "reach these private addresses, ranges or hosts all the same")
    .option("--connect-to <host=address:port...>", "connect to another address for a host, as for a test server")
    .option("--log-json", "log one JSON object a line")
    .addOption(
      new Option("--log-level <level>", "how much is logged")
        .choices(["silent", "error", "warn", "info", "debug"])
        .default("warn"),
    )
    .addHelpText(
      "after",
      `
Examples:
  oogst crawl binnenlandsbestuur --limit 50
  oogst crawl selectors/my-paper.yaml --since 7d --output data/my-paper
  oogst crawl polderklerk tagblatt --dry-run

Ctrl-C finishes what is in flight, and the next run goes on from there; a second Ctrl-C stops at once. Neither loses anything.
Exit codes: 0 all well, 2 bad usage, 3 bad site file, 4 nothing found, 5 some pages failed, 6 too many records rejected,
7 dataset in use, 8 dataset cannot be written, 130 interrupted.`,
    )
    .action(async (names: string[], flags: Flags) => {
      process.exitCode = await runCrawl(names, flags);
    });
}

function whole(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new UsageError(`expected a whole number, got \`${text}\``);
  return Number(text);
}

async function runCrawl(names: readonly string[], flags: Flags): Promise<ExitCode> {
  const [
    { findSite },
    { parseCrawlOptions },
    { createLog },
    { crawl },
    { createProgressDisplay },
    { reportLines, summaryLine },
  ] = await Promise.all([
    import("../config/find-site.ts"),
    import("../config/options.ts"),
    import("../config/log.ts"),
    import("../crawl/crawl.ts"),
    import("./show-progress.ts"),
    import("./show-report.ts"),
  ]);
  const sites = await Promise.all(names.map((name) => findSite(name)));
  const nowhere = sites.filter(({ site }) => site.start.length === 0);
  if (nowhere.length > 0)
    throw new UsageError(
      `${nowhere.map(({ fileName }) => fileName).join(", ")}: \`start\` is empty, so a crawl has nowhere to begin`,
    );
  const options = parseCrawlOptions(
    given({
      output: flags.output ?? `output/${sites.length === 1 ? sites[0]?.site.name : "crawl"}`,
      limit: flags.limit,
      since: flags.since,
      fresh: flags.fresh,
      dryRun: flags.dryRun,
      contact: flags.contact,
      concurrency: flags.concurrency,
      threads: flags.threads,
      hostDelayMs: flags.hostDelay,
      allowAddresses: flags.allowAddress,
      connectTo: flags.connectTo,
      maxRejectedShare: flags.maxRejected,
      segmentRecords: flags.segmentRecords,
      store: flags.store,
      comments: flags.comments,
      keepFailures: flags.keepFailures,
      pseudonymKeyFile: flags.pseudonymKeyFile,
      archive: flags.archive,
    }),
  );
  const log = await createLog({
    isJson: flags.logJson === true,
    level: flags.logLevel as "warn",
    isTerminal: process.stderr.isTTY === true,
    destination: process.stderr,
  });
  const display = createProgressDisplay(process.stderr);
  const stop = stopOnSignals(() => process.stderr.write("\nfinishing what is in flight; Ctrl-C again stops at once\n"));
  try {
    const report = await crawl(sites, options, {
      log,
      onProgress: display.show,
      onWouldAsk: (url) => process.stdout.write(`${url}\n`),
      ...stop.signals,
    });
    display.end();
    if (flags.logJson !== true) for (const line of reportLines(report)) process.stderr.write(`${line}\n`);
    process.stderr.write(`${summaryLine(report)}\n`);
    return exitCodeOf(report, options.maxRejectedShare);
  } finally {
    display.end();
    stop.forget();
  }
}

const given = (options: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

function exitCodeOf(report: import("../crawl/report.ts").CrawlReport, maxRejectedShare: number): ExitCode {
  const sites = Object.values(report.sites);
  const sum = (pick: (site: (typeof sites)[number]) => number) => sites.reduce((total, site) => total + pick(site), 0);
  const accepted = sum((site) => site.outcomes.accepted);
  const rejected = sum((site) => site.outcomes.rejected);
  if (report.ended === "interrupted") return EXIT.interrupted;
  if (rejected > 0 && rejected / (accepted + rejected) > maxRejectedShare) return EXIT.tooManyRejected;
  if (sum((site) => site.outcomes.failed) > 0) return EXIT.somePagesFailed;
  // A run that finds nothing new is well, so long as the seeds answered.
  if (
    sum((site) => site.outcomes.discovered) === 0 &&
    accepted === 0 &&
    sum((site) => site.reasons["skipped:not-modified"] ?? 0) === 0
  )
    return EXIT.nothingFound;
  return EXIT.ok;
}
