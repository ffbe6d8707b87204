/**
 * The dataset cannot be written or read: disk full, read-only, damaged, or changed by someone else.
 *
 * Nothing is lost: what was promised is on disk, and a run started after the cause is gone takes up where this one stopped.
 */
export class OutputError extends Error {
  override readonly name = "OutputError";
  /** No request can end any more: the run stops. */
  readonly consequence = "stop";
  readonly path: string;
  /** `ENOSPC`, `EACCES`, `EROFS`, `EIO`, `SQLITE_FULL` and the like; or undefined where the system named none. */
  readonly code: string | undefined;

  constructor(message: string, options: ErrorOptions & { readonly path: string; readonly code?: string | undefined }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.path = options.path;
    this.code = options.code;
  }
}

/** Another process, or another part of this one, has the dataset open for writing. */
export class DatasetInUseError extends Error {
  override readonly name = "DatasetInUseError";
  readonly consequence = "stop";
  readonly directory: string;
  /** Process that holds it, where known. */
  readonly pid: number | undefined;
  /** Since when, ISO 8601, where known. */
  readonly since: string | undefined;

  constructor(directory: string, pid: number | undefined, since: string | undefined) {
    const owner = pid === undefined ? "another process" : `process ${pid}`;
    super(
      `${directory} is in use by ${owner}${since === undefined ? "" : ` since ${since}`}: one dataset is written by one process at a time`,
    );
    this.directory = directory;
    this.pid = pid;
    this.since = since;
  }
}
