/**
 * Writes plain data as JSON with the keys of every object in one order (figures by size, then code units), so that equal data give equal text.
 * As in `JSON.stringify`, keys whose value is `undefined` are left out, and `undefined` in a list is `null`.
 */
export function stableJson(value: unknown): string {
  return (holdsObject(value) ? JSON.stringify(value, sortKeys) : JSON.stringify(value)) ?? "null";
}

/** Lists of lists and scalars have no keys to put in order; a list that holds itself is left to `JSON.stringify`. */
function holdsObject(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (!Array.isArray(value) || depth > MAX_DEPTH) return true;
  for (const member of value) if (typeof member === "object" && holdsObject(member, depth + 1)) return true;
  return false;
}

const MAX_DEPTH = 20;

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // Object.fromEntries defines its keys, so `__proto__` stays a key like any other.
  return Object.fromEntries(sorted);
}
