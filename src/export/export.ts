import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ArticleRecord } from "../model/article-record.ts";
import { ARTICLE_COLUMNS } from "./article-columns.ts";
import type { TableWriter } from "./column.ts";
import { COMMENT_COLUMNS, type CommentRow } from "./comment-columns.ts";
import { openCsvTable } from "./csv-table.ts";
import { DUCKDB_PACKAGE, loadDuckDb, loadSql, writeDuckDb } from "./duckdb-file.ts";
import { commentNodeOf, newsArticleOf } from "./json-ld.ts";
import { openGraph } from "./json-ld-graph.ts";
import { openJsonlTable, openRecordLines } from "./jsonl-table.ts";
import { onDisk } from "./on-disk.ts";
import { openParquetTable } from "./parquet-table.ts";
import { openTextFile, textOnStream } from "./text-file.ts";

export { loadDuckDb, textsInDuckDb } from "./duckdb-file.ts";
export { createLastRevisions } from "./last-revisions.ts";
export { textsInParquet } from "./parquet-texts.ts";
export { type Wanted, wantsRecord } from "./wants-record.ts";

export const FORMATS = ["parquet", "csv", "jsonl", "duckdb", "jsonld"] as const;
export type Format = (typeof FORMATS)[number];
export type TableName = "articles" | "comments";

export interface ExportOptions {
  readonly to: Format;
  readonly what: readonly TableName[];
  /** Folder for the files; or a stream for one table as text. */
  readonly output: string | NodeJS.WritableStream;
  /** Who writes: `oogst 1.0`. */
  readonly createdBy: string;
  /** CSV: cells that look like formulas are left as they are. */
  readonly isPlainCsv?: boolean;
}

/** Records go in, files come out. */
export interface Exporter {
  write(record: ArticleRecord): Promise<void>;
  close(): Promise<Exported>;
  abandon(): Promise<void>;
}

export interface Exported {
  readonly rows: Readonly<Record<TableName, number>>;
  /** Paths of what was written. */
  readonly files: readonly string[];
  /** Something the user should know. */
  readonly note: string | null;
}

/** Opens the tables that are wanted. Nothing has its final name before `close`; memory stays flat however many rows there are. */
export async function openExporter(asked: ExportOptions): Promise<Exporter> {
  const { what } = asked;
  const duckDb = asked.to === "duckdb" ? await openDuckDb(asked) : undefined;
  const options = duckDb?.options ?? asked;
  const { output } = options;
  if (typeof output === "string") await onDisk(output, () => mkdir(output, { recursive: true }));
  const rows = { articles: 0, comments: 0 };
  const articles = what.includes("articles") ? await openArticles(options) : undefined;
  const comments = what.includes("comments") ? await openComments(options) : undefined;
  const tables = [articles, comments].filter((table) => table !== undefined);
  return {
    async write(record) {
      if (articles !== undefined) {
        await articles.write(record);
        rows.articles++;
      }
      if (comments === undefined) return;
      for (const comment of record.comments) await comments.write({ article: record, comment });
      rows.comments += record.comments.length;
    },
    async close() {
      for (const table of tables) await table.close();
      if (duckDb !== undefined) return { rows, ...(await duckDb.finish()) };
      return { rows, files: typeof output === "string" ? what.map((name) => pathOf(options, name)) : [], note: null };
    },
    async abandon() {
      for (const table of tables) await table.abandon();
      await duckDb?.abandon();
    },
  };
}

async function openArticles(options: ExportOptions): Promise<TableWriter<ArticleRecord>> {
  const { to, createdBy, isPlainCsv = false } = options;
  if (to === "parquet" || to === "duckdb")
    return openParquetTable(pathOf(options, "articles"), ARTICLE_COLUMNS, createdBy);
  const file = await openText(options, "articles");
  if (to === "csv") return openCsvTable(file, ARTICLE_COLUMNS, { isPlain: isPlainCsv });
  return to === "jsonl" ? openRecordLines(file) : openGraph(file, newsArticleOf);
}

async function openComments(options: ExportOptions): Promise<TableWriter<CommentRow>> {
  const { to, createdBy, isPlainCsv = false } = options;
  if (to === "parquet" || to === "duckdb")
    return openParquetTable(pathOf(options, "comments"), COMMENT_COLUMNS, createdBy);
  const file = await openText(options, "comments");
  if (to === "csv") return openCsvTable(file, COMMENT_COLUMNS, { isPlain: isPlainCsv });
  if (to === "jsonl") return openJsonlTable(file, COMMENT_COLUMNS);
  return openGraph(file, ({ article, comment }: CommentRow) => commentNodeOf(article, comment));
}

const EXTENSIONS: Readonly<Record<Format, string>> = {
  ...{ parquet: "parquet", csv: "csv", jsonl: "jsonl", duckdb: "parquet", jsonld: "jsonld" },
};

function pathOf({ output, to }: ExportOptions, name: TableName): string {
  if (typeof output !== "string") throw new TypeError(`${to} needs a folder: it cannot be written to a stream`);
  return join(output, `${name}.${EXTENSIONS[to]}`);
}

async function openText(options: ExportOptions, name: TableName) {
  return typeof options.output === "string" ? openTextFile(pathOf(options, name)) : textOnStream(options.output);
}

const DUCKDB_FILE = "dataset.duckdb";

/** Where the tables of a database are written first, and what is made of them. */
interface DuckDbExport {
  readonly options: ExportOptions;
  finish(): Promise<Omit<Exported, "rows">>;
  abandon(): Promise<void>;
}

/** A database where DuckDB is installed beside us; otherwise the same tables as Parquet, with the statements that load them. */
async function openDuckDb(asked: ExportOptions): Promise<DuckDbExport> {
  const { output: folder, what } = asked;
  if (typeof folder !== "string") throw new TypeError("duckdb needs a folder: it cannot be written to a stream");
  const duckDb = await loadDuckDb();
  if (duckDb === undefined) {
    const note = `${DUCKDB_PACKAGE} is not installed, or not for this machine (npm install ${DUCKDB_PACKAGE}), so the tables are Parquet files: in ${folder}, \`duckdb ${DUCKDB_FILE} < load.sql\` makes the database`;
    const sql = join(folder, "load.sql");
    const statements = loadSql(what.map((table) => ({ table, parquet: `${table}.parquet` })));
    return {
      options: asked,
      async finish() {
        await onDisk(sql, () => writeFile(sql, statements));
        return { files: [...what.map((name) => pathOf(asked, name)), sql], note };
      },
      abandon: async () => {},
    };
  }
  const options = { ...asked, output: join(folder, "duckdb-tables") };
  const path = join(folder, DUCKDB_FILE);
  const removeTables = () => rm(options.output, { recursive: true, force: true });
  return {
    options,
    async finish() {
      await writeDuckDb(duckDb, path, loadSql(what.map((table) => ({ table, parquet: pathOf(options, table) }))));
      await removeTables();
      return { files: [path], note: null };
    },
    abandon: removeTables,
  };
}
