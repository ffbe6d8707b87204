import { readFileSync } from "node:fs";
import type { CDPSession } from "playwright";

const EVERY_MS = 1000;
const PAGE_BYTES = 4096;

/**
 * Ends any page process of the browser that holds more than `maxBytes`, so that a page that hoards costs its own visit and not the machine.
 * The heap of scripts has a bound of its own; this is for all else. Does nothing where the system does not tell a process's size.
 */
export function watchMemory(session: CDPSession, maxBytes: number): { stop(): void } {
  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      for (const { type, id } of processInfo)
        if (type === "renderer" && residentBytes(id) > maxBytes) process.kill(id, "SIGKILL");
    } catch {
      // The browser, or the page's process, has just ended.
    } finally {
      isBusy = false;
    }
  }, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function residentBytes(pid: number): number {
  try {
    // Field 2 of /proc/[pid]/statm, proc(5).
    return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
