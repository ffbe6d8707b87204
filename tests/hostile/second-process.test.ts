import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST, type ServedMagazine, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { recordsIn } from "../crawl/magazine-crawl.ts";
import { wrongInMagazine } from "./crawl-hosts.ts";
import { front, type SecondCase, startRawHosts, text } from "./second-hosts.ts";

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");
const magazine = makeMagazine({ articleCount: 60, maxComments: 5, seed: 19 });
const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "oogst-second-"));
  folders.push(made);
  return made;
};
let server: ServedMagazine;
beforeAll(async () => {
  server = await serveMagazine(magazine);
});
afterAll(async () => {
  await server.close();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

const crawlArgs = (output: string, ...more: string[]) => [
  MAIN,
  "crawl",
  "polderklerk",
  "--output",
  output,
  "--allow-address",
  "127.0.0.1",
  "--connect-to",
  `${DEMO_HOST}=127.0.0.1:${server.port}`,
  "--host-delay",
  "0",
  ...more,
];

interface Ended {
  readonly code: number | null;
  readonly elapsedMs: number;
  readonly stderr: string;
}

/** Runs the program behind these words of a shell, `"$@"` being the program. */
function run(shell: string, args: readonly string[], whileRunning: (pid: number) => void = () => {}): Promise<Ended> {
  const startedAtMs = performance.now();
  const child = spawn("bash", ["-c", shell, "bash", process.execPath, ...args]);
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += chunk));
  child.stdout.resume();
  whileRunning(child.pid as number);
  return new Promise((resolve) =>
    child.on("close", (code) => resolve({ code, elapsedMs: performance.now() - startedAtMs, stderr })),
  );
}

describe("whatever becomes of the program's own streams and handles, the dataset is whole", () => {
  test.each([
    ["standard output closed", 'exec "$@" >&-', []],
    ["standard error closed", 'exec "$@" 2>&-', []],
    ["both closed", 'exec "$@" >&- 2>&-', []],
    ["standard input closed", 'exec "$@" <&-', []],
    ["all three closed", 'exec "$@" <&- >&- 2>&-', []],
    ["standard output on a full device", 'exec "$@" >/dev/full', []],
    ["standard error on a full device", 'exec "$@" 2>/dev/full', []],
    ["a reader of the log who goes at once", '"$@" 2> >(head -c 1 >/dev/null)', ["--log-json"]],
    ["a reader of the output who goes at once", '"$@" > >(true)', []],
    ["64 file handles", 'ulimit -n 64; exec "$@"', []],
    ["no terminal, and a narrow one claimed", 'COLUMNS=1 TERM=dumb exec "$@"', []],
    ["no home and no temporary folder", 'HOME=/nergens TMPDIR=/nergens exec "$@"', []],
    [
      "a proxy in the environment",
      'http_proxy=http://127.0.0.1:9 HTTPS_PROXY=http://127.0.0.1:9 ALL_PROXY=http://127.0.0.1:9 NODE_USE_ENV_PROXY=1 exec "$@"',
      [],
    ],
    ["certificates not to be checked, says the environment", 'NODE_TLS_REJECT_UNAUTHORIZED=0 exec "$@"', []],
    [
      "a zone of the other side of the world",
      'TZ=Pacific/Kiritimati LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 exec "$@"',
      [],
    ],
  ] as const)(
    "%s",
    async (_, shell, more) => {
      const output = join(folder(), "dataset");
      const { code, stderr } = await run(shell, crawlArgs(output, ...more));
      expect(stderr).not.toContain("error of the program itself");
      expect([0, 5], stderr).toContain(code);
      expect(wrongInMagazine(recordsIn(output), magazine)).toEqual([]);
    },
    60_000,
  );
});

describe("signals", () => {
  test.each([["SIGTERM"], ["SIGINT"], ["SIGHUP"]] as const)(
    "%s while a host's Crawl-delay is waited for ends the program soon",
    async (signal) => {
      const slow: SecondCase = {
        name: "traag",
        paths: { "/robots.txt": text("User-agent: *\nCrawl-delay: 45\n"), "/": front() },
        records: [],
      };
      const hosts = await startRawHosts([slow], "127.0.0.33");
      const work = folder();
      const site = join(work, "traag.yaml");
      writeFileSync(
        site,
        "name: traag\nhosts: [traag.example]\nlanguage: nl\ntimeZone: Europe/Amsterdam\nstart:\n  - listing: http://traag.example/\nurls: { articles: { include: ^/nieuws/ } }\nfields: { title: h1, body: .body }\n",
      );
      const output = join(work, "dataset");
      let sentAtMs = 0;
      const asked = async (pid: number) => {
        while (!hosts.asked.some(({ path }) => path === "/robots.txt"))
          await new Promise((resolve) => setTimeout(resolve, 20));
        await new Promise((resolve) => setTimeout(resolve, 500));
        sentAtMs = performance.now();
        process.kill(pid, signal);
      };
      const { code, stderr } = await run(
        'exec "$@"',
        [
          MAIN,
          "crawl",
          site,
          "--output",
          output,
          "--allow-address",
          "127.0.0.33",
          "--connect-to",
          `traag.example=127.0.0.33:${hosts.port}`,
        ],
        (pid) => void asked(pid),
      );
      await hosts.close();
      expect(performance.now() - sentAtMs, stderr).toBeLessThan(8000);
      expect(code, stderr).not.toBe(1);
      if (existsSync(output)) expect(readdirSync(output)).not.toContain("lock");
    },
    90_000,
  );
});
