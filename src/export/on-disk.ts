import { OutputError } from "../model/dataset-error.ts";

/** Does work on a file; what goes wrong is an `OutputError` that names it. */
export async function onDisk<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new OutputError(`${path}: the export cannot be written: ${message}`, { path, code, cause });
  }
}
