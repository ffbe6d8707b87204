// Everything a reviewer would check: format and lint, types, tests, browser tests. Ends with `N passed, N failed`.
//   npm test                     all; every fuzzer for two seconds, among the tests
//   CI=true npm test             all; every fuzzer for a whole minute besides, and what the registry knows against our packages
//   npm test -- tests/robots     only these vitest files
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** The seed stays the same, so that the same commit gets the same verdict; `npm run fuzz` takes a new one each time. */
const MINUTE_OF_EACH = ["--seconds", "60", "--jobs", "2", "--seed", "20260701"];

const only = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), "oogst-test-"));
const tallies =
  only.length > 0
    ? [vitest(only)]
    : [
        step("biome", ["check", "."]),
        step("tsc", ["--noEmit"]),
        vitest([]),
        playwright(),
        ...(process.env.CI === "true" ? [counted("audit.ts", []), counted("fuzz.ts", MINUTE_OF_EACH)] : []),
      ];
const total = tallies.reduce((sum, tally) => ({
  passed: sum.passed + tally.passed,
  failed: sum.failed + tally.failed,
  skipped: sum.skipped + tally.skipped,
}));
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** One check that passes or fails as a whole. */
function step(command: string, args: readonly string[]): Tally {
  console.log(`\n── ${command} ${args.join(" ")}`);
  const isGood = spawnSync(command, args, { stdio: "inherit" }).status === 0;
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

/** A script of ours that ends with `N passed, N failed`, or with how many it skipped besides. */
function counted(script: string, args: readonly string[]): Tally {
  console.log(`\n── scripts/${script} ${args.join(" ")}`);
  const { stdout, status } = spawnSync(process.execPath, [join(import.meta.dirname, script), ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.stdout.write(stdout);
  const [, passed = "0", failed = "0", skipped = "0"] =
    /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/m.exec(stdout) ?? [];
  const tally = { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function vitest(files: readonly string[]): Tally {
  const report = join(scratch, "vitest.json");
  console.log("\n── vitest run");
  const done = spawnSync(
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...files],
    { stdio: "inherit" },
  );
  return readTally(report, done.status, (json) => ({
    passed: json.numPassedTests ?? 0,
    failed: json.numFailedTests ?? 0,
    skipped: (json.numPendingTests ?? 0) + (json.numTodoTests ?? 0),
  }));
}

function playwright(): Tally {
  const report = join(scratch, "playwright.json");
  console.log("\n── playwright test");
  const done = spawnSync("playwright", ["test", "--reporter=list,json"], {
    stdio: "inherit",
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return readTally(report, done.status, (json) => ({
    passed: json.stats?.expected ?? 0,
    failed: json.stats?.unexpected ?? 0,
    skipped: json.stats?.skipped ?? 0,
  }));
}

interface Report {
  readonly numPassedTests?: number;
  readonly numFailedTests?: number;
  readonly numPendingTests?: number;
  readonly numTodoTests?: number;
  readonly stats?: { readonly expected: number; readonly unexpected: number; readonly skipped: number };
}

/** A runner that ended badly without naming a failure (a file that did not load, say) counts as one. */
function readTally(path: string, status: number | null, tallyOf: (report: Report) => Tally): Tally {
  let tally: Tally = { passed: 0, failed: 0, skipped: 0 };
  try {
    tally = tallyOf(JSON.parse(readFileSync(path, "utf8")) as Report);
  } catch {
    console.error(`no report at ${path}`);
  }
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
