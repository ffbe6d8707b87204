import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { afterAll, describe, expect, it } from "vitest";
import { type DatasetExport, exportDataset } from "../../src/crawl/export-dataset.ts";
import { csvCell } from "../../src/export/csv-table.ts";
import type { Exported } from "../../src/export/export.ts";
import { createLastRevisions } from "../../src/export/last-revisions.ts";
import { wantsRecord } from "../../src/export/wants-record.ts";
import type { ArticleRecord } from "../../src/model/article-record.ts";
import { commentOf, datasetOf, fullRecord, recordOf, scratch, sweep } from "./records.ts";

afterAll(sweep);

const whole = { what: ["articles", "comments"], sites: [], from: null, until: null, allRevisions: false } as const;

async function exported(
  directory: string,
  to: DatasetExport["to"],
  over: Partial<DatasetExport> = {},
): Promise<{ folder: string; result: Exported }> {
  const folder = typeof over.output === "string" ? over.output : scratch();
  const result = await exportDataset({ directory, to, output: folder, createdBy: "oogst test", ...whole, ...over });
  return { folder, result };
}

async function parquetRows(path: string): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: await asyncBufferFromFile(path) });
}

const revised = [
  recordOf({ id: "a", title: "Eerst" }),
  recordOf({ id: "b", site: "blad", publishedAt: "2026-02-01" }),
  recordOf({ id: "a", title: "Later", revision: 2, contentHash: "h2", text: 'hij zei: ,"revision":9,"contentHash":"' }),
];

describe("an export", () => {
  it("holds the last revision of each article, over sealed segments and the open one", async () => {
    const directory = datasetOf([revised[0] as ArticleRecord], revised.slice(1));
    const { folder, result } = await exported(directory, "jsonl");
    const lines = readFileSync(join(folder, "articles.jsonl"), "utf8").split("\n").slice(0, -1);
    expect(lines.map((line) => JSON.parse(line))).toEqual([revised[1], revised[2]]);
    expect(result.rows).toEqual({ articles: 2, comments: 0 });
    const all = await exported(directory, "jsonl", { allRevisions: true });
    expect(all.result.rows.articles).toBe(3);
  });

  it.each(["{torn", "null", '{"schemaVersion":1,"title":"no id"}'])(
    "tells of a line that is no record: %s",
    async (line) => {
      const directory = datasetOf([recordOf({ id: "1" })]);
      appendFileSync(join(directory, "articles.jsonl"), `${line}\n`);
      for (const allRevisions of [true, false])
        await expect(exported(directory, "jsonl", { allRevisions })).rejects.toThrow("record 2 is not whole JSON");
    },
  );

  it("holds only the sites and days that were asked for", async () => {
    const directory = datasetOf([
      recordOf({ id: "1", publishedAt: "2026-01-31T23:30:00-05:00" }),
      recordOf({ id: "2", publishedAt: "2026-02-01" }),
      recordOf({ id: "3", publishedAt: "2026-02" }),
      recordOf({ id: "4" }),
      recordOf({ id: "5", site: "blad", publishedAt: "2026-02-03" }),
    ]);
    const idsOf = async (over: Partial<DatasetExport>) => {
      const { folder } = await exported(directory, "jsonl", { what: ["articles"], ...over });
      return readFileSync(join(folder, "articles.jsonl"), "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line).id);
    };
    expect(await idsOf({ from: "2026-02-01" })).toEqual(["2", "5"]);
    expect(await idsOf({ from: "2026-01-31", until: "2026-02-01" })).toEqual(["1"]);
    expect(await idsOf({ sites: ["blad"] })).toEqual(["5"]);
    expect(await idsOf({ sites: ["krant"] })).toEqual(["1", "2", "3", "4"]);
  });

  it("keeps what vanished among the comments, with its status", async () => {
    const { folder } = await exported(datasetOf([fullRecord]), "jsonl", { what: ["comments"] });
    const rows = readFileSync(join(folder, "comments.jsonl"), "utf8")
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
    expect(
      rows.map(({ id, articleId, revision, parentId, status, text }) => [
        id,
        articleId,
        revision,
        parentId,
        status,
        text,
      ]),
    ).toEqual([
      ["c1", "vol", 1, null, "visible", "Eens."],
      ["c2", "vol", 1, "c1", "visible", "=1+1"],
      ["c3", "vol", 1, null, "vanished", null],
    ]);
    expect(existsSync(join(folder, "articles.jsonl"))).toBe(false);
  });

  it("has its name only when it is whole: a damaged dataset leaves nothing behind", async () => {
    const directory = datasetOf([fullRecord]);
    writeFileSync(join(directory, "articles.jsonl"), `${JSON.stringify(fullRecord)}\n{"schemaVersion":1,"id":"x\n`);
    for (const to of ["csv", "jsonl", "jsonld", "parquet", "duckdb"] as const) {
      const folder = scratch();
      await expect(exported(directory, to, { output: folder, allRevisions: true })).rejects.toMatchObject({
        name: "OutputError",
      });
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it("takes no line that came while it was under way", async () => {
    const revisions = createLastRevisions();
    const lines = revised.map((record) => JSON.stringify(record));
    for (const line of lines) revisions.see(line);
    expect(lines.map((line) => revisions.isLast(line))).toEqual([false, true, true]);
  });
});

describe("Parquet", () => {
  it("holds every field with its type, lists within rows, read by hyparquet", async () => {
    const { folder } = await exported(datasetOf([fullRecord, recordOf()]), "parquet");
    const [full, empty] = await parquetRows(join(folder, "articles.parquet"));
    expect(full).toMatchObject({
      ...{ id: "vol", title: 'Kop, met "tekens"', publishedAt: "2026-03-29T01:30:00+01:00", isPartnerContent: true },
      authors: fullRecord.authors,
      body: [
        { type: "paragraph", text: "Een alinea.", level: null },
        { type: "heading", text: "Een kop", level: 2n },
      ],
      ...{ images: fullRecord.images, tags: ["bestuur", "geld"], provenance: fullRecord.provenance },
      ...{ commentCountDeclared: 3n, commentCount: 3n, revision: 1n, tdmReservation: 0n, robots: ["noimageindex"] },
    });
    expect((full?.fetchedAt as Date | undefined)?.toISOString()).toBe("2026-05-04T10:11:12.345Z");
    expect((full?.publishedOn as Date | undefined)?.toISOString()).toBe("2026-03-29T00:00:00.000Z");
    expect(empty).toMatchObject({
      authors: [],
      tags: [],
      title: null,
      publishedOn: null,
      commentCountDeclared: null,
      text: "",
    });
    const comments = await parquetRows(join(folder, "comments.parquet"));
    expect(comments.map(({ votesUp }) => votesUp)).toEqual([9_007_199_254_740_991n, null, null]);
    expect(comments.map(({ publishedOn }) => (publishedOn as Date | null)?.toISOString().slice(0, 10) ?? null)).toEqual(
      [null, "2018-01-25", null],
    );
  });

  it("has the same schema with no row at all", async () => {
    const schemaOf = async (folder: string, name: string) => {
      const metadata = await parquetMetadataAsync(await asyncBufferFromFile(join(folder, name)));
      return JSON.stringify(metadata.schema);
    };
    const [empty, full] = [
      await exported(datasetOf([]), "parquet"),
      await exported(datasetOf([fullRecord]), "parquet"),
    ];
    for (const name of ["articles.parquet", "comments.parquet"]) {
      expect(await schemaOf(empty.folder, name)).toBe(await schemaOf(full.folder, name));
      expect(await parquetRows(join(empty.folder, name))).toEqual([]);
    }
  });

  it("keeps all rows in order over many row groups", async () => {
    const records = Array.from({ length: 300 }, (_, place) =>
      recordOf({
        id: `a${place}`,
        text: `${place} ${"w".repeat(200_000)}`,
        tags: place % 2 === 0 ? [] : [`t${place}`],
      }),
    );
    const { folder } = await exported(datasetOf(records.slice(0, 100), records.slice(100)), "parquet", {
      what: ["articles"],
    });
    const path = join(folder, "articles.parquet");
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path));
    expect(metadata.row_groups.length).toBeGreaterThan(2);
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path), columns: ["id", "tags"] });
    expect(rows).toEqual(records.map(({ id, tags }) => ({ id, tags })));
  });
});

describe("CSV", () => {
  it("is read back field by field, whatever stands in it", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom('"', ",", "\n", "\r", "'=", "", "=a")),
          { minLength: 1 },
        ),
        (texts) => {
          const line = `${texts.map((text) => csvCell(text)).join(",")}\n`;
          // Taking one apostrophe away from before a formula gives back what was there.
          expect(parseCsv(line)[0]?.map((cell) => cell.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, ""))).toEqual(texts);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(["=1+1", "+31 6", "-eens", "@jo", "\tx", "\rx", "＝1", "'=1"])(
    "does not let %j run in a spreadsheet",
    (text) => {
      expect(csvCell(text)).toBe(`"'${text.replaceAll('"', '""')}"`);
      expect(csvCell(text, true)).not.toContain(`'${text}`);
    },
  );

  it("leaves other text, figures and booleans as they are, and tells null from an empty text", () => {
    expect(["Eens", "a=b", "e-mail", "'s avonds"].map((text) => csvCell(text))).toEqual([
      "Eens",
      "a=b",
      "e-mail",
      "'s avonds",
    ]);
    expect([csvCell(null), csvCell(""), csvCell(-3), csvCell(true), csvCell(["a"]), csvCell([])]).toEqual([
      ...["", '""', "-3", "true", '"[""a""]"', "[]"],
    ]);
  });

  it("has a head, lines that end with \\n, and no byte order mark", async () => {
    const { folder } = await exported(datasetOf([fullRecord]), "csv");
    const text = readFileSync(join(folder, "comments.csv"), "utf8");
    expect(text.startsWith("articleId,revision,site,id,parentId,")).toBe(true);
    expect(text).not.toContain("\r");
    const [head = [], ...rows] = parseCsv(text);
    expect(rows).toHaveLength(3);
    expect(rows.every((row) => row.length === head.length)).toBe(true);
    expect(rows[1]?.[head.indexOf("text")]).toBe("'=1+1");
    const articles = parseCsv(readFileSync(join(folder, "articles.csv"), "utf8"));
    const cell = (name: string) => articles[1]?.[articles[0]?.indexOf(name) ?? -1] ?? "";
    expect(JSON.parse(cell("authors"))).toEqual(fullRecord.authors);
    expect(cell("publishedOn")).toBe("2026-03-29");
  });
});

describe("JSON-LD", () => {
  it("is one document whose graph has one article a line, comments within", async () => {
    const { folder } = await exported(datasetOf([fullRecord, recordOf()]), "jsonld");
    const text = readFileSync(join(folder, "articles.jsonld"), "utf8");
    const document = JSON.parse(text);
    expect(document["@context"]).toBe("https://schema.org");
    expect(text.split("\n")).toHaveLength(2 + 2 + 1);
    const [article, bare] = document["@graph"];
    expect(article).toMatchObject({
      ...{ "@type": "NewsArticle", url: "http://krant.example/vol", datePublished: "2026-03-29T01:30:00+01:00" },
      author: [
        { "@type": "Person", name: "Noor de Vries", jobTitle: "redacteur" },
        { "@type": "Person", name: "Piet Kok" },
      ],
      ...{ isAccessibleForFree: true, commentCount: 3, keywords: ["bestuur", "geld"] },
    });
    expect(article.comment[1]).toMatchObject({
      ...{ "@type": "Comment", text: "=1+1", dateCreated: "2018-01-25" },
      parentItem: { "@id": article.comment[0]["@id"] },
    });
    expect(article.comment[2]).not.toHaveProperty("author");
    expect(article.comment[2].creativeWorkStatus).toBe("vanished");
    expect(Object.values(bare)).not.toContain(null);
    const comments = JSON.parse(readFileSync(join(folder, "comments.jsonld"), "utf8"))["@graph"];
    expect(comments).toHaveLength(3);
    expect(comments[0].about).toEqual({ "@id": article["@id"] });
  });

  it("is a document also with nothing in it", async () => {
    const { folder } = await exported(datasetOf([]), "jsonld");
    expect(JSON.parse(readFileSync(join(folder, "articles.jsonld"), "utf8"))["@graph"]).toEqual([]);
  });
});

it("a date asked for leaves out what has no day", () => {
  const asked = { sites: [], from: "2026-01-01", until: null };
  expect(wantsRecord({ site: "k", publishedAt: "2026" }, asked)).toBe(false);
  expect(wantsRecord({ site: "k", publishedAt: null }, asked)).toBe(false);
  expect(wantsRecord({ site: "k", publishedAt: null }, { ...asked, from: null })).toBe(true);
});

it("comments of all revisions are told apart by the revision of their article", async () => {
  const records = [1, 2].map((revision) =>
    recordOf({ revision, contentHash: `h${revision}`, comments: [commentOf()] }),
  );
  const { folder } = await exported(datasetOf(records), "jsonl", { what: ["comments"], allRevisions: true });
  const rows = readFileSync(join(folder, "comments.jsonl"), "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  expect(rows.map(({ articleId, revision, id }) => [articleId, revision, id])).toEqual([
    ["a1", 1, "c1"],
    ["a1", 2, "c1"],
  ]);
});

/** RFC 4180 as it stands. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    let cell = "";
    if (text[at] === '"') {
      for (at++; !(text[at] === '"' && text[at + 1] !== '"'); at++) {
        if (text[at] === '"') at++;
        cell += text[at];
      }
      at++;
    } else for (; text[at] !== "," && text[at] !== "\n"; at++) cell += text[at];
    row.push(cell);
    if (text[at] === "\n") {
      rows.push(row);
      row = [];
    }
    at++;
  }
  return rows;
}
