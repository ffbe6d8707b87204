import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLedger } from "../../src/frontier/ledger.ts";
import { openLedgerForReading } from "../../src/frontier/read-ledger.ts";
import { DatasetInUseError, OutputError } from "../../src/model/dataset-error.ts";
import type { Ledger, LedgerOptions } from "../../src/model/ledger.ts";
import {
  claimAll,
  countsOf,
  endOf,
  NOW,
  pathsOf,
  recordEnd,
  requestTo,
  SITE,
  temporaryDirectory,
} from "../support/ledger-dataset.ts";

async function opened(directory: string, options: Partial<LedgerOptions> = {}): Promise<Ledger> {
  const ledger = await openLedger({ directory, nowMs: NOW, commitAfterMs: 5, ...options });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** The dataset as a crash at this moment would leave it. */
function crashed(directory: string): string {
  const copy = join(dirname(directory), `crashed-${readdirSync(dirname(directory)).length}`);
  cpSync(directory, copy, { recursive: true });
  return copy;
}

describe("a dataset in use", () => {
  it("is refused to a second opening, with the process and the time, and free after closing", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory);
    const second = openLedger({ directory, nowMs: NOW });
    await expect(second).rejects.toThrow(DatasetInUseError);
    await expect(second).rejects.toThrow(
      `${directory} is in use by process ${process.pid} since 2026-03-01T09:00:00.000Z: one dataset is written by one process at a time`,
    );
    await ledger.close();
    await (await opened(directory)).close();
  });

  it("is refused to another process, is not begun anew under it, and is free at once when that is killed", async () => {
    const directory = temporaryDirectory();
    const script = join(import.meta.dirname, "../support/ledger-child.ts");
    const child = spawn(process.execPath, [script, directory, "1", "100000"], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    for (let dots = 0; dots < 20; ) dots += ((await once(child.stdout, "data")) as [Buffer])[0].length;
    await expect(openLedger({ directory, nowMs: NOW })).rejects.toThrow(`in use by process ${child.pid} since 20`);
    await expect(openLedger({ directory, nowMs: NOW, isFresh: true })).rejects.toThrow(DatasetInUseError);

    const reader = await openLedgerForReading(directory);
    expect(reader.owner?.pid).toBe(child.pid);
    expect(await reader.known("https://kill.example/nieuws/0")).toMatchObject([{ state: "discovered" }]);
    await reader.close();

    child.kill("SIGKILL");
    await once(child, "exit");
    const ledger = await opened(directory, { nowMs: Date.now() });
    expect(ledger.wasUnclean).toBe(true);
  });
});

describe("after a crash", () => {
  it("what had ended has ended, and the rest is ready again", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory);
    await ledger.add(
      ["/a", "/b", "/c"].map((url) => requestTo(url)),
      NOW,
    );
    await claimAll(ledger);
    await ledger.end(recordEnd(requestTo("/a"), {}, { found: [requestTo("/d")] }));
    const again = await opened(crashed(directory));
    expect(again.wasUnclean).toBe(true);
    expect(await countsOf(again)).toEqual({ "article accepted resting -": 1, "article queued ready -": 3 });
    expect(await again.outbox.linesAfter("articles", 0, 1000)).toMatchObject([{ sequence: 1 }]);
  });

  it("what was not yet durable has not happened, neither the end nor its record", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory, { commitAfterMs: 60_000, commitAfterEnds: 1000 });
    await ledger.add([requestTo("/a")], NOW);
    await ledger.flush();
    const end = ledger.end(recordEnd(requestTo("/a"), {}, { found: [requestTo("/b")] }));
    expect((await ledger.knownIn(SITE, "https://courant.example/a"))?.state).toBe("accepted");
    const again = await opened(crashed(directory));
    expect(await countsOf(again)).toEqual({ "article queued ready -": 1 });
    expect(await again.outbox.linesAfter("articles", 0, 1000)).toEqual([]);
    await ledger.flush();
    await end;
  });

  it("every host counts as asked at the moment of opening, also one the ledger never heard of", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory);
    await ledger.add([requestTo("/a")], NOW);
    await ledger.takeTurn("courant.example", NOW - 60_000, 2000);
    await ledger.flush();
    const again = await opened(crashed(directory), { nowMs: NOW + 500 });
    expect(await claimAll(again, NOW + 2499)).toEqual([]);
    expect(await again.takeTurn("courant.example", NOW + 510, 2000)).toBe(NOW + 2500);
    expect(await again.takeTurn("unheard.example", NOW + 510, 1000)).toBe(NOW + 1500);
    expect(pathsOf(await claimAll(again, NOW + 4500))).toEqual(["/a"]);
  });

  it("a clean run after it ends the caution", async () => {
    const directory = temporaryDirectory();
    await opened(directory);
    const copy = crashed(directory);
    await (await opened(copy)).close();
    expect((await opened(copy, { nowMs: NOW + 10 })).wasUnclean).toBe(false);
  });
});

describe("beginning anew", () => {
  it("moves everything there was to a folder of its own, each time another", async () => {
    const directory = temporaryDirectory();
    for (const name of ["1", "2", "3"]) {
      const ledger = await opened(directory, { isFresh: true });
      writeFileSync(join(directory, "articles.jsonl"), name);
      mkdirSync(join(directory, "archive"));
      await ledger.close();
    }
    const previous = readdirSync(directory).filter((name) => name.startsWith("previous-"));
    expect(previous.toSorted()).toEqual(["previous-2026-03-01T09-00-00Z", "previous-2026-03-01T09-00-00Z-2"]);
    expect(readFileSync(join(directory, previous[0]!, "articles.jsonl"), "utf8")).toBe("1");
    expect(readdirSync(join(directory, previous[1]!)).toSorted()).toEqual([
      "archive",
      "articles.jsonl",
      "ledger.sqlite",
    ]);
  });

  it("is finished by the next opening where it was broken off", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory);
    await ledger.add([requestTo("/a")], NOW);
    await ledger.close();
    writeFileSync(join(directory, "articles.jsonl"), "{}\n");
    writeFileSync(join(directory, "setting-aside.txt"), "previous-2026-02-01T00-00-00Z");
    const again = await opened(directory);
    expect(again.isNew).toBe(true);
    expect(readdirSync(join(directory, "previous-2026-02-01T00-00-00Z")).toSorted()).toEqual([
      "articles.jsonl",
      "ledger.sqlite",
    ]);
    expect(existsSync(join(directory, "setting-aside.txt"))).toBe(false);
  });

  it("has not begun where even its mark was not written whole", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory);
    await ledger.add([requestTo("/a")], NOW);
    await ledger.close();
    writeFileSync(join(directory, "setting-aside.txt"), "");
    expect((await opened(directory)).isNew).toBe(false);
  });
});

describe("what is refused", () => {
  it("records without a ledger, which a new ledger would take for torn ends", async () => {
    const directory = temporaryDirectory();
    mkdirSync(directory);
    writeFileSync(join(directory, "articles-000001.jsonl"), "{}\n");
    const opening = openLedger({ directory, nowMs: NOW });
    await expect(opening).rejects.toThrow(OutputError);
    await expect(opening).rejects.toThrow("articles-000001.jsonl: found records but no ledger.sqlite beside them");
    writeFileSync(join(directory, "ledger.sqlite"), "");
    await expect(openLedger({ directory, nowMs: NOW })).rejects.toThrow("found records but no ledger.sqlite");
    expect((await opened(directory, { isFresh: true })).isNew).toBe(true);
  });

  it("a ledger of another version", async () => {
    const directory = temporaryDirectory();
    await (await opened(directory)).close();
    const database = new DatabaseSync(join(directory, "ledger.sqlite"));
    database.exec("PRAGMA user_version = 99");
    database.close();
    await expect(openLedger({ directory, nowMs: NOW })).rejects.toThrow(
      "expected a ledger of version 1, found version 99",
    );
    await expect(openLedgerForReading(directory)).rejects.toThrow(OutputError);
  });

  it("a file that is no ledger, and a damaged one, with what to do", async () => {
    const directory = temporaryDirectory();
    mkdirSync(directory);
    writeFileSync(join(directory, "ledger.sqlite"), "no ledger at all ".repeat(100));
    await expect(openLedger({ directory, nowMs: NOW })).rejects.toThrow("ledger.sqlite: this file is not a ledger");
    await expect(openLedgerForReading(directory)).rejects.toThrow("ledger.sqlite: this file is not a ledger");
  });

  it("a dataset where a file stands in the way of its folder", async () => {
    const directory = temporaryDirectory();
    writeFileSync(directory, "");
    await expect(openLedger({ directory, nowMs: NOW })).rejects.toThrow(OutputError);
  });

  it("looking into what is not there, without making anything", async () => {
    const directory = temporaryDirectory();
    await expect(openLedgerForReading(directory)).rejects.toThrow("there is no dataset here");
    expect(existsSync(directory)).toBe(false);
  });
});

describe("a reader", () => {
  it("sees what is committed, while the crawl goes on and after it", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory);
    const reader = await openLedgerForReading(directory);
    onTestFinished(() => reader.close());
    expect(await reader.counts()).toEqual([]);
    await ledger.add(
      ["/a", "/b"].map((url) => requestTo(url)),
      NOW,
    );
    await ledger.setMeta("run", 2);
    await ledger.takeTurn("courant.example", NOW, 1500);
    await ledger.end(endOf(requestTo("/a"), { state: "failed", reason: "timeout" }));
    const check = async () => {
      expect(await reader.knownIn(SITE, "https://courant.example/a")).toMatchObject({
        state: "failed",
        reason: "timeout",
      });
      expect(await reader.known("https://courant.example/never")).toEqual([]);
      expect(await countsOf(reader)).toEqual({ "article failed resting timeout": 1, "article queued ready -": 1 });
      expect(await reader.getMeta("run")).toBe(2);
      expect(await reader.hostClock("courant.example")).toEqual({
        nextAtMs: NOW + 1500,
        bannedUntilMs: 0,
        delayMs: 1500,
      });
      expect(await reader.hostClock("bode.example")).toBeUndefined();
      for await (const page of reader.pages({ turn: "ready" }))
        expect(page.request.url).toBe("https://courant.example/b");
    };
    await check();
    await ledger.close();
    await check();
  });

  it("does not keep the writer from writing, nor its log from being copied back", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory);
    const reader = await openLedgerForReading(directory);
    onTestFinished(() => reader.close());
    const pages = reader.pages({})[Symbol.asyncIterator]();
    await ledger.add(
      Array.from({ length: 30_000 }, (_, i) => requestTo(`/${i}`)),
      NOW,
    );
    await ledger.flush();
    await pages.next();
    for (let i = 0; i < 20; i++) {
      await ledger.add(
        Array.from({ length: 3000 }, (_, j) => requestTo(`/more/${i}/${j}`)),
        NOW,
      );
      await ledger.flush();
    }
    expect(readFileSync(join(directory, "ledger.sqlite-wal")).length).toBeLessThan(40 * 1024 * 1024);
    await pages.return?.();
  });

  it("in the middle of a look does not hold up the next opening", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory);
    await ledger.add([requestTo("/a")], NOW);
    await ledger.flush();
    const copy = crashed(directory);
    const looking = new DatabaseSync(join(copy, "ledger.sqlite"), { readOnly: true });
    onTestFinished(() => looking.close());
    looking.exec("BEGIN; SELECT count(*) FROM requests");
    const before = performance.now();
    const again = await opened(copy);
    expect(performance.now() - before).toBeLessThan(3000);
    expect(pathsOf(await claimAll(again, NOW + 5000))).toEqual(["/a"]);
  });

  it("finds a torn log no hindrance", async () => {
    const directory = temporaryDirectory();
    const ledger = await opened(directory);
    await ledger.add([requestTo("/a")], NOW);
    await ledger.flush();
    const copy = crashed(directory);
    appendFileSync(join(copy, "ledger.sqlite-wal"), "half a frame");
    const reader = await openLedgerForReading(copy);
    onTestFinished(() => reader.close());
    expect(await reader.known("https://courant.example/a")).toHaveLength(1);
    expect(pathsOf(await claimAll(await opened(copy), NOW + 5000))).toEqual(["/a"]);
  });
});
