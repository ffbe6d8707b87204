import { spawnSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * The folder in which one browser of ours keeps everything. Its name tells whose it is, and the browser's command line holds it, so that what
 * a killed program left behind can be told from everybody else's browsers.
 */
export interface ProfileFolder {
  readonly path: string;
  readonly profile: string;
  readonly artifacts: string;
  readonly temporary: string;
  /** Removes it with all that is in it. */
  remove(): void;
}

const NAME = /^oogst-browser-(\d+)-/;

export function makeProfileFolder(parent = tmpdir()): ProfileFolder {
  const path = mkdtempSync(join(parent, `oogst-browser-${process.pid}-`));
  const folder = {
    path,
    profile: join(path, "profile"),
    artifacts: join(path, "artifacts"),
    temporary: join(path, "tmp"),
    remove: () => removeFolder(path),
  };
  for (const inner of [folder.profile, folder.artifacts, folder.temporary]) mkdirSync(inner, { mode: 0o700 });
  writeFileSync(join(path, "owner.json"), JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }));
  return folder;
}

/**
 * Ends browsers whose program is gone, and removes their folders. A process is ended only if its command line names such a folder: its owner
 * is dead, so nobody else can want it. Gives the folders removed.
 */
export function sweepProfileFolders(parent = tmpdir()): string[] {
  if (!existsSync(parent)) return [];
  const orphans = readdirSync(parent)
    .filter((name) => NAME.test(name))
    .map((name) => join(parent, name))
    .filter((path) => isOrphan(path));
  if (orphans.length === 0) return [];
  for (const { pid, command } of processes())
    if (orphans.some((path) => isNamed(join(path, "profile"), command))) endProcess(pid);
  for (const path of orphans) removeFolder(path);
  return orphans;
}

/** True while a process runs whose command line names `profile` as the browser's folder, and where the system does not say. */
export function isNamedByProcess(profile: string): boolean {
  const all = processes();
  return all.length === 0 || all.some(({ command }) => isNamed(profile, command));
}

function isNamed(profile: string, command: string): boolean {
  return command.includes(`--user-data-dir=${profile}`);
}

function isOrphan(path: string): boolean {
  try {
    const stat = lstatSync(path);
    if (!stat.isDirectory() || (process.getuid !== undefined && stat.uid !== process.getuid())) return false;
    const owner = readOwner(path);
    const pid = owner?.pid ?? Number(NAME.exec(path.slice(path.lastIndexOf("oogst-browser-")))?.[1]);
    if (!isAlive(pid)) return true;
    // The number may have been given to another process since.
    return owner !== undefined && owner.startedAt !== null && owner.startedAt !== startOf(pid);
  } catch {
    return false;
  }
}

function readOwner(path: string): { pid: number; startedAt: string | null } | undefined {
  try {
    return JSON.parse(readFileSync(join(path, "owner.json"), "utf8"));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, in a spelling of the system's own; null where the system does not say. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 22 of proc(5); the second, a name in parentheses, may hold anything.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function processes(): { pid: number; command: string }[] {
  if (existsSync("/proc/self/cmdline"))
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), command: commandOf(name) }));
  const { stdout } = spawnSync("ps", ["-axo", "pid=,command="], { encoding: "utf8" });
  return (stdout ?? "")
    .split("\n")
    .map((line) => ({ pid: Number.parseInt(line, 10), command: line }))
    .filter(({ pid }) => pid > 0);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself meanwhile.
  }
}

function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
