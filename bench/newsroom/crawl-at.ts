// One crawl of the newsroom at a moment of its time, in a process of its own so that it can be killed.
//   node crawl-at.ts PORT DIRECTORY NOW_MS REVISIT
import { pino } from "pino";
import { parseSite } from "../../src/config/load-site.ts";
import { parseCrawlOptions } from "../../src/config/options.ts";
import { systemClock } from "../../src/crawl/clock.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import { NEWSROOM_HOST, NEWSROOM_SITE } from "./newsroom.ts";

const [port, directory, nowText, revisit] = process.argv.slice(2) as [string, string, string, string];
const offsetMs = Number(nowText) - systemClock.nowMs();
const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + offsetMs };
const loaded = parseSite(`${NEWSROOM_SITE}revisit: ${revisit}\n`, "nieuwskamer.yaml");
const options = parseCrawlOptions({
  output: directory,
  allowAddresses: ["127.0.0.1"],
  connectTo: [`${NEWSROOM_HOST}=127.0.0.1:${port}`],
  maxWaitMs: 0,
});
const report = await crawl([loaded], options, { log: pino({ level: "silent" }), clock });
process.exitCode = report.ended === "interrupted" ? 1 : 0;
