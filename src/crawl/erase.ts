import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { lockDataset } from "../frontier/dataset-lock.ts";
import { openLedger } from "../frontier/ledger.ts";
import { hasLedger } from "../frontier/rewrite-ledger.ts";
import { beginStaging, finishSwap, type OnStep, swapIn } from "../frontier/swap-in.ts";
import { namesMatcher } from "../people/erase-names.ts";
import { nameFinder } from "../people/find-name.ts";
import { pseudonymsFor } from "../people/pseudonym.ts";
import { createProjection } from "../write/projection.ts";
import { eraseFolder } from "./erase-folder.ts";
import { searchDataset } from "./erase-search.ts";
import { type EraseCounts, type EraseTask, emptyCounts } from "./erase-task.ts";

export interface EraseOptions {
  readonly directory: string;
  /** Names in full, or pseudonyms. */
  readonly authors: readonly string[];
  /** Normalised addresses of articles that go with all their comments. */
  readonly urls: readonly string[];
  /** By site: comments written before this moment go (milliseconds since 1970). */
  readonly expiredBeforeMs: ReadonlyMap<string, number>;
  readonly hasArticleAuthors: boolean;
  /** Key of the dataset's pseudonyms: then the names' pseudonyms go too. */
  readonly pseudonymKey: string | null;
  /** Everything is made ready and counted, and nothing changed. */
  readonly isDryRun: boolean;
  readonly nowMs: number;
  readonly onStep?: OnStep;
}

/** What was erased: kept in the dataset as `erase-<time>.json`, without any name. */
export interface EraseReport extends EraseCounts {
  readonly erasedAt: string;
  readonly isDryRun: boolean;
  readonly asked: { readonly authors: number; readonly urls: number; readonly sitesWithRetention: number };
  /** Files in which a name is still found, such as articles about the person, or that cannot be looked through. */
  readonly stillIn: readonly string[];
}

/**
 * Takes people's comments, articles, or comments that have grown too old out of every file of a dataset.
 *
 * New files are made beside the old ones and take their places together: a process that dies leaves all old or all new, which the next
 * opening settles. Throws a `DatasetInUseError` where somebody writes the dataset.
 */
export async function eraseFromDataset(options: EraseOptions): Promise<EraseReport> {
  const { directory, nowMs, onStep = () => {} } = options;
  const folders = ["", ...previousFolders(directory)];
  const sites = new Set<string>();
  for (const folder of folders) for (const site of await settle(join(directory, folder), nowMs)) sites.add(site);
  const lock = lockDataset(directory, () => ({}));
  try {
    await finishSwap(directory);
    onStep("begin");
    const staging = beginStaging(directory);
    const task = taskOf(options, staging, [...sites]);
    for (const folder of folders) {
      onStep(`make ready ${folder === "" ? "the dataset" : folder}`);
      await eraseFolder(folder, task);
    }
    const report: EraseReport = {
      erasedAt: new Date(nowMs).toISOString(),
      isDryRun: options.isDryRun,
      asked: {
        authors: options.authors.length,
        urls: options.urls.length,
        sitesWithRetention: options.expiredBeforeMs.size,
      },
      ...task.counts,
      stillIn: await searchDataset(task),
    };
    const hasChanged = task.replaced.size > 0 || task.removed.size > 0;
    if (options.isDryRun || !hasChanged) await finishSwap(directory);
    else await replace(task, report, onStep);
    return report;
  } finally {
    lock.release();
  }
}

/** Brings everything durable to its files, and closes the ledger cleanly. Gives the names of the dataset's sites. */
async function settle(directory: string, nowMs: number): Promise<string[]> {
  if (!hasLedger(directory)) return [];
  const ledger = await openLedger({ directory, nowMs });
  try {
    const projection = await createProjection(ledger.outbox, directory);
    await projection.close();
    return [...new Set((await ledger.counts()).map(({ site }) => site))];
  } finally {
    await ledger.close();
  }
}

function taskOf(options: EraseOptions, staging: string, sites: readonly string[]): EraseTask {
  const { authors, pseudonymKey, directory } = options;
  const pseudonyms =
    pseudonymKey === null
      ? []
      : ["dataset", ...sites].flatMap((scope) => authors.map(pseudonymsFor(pseudonymKey, scope)));
  const names = [...new Set([...authors, ...pseudonyms])];
  const matcher = namesMatcher(names);
  return {
    ...{ directory, staging, names, matcher },
    holds: names.length === 0 ? () => false : nameFinder(names, matcher),
    urls: new Set(options.urls),
    expiredBeforeMs: options.expiredBeforeMs,
    hasArticleAuthors: options.hasArticleAuthors,
    nowMs: options.nowMs,
    freshSalt: randomBytes(16).toString("hex"),
    ...{ replaced: new Set(), removed: new Set(), counts: emptyCounts() },
  };
}

async function replace(task: EraseTask, report: EraseReport, onStep: OnStep): Promise<void> {
  const name = `erase-${report.erasedAt.replace(/\.\d+/, "").replaceAll(":", "-")}.json`;
  const path = join(task.staging, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  await swapIn(task.directory, { replaced: [...task.replaced, name], removed: [...task.removed] }, onStep);
}

function previousFolders(directory: string): string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory).filter(
    (name) => name.startsWith("previous-") && statSync(join(directory, name)).isDirectory(),
  );
}
