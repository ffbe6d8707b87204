import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("a crawl killed again and again loses nothing, repeats nothing, and never takes a line back", () => {
  const judged = spawnSync(
    process.execPath,
    ["bench/kill/judge-kill.ts", "--kills", "8", "--articles", "300", "--longest", "900", "--delay", "3"],
    { encoding: "utf8" },
  );
  expect(judged.stdout).toContain("judge:kill passed");
  expect(JSON.parse(judged.stdout.slice(0, judged.stdout.lastIndexOf("}") + 1))).toMatchObject({
    lost: 0,
    duplicated: 0,
    torn: 0,
    wrong: 0,
    tooSoon: 0,
    faults: [],
  });
}, 120_000);
