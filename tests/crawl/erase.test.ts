import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EraseOptions, eraseFromDataset } from "../../src/crawl/erase.ts";
import { exportDataset } from "../../src/crawl/export-dataset.ts";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { type ServedMagazine, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { loadDuckDb } from "../../src/export/export.ts";
import { openLedger } from "../../src/frontier/ledger.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import { namesMatcher } from "../../src/people/erase-names.ts";
import { nameFinder } from "../../src/people/find-name.ts";
import { foldName, pseudonymsFor } from "../../src/people/pseudonym.ts";
import { contentHash } from "../../src/validate/content-hash.ts";
import { crawlMagazine, ORIGIN, recordsIn, scratchFolder } from "./magazine-crawl.ts";

const magazine = makeMagazine({ articleCount: 40, maxComments: 30, seed: 1848 });
const journalists = new Set(magazine.articles.flatMap(({ author, image }) => [author?.name, image?.credit]));
const commenters = magazine.articles.flatMap(({ comments }) => comments.map(({ author }) => author));
/** Comments most, and is nobody's byline. */
const name = [...new Set(commenters)]
  .filter((each) => each.includes(" ") && !journalists.has(each))
  .sort((one, other) => timesOf(other) - timesOf(one))[0] as string;
const folders: string[] = [];
let server: ServedMagazine;
let crawled: string;
/** A few pages only, for what is done again and again; and a name in it. */
let small: string;
let smallName: string;
/** Not before the crawl: a clock put back shifts what the ledger knows to be due. */
let nowMs: number;

beforeAll(async () => {
  server = await serveMagazine(magazine);
  crawled = folder();
  await crawlMagazine(server.port, crawled, { limit: 5 });
  await crawlMagazine(server.port, crawled, { archive: true, segmentRecords: 7, fresh: true });
  mkdirSync(join(crawled, "export"));
  writeFileSync(join(crawled, "export", "comments.csv"), name);
  small = folder();
  await crawlMagazine(server.port, small, { archive: true, segmentRecords: 2, limit: 6 });
  const authors = recordsIn(small).flatMap(({ comments }) => comments.map(({ author }) => author));
  smallName = authors.find((author) => author?.includes(" ") && !journalists.has(author)) as string;
  nowMs = Date.now();
});
afterAll(async () => {
  await server.close();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe("erasing a commenter", () => {
  it("leaves no trace of the name in any file of the dataset", async () => {
    const directory = copy();
    expect(filesWith(directory, name).length).toBeGreaterThan(6);
    const report = await erase(directory, { authors: [`  ${name.toUpperCase()} `] });
    expect(filesWith(directory, name)).toEqual([]);
    expect(report.stillIn).toEqual([]);
    expect(report.removedFiles).toEqual(["export/comments.csv"]);
    expect(readdirSync(directory).filter((file) => /^erase-.*\.json$/.test(file))).toHaveLength(1);
  });

  it("leaves tombstones, other lines byte for byte, order kept, and hashes true of what is there", async () => {
    const directory = copy();
    const before = linesIn(directory);
    await erase(directory, { authors: [name] });
    const after = linesIn(directory);
    expect(after).toHaveLength(before.length);
    let tombstones = 0;
    for (const [place, line] of after.entries()) {
      const was = JSON.parse(before[place] as string) as ArticleRecord;
      const theirs = was.comments.filter(({ author }) => author !== null && foldName(author) === foldName(name));
      if (!(before[place] as string).includes(name)) expect(line).toBe(before[place]);
      const is = JSON.parse(line) as ArticleRecord;
      expect(is.id).toBe(was.id);
      expect(is.contentHash).toBe(contentHash(is));
      for (const { id } of theirs) {
        const comment = is.comments.find((each) => each.id === id);
        expect(comment).toMatchObject({ status: "removed", author: null, role: null, text: null });
        tombstones++;
      }
    }
    expect(tombstones).toBe(timesOf(name));
    expect(tombstones).toBeGreaterThan(1);
  });

  it("keeps ledger, manifest and files one: places, sizes and digests", async () => {
    const directory = copy();
    await erase(directory, { authors: [name], urls: [urlOf(3)] });
    const manifest = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"));
    for (const { name: file, bytes, sha256 } of manifest.segments) {
      const content = readFileSync(join(directory, file));
      expect([file, content.length]).toEqual([file, bytes]);
      expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
    }
    const ledger = await openLedger({ directory, nowMs });
    for (const record of recordsIn(directory)) expect(await ledger.lastRecordOf(record.id)).toEqual(record);
    for (const { number, ...facts } of await sequencesOf(ledger)) expect(facts).toEqual({ ...facts, ok: true });
    await ledger.close();
  });

  it("is not undone by a further crawl, nor by one that begins anew, nor told as a change", async () => {
    const directory = copy();
    await erase(directory, { authors: [name] });
    const before = linesIn(directory);
    makeAllDue(directory);
    const again = await crawlMagazine(server.port, directory, { archive: true });
    expect(again.sites.polderklerk?.reasons["skipped:unchanged"]).toBe(40);
    expect(linesIn(directory)).toEqual(before);
    expect(filesWith(directory, name)).toEqual([]);
    await crawlMagazine(server.port, directory, { fresh: true, archive: true });
    expect(recordsIn(directory)).toHaveLength(40);
    expect(filesWith(directory, name)).toEqual([]);
  });

  it("hides the name in what others answer, and nothing that only begins like it", async () => {
    const directory = copy();
    const path = join(directory, "articles.jsonl");
    await erase(directory, { authors: ["wethouder"] });
    const texts = recordsIn(directory).flatMap(({ comments }) => comments.map(({ text }) => text ?? ""));
    expect(texts.some((text) => /\bwethouder\b/i.test(text))).toBe(false);
    expect(statSync(path).isFile()).toBe(true);
  });

  it("finds a pseudonym by itself and by the name with its key", async () => {
    const keyFile = join(folder(), "key");
    writeFileSync(keyFile, "a key that only this test knows");
    const pseudonym = pseudonymsFor("a key that only this test knows", "polderklerk")(name);
    const first = folder();
    await crawlMagazine(server.port, first, { comments: "pseudonymous", pseudonymKeyFile: keyFile });
    const second = copy(first);
    expect(filesWith(first, pseudonym)).not.toEqual([]);
    await erase(first, { authors: [pseudonym] });
    await erase(second, { authors: [name], pseudonymKey: "a key that only this test knows" });
    expect(filesWith(first, pseudonym)).toEqual([]);
    expect(linesIn(second)).toEqual(linesIn(first));
  });

  it("takes bylines and credits only when asked to", async () => {
    const journalist = magazine.articles.find(({ author }) => author !== null)?.author?.name as string;
    const directory = copy();
    const bylines = () => recordsIn(directory).flatMap(({ authors }) => authors.map((author) => author.name));
    await erase(directory, { authors: [journalist] });
    expect(bylines()).toContain(journalist);
    const report = await erase(directory, { authors: [journalist], hasArticleAuthors: true });
    expect(bylines()).not.toContain(journalist);
    expect(report.stillIn).toEqual([]);
    expect(filesWith(directory, journalist)).toEqual([]);
  });

  it("changes nothing in a dry run, and tells the same numbers", async () => {
    const directory = copy();
    const before = snapshot(directory);
    const tried = await erase(directory, { authors: [name], isDryRun: true });
    expect(snapshot(directory)).toEqual(before);
    const done = await erase(directory, { authors: [name] });
    expect({ ...done, isDryRun: true }).toEqual(tried);
  });

  it("leaves no trace where a kill left the ledger's log full of it", async () => {
    const directory = copy(small);
    const killed = folder();
    const database = new DatabaseSync(join(directory, "ledger.sqlite"));
    database.exec("PRAGMA wal_autocheckpoint = 0");
    database.prepare("INSERT INTO meta (name, value) VALUES ('note', ?)").run(JSON.stringify(`says ${smallName}`));
    cpSync(directory, killed, { recursive: true });
    database.close();
    expect(filesWith(killed, smallName)).toContain("ledger.sqlite-wal");
    const report = await erase(killed, { authors: [smallName] });
    expect(filesWith(killed, smallName)).toEqual([]);
    expect(report.stillIn).toEqual([]);
  });

  it("names each file in which a name is left, whatever kind of file, and none in which it is not", async () => {
    const directory = copy(small);
    const page = gzipSync(`<b>${smallName}</b>`);
    const answer = Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), page]);
    const warc = (block: Uint8Array) =>
      Buffer.concat([
        Buffer.from(
          `WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: https://krant.example/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: ${block.length}\r\n\r\n`,
        ),
        block,
        Buffer.from("\r\n\r\n"),
      ]);
    const mine = join(directory, "mine");
    mkdirSync(mine);
    writeFileSync(join(mine, "theirs.warc"), warc(answer));
    writeFileSync(join(mine, "theirs.warc.gz"), gzipSync(warc(answer)));
    writeFileSync(join(mine, "other.warc.gz"), gzipSync(warc(Buffer.from("HTTP/1.1 200 OK\r\n\r\nniets"))));
    writeFileSync(join(mine, "notes.gz"), Buffer.concat([gzipSync("eerst dit"), gzipSync(`en dan ${smallName}`)]));
    writeFileSync(join(mine, "cut.gz"), gzipSync("een heel lang verhaal over iets anders").subarray(0, 30));
    writeFileSync(join(mine, "long.txt"), `${"x ".repeat(524_286)}${smallName}${" y".repeat(200_000)}`);
    writeFileSync(join(mine, "near.txt"), `${"x".repeat(1_048_570)} ${smallName}sen`);
    const database = new DatabaseSync(join(mine, "notes.sqlite"));
    database.exec("CREATE TABLE notes (text)");
    // Longer than a page of the file, which then holds it in pieces.
    for (let filler = 3_980; filler < 4_110; filler += smallName.length - 1)
      database
        .prepare("INSERT INTO notes VALUES (?)")
        .run(`${"z".repeat(filler - 1)} ${smallName} ${"z ".repeat(4_000)}`);
    database.close();
    const hasDuckDb = (await loadDuckDb()) !== undefined;
    const formats = hasDuckDb ? (["parquet", "csv", "duckdb"] as const) : (["parquet", "csv"] as const);
    for (const to of formats) await exportTo(directory, join(mine, "before"), to);
    const expected = ["cut.gz", "long.txt", "notes.gz", "notes.sqlite", "theirs.warc", "theirs.warc.gz"]
      .concat(["before/comments.csv", "before/comments.parquet"], hasDuckDb ? ["before/dataset.duckdb"] : [])
      .map((file) => join("mine", file))
      .sort();
    expect((await erase(directory, { authors: [smallName], isDryRun: true })).stillIn).toEqual(expected);
    expect((await erase(directory, { authors: [smallName] })).stillIn).toEqual(expected);
    for (const to of formats) await exportTo(directory, join(mine, "after"), to);
    expect((await erase(directory, { authors: [smallName] })).stillIn).toEqual(expected);
  }, 60_000);

  it("removes an export that was made before, also where nothing else is left to change", async () => {
    const directory = copy(small);
    await exportTo(directory, join(directory, "export"), "parquet");
    const kept = readFileSync(join(directory, "export", "comments.parquet"));
    await erase(directory, { authors: [smallName] });
    await exportTo(directory, join(directory, "export"), "csv");
    writeFileSync(join(directory, "export", "comments.parquet"), kept);
    const report = await erase(directory, { authors: [smallName] });
    expect(report).toMatchObject({ comments: 0, removedFiles: [join("export", "comments.parquet")], stillIn: [] });
    expect(readdirSync(join(directory, "export"))).toEqual(["articles.csv", "comments.csv"]);
  });

  it("ended before any step, the dataset is all old or all new when it is next opened", async () => {
    const old = snapshot(copy(small));
    const erased = copy(small);
    let steps = 0;
    await erase(erased, { authors: [smallName], onStep: () => steps++ });
    const fresh = snapshot(erased);
    expect(steps).toBeGreaterThan(12);
    const seen = new Set<string>();
    for (let last = 1; last <= steps; last++) {
      const directory = copy(small);
      let step = 0;
      // Nothing is mended on the way out, so that an error leaves what a kill leaves.
      const onStep = () => {
        if (++step === last) throw new Error("ended here");
      };
      await expect(erase(directory, { authors: [smallName], onStep })).rejects.toThrow("ended here");
      seen.add(await settledAs(directory, old, fresh, last));
    }
    expect(seen).toEqual(new Set(["old", "new"]));
  }, 60_000);

  it("killed while files are swapped, the dataset is new when it is next opened", async () => {
    const old = snapshot(copy(small));
    const erased = copy(small);
    const steps = Number(runChild(erased, 0).stdout);
    const fresh = snapshot(erased);
    for (const [step, expected] of [
      [3, "old"],
      [steps - 8, "new"],
      [steps - 1, "new"],
    ] as const) {
      const directory = copy(small);
      expect(runChild(directory, step).signal).toBe("SIGKILL");
      expect(await settledAs(directory, old, fresh, step)).toBe(expected);
    }
  }, 60_000);
});

describe("erasing an article", () => {
  it("takes its records, its page and its comments, and does not visit it again", async () => {
    const directory = copy();
    const article = magazine.articles[3] as (typeof magazine.articles)[number];
    const before = linesIn(directory);
    await erase(directory, { urls: [urlOf(3)] });
    expect(linesIn(directory)).toEqual(before.filter((line) => !line.includes(urlOf(3))));
    const texts = article.comments.map(({ paragraphs }) => paragraphs[0] as string);
    expect(texts.length).toBeGreaterThan(0);
    expect(filesWithBytes(directory, texts)).toEqual([]);
    const asked = server.log.length;
    makeAllDue(directory);
    await crawlMagazine(server.port, directory);
    expect(server.log.slice(asked).map(({ path }) => path)).not.toContain(article.path);
    expect(recordsIn(directory)).toHaveLength(39);
  });
});

describe("erasing what grew too old", () => {
  it("takes comments written before the moment, and leaves the younger ones", async () => {
    const directory = copy();
    const cut = "2026-06-20T00:00:00Z";
    await erase(directory, { expiredBeforeMs: new Map([["polderklerk", Date.parse(cut)]]) });
    const comments = recordsIn(directory).flatMap((record) => record.comments);
    const dated = comments.filter(({ publishedAt }) => publishedAt !== null);
    const isOld = ({ publishedAt }: (typeof dated)[number]) => Date.parse(publishedAt as string) < Date.parse(cut);
    expect(dated.filter(isOld).length).toBeGreaterThan(3);
    expect(dated.filter(isOld).every(({ text, author }) => text === null && author === null)).toBe(true);
    expect(dated.filter((each) => !isOld(each)).every(({ text }) => text !== null)).toBe(true);
    const before = linesIn(directory);
    makeAllDue(directory);
    await crawlMagazine(server.port, directory);
    expect(linesIn(directory)).toEqual(before);
  });
});

function erase(directory: string, asked: Partial<EraseOptions>) {
  return eraseFromDataset({
    ...{ directory, authors: [], urls: [], expiredBeforeMs: new Map(), pseudonymKey: null },
    ...{ hasArticleAuthors: false, isDryRun: false, nowMs },
    ...asked,
  });
}

function exportTo(directory: string, output: string, to: "parquet" | "csv" | "duckdb") {
  return exportDataset({
    ...{ directory, output, to, createdBy: "oogst test", what: ["articles", "comments"] },
    ...{ sites: [], from: null, until: null, allRevisions: true },
  });
}

function runChild(directory: string, step: number) {
  return spawnSync(
    process.execPath,
    ["tests/crawl/erase-child.ts", directory, smallName, String(step), String(nowMs)],
    {
      encoding: "utf8",
    },
  );
}

function timesOf(author: string): number {
  return commenters.filter((each) => each === author).length;
}

function urlOf(index: number): string {
  return `${ORIGIN}${magazine.articles[index]?.path}`;
}

function folder(): string {
  const made = scratchFolder();
  folders.push(made);
  return made;
}

function copy(of = crawled): string {
  const made = folder();
  cpSync(of, made, { recursive: true });
  return made;
}

function filesIn(directory: string): string[] {
  const all = readdirSync(directory, { recursive: true, encoding: "utf8" }).sort();
  return all.filter((file) => statSync(join(directory, file)).isFile());
}

/** Files in whose bytes the text stands, in any spelling; archives are unpacked first. */
function filesWith(directory: string, text: string): string[] {
  const holds = nameFinder([text], namesMatcher([text]));
  return filesIn(directory).filter((file) => {
    const bytes = readFileSync(join(directory, file));
    const content = file.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    return holds(content) || content.includes(text) || content.includes(Buffer.from(text, "utf16le"));
  });
}

function filesWithBytes(directory: string, texts: readonly string[]): string[] {
  return filesIn(directory).filter((file) => {
    const bytes = readFileSync(join(directory, file));
    const content = file.endsWith(".gz") ? gunzipSync(bytes) : bytes;
    return texts.some((text) => content.includes(text));
  });
}

/** Opens the dataset as the next command would, and tells which of the two it is now. */
async function settledAs(directory: string, old: object, fresh: object, step: number): Promise<"old" | "new"> {
  await (await openLedger({ directory, nowMs })).close();
  const found = snapshot(directory);
  rmSync(directory, { recursive: true });
  if (JSON.stringify(found) === JSON.stringify(old)) return "old";
  expect([step, found]).toEqual([step, fresh]);
  return "new";
}

function linesIn(directory: string): string[] {
  return readdirSync(directory)
    .filter((file) => /^articles(-\d{6})?\.jsonl$/.test(file))
    .sort((one, other) => Number(one.length === 14) - Number(other.length === 14) || one.localeCompare(other))
    .flatMap((file) => readFileSync(join(directory, file), "utf8").split("\n").slice(0, -1));
}

/** All files, but for the ledger's as they are stored: of it what it knows of records, and whether all pages are there. */
function snapshot(directory: string): Record<string, string> {
  const database = new DatabaseSync(join(directory, "ledger.sqlite"));
  const rows = ["articles", "segments", "streams", "requests"].map((table) =>
    JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all()),
  );
  const erased = database.prepare("SELECT count(*) AS tables FROM sqlite_master WHERE name = 'erased'").get();
  database.close();
  const files = filesIn(directory).filter((file) => !/ledger\.(sqlite|lock)/.test(file));
  const digests = files.map((file) => [file, digest(readFileSync(join(directory, file)))]);
  return { ...Object.fromEntries(digests), ledger: digest(rows.join("\n")), erased: String(erased?.tables) };
}

function digest(bytes: Buffer | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function makeAllDue(directory: string): void {
  const database = new DatabaseSync(join(directory, "ledger.sqlite"));
  // Without validators, so that every page is read again.
  database.exec("UPDATE requests SET due = 0 WHERE turn = 1; UPDATE visits SET etag = NULL, last_modified = NULL");
  database.close();
}

/** Each sealed segment goes on where the one before ended. */
async function sequencesOf(ledger: Awaited<ReturnType<typeof openLedger>>) {
  let last = 0;
  return (await ledger.outbox.sealed("articles")).map(({ segment, firstSequence, lastSequence, records }) => {
    const ok = firstSequence === last + 1 && lastSequence - firstSequence + 1 === records;
    last = lastSequence;
    return { number: segment, ok };
  });
}
