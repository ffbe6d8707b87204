import type { Cell, Column, TableWriter } from "./column.ts";
import type { TextFile } from "./text-file.ts";

export interface CsvOptions {
  /** Cells that a spreadsheet would take for a formula are left as they are. */
  readonly isPlain: boolean;
}

/**
 * CSV as RFC 4180 has it, in UTF-8, but lines end with `\n`. Nothing between two commas is null; `""` is an empty text. Lists are JSON.
 *
 * Text that begins as a formula would (`=`, `+`, `-`, `@`, a tab, a line's end, or their full-width forms) gets an apostrophe
 * before it, so that a stranger's comment cannot run in a spreadsheet. Text that already begins with apostrophes before such a
 * character gets one more: taking one away gives back what was there.
 */
export async function openCsvTable<Row>(
  file: TextFile,
  columns: readonly Column<Row>[],
  { isPlain }: CsvOptions,
): Promise<TableWriter<Row>> {
  await file.write(`${columns.map(({ name }) => name).join(",")}\n`);
  return {
    write: (row) => file.write(`${columns.map(({ read }) => csvCell(read(row), isPlain)).join(",")}\n`),
    close: () => file.close(),
    abandon: () => file.abandon(),
  };
}

export function csvCell(cell: Cell, isPlain = false): string {
  if (cell === null) return "";
  if (typeof cell !== "string" && !Array.isArray(cell)) return String(cell);
  const text = typeof cell === "string" ? cell : JSON.stringify(cell);
  const guarded = !isPlain && /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return guarded === "" || /[",\r\n]|^\s|\s$/.test(guarded) || guarded !== text
    ? `"${guarded.replaceAll('"', '""')}"`
    : guarded;
}
