/** A longer line than this breaks common readers (DuckDB's largest JSON object): such a record is not to be written. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/**
 * One line of JSON without its newline.
 *
 * Whatever a page held, the line can be read by all: characters at which some readers break lines are escaped, and halves of
 * surrogate pairs, which UTF-8 cannot hold, become U+FFFD.
 */
export function lineOf(value: unknown): string {
  const line = JSON.stringify(value);
  // JSON.stringify writes a lone surrogate as an escape; other characters never begin with this one, but text may hold it as it stands.
  const wellFormed = line.includes("\\ud") ? JSON.stringify(value, withoutLoneSurrogates) : line;
  return LINE_BREAKS.some((character) => wellFormed.includes(character))
    ? wellFormed.replace(/[\u0085\u2028\u2029]/g, escapeOf)
    : wellFormed;
}

/** Searching for one of them costs far less than a pattern for all. */
const LINE_BREAKS = ["\u0085", "\u2028", "\u2029"];

/** The bytes a line takes in its file, newline included. */
export function lineBytes(line: string): number {
  return Buffer.byteLength(line, "utf8") + 1;
}

function withoutLoneSurrogates(_key: string, value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), inner]));
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
