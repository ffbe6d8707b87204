import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { DEMO_HOST, type ServedMagazine, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { recordsIn } from "../crawl/magazine-crawl.ts";
import { frontPage, paperArticle, wrongInMagazine } from "./crawl-hosts.ts";
import { type HostileHosts, startHostileHosts } from "./hostile-hosts.ts";

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");
const KRANT =
  "name: krant\nhosts: [krant.example]\nlanguage: nl\ntimeZone: Europe/Amsterdam\nstart:\n  - listing: http://krant.example/\nurls: { articles: { include: ^/nieuws/ } }\nmanners: { hostDelayMs: 0, retries: 0 }\nfields: { title: h1, publishedAt: { select: time, attr: datetime }, body: .body }\n";
const magazine = makeMagazine({ articleCount: 120, maxComments: 20, seed: 3 });
let server: ServedMagazine;
const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), "oogst-process-"));
  folders.push(made);
  return made;
};

beforeAll(async () => {
  server = await serveMagazine(magazine);
});
afterAll(async () => {
  await server.close();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

const crawlArgs = (output: string, ...more: string[]) => [
  ...[MAIN, "crawl", "polderklerk", "--output", output, "--log-level", "silent", "--allow-address", "127.0.0.1"],
  ...["--connect-to", `${DEMO_HOST}=127.0.0.1:${server.port}`, ...more],
];

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program, in a shell with `limits` where some are given. */
function start(args: readonly string[], limits = ""): { readonly child: ChildProcess; readonly ended: Promise<Ended> } {
  const child =
    limits === ""
      ? spawn(process.execPath, args)
      : spawn("bash", ["-c", `${limits}; exec "$0" "$@"`, process.execPath, ...args]);
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  return { child, ended };
}

/** Nothing torn: every line of the dataset can be read, and none stands twice. */
function soundIn(output: string): number {
  const records = recordsIn(output);
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  return records.length;
}

describe("signals at any moment", () => {
  test.each([
    ["SIGTERM", 120],
    ["SIGINT", 350],
    ["SIGTERM", 600],
    ["SIGINT", 850],
    ["SIGTERM", 1100],
    ["SIGINT", 1500],
  ] as const)(
    "%s after %i ms ends in time, tears nothing, and the next run has the rest",
    async (signal, ms) => {
      const output = join(folder(), "dataset");
      const { child, ended } = start(crawlArgs(output, "--host-delay", "8"));
      await new Promise((resolve) => setTimeout(resolve, ms));
      const sentAtMs = performance.now();
      child.kill(signal);
      const { code, signal: died } = await ended;
      expect(performance.now() - sentAtMs).toBeLessThan(10_000);
      // Before the program listens, the system's own answer holds; a run that was over is over.
      expect(died === signal || code === 130 || code === 0).toBe(true);
      if (existsSync(output)) soundIn(output);
      const rest = await start(crawlArgs(output)).ended;
      expect(rest.code, rest.stderr).toBe(0);
      expect(wrongInMagazine(recordsIn(output), magazine)).toEqual([]);
    },
    60_000,
  );
});

describe("a disk that takes nothing more", () => {
  test("a full disk ends the run with its own exit code, says so, and the next run goes on", async (context) => {
    const disk = folder();
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m", "none", disk]);
    if (mounted.status !== 0) return context.skip("no small disk can be mounted here");
    try {
      const output = join(disk, "dataset");
      const { code, stderr } = await start(crawlArgs(output)).ended;
      expect(code, stderr).toBe(8);
      expect(stderr).toMatch(/space|full|ENOSPC/i);
      soundIn(output);
      spawnSync("mount", ["-o", "remount,size=64m", disk]);
      const rest = await start(crawlArgs(output)).ended;
      expect(rest.code, rest.stderr).toBe(0);
      expect(wrongInMagazine(recordsIn(output), magazine)).toEqual([]);
    } finally {
      spawnSync("umount", ["-l", disk]);
    }
  }, 60_000);

  test("files that may not grow any more do, too", async () => {
    const output = join(folder(), "dataset");
    const { code, stderr } = await start(crawlArgs(output), "ulimit -f 300; trap '' XFSZ").ended;
    expect(code, stderr).toBe(8);
    soundIn(output);
    const rest = await start(crawlArgs(output)).ended;
    expect(rest.code, rest.stderr).toBe(0);
    expect(wrongInMagazine(recordsIn(output), magazine)).toEqual([]);
  }, 60_000);

  test("an output that is a file, or stands where nothing can be made, is told of", async () => {
    const file = join(folder(), "file");
    writeFileSync(file, "");
    for (const output of [file, join(file, "in"), "/proc/oogst"]) {
      const { code, stderr } = await start(crawlArgs(output)).ended;
      expect(code, stderr).toBe(8);
      expect(stderr).toContain(output);
      expect(stderr).not.toContain("error of the program itself");
    }
  }, 60_000);

  test("a read-only output is told of", async (context) => {
    const disk = folder();
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=2m,ro", "none", disk]).status !== 0) {
      if (process.getuid?.() === 0) return context.skip("no read-only disk can be mounted here");
      chmodSync(disk, 0o500);
    }
    try {
      const { code, stderr } = await start(crawlArgs(join(disk, "dataset"))).ended;
      expect(code, stderr).toBe(8);
      expect(stderr).not.toContain("error of the program itself");
    } finally {
      spawnSync("umount", ["-l", disk]);
    }
  }, 60_000);
});

describe("shortage", () => {
  test("forty file handles are enough, or the run says what is missing and the next one has the rest", async () => {
    const output = join(folder(), "dataset");
    const { code, stderr } = await start(crawlArgs(output), "ulimit -n 40").ended;
    expect(stderr).not.toContain("error of the program itself");
    expect([0, 5, 8], stderr).toContain(code);
    if (existsSync(output)) soundIn(output);
    const rest = await start(crawlArgs(output)).ended;
    expect(rest.code, rest.stderr).toBe(0);
    expect(wrongInMagazine(recordsIn(output), magazine)).toEqual([]);
  }, 60_000);

  test("a second process on the same dataset is refused, and costs the first nothing", async () => {
    const output = join(folder(), "dataset");
    const first = start(crawlArgs(output, "--host-delay", "10"));
    while (!existsSync(join(output, "ledger.sqlite"))) await new Promise((resolve) => setTimeout(resolve, 20));
    const second = await start(crawlArgs(output)).ended;
    expect(second.code, second.stderr).toBe(7);
    expect((await first.ended).code).toBe(0);
    expect(wrongInMagazine(recordsIn(output), magazine)).toEqual([]);
  }, 60_000);

  test("a reader who has seen enough of the records ends the program quietly", () => {
    const page = join(folder(), "page.html");
    writeFileSync(page, paperArticle("Kade gaat op de schop"));
    const site = join(folder(), "krant.yaml");
    writeFileSync(site, KRANT);
    const many = Array(40).fill(page).join(" ");
    const { stdout, stderr, status } = spawnSync(
      "bash",
      [
        "-o",
        "pipefail",
        "-c",
        `"${process.execPath}" ${MAIN} extract ${many} --site ${site} --url http://krant.example/nieuws/x | head -1`,
      ],
      { encoding: "utf8" },
    );
    expect(stdout.split("\n").filter((line) => line !== "")).toHaveLength(1);
    expect(stderr).not.toMatch(/EPIPE|error of the program/);
    expect(status).toBe(0);
  }, 60_000);
});

describe("what a server says reaches the terminal as text", () => {
  let hosts: HostileHosts;
  beforeAll(async () => {
    hosts = await startHostileHosts({
      "krant.example": (call) => {
        if (call.path === "/robots.txt") call.text("User-agent: *\nDisallow: /nieuws/verboden\u001b[31m\u202e\n");
        else if (call.path === "/")
          call.html(
            frontPage([
              "/nieuws/reden",
              "/nieuws/verboden\u001b[31m\u202e",
              "/nieuws/titel",
              "/nieuws/weg",
              "/nieuws/leeg",
            ]),
          );
        else if (call.path === "/nieuws/reden")
          call.response.socket?.end("HTTP/1.1 500 \u001b]0;x\u0007boem\r\nContent-Length: 0\r\n\r\n");
        else if (call.path === "/nieuws/weg") call.redirect("/nieuws/\u009b31m\u001b[2J");
        else if (call.path === "/nieuws/titel")
          call.html(paperArticle("\u001b]0;overgenomen\u0007 Kade\u202e gaat op de schop"));
        else call.html(`<title>\u001b[2J\u009b2J</title>`);
      },
    });
  });
  afterAll(() => hosts.close());

  const site = () => {
    const path = join(folder(), "krant.yaml");
    writeFileSync(path, KRANT);
    return path;
  };
  const reach = () => ["--allow-address", "127.0.0.1", "--connect-to", `krant.example=127.0.0.1:${hosts.port}`];
  const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028\u2029]/;

  test.each([["--log-level", "info"], ["--log-json"], ["--log-level", "silent"]])(
    "in a crawl's report and log, with %s %s",
    async (...flags: string[]) => {
      const { stdout, stderr } = await start([
        MAIN,
        "crawl",
        site(),
        "--output",
        join(folder(), "d"),
        ...reach(),
        ...flags.filter(Boolean),
      ]).ended;
      expect(stderr.length).toBeGreaterThan(100);
      expect(stderr).not.toMatch(unsafe);
      expect(stdout).not.toMatch(unsafe);
    },
    60_000,
  );

  test.each(["reden", "titel", "weg", "leeg"])(
    "of `extract` on /nieuws/%s",
    async (name) => {
      const { stdout, stderr } = await start([
        MAIN,
        "extract",
        `http://krant.example/nieuws/${name}`,
        "--site",
        site(),
        ...reach(),
      ]).ended;
      expect(stderr).not.toMatch(unsafe);
      expect(stdout).not.toMatch(unsafe);
    },
    60_000,
  );

  test("of `explain`, for an address that robots.txt forbids with escapes", async () => {
    const { stdout, stderr } = await start([
      MAIN,
      "explain",
      "http://krant.example/nieuws/verboden%1B[31m",
      "--site",
      site(),
      ...reach(),
    ]).ended;
    expect(stdout).toContain("robots.txt");
    expect(stdout + stderr).not.toMatch(unsafe);
  }, 60_000);
});

describe("names that a page gives", () => {
  test.each([
    ["a path that climbs", "http://krant.example/nieuws/..%2f..%2f..%2fetc%2fpasswd"],
    ["a path of dots", "http://krant.example/nieuws/%2e%2e/%2e%2e/%2e%2e"],
    ["a path with NUL", "http://krant.example/nieuws/a%00b"],
    ["a path of a thousand letters", `http://krant.example/nieuws/${"a".repeat(1000)}`],
    ["a path with backslashes", "http://krant.example/nieuws/..%5c..%5cx"],
  ])(
    "%s leads no saved example out of its folder",
    async (_, url) => {
      const work = folder();
      const page = join(work, "page.html");
      writeFileSync(
        page,
        paperArticle(
          "Kade gaat op de schop",
          '<meta property="og:site_name" content="../../x&#10;manners: { headers: { x: y } }&#10;hosts: [a.example]">',
        ),
      );
      const { code, stderr } = await new Promise<Ended>((resolve) => {
        const child = spawn(process.execPath, [MAIN, "new", page, "--url", url], { cwd: work });
        let stderr = "";
        child.stderr.on("data", (chunk) => (stderr += chunk));
        child.stdout.resume();
        child.on("close", (code, signal) => resolve({ code, signal, stdout: "", stderr }));
      });
      expect(code, stderr).toBe(0);
      const written = [...stderr.matchAll(/written: (\S+)/g)].map(([, path]) => path as string);
      for (const path of written) expect(path).toMatch(/^(selectors|tests\/sites)\/[a-z0-9./-]+$/);
      for (const path of written) expect(path).not.toContain("..");
      const text = readFileSync(join(work, written[0] as string), "utf8");
      expect(text).toContain("hosts: [krant.example]");
      expect(text).not.toMatch(/^\s*headers:/m);
    },
    60_000,
  );
});
