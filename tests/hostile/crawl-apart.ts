import { fork } from "node:child_process";
import { join } from "node:path";
import type { CrawlOptionsInput } from "../../src/config/options.ts";
import { type Crawled, type CrawledData, crawledOf, type SiteWish } from "./crawl-hosts.ts";

/** What a crawl apart is to do: these papers, and the magazine that comes with Oogst. */
export interface CrawlOrder {
  readonly papers: readonly SiteWish[];
  readonly options: CrawlOptionsInput;
}

/** What a process took, start included, and what was left in it. */
export interface Spent {
  /** Resident memory at its highest. */
  readonly peakMib: number;
  readonly cpuMs: number;
  /** Keys that strangers' data put on the prototype of all objects. */
  readonly prototypeKeys: readonly string[];
}

/** What this process has spent. */
export function spent(): Spent {
  const { user, system } = process.cpuUsage();
  return {
    peakMib: process.resourceUsage().maxRSS / 1024,
    cpuMs: (user + system) / 1000,
    prototypeKeys: [...Object.keys(Object.prototype), ...Object.keys(Array.prototype)],
  };
}

/** Crawls in a process of its own: what it spends is the crawl's, not its servers'. Ends it where it hangs. */
export function crawlApart(
  order: CrawlOrder,
  { hangsAfterMs = 180_000, env = {} }: { hangsAfterMs?: number; env?: Readonly<Record<string, string>> } = {},
): Promise<Crawled & Spent> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "crawl-child.ts"), {
      execArgv: [],
      serialization: "advanced",
      env: { ...process.env, ...env },
      timeout: hangsAfterMs,
      killSignal: "SIGKILL",
    });
    child.once("message", (told) => {
      const data = told as CrawledData & Spent;
      resolve({ ...data, ...crawledOf(data) });
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`the crawl ended with ${code ?? signal} and no word`)));
    child.send(order);
  });
}
