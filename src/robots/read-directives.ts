/**
 * Directives of one X-Robots-Tag value that concern a crawler, as `name` or `name:value` in lower case, in the order written.
 *
 * A user agent may stand before them ("otherbot: noindex, nofollow") and then all that follows in this value is meant for it
 * alone. `isPast` tells whether an `unavailable_after` date, as it was written, is over: then the page is not to be indexed.
 */
export function readHeaderDirectives(value: string, productToken: string, isPast: (date: string) => boolean): string[] {
  const ours: string[] = [];
  let isOurs = true;
  for (const part of splitList(value)) {
    let directive = part;
    for (let named = namedOf(directive); named !== undefined && !valued.has(named.name); named = namedOf(directive)) {
      isOurs = named.name === "*" || named.name.replace(/\/.*/, "") === productToken.toLowerCase();
      directive = named.rest;
    }
    if (isOurs) ours.push(directive);
  }
  return ours.flatMap((part) => readDirective(part, isPast));
}

/** Directives of a meta element's content, which names its crawler in the element's name. */
export function readMetaDirectives(content: string, isPast: (date: string) => boolean): string[] {
  return splitList(content).flatMap((part) => readDirective(part, isPast));
}

const valued: ReadonlySet<string> = new Set([
  "unavailable_after",
  "max-snippet",
  "max-image-preview",
  "max-video-preview",
]);

// No honest list comes near either bound.
const MAX_LIST_CHARACTERS = 8192;
const MAX_LIST_LENGTH = 100;
const MAX_VALUE_CHARACTERS = 64;

/** Parts between commas, but for the comma of a date ("unavailable_after: Friday, 25-Jun-10 15:00:00 PST"). */
function splitList(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.slice(0, MAX_LIST_CHARACTERS).split(",", MAX_LIST_LENGTH)) {
    const before = parts.at(-1);
    const isDateTail = before !== undefined && /unavailable_after\s*:\s*[a-z]+$/i.test(before) && /^\s*\d/.test(part);
    if (isDateTail) parts[parts.length - 1] = `${before}, ${part.trim()}`;
    else parts.push(part.trim());
  }
  return parts;
}

function namedOf(text: string): { name: string; rest: string } | undefined {
  const colon = text.indexOf(":");
  const name = text.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  return /^[^\s:]+$/.test(name) ? { name, rest: text.slice(colon + 1).trim() } : undefined;
}

function readDirective(part: string, isPast: (date: string) => boolean): string[] {
  const named = namedOf(part);
  if (named !== undefined) {
    if (!valued.has(named.name) || named.rest === "" || named.rest.length > MAX_VALUE_CHARACTERS) return [];
    const directive = `${named.name}:${named.rest.replace(/\s+/g, " ").toLowerCase()}`;
    return named.name === "unavailable_after" && isPast(named.rest) ? [directive, "noindex"] : [directive];
  }
  const words = part
    .toLowerCase()
    .split(/[\s;]+/)
    .filter((word) => word !== "");
  // Some write "noindex nofollow" or "noindex; nofollow"; prose in the wrong place is no list of directives.
  const shape = words.length === 1 ? /^[a-z][a-z_-]{1,30}$/ : /^(?:no[a-z_-]{1,30}|all|index|follow)$/;
  if (!words.every((word) => shape.test(word))) return [];
  return words.flatMap((word) => (word === "none" ? ["noindex", "nofollow"] : word === "all" ? [] : [word]));
}
