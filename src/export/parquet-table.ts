import { renameSync, rmSync } from "node:fs";
import { fileWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import type { Cell, Column, TableWriter } from "./column.ts";
import { onDisk } from "./on-disk.ts";

/** Rows are written together when their texts have grown to this, so that memory stays flat. */
const GROUP_CHARACTERS = 16 * 1024 * 1024;
const GROUP_ROWS = 20_000;

/** A Parquet file with nested lists, Snappy-compressed. Its schema is that of the columns, also with no row at all. */
export async function openParquetTable<Row>(
  path: string,
  columns: readonly Column<Row>[],
  createdBy: string,
): Promise<TableWriter<Row>> {
  const part = `${path}.part`;
  const parquet = await onDisk(
    part,
    () => new ParquetWriter({ writer: fileWriter(part), schema: schemaOf(columns), createdBy }),
  );
  let cells: unknown[][] = columns.map(() => []);
  let characters = 0;
  const flush = () =>
    onDisk(part, () => {
      const [first = []] = cells;
      const columnData = columns.map(({ name }, place) => ({ name, data: cells[place] as unknown[] }));
      const written = parquet.write({ columnData, rowGroupSize: Math.max(1, first.length) });
      cells = columns.map(() => []);
      characters = 0;
      return written;
    });
  return {
    async write(row) {
      for (const [place, { type, read }] of columns.entries()) {
        const cell = read(row);
        characters += typeof cell === "string" ? cell.length : 200;
        cells[place]?.push(parquetValue(cell, type));
      }
      if (characters >= GROUP_CHARACTERS || (cells[0]?.length ?? 0) >= GROUP_ROWS) await flush();
    },
    async close() {
      if ((cells[0]?.length ?? 0) > 0) await flush();
      await onDisk(part, async () => {
        await parquet.finish();
        renameSync(part, path);
      });
    },
    async abandon() {
      rmSync(part, { force: true });
    },
  };
}

function schemaOf<Row>(columns: readonly Column<Row>[]): SchemaElement[] {
  return [
    { name: "root", num_children: columns.length },
    ...columns.flatMap(({ name, type, isRequired }) => elementsOf(name, type, isRequired === true)),
  ];
}

/** Lists are never null: nothing found is an empty list. */
function elementsOf(name: string, type: Column<never>["type"], isRequired: boolean): SchemaElement[] {
  if (typeof type === "string")
    return [{ ...leafOf(name, type), repetition_type: isRequired ? "REQUIRED" : "OPTIONAL" }];
  const list: SchemaElement[] = [
    { name, converted_type: "LIST", logical_type: { type: "LIST" }, repetition_type: "REQUIRED", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
  ];
  if (type.listOf === "string") return [...list, { ...leafOf("element", "string"), repetition_type: "REQUIRED" }];
  const fields = Object.entries(type.listOf);
  return [
    ...list,
    { name: "element", repetition_type: "REQUIRED", num_children: fields.length },
    ...fields.map(([field, kind]): SchemaElement => ({ ...leafOf(field, kind), repetition_type: "OPTIONAL" })),
  ];
}

function leafOf(name: string, type: "string" | "integer" | "number" | "boolean" | "instant" | "day"): SchemaElement {
  switch (type) {
    case "string":
      return { name, type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } };
    case "integer":
      return { name, type: "INT64" };
    case "number":
      return { name, type: "DOUBLE" };
    case "boolean":
      return { name, type: "BOOLEAN" };
    case "instant":
      return {
        ...{ name, type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
        logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
      };
    case "day":
      return { name, type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } };
  }
}

function parquetValue(cell: Cell, type: Column<never>["type"]): unknown {
  if (cell === null) return null;
  if (type === "integer") return BigInt(cell as number);
  if (type === "instant" || type === "day") return new Date(cell as string);
  if (typeof type === "string" || type.listOf === "string") return cell;
  const integers = Object.entries(type.listOf).flatMap(([name, kind]) => (kind === "integer" ? [name] : []));
  if (integers.length === 0) return cell;
  return (cell as readonly Record<string, unknown>[]).map((element) => ({
    ...element,
    ...Object.fromEntries(integers.map((name) => [name, bigOrNull(element[name])])),
  }));
}

function bigOrNull(value: unknown): bigint | null {
  return typeof value === "number" ? BigInt(value) : null;
}
