import type { Command } from "commander";
import { printable } from "../model/printable.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

export function define(program: Command): void {
  program
    .command("check")
    .description("is the site file sound, and do its saved examples come out field by field?")
    .argument("[site...]", "names or paths of site files (default: all in ./selectors)")
    .option("--examples <folder>", "where the examples of all sites lie", "tests/sites")
    .option("--watch", "check again whenever a site file or an example is saved")
    .addHelpText(
      "after",
      `
Examples:
  oogst check                       all site files, all examples
  oogst check my-paper --watch      again on each saving, until Ctrl-C

An example is a folder tests/sites/<site>/<name>/ with page.html, meta.json (url, fetchedAt) and record.json.
Exit codes: 0 all well, 3 a site file is not sound, 9 an example came out otherwise.`,
    )
    .action(async (names: string[], flags: { examples: string; watch?: boolean }) => {
      process.exitCode = await checkAll(names, flags.examples);
      if (flags.watch === true) await watchAndCheck(names, flags.examples);
    });
}

async function checkAll(names: readonly string[], examples: string): Promise<ExitCode> {
  const [{ findSite, siteFiles }, { checkSite }, { join }] = await Promise.all([
    import("../config/find-site.ts"),
    import("../crawl/check-site.ts"),
    import("node:path"),
  ]);
  const wanted = names.length > 0 ? names : siteFiles().map(({ path }) => path);
  let code: ExitCode = EXIT.ok;
  for (const name of wanted) {
    try {
      const loaded = await findSite(name);
      const results = await checkSite(loaded, join(examples, loaded.site.name));
      const wrong = results.filter(({ differences }) => differences.length > 0);
      say(
        `${wrong.length === 0 ? "ok   " : "WRONG"} ${loaded.site.name}: ${results.length === 0 ? "sound; no examples yet" : `${results.length - wrong.length} of ${results.length} examples as expected`}`,
      );
      for (const { line, column, message } of loaded.warnings)
        say(`      ${loaded.fileName}:${line}:${column}: warning: ${message}`);
      for (const { example, differences } of wrong)
        for (const { field, expected, found } of differences)
          say(`      ${example}: \`${field}\` expected ${shortJson(expected)}, found ${shortJson(found)}`);
      if (wrong.length > 0 && code === EXIT.ok) code = EXIT.checkFailed;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "SiteFileError") throw error;
      say(`WRONG ${name}\n${error.message}`);
      code = EXIT.badSiteFile;
    }
  }
  return code;
}

/** Checks again a moment after the last of a burst of changes; ends with Ctrl-C. */
async function watchAndCheck(names: readonly string[], examples: string): Promise<void> {
  const [{ existsSync, watch }, { dirname }] = await Promise.all([import("node:fs"), import("node:path")]);
  const folders = new Set(
    ["selectors", examples, ...names.filter((name) => /[\\/]|\.ya?ml$/.test(name)).map((name) => dirname(name))].filter(
      (folder) => existsSync(folder),
    ),
  );
  let timer: NodeJS.Timeout | undefined;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      say(`\n${new Date().toLocaleTimeString()}`);
      process.exitCode = await checkAll(names, examples).catch((error: unknown) => {
        say(error instanceof Error ? error.message : String(error));
        return EXIT.checkFailed;
      });
    }, 100);
  };
  const watchers = [...folders].map((folder) => watch(folder, { recursive: true }, again));
  say("watching; Ctrl-C ends");
  await new Promise((resolve) => process.once("SIGINT", resolve));
  for (const watcher of watchers) watcher.close();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function shortJson(value: unknown): string {
  const json = JSON.stringify(value) ?? "nothing";
  return printable(json, 160);
}
