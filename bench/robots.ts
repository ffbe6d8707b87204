/**
 * Asks ourselves and three libraries the compliance cases of google/robotstxt-spec-test, and times them:
 *
 *     npm install --no-save --prefix bench robots-parser@3.0.1 robots-txt-parse@2.0.1 robots-txt-guard@1.0.2 robots-txt-parser@2.0.3
 *     node bench/robots.ts ../shared/judges/robots
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { allows, parseRobots } from "../src/robots/robots.ts";
import { readTextproto, type TextprotoMessage } from "../tests/support/read-textproto.ts";

/** Reads a file once; the answer judges one URL for one crawler. */
type Contestant = (body: Buffer, agent: string) => Promise<(url: string) => boolean | undefined>;

// Their types are not installed with the project.
const load = async (name: string) => (await import(name)).default;
const contestants: Readonly<Record<string, Contestant>> = {
  oogst: async (body, agent) => {
    const rules = parseRobots(body);
    return (url) => allows(rules, agent, url).isAllowed;
  },
  "robots-parser 3.0.1": async (body, agent) => {
    const robots = (await load("robots-parser"))("http://foo.bar/robots.txt", body.toString());
    return (url) => robots.isAllowed(withOrigin(url), agent);
  },
  "robots-txt-parse 2.0.1 + guard 1.0.2": async (body, agent) => {
    const robots = (await load("robots-txt-guard"))(await (await load("robots-txt-parse"))(Readable.from([body])));
    return (url) => robots.isAllowed(agent, new URL(withOrigin(url)).pathname + new URL(withOrigin(url)).search);
  },
  "robots-txt-parser 2.0.3": async (body, agent) => {
    const robots = (await load("robots-txt-parser"))({ userAgent: agent, allowOnNeutral: true });
    await robots.parseRobots("http://foo.bar", body.toString());
    robots.setUserAgent(agent);
    return (url) => robots.canCrawlSync(withOrigin(url));
  },
};

// The cases name several hosts, and one an empty address; these libraries want each on the file's own.
function withOrigin(url: string): string {
  return `http://foo.bar${url.replace(/^https?:\/\/[^/]*/, "") || "/"}`;
}

const cases = readCases(process.argv[2] ?? "../shared/judges/robots");
const many = Array.from(
  { length: 10_000 },
  (_, index) => `${index % 3 ? "Disallow" : "Allow"}: /${index % 2 ? "*/" : ""}part-${index}/*.html$`,
);
const large = Buffer.from(`User-agent: *\n${many.join("\n")}`);
const urls = Array.from(
  { length: 1000 },
  (_, index) => `http://foo.bar/news/part-${index}/article-about-${index}.html`,
);

console.log(`${cases.length} cases; 10,000 rules, CPU ms to read and index them and to judge 1,000 URLs`);
for (const [name, contestant] of Object.entries(contestants)) {
  try {
    const failed = await countFailures(contestant);
    const before = process.cpuUsage();
    const judge = await contestant(large, "bot");
    judge("http://foo.bar/");
    const read = process.cpuUsage(before);
    for (const url of urls) judge(url);
    const both = process.cpuUsage(before);
    const readMs = (read.user + read.system) / 1000;
    console.log(
      `${name}: ${failed} failed; ${readMs.toFixed(0)} + ${((both.user + both.system) / 1000 - readMs).toFixed(0)} ms`,
    );
  } catch (error) {
    console.log(`${name}: ${error instanceof Error ? error.message : error}`);
  }
}

async function countFailures(contestant: Contestant): Promise<number> {
  let failed = 0;
  for (const { body, agent, url, isAllowed } of cases) {
    try {
      if ((await contestant(body, agent))(url) !== isAllowed) failed += 1;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") throw error;
      failed += 1;
    }
  }
  return failed;
}

function readCases(folder: string) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".textproto"));
  return files.flatMap((file) => {
    const { tests } = readTextproto(readFileSync(join(folder, file), "utf8"));
    return (tests as readonly TextprotoMessage[]).flatMap(({ robotstxt, test_expectations }) =>
      (test_expectations as readonly TextprotoMessage[]).map(({ testurl, useragent, expected_outcome }) => ({
        body: robotstxt as Buffer,
        agent: String(useragent),
        url: String(testurl),
        isAllowed: expected_outcome === "ALLOWED",
      })),
    );
  });
}
