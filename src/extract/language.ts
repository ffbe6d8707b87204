import type { Document } from "domhandler";
import { indexOf } from "../dom/tree-index.ts";
import { ownText } from "../model/own-text.ts";
import type { Sources } from "../model/site-source.ts";
import type { Notes } from "./notes.ts";
import type { ReadContext } from "./read-context.ts";
import { readTextField } from "./text-field.ts";

/** The page's language: the site file's sources, else what `<html lang>` says, else the site's own language. */
export function readLanguage(
  sources: Sources | undefined,
  document: Document,
  context: ReadContext,
  siteLanguage: string | null,
  notes: Notes,
): string | null {
  if (sources !== undefined) {
    const reading = readTextField("language", sources, document, context, notes);
    const tag = reading === undefined ? undefined : languageTag(reading.text);
    if (reading !== undefined && tag === undefined) notes.warn("language-unreadable", "language", `“${reading.text}”`);
    return tag ?? null;
  }
  const declared = indexOf(document).byName.get("html")?.[0]?.attribs.lang;
  const tag = declared === undefined ? undefined : languageTag(declared);
  if (tag !== undefined) {
    notes.note({ field: "language", source: "selector", where: "html @lang", text: declared ?? null, confidence: 1 });
    return tag;
  }
  // Where no site file describes the page, nobody names a language for it.
  if (siteLanguage === null || siteLanguage === "") return null;
  notes.note({ field: "language", source: "constant", where: "language", text: siteLanguage, confidence: 1 });
  return siteLanguage;
}

/** A well-formed BCP 47 tag in its usual case (RFC 5646 §2.1.1), also of `nl_NL` and `NL-nl`; undefined of what is none. */
function languageTag(text: string): string | undefined {
  if (!tags.has(text)) {
    if (tags.size >= MAX_TAGS) tags.clear();
    tags.set(ownText(text), canonicalTag(text));
  }
  return tags.get(text);
}

/** Pages of a site say the same again and again. */
const tags = new Map<string, string | undefined>();
const MAX_TAGS = 100;

function canonicalTag(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(
      text
        .trim()
        .replaceAll("_", "-")
        .replace(/[.@].*$/, ""),
    )[0];
  } catch {
    return undefined;
  }
}
