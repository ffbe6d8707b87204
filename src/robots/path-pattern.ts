import { findPart, type LiteralPart, literalPart } from "./literal-part.ts";

/** A path with `*` and a closing `$` (RFC 9309 §2.2.3), cut for matching. */
export interface PathPattern {
  /** What stands before the first `*`. */
  readonly prefix: string;
  /** What must follow, in this order and not overlapping, with anything between. */
  readonly parts: readonly LiteralPart[];
  /** What must stand at the very end; null where the pattern leaves the end open. */
  readonly end: string | null;
  /** The prefix is the whole path: `$` and no wildcard. */
  readonly isExact: boolean;
  /** No shorter path can match. */
  readonly minOctets: number;
}

export function parsePattern(path: string): PathPattern {
  const isAnchored = path.endsWith("$");
  const [prefix = "", ...rest] = (isAnchored ? path.slice(0, -1) : path).split("*");
  const isExact = isAnchored && rest.length === 0;
  // "/x*$" ends anywhere, as "/x*" does.
  const end = (isAnchored && rest.pop()) || null;
  const parts = rest.filter((part) => part !== "").map(literalPart);
  const minOctets = prefix.length + parts.reduce((sum, { text }) => sum + text.length, 0) + (end?.length ?? 0);
  return { prefix, parts, end, isExact, minOctets };
}

/**
 * Whether a path that begins with the pattern's prefix matches the whole of it.
 *
 * Each part is taken where it first occurs. Taking it later could only leave less room for the rest, so nothing is tried
 * twice, however many wildcards there are.
 */
export function matchesAfterPrefix(pattern: PathPattern, path: string): boolean {
  if (path.length < pattern.minOctets) return false;
  if (pattern.isExact) return path.length === pattern.prefix.length;
  let from = pattern.prefix.length;
  for (const part of pattern.parts) {
    const found = findPart(part, path, from);
    if (found === -1) return false;
    from = found + part.text.length;
  }
  return pattern.end === null || (path.length - pattern.end.length >= from && path.endsWith(pattern.end));
}

/** Whether a path matches the whole of a pattern. */
export function matches(pattern: PathPattern, path: string): boolean {
  return path.startsWith(pattern.prefix) && matchesAfterPrefix(pattern, path);
}
