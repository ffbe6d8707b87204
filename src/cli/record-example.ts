import type { Command } from "commander";
import type { PageFlags } from "./bring-page.ts";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";

export function define(program: Command): void {
  program
    .command("record-example")
    .description(
      "save a page, its metadata and the record it gives now, for review; `oogst check` compares with it from then on",
    )
    .argument("<url|file>", "the page")
    .option("--site <name|path>", "the site file, where the host does not tell")
    .option("--url <url>", "the address of a saved page")
    .option("--examples <folder>", "where examples lie", "tests/sites")
    .option("--contact <url|e-mail>", "where owners of sites reach you; goes into the user agent")
    .option("--allow-address <address...>", "reach these private addresses, ranges or hosts all the same")
    .option("--connect-to <host=address:port...>", "connect to another address for a host, as for a test server")
    .addHelpText(
      "after",
      "\nExamples:\n  oogst record-example https://www.example.org/news/an-article\n  oogst record-example saved.html --url https://www.example.org/news/an-article",
    )
    .action(async (input: string, flags: PageFlags & { examples: string }) => {
      process.exitCode = await runRecord(input, flags);
    });
}

async function runRecord(input: string, flags: PageFlags & { examples: string }): Promise<ExitCode> {
  const [{ bringPage }, { saveExample }] = await Promise.all([import("./bring-page.ts"), import("./save-example.ts")]);
  const { page, loaded } = await bringPage(input, flags);
  if (loaded === null)
    throw new UsageError(`no site file for ${page.finalUrl}; begin one with \`oogst new\`, or name it with --site`);
  const { folder, former } = await saveExample(page, loaded, flags.examples);
  process.stderr.write(
    `written: ${folder}/page.html, meta.json, record.json\n${former === null ? "" : `kept:    ${former}, which was expected until now\n`}Review record.json by hand: from now on it is what \`oogst check ${loaded.site.name}\` expects.\n`,
  );
  return EXIT.ok;
}
