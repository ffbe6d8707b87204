import { readdir } from "node:fs/promises";
import { join } from "node:path";

export interface NumberedFile {
  readonly path: string;
  readonly number: number;
}

/** `news-00001.warc.gz`. */
export function archiveFileName(name: string, number: number): string {
  return `${name}-${String(number).padStart(5, "0")}.warc.gz`;
}

/** An archive's files in the order in which they were written. */
export async function archiveFiles(directory: string): Promise<NumberedFile[]> {
  const names = await readdir(directory);
  return names
    .flatMap((name) => {
      const number = /-(\d{5,})\.warc\.gz$/.exec(name)?.[1];
      return number === undefined ? [] : [{ path: join(directory, name), number: Number(number) }];
    })
    .sort((one, other) => one.number - other.number || (one.path < other.path ? -1 : 1));
}
