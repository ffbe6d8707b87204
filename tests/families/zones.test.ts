import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const run = promisify(execFile);
const program = new URL("../support/family-zone.ts", import.meta.url).pathname;

it.each([
  ["UTC", 13],
  ["Europe/Amsterdam", 14],
  ["Pacific/Auckland", 2],
])("all families come out the same on a machine in %s", async (zone, hour) => {
  const env = { ...process.env, TZ: zone, LANG: "nl_NL.UTF-8", LC_ALL: "" };
  const { stdout } = await run(process.execPath, [program], { env, maxBuffer: 1 << 26 });
  const found = JSON.parse(stdout) as { hour: number; compared: number; wrong: string[] };
  // The process does stand in that zone.
  expect(found.hour).toBe(hour);
  expect(found.wrong).toEqual([]);
  expect(found.compared).toBeGreaterThan(2000);
});
