import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";

export interface FuzzTask {
  readonly name: string;
  readonly seed: number;
  readonly milliseconds: number;
  /** Most inputs. */
  readonly count: number;
  /** Seeds of past failures, tried first. */
  readonly kept: readonly number[];
  readonly heartbeat: SharedArrayBuffer;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly failures: readonly { readonly seed: number; readonly message: string }[];
  readonly slowest: { readonly seed: number; readonly milliseconds: number };
  readonly grownBytes: number;
}

export const HEARTBEAT = { seed: 0, sinceMs: 1 } as const;

/** An input that takes longer hangs; the slowest that the parser's bounds let through takes a second or two, on a machine with nothing else to do. */
const HANGS_AFTER_MS = 40_000;

/** Seeds that once failed, by fuzzer. */
export const keptSeeds: Readonly<Record<string, readonly number[]>> = JSON.parse(
  readFileSync(new URL("seeds.json", import.meta.url), "utf8"),
);

/** Runs one fuzzer beside this thread. An input that hangs is a failure with its seed, and ends it. */
export async function fuzz(
  name: string,
  { seed, seconds, count = Number.POSITIVE_INFINITY }: { seed: number; seconds: number; count?: number },
): Promise<FuzzResult> {
  const heartbeat = new SharedArrayBuffer(16);
  const beat = new BigInt64Array(heartbeat);
  const task: FuzzTask = { name, seed, milliseconds: seconds * 1000, count, kept: keptSeeds[name] ?? [], heartbeat };
  const worker = new Worker(new URL("fuzz-worker.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  const { promise, resolve, reject } = Promise.withResolvers<FuzzResult>();
  const watch = setInterval(() => {
    const sinceMs = Number(Atomics.load(beat, HEARTBEAT.sinceMs));
    if (sinceMs === 0 || Date.now() - sinceMs < HANGS_AFTER_MS) return;
    const own = Number(Atomics.load(beat, HEARTBEAT.seed));
    const failure = { seed: own, message: `expected an end, found none after ${HANGS_AFTER_MS} ms` };
    resolve({ inputs: 0, failures: [failure], slowest: { seed: own, milliseconds: HANGS_AFTER_MS }, grownBytes: 0 });
  }, 200);
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.once("exit", () =>
    reject(new Error(`the fuzzer ${name} ended without a word, at seed ${Atomics.load(beat, HEARTBEAT.seed)}`)),
  );
  try {
    return await promise;
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}
