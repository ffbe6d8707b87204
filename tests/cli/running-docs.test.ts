import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runOogst } from "./run-oogst.ts";

const docs = readFileSync(new URL("../../docs/running.md", import.meta.url), "utf8");
const blockOf = (language: string) =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(docs)?.[1] ?? "";

describe("docs/running.md", () => {
  it("has a systemd unit in which systemd finds no fault", ({ skip }) => {
    if (spawnSync("systemd-analyze", ["--version"]).status !== 0) return skip("systemd-analyze is not installed");
    const folder = mkdtempSync(join(tmpdir(), "oogst-unit-"));
    try {
      const unit = join(folder, "oogst.service");
      writeFileSync(unit, blockOf("ini"));
      const { status, stdout, stderr } = spawnSync("systemd-analyze", ["verify", unit], { encoding: "utf8" });
      expect([status, stdout, stderr]).toEqual([0, "", ""]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("starts the service, in the unit and in the container, with options that it has", async () => {
    const { out } = await runOogst(["schedule", "--help"]);
    const used = [blockOf("ini"), blockOf("dockerfile")].map((block) =>
      [...block.matchAll(/oogst"?,? "?schedule.*$/gm)].flatMap(([line]) => line.match(/--[a-z-]+/g) ?? []),
    );
    for (const flags of used) {
      expect(flags).toContain("--output");
      expect(flags.filter((flag) => !out.includes(`${flag} `) && !out.includes(`${flag}\n`))).toEqual([]);
    }
  });

  it("lets the container's user write where the dataset goes", () => {
    const lines = blockOf("dockerfile").split("\n");
    const placeOf = (beginning: RegExp) => lines.findIndex((line) => beginning.test(line));
    expect(placeOf(/^RUN .*chown .*node.* \/data/)).toBeGreaterThan(0);
    expect(placeOf(/^RUN .*chown .*node.* \/data/)).toBeLessThan(placeOf(/^USER node/));
    expect(placeOf(/^USER node/)).toBeLessThan(placeOf(/^CMD /));
  });
});
