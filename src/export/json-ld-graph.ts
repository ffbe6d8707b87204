import type { TableWriter } from "./column.ts";
import { inLine } from "./jsonl-table.ts";
import type { TextFile } from "./text-file.ts";

/** One JSON-LD document whose graph has one node a line: whole for those who read JSON-LD, and still read line by line. */
export async function openGraph<Row>(file: TextFile, nodeOf: (row: Row) => object): Promise<TableWriter<Row>> {
  await file.write('{"@context":"https://schema.org","@graph":[');
  let isFirst = true;
  return {
    write(row) {
      const comma = isFirst ? "" : ",";
      isFirst = false;
      return file.write(`${comma}\n${inLine(JSON.stringify(nodeOf(row)))}`);
    },
    async close() {
      await file.write("\n]}\n");
      await file.close();
    },
    abandon: () => file.abandon(),
  };
}
