import type { Command } from "commander";
import { EXIT, type ExitCode } from "./exit-codes.ts";

export function define(program: Command): void {
  program
    .command("demo")
    .description(
      "serve the bundled, invented magazine on loopback, crawl it into output/demo, and compare the dataset with the truth",
    )
    .option("-o, --output <folder>", "the dataset's folder", "output/demo")
    .option("--serve", "only serve the magazine, until Ctrl-C")
    .addHelpText(
      "after",
      `
Examples:
  oogst demo
  head -1 output/demo/articles.jsonl | npx fx .`,
    )
    .action(async (flags: { output: string; serve?: boolean }) => {
      process.exitCode = await runDemo(flags.output, flags.serve === true);
    });
}

const ARTICLES = 75;
const MAX_COMMENTS = 40;
const SEED = 1848;
/** Articles more, whose comments come by script. */
const SCRIPTED_ARTICLES = 12;

async function runDemo(output: string, isServing: boolean): Promise<ExitCode> {
  const [
    { findSite },
    { parseCrawlOptions },
    { createLog },
    { crawl },
    { makeMagazine },
    { withScriptedSection },
    { DEMO_HOST, serveMagazine },
    { createProgressDisplay },
    { reportLines },
  ] = await Promise.all([
    import("../config/find-site.ts"),
    import("../config/options.ts"),
    import("../config/log.ts"),
    import("../crawl/crawl.ts"),
    import("../demo/magazine.ts"),
    import("../demo/scripted-section.ts"),
    import("../demo/serve-magazine.ts"),
    import("./show-progress.ts"),
    import("./show-report.ts"),
  ]);
  const plain = makeMagazine({ articleCount: ARTICLES, maxComments: MAX_COMMENTS, seed: SEED });
  const magazine = withScriptedSection(plain, {
    articleCount: SCRIPTED_ARTICLES,
    maxComments: MAX_COMMENTS,
    seed: SEED,
  });
  const articleCount = magazine.articles.length;
  const server = await serveMagazine(magazine);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  say(
    `De Polderklerk, an invented magazine of ${articleCount} articles, is served at http://127.0.0.1:${server.port}/`,
  );
  if (isServing) {
    say(
      `crawl it with: oogst crawl polderklerk --connect-to ${DEMO_HOST}=127.0.0.1:${server.port} --allow-address 127.0.0.1`,
    );
    await new Promise((resolve) => process.once("SIGINT", resolve));
    await server.close();
    return EXIT.ok;
  }
  const display = createProgressDisplay(process.stderr);
  try {
    const options = parseCrawlOptions({
      output,
      fresh: true,
      allowAddresses: ["127.0.0.1"],
      connectTo: [`${DEMO_HOST}=127.0.0.1:${server.port}`],
    });
    const log = await createLog({
      isJson: false,
      level: "warn",
      isTerminal: process.stderr.isTTY === true,
      destination: process.stderr,
    });
    const report = await crawl([await findSite("polderklerk")], options, { log, onProgress: display.show });
    display.end();
    for (const line of reportLines(report)) say(line);
    const verdict = await compareWithTruth(output, magazine, `http://${DEMO_HOST}`);
    say("");
    say(
      `${verdict.right} of ${articleCount} records equal the magazine's truth, field by field, in ${(report.elapsedMs / 1000).toFixed(1)} s`,
    );
    for (const line of verdict.wrong) say(`  ${line}`);
    say(`records: ${output}/articles.jsonl`);
    return verdict.right === articleCount && verdict.wrong.length === 0 ? EXIT.ok : EXIT.checkFailed;
  } finally {
    display.end();
    await server.close();
  }
}

async function compareWithTruth(output: string, magazine: import("../demo/magazine.ts").Magazine, origin: string) {
  const [{ readFile }, { join }, { comparable, truthOf }, { compareRecord }] = await Promise.all([
    import("node:fs/promises"),
    import("node:path"),
    import("../demo/truth.ts"),
    import("../check/compare-record.ts"),
  ]);
  const truth = new Map(truthOf(magazine, origin));
  const text = await readFile(join(output, "articles.jsonl"), "utf8");
  let right = 0;
  const wrong: string[] = [];
  for (const line of text.split("\n").filter((line) => line !== "")) {
    const record = JSON.parse(line);
    const expected = truth.get(record.canonicalUrl);
    truth.delete(record.canonicalUrl);
    if (expected === undefined) wrong.push(`${record.finalUrl}: not an article of the magazine, or written twice`);
    else {
      const differences = compareRecord({ ...expected }, { ...comparable(record) });
      if (differences.length === 0) right++;
      for (const { field, expected: wanted, found } of differences.slice(0, 3))
        wrong.push(
          `${record.finalUrl}: \`${field}\` expected ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`,
        );
    }
  }
  for (const url of truth.keys()) wrong.push(`${url}: missing`);
  return { right, wrong };
}
