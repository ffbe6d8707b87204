// Feeds broken texts to every reader of strangers' texts, a while each; what once failed is tried first.
//   npm run fuzz                                a minute each, a new seed
//   npm run fuzz -- --seconds 5 --seed 12 --only html --jobs 2
//   npm run fuzz -- --only html --one 4711      one input again, by the seed that failed; `--print` shows it
// Each fuzzer has a process of its own, so that its peak of memory is its own, too. Ends with `N passed, N failed`.
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { type FuzzFailure, fuzz, toldOf } from "../tests/fuzz/fuzz.ts";
import { fuzzers } from "../tests/fuzz/fuzzers.ts";
import { inputOf, keepInput } from "../tests/fuzz/kept-inputs.ts";

/** The heap is bounded by itself (`fuzz.ts`); this is for everything. */
const MAX_PEAK_MIB = 1400;

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    jobs: { type: "string", default: "1" },
    only: { type: "string" },
    one: { type: "string" },
    print: { type: "boolean", default: false },
  },
});
process.exitCode = values.only === undefined ? await runAll(Number(values.jobs)) : await runOne(values.only);

/** Every fuzzer in a process of its own, so many at a time. Gives the exit code. */
async function runAll(jobs: number): Promise<number> {
  const names = Object.keys(fuzzers);
  const waiting = [...names];
  const failed: string[] = [];
  const next = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      if ((await runApart(name)) !== 0) failed.push(name);
  };
  await Promise.all(Array.from({ length: jobs }, next));
  if (failed.length > 0) console.log(`\nfailed: ${failed.join(", ")}`);
  console.log(`${names.length - failed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

function runApart(name: string): Promise<number | null> {
  const { seconds, seed } = values;
  const args = [import.meta.filename, "--only", name, "--seconds", seconds, "--seed", seed];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  child.stdout.on("data", (chunk) => (told += chunk));
  return new Promise((resolve) =>
    child.on("close", (code) => {
      process.stdout.write(told);
      resolve(code);
    }),
  );
}

async function runOne(name: string): Promise<number> {
  if (values.print && values.one !== undefined) console.log(inputOf(name, Number(values.one)));
  const seed = Number(values.one ?? values.seed);
  const count = values.one === undefined ? Number.POSITIVE_INFINITY : 1;
  const result = await fuzz(name, { seed, seconds: Number(values.seconds), count });
  const peakMib = process.resourceUsage().maxRSS / 1024;
  const failures: FuzzFailure[] = [...result.failures];
  if (peakMib > MAX_PEAK_MIB)
    failures.push({ seed: null, message: `expected a peak below ${MAX_PEAK_MIB} MiB, got ${Math.round(peakMib)}` });
  console.log(toldOf(name, seed, { ...result, failures, peakMib }));
  const seeds = new Set(failures.flatMap((failure) => failure.seed ?? []));
  for (const each of seeds) console.log(`  kept, to be tried first from now on: ${keepInput(name, each)}`);
  return failures.length === 0 ? 0 : 1;
}
