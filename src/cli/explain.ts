import type { Command } from "commander";
import { printable } from "../model/printable.ts";
import { EXIT, type ExitCode, UsageError } from "./exit-codes.ts";

interface Flags {
  readonly site?: string;
  readonly output?: string;
  readonly allowAddress?: string[];
  readonly connectTo?: string[];
  readonly offline?: boolean;
  readonly render?: boolean;
}

export function define(program: Command): void {
  program
    .command("explain")
    .description(
      "what would become of a URL: which site file and rule, robots' word, what the dataset knows, when it is due",
    )
    .argument("<url>", "the address in question")
    .option("--site <name|path>", "explain by this site file instead of the one for the host")
    .option("-o, --output <folder>", "the dataset to look into (default: output/<site>)")
    .option("--render", "render the page in a browser too, and tell which data its scripts asked for")
    .option("--offline", "do not ask for robots.txt")
    .option("--allow-address <address...>", "reach these private addresses, ranges or hosts all the same")
    .option("--connect-to <host=address:port...>", "connect to another address for a host, as for a test server")
    .addHelpText("after", "\nExamples:\n  oogst explain https://www.binnenlandsbestuur.nl/digitaal/een-artikel")
    .action(async (url: string, flags: Flags) => {
      process.exitCode = await runExplain(url, flags);
    });
}

async function runExplain(url: string, flags: Flags): Promise<ExitCode> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new UsageError(`expected a web address, got \`${url}\``);
  const [{ explainUrl }, { siteFor }] = await Promise.all([import("../crawl/explain-url.ts"), import("./site-for.ts")]);
  const loaded = await siteFor(url, flags.site);
  const directory = flags.output ?? (loaded === null ? null : `output/${loaded.site.name}`);
  const lines = await explainUrl(url, loaded, {
    directory,
    isOffline: flags.offline === true,
    allowAddresses: flags.allowAddress ?? [],
    connectTo: flags.connectTo ?? [],
  });
  if (flags.render === true) {
    const { explainRendering } = await import("../crawl/explain-render.ts");
    lines.push(
      ...(await explainRendering(url, loaded, {
        contact: null,
        allowAddresses: flags.allowAddress ?? [],
        connectTo: flags.connectTo ?? [],
        asksRobots: true,
      })),
    );
  }
  const width = Math.max(...lines.map(({ about }) => about.length));
  for (const { about, says } of lines) process.stdout.write(`${about.padEnd(width)}  ${printable(says, 1000)}\n`);
  return EXIT.ok;
}
