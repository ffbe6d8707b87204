// A crawl killed with SIGKILL at random moments and restarted until it is done, judged by what it leaves and by what the
// server saw.
//   npm run judge:kill -- --kills 200 --articles 2000 [--seed 7] [--delay 0] [--gap 40..1500]
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { chanceFrom } from "../../src/demo/random.ts";
import { DEMO_HOST, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { comparable, truthOf } from "../../src/demo/truth.ts";
import { followArticles } from "./follow-file.ts";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "200" },
    articles: { type: "string", default: "2000" },
    seed: { type: "string", default: "7" },
    /** Milliseconds between two requests to the host. */
    delay: { type: "string", default: "0" },
    /** A kill comes at a random moment of this span after the start, in milliseconds, or sooner where the crawl would be done too soon. */
    longest: { type: "string", default: "1500" },
    /** Reading threads beside the main one. */
    threads: { type: "string", default: "0" },
  },
});
const [wantedKills, articleCount, seed, delayMs, longestMs] = [
  values.kills,
  values.articles,
  values.seed,
  values.delay,
  values.longest,
].map(Number) as [number, number, number, number, number];

const chance = chanceFrom(seed);
const magazine = makeMagazine({ articleCount, maxComments: 12, seed });
const server = await serveMagazine(magazine);
const directory = mkdtempSync(join(tmpdir(), "oogst-kill-"));
const follower = followArticles(directory);
const starts: number[] = [];
let kills = 0;
let exitCode: number | null = null;
const faults: string[] = [];
const begunAtMs = Date.now();

while (exitCode === null && Date.now() - begunAtMs < 45 * 60_000) {
  exitCode = await runOnce(kills < wantedKills ? nextKill() : null);
  if (exitCode === null) kills++;
  look();
}

const truth = truthOf(magazine, `http://${DEMO_HOST}`);
const lines = follower.lines();
const seen = new Map<string, number>();
let wrong = 0;
let torn = 0;
for (const line of lines) {
  try {
    const record = JSON.parse(line);
    const url = record.canonicalUrl ?? record.finalUrl;
    seen.set(url, (seen.get(url) ?? 0) + 1);
    if (JSON.stringify(comparable(record)) !== JSON.stringify(truth.get(url))) wrong++;
  } catch {
    torn++;
  }
}
const lost = [...truth.keys()].filter((url) => !seen.has(url)).length;
const duplicated = [...seen.values()].filter((count) => count > 1).length;
const gaps = server.log.slice(1).map((entry, index) => entry.atMs - (server.log[index]?.atMs ?? 0));
// Two time stamps of whole milliseconds may each be rounded down.
const tooSoon = delayMs === 0 ? 0 : gaps.filter((gap) => gap < delayMs - 1).length;
checkManifest();
await server.close();

const result = {
  kills,
  exitCode,
  articles: articleCount,
  records: lines.length,
  lost,
  duplicated,
  torn,
  wrong,
  tooSoon,
  requests: server.log.length,
  slowestStartMs: Math.max(0, ...starts),
  elapsedS: Math.round((Date.now() - begunAtMs) / 1000),
  faults,
};
console.log(JSON.stringify(result, null, 2));
const isGood =
  exitCode === 0 && kills >= wantedKills && lost + duplicated + torn + wrong + tooSoon + faults.length === 0;
if (kills < wantedKills)
  console.log(
    `the crawl was done after ${kills} of ${wantedKills} kills: more articles (--articles) leave time for all`,
  );
console.log(isGood ? "judge:kill passed" : `judge:kill FAILED (dataset kept in ${directory})`);
if (isGood) rmSync(directory, { recursive: true, force: true });
process.exitCode = isGood ? 0 : 1;

interface Kill {
  /** After the start. */
  readonly afterMs: number;
  /** Or so many requests after the start, and so much later. */
  readonly afterRequests: number;
  readonly laterMs: number;
}

/** So that the articles last for all kills, however quick the machine. */
function nextKill(): Kill {
  return {
    afterMs: chance.between(60, longestMs),
    afterRequests: chance.between(1, Math.max(1, Math.floor(articleCount / wantedKills))),
    laterMs: chance.between(0, 15),
  };
}

/** One life of the crawl: null when it was killed, else its exit code. Notes how soon after the start the server was first asked. */
async function runOnce(kill: Kill | null): Promise<number | null> {
  const startedAtMs = Date.now();
  const asked = server.log.length;
  const child = spawn(
    process.execPath,
    [
      "src/cli/main.ts",
      "crawl",
      "polderklerk",
      "--output",
      directory,
      "--connect-to",
      `${DEMO_HOST}=127.0.0.1:${server.port}`,
      "--allow-address",
      "127.0.0.1",
      "--host-delay",
      String(delayMs),
      "--threads",
      values.threads,
      "--segment-records",
      "300",
      "--log-level",
      "warn",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const watch = setInterval(look, 20);
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  if (kill !== null) void killAt(child, kill, asked);
  void firstAsked(child, asked).then((atMs) => {
    if (atMs !== null) starts.push(atMs - startedAtMs);
  });
  const code = await ended;
  clearInterval(watch);
  return code;
}

async function killAt(child: ChildProcess, { afterMs, afterRequests, laterMs }: Kill, before: number): Promise<void> {
  const latestMs = Date.now() + afterMs;
  while (Date.now() < latestMs && server.log.length - before < afterRequests)
    await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((resolve) => setTimeout(resolve, laterMs));
  // One that has ended by itself takes no signal any more.
  child.kill("SIGKILL");
}

async function firstAsked(child: ChildProcess, before: number): Promise<number | null> {
  while (child.exitCode === null && child.signalCode === null) {
    const entry = server.log[before];
    if (entry !== undefined) return entry.atMs;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return null;
}

function look(): void {
  try {
    follower.look();
  } catch (error) {
    faults.push((error as Error).message);
  }
}

/** Every sealed segment holds what the manifest says of it. */
function checkManifest(): void {
  const path = join(directory, "manifest.json");
  const sealed = readdirSync(directory).filter((name) => /^articles-\d{6}\.jsonl$/.test(name));
  if (sealed.length === 0) return;
  if (!existsSync(path)) return void faults.push("segments are sealed, and there is no manifest.json");
  const manifest = readFileSync(path, "utf8");
  for (const name of sealed) {
    const sha256 = createHash("sha256")
      .update(readFileSync(join(directory, name)))
      .digest("hex");
    if (!manifest.includes(sha256)) faults.push(`${name} is not what the manifest says`);
  }
}
