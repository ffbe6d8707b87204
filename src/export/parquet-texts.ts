import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";

/** All rows of a Parquet file, as JSON. Throws where it cannot be read. */
export async function* textsInParquet(path: string): AsyncGenerator<string> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    for (const row of await parquetReadObjects({ file, metadata, rowStart, rowEnd }))
      yield JSON.stringify(row, (_, value) => (typeof value === "bigint" ? String(value) : value));
    rowStart = rowEnd;
  }
}
