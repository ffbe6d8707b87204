import v8 from "node:v8";
import vm from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { type FuzzFailure, type FuzzResult, type FuzzTask, growthOf, HEARTBEAT, MAX_INPUT_CPU_MS } from "./fuzz.ts";
import { fuzzers } from "./fuzzers.ts";
import { inputOf, keptInputs } from "./kept-inputs.ts";

/** Runs one fuzzer for its time, and tells by its heartbeat which seed it is at: whoever started it may end it. */
const { name, seed, milliseconds, count, heartbeat } = workerData as FuzzTask;
const beat = new BigInt64Array(heartbeat);
v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc") as () => void;

/** More of them would tell nothing new. */
const MAX_FAILURES = 5;

const failures: FuzzFailure[] = [];
let slowest = { seed: -1, milliseconds: 0 };
let inputs = 0;
let characters = 0;

async function feed(own: number, input: string): Promise<void> {
  Atomics.store(beat, HEARTBEAT.seed, BigInt(own));
  Atomics.store(beat, HEARTBEAT.inputs, BigInt(inputs));
  const cpuBefore = cpuMs();
  try {
    await fuzzers[name]?.run(input);
  } catch (error) {
    failures.push({ seed: own, message: error instanceof Error ? `${error.stack}` : String(error) });
  }
  const milliseconds = cpuMs() - cpuBefore;
  if (milliseconds > slowest.milliseconds) slowest = { seed: own, milliseconds };
  if (milliseconds > MAX_INPUT_CPU_MS)
    failures.push({
      seed: own,
      message: `expected an end within ${MAX_INPUT_CPU_MS} ms of CPU, took ${Math.round(milliseconds)}`,
    });
  inputs++;
  characters += input.length;
}

const kept = keptInputs(name);
for (const { seed: own, input } of kept) await feed(own, input);
const startedAtMs = performance.now();
let heapBefore: number | undefined;
for (let at = 0; at < count && failures.length < MAX_FAILURES; at++) {
  const elapsedMs = performance.now() - startedAtMs;
  if (elapsedMs > milliseconds) break;
  // Caches fill in the first third; after that nothing may be kept.
  if (heapBefore === undefined && elapsedMs > milliseconds / 3) heapBefore = heapNow();
  await feed(seed + at, inputOf(name, seed + at));
}
const grownBytes = heapBefore === undefined ? 0 : heapNow() - heapBefore;
parentPort?.postMessage({
  ...{ inputs, characters, slowest, grownBytes },
  kept: kept.length,
  failures: [...failures, ...growthOf(grownBytes)],
} satisfies FuzzResult);

/** This thread's heap after a full collection, and what lies outside of it for its sake. */
function heapNow(): number {
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** This thread's own time: a busy machine makes no input slow. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
