// Erases from a dataset in a process of its own, which is killed before the step of that number.
//   node erase-child.ts DIRECTORY NAME STEP NOW_MS
import { eraseFromDataset } from "../../src/crawl/erase.ts";

const [directory, name, stopAt, nowMs] = process.argv.slice(2) as [string, string, string, string];
let steps = 0;
await eraseFromDataset({
  ...{ directory, authors: [name], urls: [], expiredBeforeMs: new Map(), pseudonymKey: null },
  ...{ hasArticleAuthors: false, isDryRun: false, nowMs: Number(nowMs) },
  onStep: () => {
    if (++steps === Number(stopAt)) process.kill(process.pid, "SIGKILL");
  },
});
console.log(steps);
