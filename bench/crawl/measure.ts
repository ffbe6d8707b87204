import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface Measured {
  /** User and system of the process and its children, start included. */
  readonly cpuSeconds: number;
  readonly elapsedSeconds: number;
  readonly peakMiB: number;
  readonly exitCode: number;
}

/** Whether processes can be pinned to cores here. */
export const canPin = process.platform === "linux" && existsSync("/usr/bin/taskset");

/** `command` pinned to these cores ("1", "0,1") where that can be. */
export const pinned = (cores: string, command: readonly string[]): readonly string[] =>
  canPin ? ["taskset", "-c", cores, ...command] : command;

/** Runs a command to its end on the given cores; its time is what the shell's `time` says of it. */
export async function measure(cores: string, command: readonly string[], directory: string): Promise<Measured> {
  const startedAt = performance.now();
  const shell = spawn(
    "bash",
    ["-c", 'TIMEFORMAT="oogst-bench-cpu %U %S"; time "$@"', "bash", ...pinned(cores, command)],
    {
      cwd: directory,
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let errors = "";
  shell.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-20_000);
  });
  let peakKiB = 0;
  const watch = setInterval(() => {
    peakKiB = Math.max(peakKiB, peakOf(shell.pid ?? 0));
  }, 50);
  const exitCode = await new Promise<number>((resolve) => shell.once("close", (code) => resolve(code ?? -1)));
  clearInterval(watch);
  const [, user = "0", system = "0"] = /oogst-bench-cpu ([\d.,]+) ([\d.,]+)/.exec(errors) ?? [];
  if (exitCode !== 0) process.stderr.write(errors);
  return {
    cpuSeconds: Number(user.replace(",", ".")) + Number(system.replace(",", ".")),
    elapsedSeconds: (performance.now() - startedAt) / 1000,
    peakMiB: Math.round(peakKiB / 1024),
    exitCode,
  };
}

/** Most memory that the processes below this one have held at once, each by its own peak, in KiB. */
function peakOf(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const status = read(`/proc/${name}/stat`);
    const parent = Number(status.slice(status.lastIndexOf(")") + 2).split(" ")[1]);
    parents.set(Number(name), parent);
  }
  let sum = 0;
  for (const pid of parents.keys()) {
    for (let each: number | undefined = pid; each !== undefined && each > 1; each = parents.get(each)) {
      if (each !== root || pid === root) continue;
      sum += Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
      break;
    }
  }
  return sum;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
