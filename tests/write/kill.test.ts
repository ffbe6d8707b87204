import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { readStream, type StreamPosition } from "../../src/write/read-stream.ts";
import { PER_LISTING, randomFrom } from "../support/ledger-child.ts";
import { temporaryDirectory } from "../support/ledger-dataset.ts";

const KILLS = Number(process.env.OOGST_KILLS ?? 8);
const LISTINGS = Math.max(30, 2 * KILLS);
const ARTICLES = LISTINGS * PER_LISTING;
const SEED = Number(process.env.OOGST_SEED ?? 20260301);

it(
  `after ${KILLS} kills at random moments, every record is there once, whole and in order, and no reader saw one change`,
  async () => {
    const directory = temporaryDirectory();
    const random = randomFrom(SEED);
    const follower = followBoth(directory);
    let kills = 0;
    for (; ; kills++) {
      const child = start(directory, kills + 1);
      const exit = once(child, "exit");
      if (kills < KILLS) killLater(child, random);
      const [code, signal] = await exit;
      if (code === 0) break;
      expect({ code, signal }).toEqual({ code: null, signal: "SIGKILL" });
    }
    expect(kills).toBeGreaterThan(KILLS / 3);
    const seen = await follower.stop();

    const articles = linesOf(directory, "articles").map((line) => JSON.parse(line) as { id: string; revision: number });
    const wanted = Array.from({ length: ARTICLES }, (_, number) => number)
      .filter((number) => number % 10 !== 7)
      .flatMap((number) => (number % 10 === 4 ? [`${number} 1`, `${number} 2`] : [`${number} 1`]))
      // A duplicate may come first: then the article's own page is the duplicate.
      .filter((name) => Number(name.split(" ")[0]) % 10 !== 9);
    const keys = articles.map(({ id, revision }) => `${id.replace("kill:", "")} ${revision}`);
    expect(keys.toSorted()).toEqual(wanted.toSorted());
    const rejected = linesOf(directory, "rejected").map((line) => (JSON.parse(line) as { url: string }).url);
    expect(new Set(rejected).size).toBe(rejected.length);
    expect(rejected.length).toBe(Array.from({ length: ARTICLES }, (_, n) => n).filter((n) => n % 10 === 7).length);

    expect(seen.changed).toEqual([]);
    expect(seen.articles).toEqual(linesOf(directory, "articles"));
    expect(seen.rejected).toEqual(linesOf(directory, "rejected"));
    checkManifest(directory);
  },
  60_000 + KILLS * 2000,
);

function start(directory: string, seed: number): ChildProcess {
  const script = join(import.meta.dirname, "../support/ledger-child.ts");
  const child = spawn(process.execPath, [script, directory, String(seed), String(LISTINGS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

/** Kills a child some moments after it has ended some pages: all kills together come to about as many pages as there are. */
function killLater(child: ChildProcess, random: () => number): void {
  let left = random() * ((1.5 * ARTICLES) / KILLS);
  const wait = () => setTimeout(() => child.kill("SIGKILL"), random() * 6);
  child.stdout?.on("data", (dots: Buffer) => {
    if (left >= 0 && left < dots.length) wait();
    left -= dots.length;
  });
}

/** Follows both streams while they are written, in two ways: by `readStream`, and by the bytes of every file, which may only grow. */
function followBoth(directory: string) {
  const lines = { articles: [] as string[], rejected: [] as string[] };
  const positions: Record<string, StreamPosition> = {};
  const files = new Map<number, string>();
  const sizes = new Map<number, number>();
  const changed: string[] = [];
  let isOver = false;
  const look = async () => {
    for (const stream of ["articles", "rejected"] as const) {
      if (!existsSync(directory)) continue;
      for await (const { line, next } of readStream(directory, stream, positions[stream])) {
        lines[stream].push(line);
        positions[stream] = next;
      }
    }
    for (const { inode, text } of grownFiles(directory, sizes)) {
      if (!text.startsWith(files.get(inode) ?? "")) changed.push(text);
      files.set(inode, text);
    }
  };
  const following = (async () => {
    while (!isOver) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await look();
  })();
  following.catch(() => {});
  return {
    async stop() {
      isOver = true;
      await following;
      return { ...lines, changed };
    },
  };
}

/** The whole lines of every file whose size is another than before; by inode, because sealing renames. */
function grownFiles(directory: string, sizes: Map<number, number>): { inode: number; text: string }[] {
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((name) => name.endsWith(".jsonl"));
  return files.flatMap((name) => {
    const file = openIfThere(join(directory, name));
    if (file === undefined) return [];
    try {
      const { ino: inode, size } = fstatSync(file);
      if (sizes.get(inode) === size) return [];
      sizes.set(inode, size);
      const text = readFileSync(file, "utf8");
      return [{ inode, text: text.slice(0, text.lastIndexOf("\n") + 1) }];
    } finally {
      closeSync(file);
    }
  });
}

/** Sealing may take the name away between the list and the look. */
function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch {
    return undefined;
  }
}

function linesOf(directory: string, stream: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.startsWith(stream) && name.endsWith(".jsonl"))
    .toSorted()
    .flatMap((name) => {
      const text = readFileSync(join(directory, name), "utf8");
      expect(text === "" || text.endsWith("\n")).toBe(true);
      return text.split("\n").slice(0, -1);
    });
}

function checkManifest(directory: string): void {
  const { segments } = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
  let sequence: Record<string, number> = {};
  for (const { name, stream, bytes, sha256, records, firstSequence, lastSequence } of segments) {
    const content = readFileSync(join(directory, name));
    expect({ name, bytes, sha256 }).toEqual({
      name,
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    });
    expect(content.toString().split("\n").length - 1).toBe(records);
    expect(firstSequence).toBe((sequence[stream] ?? 0) + 1);
    expect(lastSequence).toBe(firstSequence + records - 1);
    sequence = { ...sequence, [stream]: lastSequence };
  }
  expect(segments.map((segment: { name: string }) => segment.name)).toEqual(
    readdirSync(directory)
      .filter((name) => name.endsWith(".jsonl") && readFileSync(join(directory, name)).length > 0)
      .toSorted(),
  );
}
