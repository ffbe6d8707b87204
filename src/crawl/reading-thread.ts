import { getCompileCacheDir } from "node:module";
import { Worker } from "node:worker_threads";
import { BEAT, type FromThread, type ThreadSettings, type ToThread } from "./reading-messages.ts";

/** What a thread runs, and what it may take for one page before it is ended. */
export interface ReadingBounds {
  /** Longest time at one page, in milliseconds. */
  readonly maxMs: number;
  /** Largest heap, in MiB. */
  readonly maxHeapMiB: number;
  /** Its first file. */
  readonly entry: URL;
}

export const READING_BOUNDS: ReadingBounds = {
  maxMs: 30_000,
  maxHeapMiB: 1024,
  // From source it lies beside this file; published, this file is a part that lies elsewhere in the same folder.
  entry: new URL(
    import.meta.url.endsWith(".ts") ? "./reading-worker.ts" : "../crawl/reading-worker.js",
    import.meta.url,
  ),
};

/** Why a thread ended that was not told to. */
export interface ThreadEnd {
  /** Number of the task it was at; 0 where none. */
  readonly task: number;
  readonly why: "time" | "memory" | "error";
  readonly detail: string;
  /** False where it ended before it could read anything. */
  readonly wasReady: boolean;
}

export interface ThreadDoors {
  readonly onMessage: (message: FromThread) => void;
  /** Never called after `close`. */
  readonly onEnd: (end: ThreadEnd) => void;
}

/** One thread and its watch. */
export interface ReadingThread {
  post(message: ToThread, transfer: ArrayBuffer[]): void;
  /** To be called about ten times in `maxMs`: ends the thread where it has been at one thing all that time. */
  look(isBusy: boolean): void;
  close(): Promise<void>;
}

/** Looks without a step in between after which a thread counts as hung. A clock would count the time that the whole machine slept. */
export const MOST_LOOKS = 10;

/**
 * A heap at its limit is given 16 MiB more by Node, so that the collection under way can end and the thread with it. One that moves more than
 * that out of the young generation at once would end the whole process: a third of this is the most that one can move at once.
 */
const YOUNG_GENERATION_MIB = 48;

export function startReadingThread(
  settings: Omit<ThreadSettings, "beat" | "compileCache">,
  { maxMs, maxHeapMiB, entry }: ReadingBounds,
  { onMessage, onEnd }: ThreadDoors,
): ReadingThread {
  const beat = new SharedArrayBuffer(8);
  const shown = new Int32Array(beat);
  const workerData: ThreadSettings = { ...settings, beat, compileCache: getCompileCacheDir() ?? null };
  const resourceLimits = { maxOldGenerationSizeMb: maxHeapMiB, maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB };
  const worker = new Worker(entry, { workerData, resourceLimits });
  let isReady = false;
  let isClosed = false;
  let isHung = false;
  let failure: NodeJS.ErrnoException | undefined;
  let looks = 0;
  let steps = 0;
  worker.on("message", (message: FromThread) => {
    if (message.kind === "ready") isReady = true;
    if (!isHung) onMessage(message);
  });
  worker.on("error", (error: NodeJS.ErrnoException) => {
    failure = error;
  });
  worker.on("exit", (code) => {
    if (isClosed) return;
    onEnd({ task: Atomics.load(shown, BEAT.task), wasReady: isReady, ...whyOf() });

    function whyOf(): Pick<ThreadEnd, "why" | "detail"> {
      if (isHung) return { why: "time", detail: `it was not read within ${maxMs / 1000} s` };
      if (failure?.code === "ERR_WORKER_OUT_OF_MEMORY")
        return { why: "memory", detail: `reading it took more than ${maxHeapMiB} MiB` };
      return { why: "error", detail: failure === undefined ? `the thread ended with ${code}` : String(failure) };
    }
  });
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    look(isBusy) {
      const now = Atomics.load(shown, BEAT.steps);
      looks = isReady && isBusy && now === steps ? looks + 1 : 0;
      steps = now;
      if (looks < MOST_LOOKS) return;
      isHung = true;
      void worker.terminate();
    },
    async close() {
      isClosed = true;
      await worker.terminate();
    },
  };
}
