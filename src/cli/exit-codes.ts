/** What the program's end means to a script. Documented in docs/exit-codes.md; never renumbered. */
export const EXIT = {
  ok: 0,
  /** An error of ours: a bug. */
  internal: 1,
  usage: 2,
  badSiteFile: 3,
  /** Nothing was found to do or to extract: no seed answered, or no page was an article. */
  nothingFound: 4,
  /** The crawl ended, but some pages could not be got. */
  somePagesFailed: 5,
  /** More records were rejected than `--max-rejected` allows. */
  tooManyRejected: 6,
  datasetInUse: 7,
  /** The dataset could not be written: disk full, read-only, no rights. */
  outputFailed: 8,
  /** An example, a check or a comparison came out otherwise than expected. */
  checkFailed: 9,
  /** Ended by Ctrl-C or SIGTERM; what was in flight was finished or will be done again. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A mistake of the person at the door: told in one line, without a stack. */
export class UsageError extends Error {
  override readonly name = "UsageError";
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}
