import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a small crawl benchmark ends with every record right, and prints what it cost", () => {
  const args = ["bench/crawl/crawl.ts", "--articles", "60", "--contestants", "floor,oogst,cheerio", "--from-source"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(status, `${stdout}${stderr}`).toBe(0);
  expect(stdout).toMatch(/Oogst.* 60 of 60 \|/);
  expect(stdout).toMatch(/cheerio.* 60 of 60 \|/);
  process.stdout.write(stdout);
}, 120_000);
