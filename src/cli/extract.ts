import type { Command } from "commander";
import type { OnePage } from "../crawl/extract-one.ts";
import { printable } from "../model/printable.ts";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";
import { extractArchive, isWarc } from "./extract-archive.ts";

interface Flags {
  readonly site?: string;
  readonly url?: string;
  readonly pretty?: boolean;
  readonly contact?: string;
  readonly allowAddress?: string[];
  readonly connectTo?: string[];
  readonly ignoreRobots?: boolean;
}

export function define(program: Command): void {
  program
    .command("extract")
    .description("one record for each page: of a URL, a saved file, a WARC archive, or standard input")
    .argument("<page...>", "a URL, a file (HTML, .warc, .warc.gz), or `-` for a page from standard input")
    .option("--site <name|path>", "read with this site file instead of the one for the page's host")
    .option("--url <url>", "the address of a saved page: links are relative to it, and its host picks the site file")
    .option("--pretty", "indent the records")
    .option("--contact <url|e-mail>", "where owners of sites reach you; goes into the user agent")
    .option("--allow-address <address...>", "reach these private addresses, ranges or hosts all the same")
    .option("--connect-to <host=address:port...>", "connect to another address for a host, as for a test server")
    .option("--ignore-robots", "do not ask robots.txt: for a page you may read anyway")
    .addHelpText(
      "after",
      `
Examples:
  oogst extract https://www.example.org/news/an-article --pretty
  oogst extract saved.html --url https://www.example.org/news/an-article
  curl -s https://www.example.org/an-article | oogst extract - --url https://www.example.org/an-article
  oogst extract CC-MAIN-20260101-00001.warc.gz > records.jsonl

Records go to standard output, one line each; everything else to standard error. A page that is no article gives no record.
Of a WARC file every HTML page is read, by the site file for its host or without one; it counts as one page here, with a record when
any page of it gave one.
Exit codes: 0 a record for each page, 4 for none of them, 5 for some of them, 2 bad usage, 3 bad site file.`,
    )
    .action(async (inputs: string[], flags: Flags) => {
      process.exitCode = await runExtract(inputs, flags);
    });
}

async function runExtract(inputs: readonly string[], flags: Flags): Promise<ExitCode> {
  if (flags.url !== undefined && !URL.canParse(flags.url))
    throw new UsageError(`--url: expected a web address, got \`${flags.url}\``);
  const noAddress = inputs.find((input) => isUrl(input) && !URL.canParse(input));
  if (noAddress !== undefined) throw new UsageError(`expected a web address, got \`${noAddress}\``);
  let records = 0;
  let isDamaged = false;
  for (const input of inputs) {
    if (!isUrl(input) && input !== "-" && (await isWarc(input))) {
      const code = await extractArchive(input, flags);
      if (code !== EXIT.nothingFound) records++;
      isDamaged ||= code === EXIT.somePagesFailed;
      continue;
    }
    const result = isUrl(input) ? await fromWeb(input, flags) : await fromFile(input, flags);
    if (result.kind === "record") {
      records++;
      process.stdout.write(
        `${flags.pretty === true ? JSON.stringify(result.record, null, 2) : (await import("../write/line-of.ts")).lineOf(result.record)}\n`,
      );
    } else process.stderr.write(`oogst: ${printable(input)}: ${printable(complaintOf(result), 1000)}\n`);
  }
  if (records === inputs.length && !isDamaged) return EXIT.ok;
  return records === 0 ? EXIT.nothingFound : EXIT.somePagesFailed;
}

function complaintOf(result: Exclude<OnePage, { kind: "record" }>): string {
  if (result.kind === "failed") return result.detail;
  if (result.kind === "not-article") return `no article: ${result.what} (${result.detail})`;
  return `not believed: ${result.reasons.map(({ field, message }) => (field === null ? message : `\`${field}\`: ${message}`)).join("; ")}`;
}

const isUrl = (input: string) => /^https?:\/\//i.test(input);

async function fromFile(path: string, flags: Flags): Promise<OnePage> {
  const [{ readSaved }, { extractOne }] = await Promise.all([
    import("./read-saved.ts"),
    import("../crawl/extract-one.ts"),
  ]);
  const { page, loaded } = await readSaved(path, flags);
  return extractOne(page, loaded);
}

async function fromWeb(url: string, flags: Flags): Promise<OnePage> {
  const { extractUrl } = await import("../crawl/extract-url.ts");
  const { siteFor } = await import("./site-for.ts");
  return extractUrl(url, await siteFor(url, flags.site), {
    contact: flags.contact ?? null,
    allowAddresses: flags.allowAddress ?? [],
    connectTo: flags.connectTo ?? [],
    asksRobots: flags.ignoreRobots !== true,
    warn: (message) => process.stderr.write(`oogst: ${printable(message, 1000)}\n`),
  });
}
