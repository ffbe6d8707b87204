import { Worker } from "node:worker_threads";

export interface FuzzTask {
  readonly name: string;
  readonly seed: number;
  readonly milliseconds: number;
  /** Most inputs, kept ones aside. */
  readonly count: number;
  readonly heartbeat: SharedArrayBuffer;
}

export interface FuzzFailure {
  /** Of the input; null where no single one is to blame. */
  readonly seed: number | null;
  readonly message: string;
}

export interface FuzzResult {
  /** Inputs read, those among them that were kept from past failures, and characters in all. */
  readonly inputs: number;
  readonly kept: number;
  readonly characters: number;
  /** Thrown, slow, hung or grown; at most a few of a kind. */
  readonly failures: readonly FuzzFailure[];
  readonly slowest: { readonly seed: number; readonly milliseconds: number };
  /** Heap after a full collection: at the end, more than after the first third. */
  readonly grownBytes: number;
}

export const HEARTBEAT = { seed: 0, inputs: 1 } as const;

/** Most of its thread's own time that one input may take; the slowest that the parser's bounds let through takes one or two seconds. */
export const MAX_INPUT_CPU_MS = 5000;
/** Most that may be kept for good by all inputs together, behind the first third of the time. */
export const MAX_GROWN_BYTES = 24 * 1024 * 1024;
/** An input at which this process works for so long, or which waits for so long, hangs. */
const HANGS_AFTER_CPU_MS = 30_000;
const HANGS_AFTER_MS = 120_000;
const MAX_OLD_GENERATION_MB = 1024;

/** Runs one fuzzer beside this thread, its kept inputs first. An input that hangs, or fills the heap, is a failure with its seed, and ends it. */
export async function fuzz(
  name: string,
  { seed, seconds, count = Number.POSITIVE_INFINITY }: { seed: number; seconds: number; count?: number },
): Promise<FuzzResult> {
  const heartbeat = new SharedArrayBuffer(16);
  const beat = new BigInt64Array(heartbeat);
  const task: FuzzTask = { name, seed, milliseconds: seconds * 1000, count, heartbeat };
  const worker = new Worker(new URL("fuzz-worker.ts", import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MAX_OLD_GENERATION_MB },
  });
  const { promise, resolve } = Promise.withResolvers<FuzzResult>();
  const endWith = (message: string) => {
    const at = Number(Atomics.load(beat, HEARTBEAT.seed));
    const inputs = Number(Atomics.load(beat, HEARTBEAT.inputs));
    resolve({
      ...{ inputs, kept: 0, characters: 0, grownBytes: 0 },
      failures: [{ seed: at, message }],
      slowest: { seed: at, milliseconds: 0 },
    });
  };
  const watch = watchBeat(beat, endWith);
  worker.once("message", resolve);
  worker.once("error", (error) => endWith(`expected a reader that reads on, got ${error.stack ?? error}`));
  worker.once("exit", () => endWith("expected a word at the end, got none"));
  try {
    return await promise;
  } finally {
    clearInterval(watch);
    await worker.terminate();
  }
}

/** What is told of a run, in a line, and a line for each failure. `peakMib` is the resident memory of the process at its highest. */
export function toldOf(name: string, seed: number, result: FuzzResult & { readonly peakMib: number }): string {
  const { inputs, kept, characters, slowest, grownBytes, peakMib, failures } = result;
  const read = `${inputs} inputs${kept === 0 ? "" : ` (${kept} kept ones first)`}, ${(characters / 1e6).toFixed(1)} million characters`;
  const slow = `slowest ${Math.round(slowest.milliseconds)} ms of CPU (seed ${slowest.seed})`;
  return [
    `${name.padEnd(17)} seed ${seed}: ${read}, ${slow}, heap ${mebibytes(grownBytes)} more, peak ${Math.round(peakMib)} MiB`,
    ...failures.map((failure) => `  seed ${failure.seed ?? "none"}: ${failure.message}`),
  ].join("\n");
}

/** The complaint about a heap that grew, or none. */
export function growthOf(grownBytes: number): FuzzFailure[] {
  if (grownBytes <= MAX_GROWN_BYTES) return [];
  const message = `expected a heap that stays, got ${mebibytes(grownBytes)} more than after the first third, ${mebibytes(MAX_GROWN_BYTES)} allowed`;
  return [{ seed: null, message }];
}

const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;

/** Tells of an input at which nothing goes on. Counts the process's own time, so that a busy machine makes no hang. */
function watchBeat(beat: BigInt64Array, tell: (message: string) => void): NodeJS.Timeout {
  let last = { inputs: -1n, seed: -1n, cpuMs: 0, atMs: 0 };
  return setInterval(() => {
    const now = {
      inputs: Atomics.load(beat, HEARTBEAT.inputs),
      seed: Atomics.load(beat, HEARTBEAT.seed),
      cpuMs: processCpuMs(),
      atMs: performance.now(),
    };
    if (now.inputs !== last.inputs || now.seed !== last.seed) {
      last = now;
      return;
    }
    const [cpuMs, waitedMs] = [now.cpuMs - last.cpuMs, now.atMs - last.atMs];
    if (cpuMs > HANGS_AFTER_CPU_MS || waitedMs > HANGS_AFTER_MS)
      tell(`expected an end, got none after ${Math.round(cpuMs)} ms of work in ${Math.round(waitedMs)} ms`);
  }, 200);
}

function processCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
