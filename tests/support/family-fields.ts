import type { Golden } from "./family.ts";

/** What golden records leave open: when and how a page was read, and wordings. */
const open = new Set([
  "schemaVersion",
  "fetchedAt",
  "firstSeenAt",
  "fetchedBy",
  "siteFileVersion",
  "contentHash",
  "provenance",
  "changes",
  "revision",
  "httpStatus",
]);

/**
 * What is compared of a result, by name: each field of the record, and each field of its comments over all of them
 * (`comments.author`), so that a difference names the field and shows its neighbours.
 */
export function fieldsOf(result: Golden): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, value] of Object.entries(result)) {
    if (open.has(name)) continue;
    if (name === "comments") for (const [key, values] of columnsOf(value as Golden[])) fields.set(key, values);
    else
      fields.set(name, name === "warnings" ? (value as Golden[]).map(({ code, field }) => ({ code, field })) : value);
  }
  return fields;
}

function columnsOf(comments: readonly Golden[]): [string, unknown][] {
  const keys = [...new Set(comments.flatMap((comment) => Object.keys(comment)))];
  return [
    ["comments.length", comments.length],
    ...keys.map((key): [string, unknown] => [`comments.${key}`, comments.map((comment) => comment[key])]),
  ];
}
