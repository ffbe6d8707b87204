/** Raised when a key is added, dropped or changes its type; `docs/record.md` tells what changed. */
export const RECORD_SCHEMA_VERSION = 1;
