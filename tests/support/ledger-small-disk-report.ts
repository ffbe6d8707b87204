/** What `ledger-small-disk.ts` tells. */
export interface SmallDiskReport {
  /** Pages whose end was promised before the disk was full. */
  readonly ended: readonly number[];
  readonly error: string | null;
  readonly projectionError: string | null;
  readonly closeErrors: readonly string[];
  /** Records in the files after the failure, and after going on. */
  readonly atRest: readonly number[];
  readonly atEnd: readonly number[];
  readonly openedOnFullDisk: string | null;
  readonly openedReadOnly: string | null;
  /** Pages that a reader finds of a URL on a read-only disk, after a crash and after a clean close. */
  readonly readOnlyPages: number;
  readonly closedReadOnlyPages: number;
}
