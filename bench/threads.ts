// What reading threads bring: the same pages on one core without threads, and on two with them.
//   npm run build && npm run bench:threads -- [--articles 3000] [--rounds 3] [--threads 2] [--from-source]
// The pages come from an archive, so that no server takes its part of a core: `oogst replay` reads, checks, keeps a ledger and writes as a
// crawl does, and makes the same dataset byte for byte.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { canPin, type Measured, measure } from "./crawl/measure.ts";

const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "3000" },
    rounds: { type: "string", default: "3" },
    threads: { type: "string", default: "2" },
    "from-source": { type: "boolean", default: false },
  },
});
const articles = Number(values.articles);
const root = join(import.meta.dirname, "..");
const isBuilt = existsSync(join(root, "dist/cli/main.js")) && !values["from-source"];
const program = join(root, isBuilt ? "dist/cli/main.js" : "src/cli/main.ts");
const work = mkdtempSync(join(tmpdir(), "oogst-threads-"));
const siteFile = join(work, "veldpost.yaml");

/** Tells at the end what the main thread took of the process's CPU time. */
const telling = join(work, "tell-main-thread.mjs");
writeFileSync(
  telling,
  `import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
if (isMainThread) process.on("exit", () => {
  const { user, system } = process.threadCpuUsage();
  writeFileSync(process.env.OOGST_MAIN_THREAD, String((user + system) / 1e6));
});`,
);

interface Run extends Measured {
  readonly mainThreadSeconds: number;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
try {
  await makeArchive();
  if (!canPin) say("Processes cannot be pinned to cores here: times hold only roughly.");
  const [alone, threaded]: [Run[], Run[]] = [[], []];
  for (let round = 0; round < Number(values.rounds); round++) {
    alone.push(await replay("1", []));
    threaded.push(await replay("0,1", ["--threads", values.threads]));
  }
  report(alone, threaded);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function makeArchive(): Promise<void> {
  const server = spawn(process.execPath, [join(root, "bench/crawl/serve.ts"), String(articles)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const port = await new Promise<string>((resolve) =>
    server.stdout.once("data", (text) => resolve(String(text).trim())),
  );
  writeFileSync(siteFile, readFileSync(join(root, "bench/crawl/veldpost.yaml"), "utf8").replaceAll("PORT", port));
  const { exitCode } = await measure(
    "0,1",
    [
      process.execPath,
      program,
      "crawl",
      siteFile,
      "--output",
      join(work, "crawled"),
      "--allow-address",
      "127.0.0.1",
      "--archive",
    ],
    work,
  );
  server.stdin.end();
  if (exitCode !== 0) throw new Error(`the crawl that makes the archive ended with ${exitCode}`);
}

async function replay(cores: string, flags: readonly string[]): Promise<Run> {
  const output = join(work, "replayed");
  rmSync(output, { recursive: true, force: true });
  const told = join(work, "main-thread");
  process.env.OOGST_MAIN_THREAD = told;
  const measured = await measure(
    cores,
    [
      ...[process.execPath, "--import", telling, program, "replay", join(work, "crawled"), "--site", siteFile],
      ...["--output", output, ...flags],
    ],
    work,
  );
  const [made, wanted] = [output, join(work, "crawled")].map((folder) => readFileSync(join(folder, "articles.jsonl")));
  if (measured.exitCode !== 0 || made === undefined || wanted === undefined || !made.equals(wanted))
    throw new Error(`the replay on ${cores} did not make the crawl's dataset`);
  return { ...measured, mainThreadSeconds: Number(readFileSync(told, "utf8")) };
}

function report(alone: readonly Run[], threaded: readonly Run[]): void {
  const row = (name: string, runs: readonly Run[]) =>
    say(
      `| ${name} | ${(articles / middle(runs, "elapsedSeconds")).toFixed(0)} | ${perThousand(runs, "cpuSeconds")} | ${perThousand(runs, "mainThreadSeconds")} | ${middle(runs, "peakMiB")} |`,
    );
  say(
    `${articles} articles, ${alone.length} round(s), ${isBuilt ? "as published" : "from source"}; the datasets are equal byte for byte.\n`,
  );
  say("| | pages / s | CPU s / 1,000 pages | of it main thread | peak MiB |\n| --- | --- | --- | --- | --- |");
  row("one core, no threads", alone);
  row(`two cores, ${values.threads} threads`, threaded);
  const ratio = middle(alone, "elapsedSeconds") / middle(threaded, "elapsedSeconds");
  const busiest = Math.max(middle(threaded, "cpuSeconds") / 2, middle(threaded, "mainThreadSeconds"));
  say(
    `\nTwo cores give ${ratio.toFixed(2)} times one core's pages a second; by CPU time alone, on cores that nobody shares, ${(middle(alone, "cpuSeconds") / busiest).toFixed(2)} times.`,
  );
}

function perThousand(runs: readonly Run[], key: "cpuSeconds" | "mainThreadSeconds"): string {
  return ((middle(runs, key) / articles) * 1000).toFixed(2);
}

function middle(runs: readonly Run[], key: keyof Run): number {
  return runs.map((run) => run[key]).toSorted((one, other) => one - other)[Math.floor(runs.length / 2)] ?? Number.NaN;
}
