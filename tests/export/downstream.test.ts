import { execFile, execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportDataset } from "../../src/crawl/export-dataset.ts";
import { DUCKDB_PACKAGE, loadDuckDb } from "../../src/export/duckdb-file.ts";
import { commentOf, datasetOf, fullRecord, recordOf, scratch, sweep } from "./records.ts";

const run = promisify(execFile);
const docs = readFileSync(new URL("../../docs/downstream.md", import.meta.url), "utf8");
const blocks = [...docs.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", code = ""]) => ({
  language,
  code,
}));
const records = [
  fullRecord,
  recordOf({
    id: "0123456789",
    title: "Cijfers",
    section: "geld",
    publishedAt: "2026-02-01",
    comments: [commentOf({ id: "77" })],
  }),
];
const place = scratch();
const exports = join(place, "output", "my-paper", "export");

beforeAll(async () => {
  const dataset = datasetOf([records[0] as (typeof records)[0]], records.slice(1));
  mkdirSync(exports, { recursive: true });
  for (const name of ["articles-000001.jsonl", "articles.jsonl"])
    copyFileSync(join(dataset, name), join(exports, "..", name));
  for (const to of ["parquet", "csv"] as const)
    await exportDataset({
      ...{ directory: dataset, to, output: exports, createdBy: "oogst test", what: ["articles", "comments"] },
      ...{ sites: [], from: null, until: null, allRevisions: false },
    });
});
afterAll(sweep);

/** A Python that has these modules, where there is one; Debian's own has what `apt-get install python3-pandas` brings. */
function pythonWith(modules: readonly string[]): string | undefined {
  return ["python3", "/usr/bin/python3"].find(
    (python) => spawnSync(python, ["-c", modules.map((name) => `import ${name}`).join("\n")]).status === 0,
  );
}

describe("the examples in docs/downstream.md", () => {
  const python = blocks.filter(({ language }) => language === "python");
  it.for(python.map(({ code }, at) => [at + 1, code] as const))(
    "Python example %i runs",
    async ([, code], { skip }) => {
      const modules = [...code.matchAll(/^(?:import|from) (\w+)/gm)].map(([, name = ""]) => name);
      const interpreter = pythonWith(modules);
      if (interpreter === undefined) return skip(`no Python with ${modules.join(", ")}`);
      const { stdout } = await run(interpreter, ["-W", "ignore", "-c", code], { cwd: place });
      expect(stdout.trim()).not.toBe("");
    },
  );

  it("there are examples for pandas, DuckDB and Hugging Face datasets", () => {
    expect(python.map(({ code }) => code).join("")).toMatch(/pandas[\s\S]*load_dataset/);
    expect(blocks.filter(({ language }) => language === "sql")).toHaveLength(3);
  });

  it("DuckDB's run and find the rows", async ({ skip }) => {
    const duckDb = await loadDuckDb();
    if (duckDb === undefined) return skip(`${DUCKDB_PACKAGE} is not installed`);
    const found: unknown[] = [];
    for (const { code } of blocks.filter(({ language }) => language === "sql"))
      found.push(await query(":memory:", code.replaceAll("'output/", `'${place}/output/`)));
    expect(found).toEqual([
      [
        { section: "bestuur", comments: "2", commenters: "1" },
        { section: "geld", comments: "1", commenters: "1" },
      ],
      expect.arrayContaining([{ name: "Noor de Vries", role: "redacteur", articles: "1" }]),
      expect.arrayContaining([{ id: "vol", title: fullRecord.title, comments: "3" }]),
    ]);
  });
});

it("DuckDB reads instants, days and numbers out of Parquet as they are", async ({ skip }) => {
  if ((await loadDuckDb()) === undefined) return skip(`${DUCKDB_PACKAGE} is not installed`);
  const sql = `SELECT id, epoch_ms("fetchedAt") AS fetched, strftime("publishedOn", '%Y-%m-%d') AS day, "commentCount" AS comments FROM '${exports}/articles.parquet'`;
  expect(await query(":memory:", sql)).toEqual(
    records.map(({ id, fetchedAt, publishedAt, comments }) => ({
      ...{
        id,
        fetched: String(Date.parse(fetchedAt)),
        day: publishedAt?.slice(0, 10),
        comments: String(comments.length),
      },
    })),
  );
});

it("pandas finds in CSV what was exported", ({ skip }) => {
  const python = pythonWith(["pandas"]);
  if (python === undefined) return skip("no Python with pandas (Debian: python3-pandas)");
  const code = `import pandas as pd, json
c = pd.read_csv("output/my-paper/export/comments.csv", dtype={"articleId": str, "id": str})
a = pd.read_csv("output/my-paper/export/articles.csv", dtype={"id": str})
print(json.dumps([c["text"].tolist()[:2], c["status"].tolist(), a["id"].tolist(), a["title"].tolist(), c["articleId"].tolist()]))`;
  expect(JSON.parse(execFileSync(python, ["-W", "ignore", "-c", code], { cwd: place, encoding: "utf8" }))).toEqual([
    ["Eens.", "'=1+1"],
    ["visible", "visible", "vanished", "visible"],
    ["vol", "0123456789"],
    [fullRecord.title, "Cijfers"],
    ["vol", "vol", "vol", "0123456789"],
  ]);
});

describe("a DuckDB export", () => {
  const whole = { what: ["articles", "comments"], sites: [], from: null, until: null, allRevisions: false } as const;

  it("is a database of two tables with typed columns, also when empty", async ({ skip }) => {
    if ((await loadDuckDb()) === undefined) return skip(`${DUCKDB_PACKAGE} is not installed`);
    const typesOf = async (directory: string) => {
      const output = scratch();
      const { files } = await exportDataset({ ...whole, directory, to: "duckdb", output, createdBy: "oogst test" });
      expect(files).toEqual([join(output, "dataset.duckdb")]);
      expect(existsSync(join(output, "duckdb-tables"))).toBe(false);
      return query(
        files[0] as string,
        "SELECT table_name, column_name, data_type FROM information_schema.columns ORDER BY ALL",
      );
    };
    const types = await typesOf(datasetOf(records));
    expect(await typesOf(datasetOf([]))).toEqual(types);
    expect(types).toContainEqual({
      table_name: "articles",
      column_name: "fetchedAt",
      data_type: "TIMESTAMP WITH TIME ZONE",
    });
    expect(types).toContainEqual({ table_name: "articles", column_name: "publishedOn", data_type: "DATE" });
    expect(types).toContainEqual({
      ...{ table_name: "articles", column_name: "authors", data_type: 'STRUCT("name" VARCHAR, "role" VARCHAR)[]' },
    });
    expect(types).toContainEqual({ table_name: "comments", column_name: "votesUp", data_type: "BIGINT" });
  });

  it("is Parquet with the statements that load it where DuckDB is not installed", async () => {
    const dataset = datasetOf(records);
    const output = join(dataset, "export");
    const hidden = `import { registerHooks } from "node:module";
registerHooks({ resolve(name, context, next) { if (name.startsWith("@duckdb/")) throw new Error("not there"); return next(name, context); } });`;
    const { stderr } = await run(process.execPath, [
      ...["--import", `data:text/javascript,${encodeURIComponent(hidden)}`],
      ...["src/cli/main.ts", "export", dataset, "--to", "duckdb"],
    ]);
    expect(stderr).toContain("npm install @duckdb/node-api");
    const sql = readFileSync(join(output, "load.sql"), "utf8");
    expect(sql.match(/CREATE OR REPLACE TABLE (articles|comments) /g)).toHaveLength(2);
    expect(existsSync(join(output, "dataset.duckdb"))).toBe(false);
    if ((await loadDuckDb()) === undefined) return;
    const statements = sql.replaceAll("read_parquet('", `read_parquet('${output}/`);
    expect(await query(":memory:", statements, "SELECT count(*) AS n FROM comments")).toEqual([{ n: "4" }]);
  });

  it("replaces an older one of its name", async ({ skip }) => {
    if ((await loadDuckDb()) === undefined) return skip(`${DUCKDB_PACKAGE} is not installed`);
    const output = scratch();
    for (const directory of [datasetOf([]), datasetOf(records)])
      await exportDataset({ ...whole, directory, to: "duckdb", output, createdBy: "oogst test" });
    expect(await query(join(output, "dataset.duckdb"), "SELECT count(*) AS n FROM comments")).toEqual([{ n: "4" }]);
  });
});

/** Rows as JSON; DuckDB's reader is asked in a process of its own, so that files it holds open are let go. */
async function query(database: string, ...statements: string[]): Promise<unknown> {
  const sql = statements.pop();
  const code = `import { DuckDBInstance } from ${JSON.stringify(DUCKDB_PACKAGE)};
const instance = await DuckDBInstance.create(${JSON.stringify(database)});
const connection = await instance.connect();
for (const statement of ${JSON.stringify(statements)}) await connection.run(statement);
const reader = await connection.runAndReadAll(${JSON.stringify(sql)});
console.log(JSON.stringify(reader.getRowObjectsJson()));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", code]);
  return JSON.parse(stdout);
}
