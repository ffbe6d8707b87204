import type { ArticleRecord } from "../model/article-record.ts";
import type { Column, TableWriter } from "./column.ts";
import type { TextFile } from "./text-file.ts";

/** One JSON object a row, all keys always there. */
export function openJsonlTable<Row>(file: TextFile, columns: readonly Column<Row>[]): TableWriter<Row> {
  return {
    write: (row) =>
      file.write(`${inLine(JSON.stringify(Object.fromEntries(columns.map(({ name, read }) => [name, read(row)]))))}\n`),
    close: () => file.close(),
    abandon: () => file.abandon(),
  };
}

/** Whole records, as they stand in the dataset, comments and all. */
export function openRecordLines(file: TextFile): TableWriter<ArticleRecord> {
  return {
    write: (record) => file.write(`${inLine(JSON.stringify(record))}\n`),
    close: () => file.close(),
    abandon: () => file.abandon(),
  };
}

/** Characters at which some readers break lines are escaped, as in the dataset itself. */
export function inLine(json: string): string {
  return json.replace(/[\u0085\u2028\u2029]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
