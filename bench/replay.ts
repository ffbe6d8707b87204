// Crawls an invented magazine with and without an archive, replays the archive, and compares the datasets byte by byte.
//   npm run bench:replay -- [--articles 2000] [--comments 60]
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeMagazine } from "../src/demo/magazine.ts";
import { DEMO_HOST, serveMagazine } from "../src/demo/serve-magazine.ts";

const { values } = parseArgs({
  options: { articles: { type: "string", default: "2000" }, comments: { type: "string", default: "60" } },
});
const articles = Number(values.articles);
const server = await serveMagazine(
  makeMagazine({ articleCount: articles, maxComments: Number(values.comments), seed: 1848 }),
);
const scratch = mkdtempSync(join(tmpdir(), "oogst-replay-"));
const [bare, kept, again] = ["bare", "kept", "again"].map((name) => join(scratch, name)) as [string, string, string];
const crawlArguments = (output: string) => [
  ...["crawl", "polderklerk", "--output", output, "--log-level", "error", "--allow-address", "127.0.0.1"],
  ...["--connect-to", `${DEMO_HOST}=127.0.0.1:${server.port}`],
];

const withoutArchive = await measured(crawlArguments(bare));
const withArchive = await measured([...crawlArguments(kept), "--archive"]);
const replayed = await measured(["replay", kept, "--output", again, "--log-level", "error"]);
await server.close();

const isSame = ["articles.jsonl", "rejected.jsonl"].every((name) =>
  readFileSync(join(kept, name)).equals(readFileSync(join(again, name))),
);
const records = readFileSync(join(again, "articles.jsonl"), "utf8").split("\n").length - 1;
const archiveBytes = readdirSync(join(kept, "archive"))
  .filter((name) => name.endsWith(".warc.gz"))
  .reduce((sum, name) => sum + statSync(join(kept, "archive", name)).size, 0);
const result = {
  articles,
  records,
  isSame,
  archiveMiB: round(archiveBytes / 2 ** 20),
  crawl: withoutArchive,
  crawlWithArchive: withArchive,
  archiveCpuMsAPage: round(((withArchive.cpuS - withoutArchive.cpuS) * 1000) / articles),
  replay: replayed,
  replayedPagesACpuSecond: Math.round(records / replayed.cpuS),
};
console.log(JSON.stringify(result, null, 2));
rmSync(scratch, { recursive: true, force: true });
process.exitCode = isSame && records === articles ? 0 : 1;

interface Cost {
  readonly wallS: number;
  /** User and system time of the whole process, its start included. */
  readonly cpuS: number;
  readonly peakMiB: number;
}

async function measured(args: readonly string[]): Promise<Cost> {
  const report =
    "process.on('exit',()=>process.stderr.write('COST '+JSON.stringify({...process.cpuUsage(),rss:process.resourceUsage().maxRSS})+'\\n'))";
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, ["--import", `data:text/javascript,${report}`, "src/cli/main.ts", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  await new Promise((resolve) => child.once("close", resolve));
  const cost = /^COST (.*)$/m.exec(said)?.[1];
  if (child.exitCode !== 0 || cost === undefined) throw new Error(`oogst ${args.join(" ")}: ${said}`);
  const { user, system, rss } = JSON.parse(cost) as { user: number; system: number; rss: number };
  return {
    wallS: round((performance.now() - startedAtMs) / 1000),
    cpuS: round((user + system) / 1e6),
    peakMiB: Math.round(rss / 1024),
  };
}

function round(number: number): number {
  return Math.round(number * 100) / 100;
}
