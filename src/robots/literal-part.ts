/** A stretch of a pattern without wildcards, ready to be looked for. */
export interface LiteralPart {
  readonly text: string;
  /** For each place, the length of the longest end of `text` up to there that is also its beginning; null for short parts. */
  readonly borders: Uint16Array | null;
}

// The engine's own search is the quickest, yet can compare each octet of a long part again at each place of the path.
const MAX_NAIVE_OCTETS = 32;

export function literalPart(text: string): LiteralPart {
  return { text, borders: text.length > MAX_NAIVE_OCTETS ? bordersOf(text) : null };
}

/** Where the part first stands in `path` at or after `from`, or -1; in time linear in both, whatever they hold (Knuth, Morris, Pratt). */
export function findPart({ text, borders }: LiteralPart, path: string, from: number): number {
  if (borders === null) return path.indexOf(text, from);
  let matched = 0;
  for (let at = from; at < path.length; at += 1) {
    const code = path.charCodeAt(at);
    while (matched > 0 && code !== text.charCodeAt(matched)) matched = borders[matched - 1] ?? 0;
    if (code === text.charCodeAt(matched)) matched += 1;
    if (matched === text.length) return at + 1 - matched;
  }
  return -1;
}

function bordersOf(text: string): Uint16Array {
  const borders = new Uint16Array(text.length);
  let length = 0;
  for (let at = 1; at < text.length; at += 1) {
    while (length > 0 && text.charCodeAt(at) !== text.charCodeAt(length)) length = borders[length - 1] ?? 0;
    if (text.charCodeAt(at) === text.charCodeAt(length)) length += 1;
    borders[at] = length;
  }
  return borders;
}
