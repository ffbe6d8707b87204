// What one start costs: `oogst extract` of a saved page of some 85 KB, beside an empty Node. Run `npm run build` first.
//   npm run bench:start-cpu -- [--runs 30]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { articleAt } from "./crawl/article.ts";
import { measure } from "./crawl/measure.ts";
import { articlePage } from "./crawl/page.ts";

const { values } = parseArgs({ options: { runs: { type: "string", default: "30" } } });
const runs = Number(values.runs);
const work = mkdtempSync(join(tmpdir(), "oogst-start-"));
const program = join(import.meta.dirname, "../dist/cli/main.js");
const siteFile = join(work, "veldpost.yaml");
const page = join(work, "page.html");
writeFileSync(
  siteFile,
  readFileSync(join(import.meta.dirname, "crawl/veldpost.yaml"), "utf8").replaceAll("PORT", "8080"),
);
writeFileSync(page, articlePage({ ...articleAt(5), bytes: 85_000, fault: null }, "http://127.0.0.1:8080"));

const commands: readonly (readonly [string, readonly string[]])[] = [
  ["node -e 0", [process.execPath, "-e", "0"]],
  ["oogst --version", [process.execPath, program, "--version"]],
  ["oogst extract page.html --site veldpost.yaml", [process.execPath, program, "extract", page, "--site", siteFile]],
  [
    "oogst extract page.html (no site file)",
    [process.execPath, program, "extract", page, "--url", "https://krant.example/a"],
  ],
];
try {
  let least = Number.NaN;
  for (const [name, command] of commands) {
    const seconds: number[] = [];
    for (let run = -2; run < runs; run++) {
      const { cpuSeconds, exitCode } = await measure("0", command, work);
      if (exitCode !== 0) throw new Error(`${name} ended with ${exitCode}`);
      // The first start makes the site file known, the second keeps the compiled code.
      if (run >= 0) seconds.push(cpuSeconds);
    }
    const median = seconds.toSorted((one, other) => one - other)[Math.floor(runs / 2)] ?? Number.NaN;
    if (Number.isNaN(least)) least = median;
    process.stdout.write(`${median.toFixed(3)} s  ${(median / least).toFixed(1)} ×  ${name}\n`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
