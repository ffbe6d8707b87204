/**
 * Fills a small disk, frees it and goes on: `node ledger-small-disk.ts DIRECTORY BALLAST_KIB`, in a mount namespace where DIRECTORY is a
 * tmpfs. Prints what happened as JSON.
 */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openLedger } from "../../src/frontier/ledger.ts";
import { openLedgerForReading } from "../../src/frontier/read-ledger.ts";
import type { Ledger } from "../../src/model/ledger.ts";
import { createProjection } from "../../src/write/projection.ts";
import type { SmallDiskReport } from "./ledger-small-disk-report.ts";

const [disk = "", ballastKib = "0"] = process.argv.slice(2);
const directory = join(disk, "dataset");
const ballast = join(disk, "ballast");
const SITE = "courant";

process.stdout.write(JSON.stringify(await fillAndGoOn()));

async function fillAndGoOn(): Promise<SmallDiskReport> {
  writeFileSync(ballast, Buffer.alloc(Number(ballastKib) * 1024));
  const first = await writeUntilFull();
  const atRest = recordsAt(directory);

  fill();
  const openedOnFullDisk = await openLedger({ directory, nowMs: Date.now() })
    .then((ledger) => ledger.close())
    .then(() => null, errorOf);
  rmSync(ballast);
  rmSync(join(disk, "rest"), { force: true });

  remount("ro");
  const openedReadOnly = await openLedger({ directory, nowMs: Date.now() }).then(() => null, errorOf);
  const reader = await openLedgerForReading(directory);
  const readOnlyPages = (await reader.known(urlOf(0))).length;
  await reader.close();
  remount("rw");

  const ledger = await openLedger({ directory, nowMs: Date.now(), commitAfterMs: 2 });
  const projection = await createProjection(ledger.outbox, directory);
  for (let n = first.ended.length; n < first.ended.length + 20; n++) await write(ledger, n);
  await projection.close();
  await ledger.close();

  remount("ro");
  const closedReader = await openLedgerForReading(directory);
  const closedReadOnlyPages = (await closedReader.known(urlOf(0))).length;
  await closedReader.close();
  const atEnd = recordsAt(directory);
  return { ...first, atRest, openedOnFullDisk, openedReadOnly, readOnlyPages, closedReadOnlyPages, atEnd };
}

async function writeUntilFull(): Promise<Pick<SmallDiskReport, "ended" | "error" | "projectionError" | "closeErrors">> {
  const ended: number[] = [];
  const closeErrors: string[] = [];
  let [error, projectionError] = [null as string | null, null as string | null];
  const ledger = await openLedger({ directory, nowMs: Date.now(), commitAfterMs: 2, maxSegmentBytes: 200_000 });
  const onError = (failure: unknown) => {
    projectionError = errorOf(failure);
  };
  const projection = await createProjection(ledger.outbox, directory, { onError });
  for (let n = 0; error === null && projectionError === null; n++) {
    await write(ledger, n).then(
      () => ended.push(n),
      (failure) => {
        error = errorOf(failure);
      },
    );
  }
  await projection.close().catch((failure) => closeErrors.push(errorOf(failure)));
  await ledger.close().catch((failure) => closeErrors.push(errorOf(failure)));
  return { ended, error, projectionError, closeErrors };
}

async function write(ledger: Ledger, n: number): Promise<void> {
  const url = urlOf(n);
  const request = {
    site: SITE,
    url,
    kind: "article",
    depth: 1,
    discoveredOn: null,
    priority: 0,
    hintAt: null,
    pageIndex: null,
  } as const;
  await ledger.add([request], Date.now());
  const line = JSON.stringify({ id: String(n), text: "begroting ".repeat(300) });
  await ledger.end({
    site: SITE,
    url,
    visitedAtMs: Date.now(),
    state: "accepted",
    reason: null,
    detail: null,
    dueAtMs: null,
    record: { articleId: String(n), line, revision: 1, contentHash: "h", firstSeenAt: "2026" },
  });
}

function urlOf(n: number): string {
  return `https://courant.example/${n}`;
}

/** The ids in all segments; throws where a line is torn. */
function recordsAt(directory: string): number[] {
  const names = readdirSync(directory).filter((name) => /^articles.*\.jsonl$/.test(name));
  return names.toSorted().flatMap((name) => {
    const lines = readFileSync(join(directory, name), "utf8").split("\n");
    if (lines.pop() !== "") throw new Error(`${name} ends in half a line`);
    return lines.map((line) => Number(JSON.parse(line).id));
  });
}

function fill(): void {
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, "rest"), Buffer.alloc(bavail * bsize));
}

function remount(mode: "ro" | "rw"): void {
  const { status, stderr } = spawnSync("mount", ["-o", `remount,${mode}`, disk], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function errorOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
