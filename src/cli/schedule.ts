import type { Command } from "commander";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";

interface Flags {
  readonly output: string;
  readonly archive?: boolean;
  readonly port?: string;
  readonly logJson?: boolean;
  readonly contact?: string;
  readonly pseudonymKeyFile?: string;
  readonly allowAddress?: string[];
  readonly connectTo?: string[];
}

export function define(program: Command): void {
  program
    .command("schedule")
    .description("stay, and crawl each site at the times of its `schedule`")
    .argument("[site...]", "names or paths of site files (default: all in ./selectors that have a `schedule`)")
    .option("-o, --output <folder>", "where the datasets lie, one folder a site", "output")
    .option("--archive", "keep what is fetched as WARC in <folder>/<site>/archive, for `oogst replay`")
    .option("--port <n>", "serve /health (JSON) and /metrics (OpenMetrics) on this loopback port")
    .option("--contact <url|e-mail>", "where owners of sites reach you; goes into the user agent")
    .option("--pseudonym-key-file <file>", "key of the pseudonyms (default: the variable OOGST_PSEUDONYM_KEY)")
    .option("--allow-address <address...>", "reach these private addresses, ranges or hosts all the same")
    .option("--connect-to <host=address:port...>", "connect to another address for a host, as for a test server")
    .option("--log-json", "log one JSON object a line")
    .addHelpText(
      "after",
      `
Examples:
  oogst schedule                              all sites that have a schedule
  oogst schedule my-paper --port 9464 --log-json

A site file says when:  schedule: { cron: "7 * * * *" }   # in the site's own time zone
A changed or, without names, a new site file is taken over at once. Ctrl-C or SIGTERM lets the runs under way finish, a second one stops at once.`,
    )
    .action(async (names: string[], flags: Flags) => {
      process.exitCode = await runSchedule(names, flags);
    });
}

async function runSchedule(names: readonly string[], flags: Flags): Promise<ExitCode> {
  const [
    { findSite, siteFiles },
    { createLog },
    { parseCrawlOptions },
    { crawl },
    { readProtectorSettings },
    { createScheduler },
    { systemClock },
    { stopOnSignals },
    { lastRunAtMs },
    { watchSiteFiles },
    { siteReloader },
    { join },
  ] = await Promise.all([
    import("../config/find-site.ts"),
    import("../config/log.ts"),
    import("../config/options.ts"),
    import("../crawl/crawl.ts"),
    import("../crawl/read-protector-settings.ts"),
    import("../crawl/scheduler.ts"),
    import("../crawl/clock.ts"),
    import("./stop-on-signals.ts"),
    import("../crawl/last-run.ts"),
    import("./watch-sites.ts"),
    import("./reload-sites.ts"),
    import("node:path"),
  ]);
  const found = await Promise.all(
    names.length > 0
      ? names.map((name) => findSite(name))
      : siteFiles({ directories: ["selectors"] }).map(({ path }) => findSite(path)),
  );
  const sites = found.filter(({ site }) => site.schedule !== undefined);
  const without = found.filter(({ site }) => site.schedule === undefined);
  if (names.length > 0 && without.length > 0)
    throw new UsageError(`${without.map(({ fileName }) => fileName).join(", ")}: no \`schedule\` in the site file`);
  if (sites.length === 0) throw new UsageError("no site file in ./selectors has a `schedule`");
  const optionsOf = (site: string) =>
    parseCrawlOptions({
      output: join(flags.output, site),
      archive: flags.archive === true,
      contact: flags.contact ?? null,
      pseudonymKeyFile: flags.pseudonymKeyFile ?? null,
      allowAddresses: flags.allowAddress ?? [],
      connectTo: flags.connectTo ?? [],
    });
  // What is wrong in them is told now, and not by each run at its time.
  for (const { site } of sites) await readProtectorSettings(optionsOf(site.name), [site]);
  const log = await createLog({
    isJson: flags.logJson === true,
    level: "info",
    isTerminal: process.stderr.isTTY === true,
    destination: process.stderr,
  });
  const stop = stopOnSignals(() => log.info("stopping when the runs under way have ended"));
  const scheduler = createScheduler({
    clock: systemClock,
    random: Math.random,
    signal: stop.signals.graceful,
    onEvent: (site, message, fields) => log.info({ site, ...fields }, message),
    lastRunAtMs: ({ site }) => lastRunAtMs(join(flags.output, site.name)),
    crawlSite: (loaded) =>
      crawl([loaded], optionsOf(loaded.site.name), {
        log: log.child({ site: loaded.site.name }, { level: "warn" }),
        ...stop.signals,
      }),
  });
  // Of a file that is broken, what it was stays in force until it is sound again.
  const reload = siteReloader(sites, names.length === 0, scheduler, (path, error) =>
    log.warn({ path, error: error.message }, "site file not taken over"),
  );
  const { promise: areAllPut, resolve: allPut } = Promise.withResolvers<void>();
  // Watched before a site is told to be scheduled: nothing that is saved from then on is missed.
  const watcher = watchSiteFiles(
    sites.map(({ fileName }) => fileName),
    (path) => void areAllPut.then(() => reload(path)),
  );
  try {
    for (const loaded of sites) await scheduler.put(loaded);
  } catch (error) {
    watcher.close();
    throw error;
  }
  allPut();
  const server = flags.port === undefined ? null : await openHealth(flags.port, scheduler.health);
  if (server !== null) log.info({ port: server.port }, "health served on loopback");
  await scheduler.run();
  watcher.close();
  await server?.close();
  stop.forget();
  return EXIT.ok;
}

async function openHealth(port: string, health: import("../crawl/scheduler.ts").Scheduler["health"]) {
  if (!/^\d{1,5}$/.test(port)) throw new UsageError(`--port: expected a number, got \`${port}\``);
  const [{ serveHealth }, { version }] = await Promise.all([
    import("../crawl/serve-health.ts"),
    import("../config/version.ts"),
  ]);
  return serveHealth(Number(port), version, health);
}
