import type { Command } from "commander";
import type { PageFlags } from "./bring-page.ts";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";

export function define(program: Command): void {
  program
    .command("new")
    .description("begin a site file from an article's page, with proposals for each field and how sure they are")
    .argument("<url|file>", "the page of an article, best one with comments")
    .option("--url <url>", "the address of a saved page")
    .option("--name <name>", "the site's name (default: from the host)")
    .option("--examples <folder>", "where the first example goes", "tests/sites")
    .option("--contact <url|e-mail>", "where owners of sites reach you; goes into the user agent")
    .option("--allow-address <address...>", "reach these private addresses, ranges or hosts all the same")
    .option("--connect-to <host=address:port...>", "connect to another address for a host, as for a test server")
    .addHelpText(
      "after",
      "\nExamples:\n  oogst new https://www.example.org/news/an-article\n  oogst check example --watch      and go on from there: docs/how-to-add-a-site.md",
    )
    .action(async (input: string, flags: PageFlags & { name?: string; examples: string }) => {
      process.exitCode = await runNew(input, flags);
    });
}

async function runNew(input: string, flags: PageFlags & { name?: string; examples: string }): Promise<ExitCode> {
  const [{ bringPage }, { beginSite }, { existsSync }, { mkdir, writeFile }, { join }, { parseSite }, { saveExample }] =
    await Promise.all([
      import("./bring-page.ts"),
      import("../crawl/begin-site.ts"),
      import("node:fs"),
      import("node:fs/promises"),
      import("node:path"),
      import("../config/load-site.ts"),
      import("./save-example.ts"),
    ]);
  if (flags.name !== undefined && !/^[a-z0-9][a-z0-9-]{0,60}$/.test(flags.name))
    throw new UsageError(`--name: expected lower-case letters, figures and hyphens, got \`${flags.name}\``);
  const { page } = await bringPage(input, flags);
  const begun = await beginSite(page);
  if (begun.text === null) {
    process.stderr.write(
      `oogst: ${input}: ${begun.outcome.kind === "not-article" ? `no article: ${begun.outcome.what} (${begun.outcome.detail})` : "no article"}\n`,
    );
    return EXIT.nothingFound;
  }
  const name = flags.name ?? begun.name;
  const path = join("selectors", `${name}.yaml`);
  if (existsSync(path)) throw new UsageError(`${path} is there already; choose another --name, or move it away`);
  const text = begun.text.replace(/^name: .*$/m, `name: ${name}`);
  await mkdir("selectors", { recursive: true });
  await writeFile(path, text, { flag: "wx" });
  const loaded = parseSite(text, path);
  const { folder } = await saveExample(page, loaded, flags.examples);
  process.stdout.write(`${text}\n`);
  process.stderr.write(
    `written: ${path}\nwritten: ${folder}/ (the first example: review record.json)\nnext:    oogst check ${name} --watch\n`,
  );
  return EXIT.ok;
}
