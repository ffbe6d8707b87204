import { fork } from "node:child_process";
import { join } from "node:path";
import type { Spent } from "./crawl-apart.ts";

export interface BombResult extends Spent {
  /** `record: TITLE`, `refused` (a site file), `parse-bounds` … */
  readonly outcome: string;
}

export type BombKind = "described" | "undescribed" | "field" | "yaml";

const MAX_OLD_SPACE_MIB = 512;

/** Reads one bomb in a process of its own: what it spends is its own. Ends it where it hangs. */
export function bombApart(kind: BombKind, name: string): Promise<BombResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "bomb-child.ts"), [kind, name], {
      // As on a small machine: what lives beyond it ends the process.
      execArgv: [`--max-old-space-size=${MAX_OLD_SPACE_MIB}`],
      timeout: 150_000,
      killSignal: "SIGKILL",
    });
    child.once("message", (told) => resolve(told as BombResult));
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`${name} ended with ${code ?? signal} and no word`)));
  });
}
