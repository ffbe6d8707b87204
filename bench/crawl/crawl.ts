// The whole job, by Oogst and by others: listings and articles of a generated site to checked records.
//   npm run bench:crawl -- --articles 1000 --rounds 3 --contestants oogst,go,cheerio
// The site is served from one core, each contestant runs alone on the other.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkRecords } from "./check-records.ts";
import { CONTESTANTS, type Contestant } from "./contestants.ts";
import { canPin, type Measured, measure, pinned } from "./measure.ts";

const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "1000" },
    rounds: { type: "string", default: "1" },
    /** Measures the sources, not what `npm run build` made. */
    "from-source": { type: "boolean", default: false },
    contestants: { type: "string", default: CONTESTANTS.map(({ name }) => name).join(",") },
  },
});
const articles = Number(values.articles);
const rounds = Number(values.rounds);
const SERVER_CORE = "0";
const CLIENT_CORE = "1";

const say = (line: string) => process.stdout.write(`${line}\n`);
const server = spawn(
  pinned(SERVER_CORE, [process.execPath, join(import.meta.dirname, "serve.ts"), String(articles)])[0] as string,
  pinned(SERVER_CORE, [process.execPath, join(import.meta.dirname, "serve.ts"), String(articles)]).slice(1),
  {
    stdio: ["pipe", "pipe", "inherit"],
  },
);
const port = await new Promise<string>((resolve) => server.stdout.once("data", (text) => resolve(String(text).trim())));
const origin = `http://127.0.0.1:${port}`;

if (!canPin) say("Processes cannot be pinned to cores here: times hold only roughly.");
say(`${articles} articles, ${rounds} round(s); CPU seconds are user + system, process start included.\n`);
const results = new Map<Contestant, Measured[]>();
const rightOf = new Map<Contestant, number>();
let isWrong = false;
for (const name of values.contestants.split(",")) {
  const contestant = CONTESTANTS.find((each) => each.name === name);
  if (contestant === undefined)
    throw new Error(`no contestant is called ${name}: ${CONTESTANTS.map((each) => each.name).join(", ")}`);
  results.set(contestant, []);
}
for (let round = 0; round < rounds; round++) for (const contestant of results.keys()) await runOne(contestant);
server.stdin.end();
report();
process.exitCode = isWrong ? 1 : 0;

async function runOne(contestant: Contestant): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), "oogst-bench-"));
  try {
    const obstacle = contestant.prepare(work);
    if (obstacle !== null) {
      say(`${contestant.name} is left out: ${obstacle}`);
      results.delete(contestant);
      return;
    }
    const measured = await measure(CLIENT_CORE, contestant.command(origin, work), work);
    results.get(contestant)?.push(measured);
    if (!contestant.hasRecords) return;
    const { right, wrong } = checkRecords(contestant.records(work), articles);
    rightOf.set(contestant, right);
    if (contestant.name.startsWith("oogst") && (wrong.length > 0 || measured.exitCode !== 0)) isWrong = true;
    for (const line of wrong.slice(0, 3)) say(`${contestant.name}: ${line}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function report(): void {
  const own = [...results].find(([{ name }]) => name === "oogst")?.[1];
  const ownCpu = own === undefined ? null : median(own.map(({ cpuSeconds }) => cpuSeconds));
  say("\n| contestant | CPU s / 1,000 pages | to Oogst | pages / s | peak MiB | right |");
  say("| --- | --- | --- | --- | --- | --- |");
  for (const [contestant, runs] of results) {
    const cpu = median(runs.map(({ cpuSeconds }) => cpuSeconds));
    const elapsed = median(runs.map(({ elapsedSeconds }) => elapsedSeconds));
    const right = contestant.hasRecords ? `${rightOf.get(contestant) ?? 0} of ${articles}` : "–";
    say(
      `| ${contestant.says} | ${((cpu / articles) * 1000).toFixed(2)} | ${ownCpu === null ? "–" : `${(cpu / ownCpu).toFixed(2)} ×`} | ${(articles / elapsed).toFixed(0)} | ${median(runs.map(({ peakMiB }) => peakMiB))} | ${right} |`,
    );
  }
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
