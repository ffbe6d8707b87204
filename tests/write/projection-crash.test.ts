import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createProjection } from "../../src/write/projection.ts";
import { type CrashPlan, SimulatedDisk } from "../support/ledger-simulated-disk.ts";
import { SimulatedOutbox } from "../support/ledger-simulated-outbox.ts";

interface Scenario {
  readonly lines: readonly string[];
  readonly maxRecords: number;
  readonly maxBatchBytes: number;
  /** Lines that become durable at a time, and whether the ledger then commits or syncs its notes. */
  readonly releases: readonly { readonly lines: number; readonly after: "nothing" | "commit" | "sync" }[];
  readonly crashes: readonly CrashPlan[];
}

/** Runs a scenario with its crashes, then to its end without one; gives the steps of the last run. */
async function run({ lines, maxRecords, maxBatchBytes, releases, crashes }: Scenario): Promise<number> {
  const wanted = lines.map((line) => `${line}\n`);
  let seen = "";
  const disk = new SimulatedDisk(() => {
    seen = expectGrown(disk, wanted, seen);
  });
  const outbox = new SimulatedOutbox(lines, maxRecords, disk);
  for (const crash of [...crashes, undefined]) {
    disk.plan(crash);
    try {
      const projection = await createProjection(outbox, "/data", { files: disk, maxBatchBytes });
      for (let i = 0; !outbox.isReleased && i < 100; i++) {
        const release = releases[i % releases.length] ?? { lines: lines.length, after: "nothing" };
        outbox.release(outbox.sequence + release.lines);
        await projection.flush();
        if (release.after === "commit") outbox.commit();
        if (release.after === "sync") outbox.sync();
      }
      await projection.flush();
      await projection.close();
      if (crash === undefined) break;
      outbox.sync();
    } catch (error) {
      if (!disk.isDead) throw error;
      disk.afterCrash();
      // Readers on a machine without power begin anew.
      if (crash?.kind === "power") seen = "";
      outbox.afterCrash(crash?.kind ?? "kill");
    }
  }
  expectWhole(disk, wanted, maxRecords);
  return disk.steps;
}

/** What a reader finds at any moment: whole lines from the first on, in order, as they will be, and all that it found before. */
function expectGrown(disk: SimulatedDisk, wanted: readonly string[], before: string): string {
  const files = disk.names().filter((name) => name.startsWith("articles"));
  const text = files.map((name) => disk.text(name) ?? "").join("");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  if (!wanted.join("").startsWith(whole)) expect(whole).toBe(wanted.join(""));
  if (!whole.startsWith(before)) expect(whole).toBe(before);
  return whole;
}

function expectWhole(disk: SimulatedDisk, wanted: readonly string[], maxRecords: number): void {
  const segments = Array.from({ length: Math.max(1, Math.ceil(wanted.length / maxRecords)) }, (_, i) =>
    wanted.slice(i * maxRecords, (i + 1) * maxRecords).join(""),
  );
  const name = (i: number) => (i === segments.length - 1 ? "articles.jsonl" : `articles-00000${i + 1}.jsonl`);
  const found = disk.names().filter((file) => file.startsWith("articles"));
  expect(found.map((file) => [file, disk.text(file)])).toEqual(segments.map((text, i) => [name(i), text]).toSorted());
  const manifest = JSON.parse(disk.text("manifest.json") ?? "{}");
  expect(manifest.segments).toEqual(
    segments
      .filter((text) => text !== "")
      .map((text, i) => ({
        name: name(i),
        stream: "articles",
        isSealed: i < segments.length - 1,
        records: text.split("\n").length - 1,
        bytes: text.length,
        sha256: createHash("sha256").update(text).digest("hex"),
        firstSequence: i * maxRecords + 1,
        lastSequence: Math.min(wanted.length, (i + 1) * maxRecords),
      })),
  );
  expect(disk.names()).not.toContain("manifest.json.tmp");
}

const SMALL: Omit<Scenario, "crashes"> = {
  lines: ['{"n":1}', '{"n":22}', '{"n":333}', '{"n":4444}', '{"n":5}'],
  maxRecords: 2,
  maxBatchBytes: 12,
  releases: [{ lines: 2, after: "commit" }],
};

describe("a projection that is cut off", () => {
  it("needs no crash to be right", async () => {
    await run({ ...SMALL, crashes: [] });
  });

  it.each([
    ["the process is killed", "kill", 0, false],
    ["the process is killed in the middle of a write", "kill", 0.5, false],
    ["the power fails and all that was not synced is lost", "power", 0, false],
    ["the power fails and half of what was not synced is lost", "power", 0.5, false],
    ["the power fails and zeros stand where lines were", "power", 0.4, true],
  ] as const)("writes the same dataset when %s, at whatever step", async (_, kind, kept, leavesZeros) => {
    const steps = await run({ ...SMALL, crashes: [] });
    for (let afterSteps = 0; afterSteps < steps; afterSteps++) {
      const crash: CrashPlan = { afterSteps, kind, kept, leavesZeros };
      await run({ ...SMALL, crashes: [crash] });
      // A second crash hits what mends the first one.
      for (const again of [1, 3, 6, 10]) await run({ ...SMALL, crashes: [crash, { ...crash, afterSteps: again }] });
    }
  });

  it("writes the same dataset whatever the order of crashes", async () => {
    const crash = fc.record({
      afterSteps: fc.nat(60),
      kind: fc.constantFrom("kill" as const, "power" as const),
      kept: fc.double({ min: 0, max: 1, noNaN: true }),
      leavesZeros: fc.boolean(),
    });
    const release = fc.record({
      lines: fc.integer({ min: 1, max: 5 }),
      after: fc.constantFrom("nothing" as const, "commit" as const, "sync" as const),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          lines: fc.array(fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom("a", "b", '"') }), {
            maxLength: 14,
          }),
          maxRecords: fc.integer({ min: 1, max: 6 }),
          maxBatchBytes: fc.integer({ min: 1, max: 80 }),
          releases: fc.array(release, { minLength: 1, maxLength: 4 }),
          crashes: fc.array(crash, { maxLength: 6 }),
        }),
        async (scenario) => {
          await run(scenario);
        },
      ),
      { numRuns: 300 },
    );
  });
});
