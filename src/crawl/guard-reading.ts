import { CrawlError, RefusedError } from "../model/crawl-error.ts";

/**
 * Runs a pure reader on what a stranger wrote. An error of ours costs the page and never the run: it is a failure with the reason `internal`,
 * which the report names. Nothing that touches the ledger is to run in here, for its errors end the run.
 */
export function guardReading<T>(url: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof CrawlError || cause instanceof RefusedError) throw cause;
    const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    const message = `the page could not be read, by an error of the program itself (please report it): ${what}`;
    throw new CrawlError(message, { reason: "internal", consequence: "give-up", url, cause });
  }
}
