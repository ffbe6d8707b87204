import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LOCK_FILE } from "./dataset-lock.ts";

/** While it is there, files are on their way to the folder it names. */
const MARK = "setting-aside.txt";
const PREVIOUS = "previous-";

/** Moves everything of a dataset to `previous-<time>/` in it. A crash in between is mended by `finishSettingAside`. The dataset is locked. */
export function setAside(directory: string, nowMs: number): void {
  if (filesOf(directory).length === 0) return;
  writeFileSync(join(directory, MARK), freeName(directory, nowMs), { flush: true });
  finishSettingAside(directory);
}

/** Moves the rest of what an earlier `setAside` began with. To be called before anything of the dataset is opened. */
export function finishSettingAside(directory: string): void {
  const mark = join(directory, MARK);
  if (!existsSync(mark)) return;
  const name = readFileSync(mark, "utf8");
  // An empty or strange mark was never finished being written: nothing had been moved yet.
  if (/^previous-[\w-]+$/.test(name)) {
    mkdirSync(join(directory, name), { recursive: true });
    for (const file of filesOf(directory)) renameSync(join(directory, file), join(directory, name, file));
  }
  rmSync(mark);
}

function filesOf(directory: string): string[] {
  return readdirSync(directory).filter(
    (name) => name !== MARK && !name.startsWith(LOCK_FILE) && !name.startsWith(PREVIOUS),
  );
}

/** `previous-2026-01-31T09-15-00Z`, or with a number behind it where that is taken. */
function freeName(directory: string, nowMs: number): string {
  const time = new Date(nowMs).toISOString().replace(/\.\d+/, "").replaceAll(":", "-");
  for (let number = 1; ; number++) {
    const name = `${PREVIOUS}${time}${number === 1 ? "" : `-${number}`}`;
    if (!existsSync(join(directory, name))) return name;
  }
}
