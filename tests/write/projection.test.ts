import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { openLedger } from "../../src/frontier/ledger.ts";
import { openLedgerForReading } from "../../src/frontier/read-ledger.ts";
import { OutputError } from "../../src/model/dataset-error.ts";
import type { Ledger, LedgerOptions } from "../../src/model/ledger.ts";
import { diskFiles, type OpenFile } from "../../src/write/files.ts";
import { createProjection, type Projection } from "../../src/write/projection.ts";
import { endOf, NOW, recordEnd, recordOf, requestTo, temporaryDirectory } from "../support/ledger-dataset.ts";

async function openDataset(directory: string, options: Partial<LedgerOptions> = {}) {
  const ledger = await openLedger({ directory, nowMs: NOW, commitAfterMs: 5, ...options });
  onTestFinished(() => ledger.close());
  const projection = await createProjection(ledger.outbox, directory);
  onTestFinished(() => projection.close().catch(() => {}));
  return { ledger, projection };
}

async function closeDataset({ ledger, projection }: { ledger: Ledger; projection: Projection }): Promise<void> {
  await projection.close();
  await ledger.close();
}

async function write(ledger: Ledger, from: number, count: number): Promise<void> {
  const requests = Array.from({ length: count }, (_, i) => requestTo(`/${from + i}`));
  await ledger.add(requests, NOW);
  await Promise.all(requests.map((request, i) => ledger.end(recordEnd(request, recordOf(`courant:${from + i}`)))));
}

function idsIn(directory: string, file: string): string[] {
  const lines = readFileSync(join(directory, file), "utf8").split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line).id.replace("courant:", ""));
}

it("writes records as they become durable, seals full segments and lists all of them in the manifest", async () => {
  const directory = temporaryDirectory();
  const dataset = await openDataset(directory, { maxSegmentRecords: 3 });
  await write(dataset.ledger, 1, 7);
  await dataset.ledger.add([requestTo("/r")], NOW);
  await dataset.ledger.end(endOf(requestTo("/r"), { state: "rejected", rejectedLine: '{"why":"no title"}' }));
  await closeDataset(dataset);
  expect(idsIn(directory, "articles-000001.jsonl")).toEqual(["1", "2", "3"]);
  expect(idsIn(directory, "articles-000002.jsonl")).toEqual(["4", "5", "6"]);
  expect(idsIn(directory, "articles.jsonl")).toEqual(["7"]);
  expect(readFileSync(join(directory, "rejected.jsonl"), "utf8")).toBe('{"why":"no title"}\n');
  const { segments } = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
  expect(segments.map((segment: Record<string, unknown>) => [segment.name, segment.isSealed, segment.records])).toEqual(
    [
      ["articles-000001.jsonl", true, 3],
      ["articles-000002.jsonl", true, 3],
      ["articles.jsonl", false, 1],
      ["rejected.jsonl", false, 1],
    ],
  );
});

it("goes on in the open segment at the next run", async () => {
  const directory = temporaryDirectory();
  for (const from of [1, 3, 5]) {
    const dataset = await openDataset(directory, { maxSegmentRecords: 4 });
    await write(dataset.ledger, from, 2);
    await closeDataset(dataset);
  }
  expect(idsIn(directory, "articles-000001.jsonl")).toEqual(["1", "2", "3", "4"]);
  expect(idsIn(directory, "articles.jsonl")).toEqual(["5", "6"]);
});

it("cuts off a torn end that is not what belongs there", async () => {
  const directory = temporaryDirectory();
  const dataset = await openDataset(directory);
  await write(dataset.ledger, 1, 2);
  await closeDataset(dataset);
  appendFileSync(join(directory, "articles.jsonl"), '{"id":"courant:3","ti');
  const again = await openDataset(directory);
  expect(idsIn(directory, "articles.jsonl")).toEqual(["1", "2"]);
  await write(again.ledger, 3, 1);
  await closeDataset(again);
  expect(idsIn(directory, "articles.jsonl")).toEqual(["1", "2", "3"]);
});

it("refuses to go on where written records were taken away", async () => {
  const directory = temporaryDirectory();
  const dataset = await openDataset(directory);
  await write(dataset.ledger, 1, 2);
  await closeDataset(dataset);
  truncateSync(join(directory, "articles.jsonl"), 10);
  const ledger = await openLedger({ directory, nowMs: NOW });
  onTestFinished(() => ledger.close());
  const opening = createProjection(ledger.outbox, directory);
  await expect(opening).rejects.toThrow(OutputError);
  await expect(opening).rejects.toThrow(
    /articles\.jsonl: expected at least \d+ bytes, found 10: records were taken away/,
  );
});

it("mends a manifest that was lost or spoilt", async () => {
  const directory = temporaryDirectory();
  const dataset = await openDataset(directory, { maxSegmentRecords: 1 });
  await write(dataset.ledger, 1, 2);
  await closeDataset(dataset);
  const path = join(directory, "manifest.json");
  const before = readFileSync(path, "utf8");
  writeFileSync(path, '{"segments":[');
  await closeDataset(await openDataset(directory, { maxSegmentRecords: 1 }));
  expect(readFileSync(path, "utf8")).toBe(before);
});

it("finds the last record of an article again, in sealed segments and in the open one, also for a reader", async () => {
  const directory = temporaryDirectory();
  const dataset = await openDataset(directory, { maxSegmentRecords: 2 });
  await write(dataset.ledger, 1, 5);
  await dataset.ledger.end(recordEnd(requestTo("/2"), recordOf("courant:2", { revision: 2 })));
  await dataset.projection.flush();
  await dataset.ledger.flush();
  const reader = await openLedgerForReading(directory);
  onTestFinished(() => reader.close());
  for (const ledger of [dataset.ledger, reader]) {
    for (const [id, revision] of [
      ["courant:1", 1],
      ["courant:2", 2],
      ["courant:4", 1],
      ["courant:5", 1],
    ] as const) {
      expect(await ledger.lastRecordOf(id)).toMatchObject({ id, revision });
    }
    expect(await ledger.lastRecordOf("courant:6")).toBeUndefined();
  }
});

it("gives no record where its segment is gone", async () => {
  const directory = temporaryDirectory();
  const dataset = await openDataset(directory, { maxSegmentRecords: 1 });
  await write(dataset.ledger, 1, 2);
  await dataset.projection.flush();
  writeFileSync(join(directory, "articles-000001.jsonl"), `${"x".repeat(200)}\n`);
  expect(await dataset.ledger.lastRecordOf("courant:1")).toBeUndefined();
  expect(await dataset.ledger.lastRecordOf("courant:2")).toMatchObject({ id: "courant:2" });
});

it("writes nothing but empty files where there are no records", async () => {
  const directory = temporaryDirectory();
  await closeDataset(await openDataset(directory));
  expect(readFileSync(join(directory, "articles.jsonl"), "utf8")).toBe("");
  expect(JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"))).toEqual({
    manifestVersion: 1,
    segments: [],
  });
  expect(existsSync(join(directory, "ledger.sqlite-wal"))).toBe(false);
});

it("leaves whole lines where the disk is full in the middle of some, says so once, and goes on with room again", async () => {
  const directory = temporaryDirectory();
  const ledger = await openLedger({ directory, nowMs: NOW, commitAfterMs: 5 });
  const errors: OutputError[] = [];
  const files = { ...diskFiles, open: async (path: string) => fullAfter(await diskFiles.open(path), 170) };
  const projection = await createProjection(ledger.outbox, directory, {
    files,
    onError: (error) => errors.push(error),
  });
  await write(ledger, 1, 5);
  await expect(projection.flush()).rejects.toThrow("no space left");
  await write(ledger, 6, 1);
  await expect(projection.flush()).rejects.toThrow("no space left");
  await expect(projection.close()).rejects.toThrow("no space left");
  await ledger.close();
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({ name: "OutputError", consequence: "stop", code: "ENOSPC" });
  expect(idsIn(directory, "articles.jsonl")).toEqual(["1", "2"]);
  await closeDataset(await openDataset(directory));
  expect(idsIn(directory, "articles.jsonl")).toEqual(["1", "2", "3", "4", "5", "6"]);
});

/** A file on a disk that has room for so many bytes: the write that goes beyond comes some way. */
function fullAfter(file: OpenFile, room: number): OpenFile {
  return {
    ...file,
    write: async (offset, bytes) => {
      await file.write(offset, bytes.subarray(0, Math.max(0, room - offset)));
      if (offset + bytes.length > room)
        throw new OutputError("no space left", { path: "articles.jsonl", code: "ENOSPC" });
    },
  };
}
