import { readdirSync, readFileSync } from "node:fs";

export interface ProcessTree {
  readonly processes: number;
  readonly residentMiB: number;
  /** CPU of each of these processes, by its number. */
  readonly cpuMs: ReadonlyMap<number, number>;
}

/** A process with all its descendants, from /proc (Linux). */
export function processTree(root: number): ProcessTree {
  const known = new Map<number, { parent: number; cpuMs: number; residentMiB: number }>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      // proc(5): after the name in parentheses, which may hold anything; ticks are hundredths of a second, pages 4 KiB.
      const fields = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .map(Number);
      const [, parent = 0] = fields;
      const ticks = fields.slice(11, 13).reduce((sum, value) => sum + value, 0);
      known.set(Number(name), { parent, cpuMs: ticks * 10, residentMiB: ((fields[21] ?? 0) * 4096) / 2 ** 20 });
    } catch {
      // It has just ended.
    }
  }
  const isOf = (pid: number): boolean => {
    for (let at = pid; at > 1; at = known.get(at)?.parent ?? 0) if (at === root) return true;
    return false;
  };
  const mine = [...known].filter(([pid]) => isOf(pid));
  return {
    processes: mine.length,
    residentMiB: mine.reduce((sum, [, { residentMiB }]) => sum + residentMiB, 0),
    cpuMs: new Map(mine.map(([pid, { cpuMs }]) => [pid, cpuMs])),
  };
}

/** Adds up the CPU of a process and all it ever starts, also of those that end meanwhile: each counts as it was last seen. */
export function watchCpu(root: number): { stop(): number } {
  const first = processTree(root).cpuMs;
  const last = new Map<number, number>();
  const look = () => {
    for (const [pid, cpuMs] of processTree(root).cpuMs) last.set(pid, cpuMs);
  };
  const timer = setInterval(look, 100);
  return {
    stop() {
      clearInterval(timer);
      look();
      return [...last].reduce((sum, [pid, cpuMs]) => sum + cpuMs - (first.get(pid) ?? 0), 0);
    },
  };
}
