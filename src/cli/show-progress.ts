import type { Progress } from "../crawl/progress.ts";

export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Leaves the terminal clean for what follows. */
  end(): void;
}

/** One line that is written over on a terminal; a plain line now and then where there is none. */
export function createProgressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  if (stream.isTTY !== true) return plainLines(stream);
  return {
    show: (progress) =>
      stream.write(`\r\u001b[2K${lineOf(progress).slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`),
    end: () => stream.write("\r\u001b[2K"),
  };
}

const PLAIN_EVERY_MS = 10_000;

function plainLines(stream: NodeJS.WriteStream): ProgressDisplay {
  let nextAtMs = PLAIN_EVERY_MS;
  return {
    show: (progress) => {
      if (progress.elapsedMs < nextAtMs) return;
      nextAtMs = progress.elapsedMs + PLAIN_EVERY_MS;
      stream.write(`${lineOf(progress)}\n`);
    },
    end: () => undefined,
  };
}

export function lineOf(progress: Progress): string {
  const rate = progress.elapsedMs < 1000 ? "" : `${((progress.pages * 1000) / progress.elapsedMs).toFixed(1)}/s`;
  const left = progress.leftMs === null ? "" : `${spanOf(progress.leftMs)} left`;
  const parts = [
    `${progress.pages} pages`,
    `${progress.queued} queued`,
    `${progress.records} records`,
    progress.rejected > 0 ? `${progress.rejected} rejected` : "",
    progress.failed > 0 ? `${progress.failed} failed` : "",
    rate,
    spanOf(progress.elapsedMs),
    left,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** 75,000 → "1m15s"; below a minute, whole seconds. */
export function spanOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, "0")}s`;
  return `${Math.floor(seconds / 3600)}h${String(Math.floor((seconds % 3600) / 60)).padStart(2, "0")}m`;
}
