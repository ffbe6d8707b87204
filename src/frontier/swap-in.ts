import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lockDataset } from "./dataset-lock.ts";

/** Where the new files of a dataset are made ready, under their names. */
const STAGING = "erasing";
/** While it is there, the new files are taking the old ones' places. */
const MARK = "erasing.json";

/** What a change of many files comes to. Names are relative to the dataset's folder. */
export interface SwapPlan {
  /** Files that stand ready. */
  readonly replaced: readonly string[];
  readonly removed: readonly string[];
}

/** Called before each step; a test ends the process there. */
export type OnStep = (step: string) => void;

/** Makes an empty folder for new files. The dataset is locked. */
export function beginStaging(directory: string): string {
  const staging = join(directory, STAGING);
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  return staging;
}

/**
 * Lets the files that stand ready take the old ones' places. From the moment the mark is on disk the change will be carried to its end, by
 * this process or by the next that opens the dataset; before that moment it has not happened. The dataset is locked.
 */
export async function swapIn(directory: string, plan: SwapPlan, onStep: OnStep = () => {}): Promise<void> {
  const staging = join(directory, STAGING);
  const folders = new Set(plan.replaced.map((name) => dirname(join(staging, name))));
  for (const name of plan.replaced) await syncPath(join(staging, name));
  for (const folder of [...folders, staging]) await syncFolder(folder);
  onStep("write the mark");
  const temporary = join(staging, MARK);
  const file = await open(temporary, "w");
  await file.writeFile(JSON.stringify(plan));
  await file.sync();
  await file.close();
  onStep("set the mark");
  renameSync(temporary, join(directory, MARK));
  await syncFolder(directory);
  onStep("begin swapping");
  await carryOut(directory, plan, onStep);
}

/** Carries an earlier `swapIn` to its end, or clears away what never came to one. The dataset is locked. */
export async function finishSwap(directory: string, onStep: OnStep = () => {}): Promise<void> {
  const mark = join(directory, MARK);
  if (existsSync(mark)) await carryOut(directory, JSON.parse(readFileSync(mark, "utf8")), onStep);
  else rmSync(join(directory, STAGING), { recursive: true, force: true });
}

/** For those who only read: ends a swap that was cut short. Throws a `DatasetInUseError` while it is under way. */
export async function mendSwap(directory: string): Promise<void> {
  if (!existsSync(join(directory, MARK))) return;
  const lock = lockDataset(directory, () => ({}));
  try {
    await finishSwap(directory);
  } finally {
    lock.release();
  }
}

/** May be done again from any place in it. */
async function carryOut(directory: string, { replaced, removed }: SwapPlan, onStep: OnStep): Promise<void> {
  const staging = join(directory, STAGING);
  // First what goes: an old log of SQLite beside a new database would be read as the new one's.
  for (const name of removed) {
    onStep(`remove ${name}`);
    rmSync(join(directory, name), { force: true, recursive: true });
  }
  for (const name of replaced) {
    onStep(`replace ${name}`);
    if (existsSync(join(staging, name))) renameSync(join(staging, name), join(directory, name));
  }
  for (const folder of new Set([...replaced, ...removed].map((name) => dirname(join(directory, name)))))
    if (existsSync(folder)) await syncFolder(folder);
  onStep("clear away");
  rmSync(staging, { recursive: true, force: true });
  onStep("take the mark away");
  rmSync(join(directory, MARK), { force: true });
  await syncFolder(directory);
}

async function syncPath(path: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows neither can nor needs to.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
