import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryDirectory } from "../support/ledger-dataset.ts";
import type { SmallDiskReport } from "../support/ledger-small-disk-report.ts";

const mounts = spawnSync("unshare", ["--mount", "sh", "-c", "mount -t tmpfs -o size=64k tmpfs /mnt"]);
const whyNot = mounts.status === 0 ? undefined : "needs the right to mount a small disk (root, or CAP_SYS_ADMIN)";
if (whyNot !== undefined) console.warn(`skipped: a full disk: ${whyNot}`);

it.skipIf(whyNot !== undefined).each([300, 1500])(
  "a full disk stops the run and tears nothing; with room again it goes on (%i KiB in the way)",
  (ballastKib) => {
    const disk = temporaryDirectory();
    mkdirSync(disk);
    const script = join(import.meta.dirname, "../support/ledger-small-disk.ts");
    const command = `mount -t tmpfs -o size=3m tmpfs '${disk}' && exec '${process.execPath}' '${script}' '${disk}' ${ballastKib}`;
    const output = execFileSync("unshare", ["--mount", "sh", "-c", command], { encoding: "utf8" });
    const report = JSON.parse(output) as SmallDiskReport;
    const { ended, error, projectionError, closeErrors, atRest, atEnd } = report;

    for (const message of [error ?? projectionError, ...closeErrors, report.openedOnFullDisk]) {
      if (message !== null) expect(message).toMatch(/^OutputError: .*(no space left on the disk)/);
    }
    expect(error ?? projectionError).not.toBeNull();
    expect(ended.length).toBeGreaterThan(10);
    expect(atRest).toEqual(ended.slice(0, atRest.length));
    expect(report.openedReadOnly).toMatch(/^OutputError: .*(read-only|cannot be opened)/);
    expect([report.readOnlyPages, report.closedReadOnlyPages]).toEqual([1, 1]);
    expect(atEnd).toEqual(Array.from({ length: ended.length + 20 }, (_, n) => n));
  },
);
