import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { serveMagazine } from "../../src/demo/serve-magazine.ts";
import { recordsOf } from "../archive/support.ts";
import { crawlMagazine, recordsIn } from "../crawl/magazine-crawl.ts";
import { runOogst } from "./run-oogst.ts";

const folder = mkdtempSync(join(tmpdir(), "oogst-cli-replay-"));
const crawled = join(folder, "crawled");
const warc = join(crawled, "archive", "polderklerk-00001.warc.gz");

beforeAll(async () => {
  const server = await serveMagazine(makeMagazine({ articleCount: 60, maxComments: 20, seed: 5 }));
  await crawlMagazine(server.port, crawled, { archive: true });
  await server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("oogst replay", () => {
  it("gives the crawl's dataset again, byte for byte, from the dataset's folder alone", async () => {
    const again = join(folder, "again");
    const { code, err } = await runOogst(["replay", crawled, "--output", again]);
    expect(code, err).toBe(0);
    for (const name of ["articles.jsonl", "rejected.jsonl", "manifest.json"])
      expect(readFileSync(join(again, name)), name).toEqual(readFileSync(join(crawled, name)));
    expect(recordsIn(again)).toHaveLength(60);
    expect(err).toContain("60 records");
  });

  it("gives the same from copied files, in the order of their numbers, with the site file that is named", async () => {
    const copy = join(folder, "copy");
    cpSync(join(crawled, "archive"), copy, { recursive: true });
    for (const name of readdirSync(copy)) if (name.endsWith(".cdxj")) rmSync(join(copy, name));
    const again = join(folder, "again-2");
    const { code } = await runOogst([
      "replay",
      join(copy, "polderklerk-00001.warc.gz"),
      "--site",
      "polderklerk",
      "-o",
      again,
    ]);
    expect(code).toBe(0);
    expect(readFileSync(join(again, "articles.jsonl"))).toEqual(readFileSync(join(crawled, "articles.jsonl")));
  });

  it("refuses to mix datasets, to move the archive it reads, and what is no archive", async () => {
    const taken = await runOogst(["replay", crawled, "-o", crawled, "--fresh"]);
    expect([taken.code, taken.err]).toEqual([2, expect.stringContaining("holds the archive itself")]);
    const other = join(folder, "other");
    await runOogst(["replay", crawled, "-o", other]);
    const mixed = await runOogst(["replay", crawled, "-o", other]);
    expect([mixed.code, mixed.err]).toEqual([2, expect.stringContaining("--fresh")]);
    const none = await runOogst(["replay", join(folder, "nowhere")]);
    expect(none.code).toBe(2);
    const empty = await runOogst([
      "replay",
      join(crawled, "..", "copy"),
      "--site",
      "geen-krant",
      "-o",
      join(folder, "x"),
    ]);
    expect(empty.code).not.toBe(0);
  });

  it("tells of damage, and replays the rest", async () => {
    const damaged = join(folder, "damaged.warc.gz");
    const bytes = Buffer.from(readFileSync(warc));
    const article = (await recordsOf(warc)).find(
      ({ type, fields }) => type === "response" && /-\d+$/.test(fields.get("warc-target-uri") ?? ""),
    );
    const middle = (article?.offset ?? 0) + ((article?.length ?? 0) >> 1);
    bytes.fill(0x55, middle, middle + 40);
    writeFileSync(damaged, bytes);
    const { code, err } = await runOogst(["replay", damaged, "-o", join(folder, "mended")]);
    expect(code).toBe(5);
    expect(err).toContain("damaged places");
    expect(recordsIn(join(folder, "mended"))).toHaveLength(59);
  });
});

describe("oogst extract of a WARC file", () => {
  it("prints a record for each article page, by the site file for its host", async () => {
    const { code, out, err } = await runOogst(["extract", warc]);
    expect(code, err).toBe(0);
    const records = out
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    expect(records).toHaveLength(60);
    expect(new Set(records.map(({ site, fetchedBy }) => `${site} ${fetchedBy}`))).toEqual(
      new Set(["polderklerk archive"]),
    );
    expect(records.map(({ contentHash }) => contentHash).sort()).toEqual(
      recordsIn(crawled)
        .map(({ contentHash }) => contentHash)
        .sort(),
    );
    expect(err).toContain("60 records");
  });

  it("reads pages of a host without a site file, whatever the file is called, and marks those that were cut", async () => {
    const text = gunzipSync(readFileSync(warc)).toString("latin1");
    const [page = ""] =
      /WARC\/1\.1\r\nWARC-Type: response\r\n(?:.+\r\n)*?WARC-Target-URI: http:\/\/polderklerk\.example\/bestuur\/[^\r]+-\d+\r\n[\s\S]*?(?=WARC\/1\.1\r\n)/.exec(
        text,
      ) ?? [];
    const unknown = page
      .replaceAll("polderklerk.example", "onbekend-krant.test".padEnd(19))
      .replace("WARC-Type", "WARC-Truncated: length\r\nWARC-Type");
    const path = join(folder, "collection");
    writeFileSync(path, gzipSync(Buffer.from(unknown, "latin1")));
    const { code, out, err } = await runOogst(["extract", path]);
    expect(code, err).toBe(0);
    const record = JSON.parse(out);
    expect(record.site).toBe("onbekend-krant.test");
    expect(record.warnings.map(({ code }: { code: string }) => code)).toContain("page-truncated");
  });

  it("says that there was nothing", async () => {
    const path = join(folder, "empty.warc.gz");
    writeFileSync(path, gzipSync(""));
    const { code, err } = await runOogst(["extract", path]);
    expect([code, err]).toEqual([4, expect.stringContaining("no HTML pages")]);
  });
});
