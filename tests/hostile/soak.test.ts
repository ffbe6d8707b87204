import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a short soak: every healthy record exact, no faulty page believed, memory in bounds", () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["bench/soak.ts", "--pages", "400"], {
    encoding: "utf8",
  });
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toContain("soak passed");
}, 120_000);
