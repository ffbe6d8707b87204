import { Command, CommanderError } from "commander";
import { version } from "../config/version.ts";
import { CrawlError, RefusedError } from "../model/crawl-error.ts";
import { printable } from "../model/printable.ts";
import { COMMANDS } from "./commands.ts";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";

/** Runs the program for these arguments and gives its exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const program = new Command("oogst")
    .description(
      "Turns news sites with reader comments into a dataset: one YAML file a site, checked records, JSON Lines.",
    )
    .version(version)
    .showHelpAfterError("(see --help)")
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText(
      "after",
      `
Examples:
  oogst demo                                 crawl the bundled magazine, no internet needed
  oogst crawl binnenlandsbestuur --limit 50  the newest fifty articles into output/
  oogst extract https://example.org/article  one record to standard output`,
    );
  const asked = COMMANDS[args[0] ?? ""];
  for (const load of asked === undefined ? Object.values(COMMANDS) : [asked]) (await load()).define(program);
  for (const command of program.commands) command.exitOverride().showHelpAfterError("(see --help)");
  try {
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? EXIT.ok);
  } catch (error) {
    return explainFailure(error);
  }
}

function explainFailure(error: unknown): number {
  // Commander has said what is wrong by now.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof UsageError) return tell(`oogst: ${error.message}`, error.exitCode);
  const name = error instanceof Error ? error.name : "";
  const message = error instanceof Error ? error.message : String(error);
  if (name === "SiteNotFoundError" || name === "OptionsError") return tell(`oogst: ${message}`, EXIT.usage);
  if (name === "SiteFileError") return tell(message, EXIT.badSiteFile);
  if (error instanceof CrawlError || error instanceof RefusedError) return tell(`oogst: ${message}`, EXIT.nothingFound);
  if (name === "DatasetInUseError") return tell(`oogst: ${message}`, EXIT.datasetInUse);
  if (name === "OutputError") return tell(`oogst: ${message}`, EXIT.outputFailed);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  return tell(`oogst: an error of the program itself. Please report it.\n${stack}`, EXIT.internal);
}

/** A message may hold what strangers wrote: an address that somebody copied, a line of a damaged file. */
function tell(message: string, code: ExitCode): ExitCode {
  const lines = message.split("\n").map((line) => printable(line, MAX_LINE));
  process.stderr.write(`${lines.join("\n")}\n`);
  return code;
}

const MAX_LINE = 2000;
