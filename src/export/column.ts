/** What a column holds. `integer` is 64 bits wide; `instant` is a time in UTC; `day` a date without one. */
export type ColumnType =
  | "string"
  | "integer"
  | "boolean"
  | "instant"
  | "day"
  | { readonly listOf: "string" | Readonly<Record<string, "string" | "integer" | "number">> };

/** One column of a table: its type never depends on what the rows hold. */
export interface Column<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly isRequired?: boolean;
  /** What it is, for readers of the exported file. */
  readonly describe: string;
  readonly read: (row: Row) => Cell;
}

/** A value as a record has it: instants and days as text, lists as they are. */
export type Cell = string | number | boolean | null | readonly unknown[];

/** Rows go in one after the other; the file is there, whole, when `close` has resolved. */
export interface TableWriter<Row> {
  write(row: Row): Promise<void>;
  close(): Promise<void>;
  /** Drops what was written. */
  abandon(): Promise<void>;
}
