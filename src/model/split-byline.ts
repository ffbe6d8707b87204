import { foldText } from "./text.ts";

export type NamePart = "name" | "role" | "place";

/**
 * What stands between a name and a role: a text with its spaces (" / ", " | ", ", ", " - ", " – "), or "brackets" for "Name (role)".
 * The long form says what the parts are, in order; without it they are name and role.
 */
export type NameSeparator = string | { readonly separator: string; readonly parts: readonly NamePart[] };

export interface NameAndRole {
  readonly name: string | null;
  readonly role: string | null;
  readonly place: string | null;
}

/**
 * Splits a text such as "E. den Hamer / gepensioneerd ambtenaar" at the first separator, in the order given, that occurs in it.
 *
 * White space is folded; otherwise the parts are verbatim, never recased or reordered, and an empty part is `null`. What is written without
 * the separator's spaces is text ("en/of", "Jan-Willem"). The role may hold the separator again: where there are more pieces than parts,
 * it takes the surplus, and where there are fewer, the last parts are `null` ("R.H. Zwier, huisarts" names no place).
 */
export function splitNameAndRole(text: string, separators: readonly NameSeparator[]): NameAndRole {
  const folded = foldText(text);
  for (const each of separators) {
    const { separator, parts } = typeof each === "string" ? { separator: each, parts: NAME_AND_ROLE } : each;
    const pieces = separator === BRACKETS ? cutBrackets(folded) : cutAt(folded, separator);
    if (pieces.length > 1) return assign(pieces, parts, separator);
  }
  return { ...NOBODY, name: folded === "" ? null : folded };
}

const BRACKETS = "brackets";
const NAME_AND_ROLE: readonly NamePart[] = ["name", "role"];
const NOBODY: NameAndRole = { name: null, role: null, place: null };

/** Spaces at the ends let "Jan /" hold " / ", with nothing behind it. */
function cutAt(text: string, separator: string): string[] {
  const plain = separator.replace(/\s/g, " ");
  return plain === "" || text === "" ? [text] : ` ${text} `.split(plain);
}

/** The brackets that close the text, with whatever brackets stand in them. Brackets alone are a name: "(anoniem)". */
function cutBrackets(text: string): string[] {
  if (!text.endsWith(")")) return [text];
  let depth = 0;
  for (let at = text.length - 1; at > 0; at--) {
    if (text[at] === ")") depth++;
    else if (text[at] === "(" && --depth === 0) return [text.slice(0, at), text.slice(at + 1, -1)];
  }
  return [text];
}

function assign(pieces: readonly string[], parts: readonly NamePart[], separator: string): NameAndRole {
  const found: Record<NamePart, string | null> = { ...NOBODY };
  const surplus = Math.max(0, pieces.length - parts.length);
  const widest = parts.includes("role") ? parts.indexOf("role") : parts.length - 1;
  for (const [index, part] of parts.entries()) {
    const from = index > widest ? index + surplus : index;
    const to = index === widest ? from + surplus + 1 : from + 1;
    const value = pieces.slice(from, to).join(separator).trim();
    found[part] = value === "" ? null : value;
  }
  return found;
}
