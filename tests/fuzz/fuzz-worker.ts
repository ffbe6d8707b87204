import v8 from "node:v8";
import vm from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { type FuzzResult, type FuzzTask, HEARTBEAT } from "./fuzz.ts";
import { fuzzers } from "./fuzzers.ts";
import { mutated } from "./mutate.ts";

/** Runs one fuzzer for its time, and tells by its heartbeat which seed it is at: whoever started it may end it. */
const { name, seed, milliseconds, count, kept, heartbeat } = workerData as FuzzTask;
const beat = new BigInt64Array(heartbeat);
v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

const fuzzer = fuzzers[name];
if (fuzzer === undefined) throw new Error(`no fuzzer is called ${name}`);
const failures: { seed: number; message: string }[] = [];
let slowest = { seed: -1, milliseconds: 0 };
let inputs = 0;

async function feed(own: number): Promise<void> {
  const input = mutated(fuzzer?.corpus ?? [], fuzzer?.words ?? [], own);
  Atomics.store(beat, HEARTBEAT.seed, BigInt(own));
  Atomics.store(beat, HEARTBEAT.sinceMs, BigInt(Date.now()));
  const cpuBefore = cpuMs();
  try {
    await fuzzer?.run(input);
  } catch (error) {
    failures.push({ seed: own, message: error instanceof Error ? `${error.stack}` : String(error) });
  }
  const milliseconds = cpuMs() - cpuBefore;
  if (milliseconds > slowest.milliseconds) slowest = { seed: own, milliseconds };
  inputs++;
}

for (const own of kept) await feed(own);
const untilMs = performance.now() + milliseconds;
let heapBefore = 0;
for (let at = 0; performance.now() < untilMs && at < count && failures.length < 20; at++) {
  await feed(seed + at);
  // Caches fill in the first third; after that nothing may be kept.
  if (heapBefore === 0 && performance.now() > untilMs - (milliseconds * 2) / 3) heapBefore = heapNow();
}
const grownBytes = heapBefore === 0 ? 0 : heapNow() - heapBefore;
parentPort?.postMessage({ inputs, failures, slowest, grownBytes } satisfies FuzzResult);

function heapNow(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** This thread's own time: a busy machine makes no input slow. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
