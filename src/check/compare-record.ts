/** One field that came out otherwise than its example says. */
export interface Difference {
  /** `comments[3].author` */
  readonly field: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** Fields that say when and how a page was read, not what it holds: an example does not fix them. */
export const UNFIXED_FIELDS: ReadonlySet<string> = new Set([
  "fetchedAt",
  "firstSeenAt",
  "fetchedBy",
  "siteFileVersion",
  "contentHash",
  "schemaVersion",
  "provenance",
  "changes",
  "revision",
  "httpStatus",
]);

/** Compares a record with what an example expects of it, field by field. Only fields that the example names are compared. */
export function compareRecord(
  expected: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>>,
): Difference[] {
  return Object.keys(expected)
    .filter((field) => !UNFIXED_FIELDS.has(field))
    .flatMap((field) => differences(field, expected[field], found[field]));
}

function differences(field: string, expected: unknown, found: unknown): Difference[] {
  if (Object.is(expected, found)) return [];
  if (Array.isArray(expected) && Array.isArray(found)) return listDifferences(field, expected, found);
  if (isObject(expected) && isObject(found))
    return Object.keys(expected).flatMap((key) => differences(`${field}.${key}`, expected[key], found[key]));
  return [{ field, expected, found }];
}

function listDifferences(field: string, expected: readonly unknown[], found: readonly unknown[]): Difference[] {
  const within = expected
    .slice(0, found.length)
    .flatMap((item, index) => differences(`${field}[${index}]`, item, found[index]));
  return expected.length === found.length
    ? within
    : [{ field: `${field}.length`, expected: expected.length, found: found.length }, ...within];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
