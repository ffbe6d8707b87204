import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readStream, type StreamPosition } from "../../src/write/read-stream.ts";
import { temporaryDirectory } from "../support/ledger-dataset.ts";

function dataset(files: Readonly<Record<string, string>>): string {
  const directory = temporaryDirectory();
  mkdirSync(directory);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

async function linesFrom(directory: string, from?: StreamPosition) {
  const lines: string[] = [];
  let position = from;
  for await (const { line, next } of readStream(directory, "articles", from)) {
    lines.push(line);
    position = next;
  }
  return { lines, position };
}

it("reads all segments in order, the open one last, and gives no half line", async () => {
  const directory = dataset({
    "articles-000001.jsonl": "1\n2\n",
    "articles-000002.jsonl": "3\n",
    "articles.jsonl": "4\n5\n6",
    "rejected.jsonl": "no\n",
    "articles-notes.jsonl": "no\n",
  });
  const { lines, position } = await linesFrom(directory);
  expect(lines).toEqual(["1", "2", "3", "4", "5"]);
  expect(position).toEqual({ segment: 3, offset: 4 });
});

it("goes on where it stood, also when the segment has been sealed meanwhile", async () => {
  const directory = dataset({ "articles.jsonl": '{"n":1}\n{"n"' });
  const first = await linesFrom(directory);
  appendFileSync(join(directory, "articles.jsonl"), ":2}\n");
  renameSync(join(directory, "articles.jsonl"), join(directory, "articles-000001.jsonl"));
  const second = await linesFrom(directory, first.position);
  expect(second).toEqual({ lines: ['{"n":2}'], position: { segment: 1, offset: 16 } });
  writeFileSync(join(directory, "articles.jsonl"), '{"n":3}\n');
  expect(await linesFrom(directory, second.position)).toEqual({
    lines: ['{"n":3}'],
    position: { segment: 2, offset: 8 },
  });
});

it("reads on in a segment that is sealed while it is being read", async () => {
  const directory = dataset({ "articles.jsonl": "1\n2\n" });
  const lines: string[] = [];
  for await (const { line } of readStream(directory, "articles")) {
    lines.push(line);
    if (line !== "1") continue;
    appendFileSync(join(directory, "articles.jsonl"), "3\n");
    renameSync(join(directory, "articles.jsonl"), join(directory, "articles-000001.jsonl"));
    writeFileSync(join(directory, "articles.jsonl"), "4\n");
  }
  expect(lines).toEqual(["1", "2", "3", "4"]);
});

it("passes over segments that were moved away", async () => {
  const directory = dataset({
    "articles-000001.jsonl": "1\n",
    "articles-000002.jsonl": "2\n",
    "articles.jsonl": "3\n",
  });
  rmSync(join(directory, "articles-000001.jsonl"));
  expect((await linesFrom(directory)).lines).toEqual(["2", "3"]);
});

it("reads lines longer than what is read at a time", async () => {
  const long = JSON.stringify({ text: "ë".repeat(400_000) });
  const directory = dataset({ "articles.jsonl": `${long}\n"short"\n${long}\n` });
  expect((await linesFrom(directory)).lines).toEqual([long, '"short"', long]);
});

it("finds nothing where nothing was written yet", async () => {
  expect(await linesFrom(dataset({}))).toEqual({ lines: [], position: undefined });
});
