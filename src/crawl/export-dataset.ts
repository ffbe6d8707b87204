import {
  createLastRevisions,
  type Exported,
  type ExportOptions,
  openExporter,
  type Wanted,
  wantsRecord,
} from "../export/export.ts";
import { mendSwap } from "../frontier/swap-in.ts";
import type { ArticleRecord } from "../model/article-record.ts";
import { OutputError } from "../model/dataset-error.ts";
import { readStream } from "../write/read-stream.ts";

export interface DatasetExport extends ExportOptions, Wanted {
  /** The dataset's folder. */
  readonly directory: string;
  /** Every revision of an article, instead of its last. */
  readonly allRevisions: boolean;
}

/**
 * Writes a dataset's records in another format: sealed segments and the open one, as far as it is written now. Read twice rather than
 * held, so that memory stays flat.
 */
export async function exportDataset(options: DatasetExport): Promise<Exported> {
  const { directory, allRevisions } = options;
  await mendSwap(directory);
  const revisions = createLastRevisions();
  let lines = 0;
  for await (const { line } of readStream(directory, "articles")) {
    lines++;
    if (!allRevisions) whole(() => revisions.see(line), directory, lines);
  }
  const exporter = await openExporter(options);
  try {
    let read = 0;
    for await (const { line } of readStream(directory, "articles")) {
      // A crawl may be adding lines: what came after the first reading may supersede what was written here.
      if (read++ === lines) break;
      if (!allRevisions && !revisions.isLast(line)) continue;
      const record = parseRecord(line, directory, read);
      if (wantsRecord(record, options)) await exporter.write(record);
    }
    return await exporter.close();
  } catch (error) {
    await exporter.abandon();
    throw error;
  }
}

function parseRecord(line: string, directory: string, number: number): ArticleRecord {
  return whole(
    () => {
      const record = JSON.parse(line);
      if (typeof record?.id !== "string") throw new TypeError("a record has an id");
      return record;
    },
    directory,
    number,
  );
}

function whole<T>(read: () => T, directory: string, number: number): T {
  try {
    return read();
  } catch (cause) {
    throw new OutputError(`${directory}: record ${number} is not whole JSON: the dataset was changed by someone else`, {
      ...{ path: directory, cause },
    });
  }
}
