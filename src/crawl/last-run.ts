import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** When the last run into a dataset began, as its report says; null where there was none. */
export async function lastRunAtMs(directory: string): Promise<number | null> {
  try {
    const report = JSON.parse(await readFile(join(directory, "report.json"), "utf8"));
    const atMs = Date.parse(report.startedAt);
    return Number.isNaN(atMs) ? null : atMs;
  } catch {
    return null;
  }
}
