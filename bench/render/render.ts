// The same pages, whose comments come by script, rendered by Oogst and by Crawlee's PlaywrightCrawler: pages a second and CPU of both.
// Each contestant runs in a program of its own, in turn, against one server; the browser is the same.
//   npm install --prefix bench && node bench/render/render.ts [pages=120] [rounds=3]
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { wayOf } from "../../src/demo/scripted-page.ts";
import { SCRIPTED_SECTION, withScriptedSection } from "../../src/demo/scripted-section.ts";
import { serveMagazine } from "../../src/demo/serve-magazine.ts";
import type { Result, Task } from "./contestants.ts";

const pages = Number(process.argv[2] ?? 120);
const rounds = Number(process.argv[3] ?? 3);
const tabs = 2;
const names = ["oogst", "crawlee", "crawlee-blocking"] as const;

const plain = makeMagazine({ articleCount: 4, maxComments: 5, seed: 4 });
const magazine = withScriptedSection(plain, { articleCount: pages * 2, maxComments: 40, seed: 7 });
// Without frames, into which Crawlee's handler would have to look by code of its own.
const articles = magazine.articles
  .filter((article) => article.section === SCRIPTED_SECTION && wayOf(article) !== "frame")
  .slice(0, pages);
const served = await serveMagazine(magazine);
const results = new Map<string, Result[]>(names.map((name) => [name, []]));
for (let round = 0; round < rounds; round++)
  for (const name of names) {
    const task: Task = {
      name,
      port: served.port,
      tabs,
      pages: articles.map(({ path, comments }) => ({ path, comments: comments.length })),
    };
    const askedBefore = served.log.length;
    const result = await run(task);
    results.get(name)?.push({ ...result, requests: (served.log.length - askedBefore) / pages });
    console.log(`round ${round + 1}: ${name} ${result.pagesPerSecond.toFixed(1)} pages/s`);
  }
await served.close();

console.log(`\n${pages} pages, ${tabs} at once, medians of ${rounds} rounds in turn\n`);
console.table(
  Object.fromEntries(
    names.map((name) => {
      const all = results.get(name) ?? [];
      const middle = (value: (result: Result) => number) => Number(median(all.map(value)).toFixed(1));
      return [
        name,
        {
          "pages/s": middle(({ pagesPerSecond }) => pagesPerSecond),
          "CPU ms/page": middle(({ cpuMs }) => cpuMs),
          "of it Node": middle(({ nodeMs }) => nodeMs),
          "requests/page": middle(({ requests }) => requests),
          "whole pages": middle(({ whole }) => whole),
        },
      ];
    }),
  ),
);

async function run(task: Task): Promise<Result> {
  const program = fileURLToPath(new URL("contestants.ts", import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(task)], { stdio: ["ignore", "pipe", "inherit"] });
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  const line = Buffer.concat(chunks).toString("utf8").trim().split("\n").at(-1) ?? "";
  return JSON.parse(line) as Result;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
