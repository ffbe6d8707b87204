import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One way to do the whole job: fetch listings and articles, write a record of each. */
export interface Contestant {
  readonly name: string;
  readonly says: string;
  /** False where it keeps nothing but bodies: there is nothing to check. */
  readonly hasRecords: boolean;
  /** Why it cannot run here; null where it can. May build what it needs; that is not measured. */
  prepare(work: string): string | null;
  command(origin: string, work: string): readonly string[];
  /** The file of JSON Lines it leaves. */
  records(work: string): string;
}

const here = import.meta.dirname;
const root = join(here, "../..");
const script = (name: string) => join(here, "contestants", name);
const bench = join(here, "..");

const base = {
  hasRecords: true,
  prepare: () => null,
  records: (work: string) => join(work, "records.jsonl"),
} as const;

/** Where Oogst is taken from: what is published, or the sources. */
const program =
  process.argv.includes("--from-source") || !existsSync(join(root, "dist/cli/main.js"))
    ? join(root, "src/cli/main.ts")
    : join(root, "dist/cli/main.js");

export const CONTESTANTS: readonly Contestant[] = [
  {
    ...base,
    name: "floor",
    says: "undici `request`, bodies only",
    hasRecords: false,
    command: (origin) => [process.execPath, script("floor.ts"), origin],
  },
  oogst("oogst", "Oogst, all promises on", []),
  {
    ...base,
    name: "go",
    says: "Go net/http + goquery, nothing durable",
    prepare: buildGo,
    command: (origin, work) => [join(work, "go-crawl"), origin, join(work, "records.jsonl")],
  },
  {
    ...base,
    name: "cheerio",
    says: "undici + cheerio + p-queue, nothing durable",
    command: (origin, work) => [process.execPath, script("cheerio.ts"), origin, join(work, "records.jsonl")],
  },
  {
    ...base,
    name: "scrapy",
    says: "Scrapy, nothing durable",
    prepare: () => (has("scrapy", "version") ? null : "`scrapy` is not installed (Debian: python3-scrapy)"),
    command: (origin, work) => [
      "scrapy",
      "runspider",
      script("scrapy_spider.py"),
      "-a",
      `origin=${origin}`,
      "-o",
      `${join(work, "records.jsonl")}`,
    ],
  },
  crawlee("memory"),
  crawlee("disk"),
];

function oogst(name: string, says: string, flags: readonly string[]): Contestant {
  return {
    ...base,
    name,
    says: `${says} (${program.endsWith(".js") ? "as published" : "from source"})`,
    command(origin, work) {
      const { port } = new URL(origin);
      const siteFile = join(work, "veldpost.yaml");
      writeFileSync(siteFile, readFileSync(join(here, "veldpost.yaml"), "utf8").replaceAll("PORT", port));
      return [
        process.execPath,
        program,
        "crawl",
        siteFile,
        "--output",
        join(work, "out"),
        "--allow-address",
        "127.0.0.1",
        ...flags,
      ];
    },
    records: (work) => join(work, "out/articles.jsonl"),
  };
}

function crawlee(where: "memory" | "disk"): Contestant {
  return {
    ...base,
    name: `crawlee-${where}`,
    says: `Crawlee CheerioCrawler ${where === "memory" ? "in memory" : "on disk (its default)"}`,
    prepare: () =>
      existsSync(join(bench, "node_modules/crawlee")) ? null : "not installed: `npm install --prefix bench` brings it",
    command: (origin, work) => [
      process.execPath,
      script("crawlee.ts"),
      origin,
      join(work, "records.jsonl"),
      where,
      join(work, "storage"),
    ],
  };
}

function buildGo(work: string): string | null {
  if (!has("go", "version")) return "`go` is not installed (Debian: golang-go golang-github-puerkitobio-goquery-dev)";
  const { status, stderr } = spawnSync("go", ["build", "-o", join(work, "go-crawl"), "main.go"], {
    cwd: script("go"),
    env: {
      ...process.env,
      GO111MODULE: "off",
      GOPATH: "/usr/share/gocode",
      GOCACHE: join(work, "go-cache"),
      GOFLAGS: "",
    },
    encoding: "utf8",
  });
  return status === 0 ? null : `it does not build: ${stderr.trim().split("\n")[0]}`;
}

const has = (command: string, argument: string) => spawnSync(command, [argument], { stdio: "ignore" }).status === 0;
