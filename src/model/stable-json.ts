/**
 * Writes plain data as JSON with the keys of every object in one order (figures by size, then code units), so that equal data give equal text.
 * As in `JSON.stringify`, keys whose value is `undefined` are left out, and `undefined` in a list is `null`.
 */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, sortKeys) ?? "null";
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // Object.fromEntries defines its keys, so `__proto__` stays a key like any other.
  return Object.fromEntries(sorted);
}
