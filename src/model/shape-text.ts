import { matchPattern } from "./match-pattern.ts";
import type { Source } from "./site-source.ts";

export interface Shaped {
  readonly text: string;
  readonly groups: Readonly<Record<string, string>> | null;
}

/** The text after the source's `strip`, `match` and `split`, in this order; undefined where nothing is left or `match` finds nothing. */
export function shapeText(text: string, source: Source, keepsWhole = false): Shaped | undefined {
  let shaped = source.strip === undefined ? text : stripText(text, source.strip);
  let groups: Shaped["groups"] = null;
  if (source.match !== undefined) {
    const match = matchPattern(source.match, shaped);
    if (match === undefined) return undefined;
    groups = match.groups;
    shaped = match.value.trim();
  }
  if (source.split !== undefined && !keepsWhole) {
    const { by, at, keep } = typeof source.split === "string" ? splitDefaults(source.split) : source.split;
    const [before, after] = splitOnce(shaped, by, at);
    shaped = keep === "before" ? before : (after ?? "");
  }
  return shaped === "" ? undefined : { text: shaped, groups };
}

/**
 * Takes the given texts off both ends, as often as they stand there. A word is only taken where it ends as a word: `Door`
 * leaves "Doornbos" whole. Colons, commas, dashes and pipes that are left at the ends stay: name them with the text.
 */
export function stripText(text: string, strips: readonly string[]): string {
  let result = text.trim();
  for (let before = ""; before !== result; ) {
    before = result;
    for (const strip of strips) {
      const wanted = strip.trim();
      if (wanted === "") continue;
      if (result.startsWith(wanted) && isBorder(wanted.at(-1), result.slice(wanted.length))) {
        result = result.slice(wanted.length).trim();
      }
      if (result.endsWith(wanted) && isBorder(result.slice(0, -wanted.length).slice(-2), wanted)) {
        result = result.slice(0, -wanted.length).trim();
      }
    }
  }
  return result;
}

const splitDefaults = (by: string) => ({ by, at: "first", keep: "before" }) as const;

/** Whether a word ends between the two texts: not where letter meets letter, or figure meets figure. */
function isBorder(before: string | undefined, after: string): boolean {
  return !/[\p{L}\p{N}]$/u.test(before ?? "") || !/^[\p{L}\p{N}]/u.test(after);
}

/**
 * What stands before a separator and after it; without it, the whole stands before and nothing after. `brackets` cuts the last
 * brackets, which must close the text: `Name (role)`. A separator that ends in a space also counts at the end of the text, where the
 * space was folded away: "Jan / ".
 */
export function splitOnce(text: string, by: string, at: "first" | "last" = "first"): [before: string, after?: string] {
  if (by === "brackets") return splitBrackets(text);
  const padded = by.trim() === "" ? text : ` ${text} `;
  const place = at === "first" ? padded.indexOf(by) : padded.lastIndexOf(by);
  return place < 0 ? [text] : [padded.slice(0, place).trim(), padded.slice(place + by.length).trim()];
}

function splitBrackets(text: string): [before: string, after?: string] {
  if (!text.endsWith(")")) return [text];
  let depth = 0;
  for (let at = text.length; at-- > 0; ) {
    if (text[at] === ")") depth += 1;
    else if (text[at] === "(" && --depth === 0) return [text.slice(0, at).trim(), text.slice(at + 1, -1).trim()];
  }
  return [text];
}
