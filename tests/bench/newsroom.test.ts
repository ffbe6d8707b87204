import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

test("a newsroom crawled again and again, killed in between, has each revision and each comment's coming and going told once", () => {
  const args = ["bench/newsroom/judge-newsroom.ts", "--crawls", "8", "--kills", "3", "--share", "0.8"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect(status, `${stdout}${stderr}`).toBe(0);
  expect(JSON.parse(stdout.slice(0, stdout.lastIndexOf("}") + 1))).toMatchObject({ faultCount: 0, crawls: 8 });
}, 240_000);
