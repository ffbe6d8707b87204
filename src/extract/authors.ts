import type { Document } from "domhandler";
import type { Author } from "../model/article-record.ts";
import { parseByline } from "../model/parse-byline.ts";
import type { AuthorSource, SiteFields } from "../model/site.ts";
import { cutName } from "./cut-name.ts";
import { type Notes, shorten } from "./notes.ts";
import { isPlaceholder } from "./placeholder.ts";
import type { ReadContext, Reading } from "./read-context.ts";
import { readAll, readFirst } from "./read-source.ts";
import { foldForComparison } from "./same-text.ts";

const MAX_AUTHORS = 100;

/** The bylines of an article: the first source that names anyone wins; another that names others is a warning. */
export function readAuthors(
  described: SiteFields["authors"],
  document: Document,
  context: ReadContext,
  notes: Notes,
): Author[] {
  const sources = described === undefined ? [] : Array.isArray(described) ? described : [described];
  let chosen: Author[] = [];
  for (const source of sources) {
    const readings = readAll([source], document, context, { keepsWhole: true });
    const authors = distinct(readings.flatMap((reading) => authorsOf(reading, source, document, context, notes)));
    const [reading] = readings;
    if (reading === undefined || authors.length === 0) continue;
    if (chosen.length === 0) {
      chosen = authors;
      notes.came("authors", reading);
    } else if (!isSameSet(chosen, authors)) {
      const names = (list: readonly Author[]) => list.map(({ name }) => name).join(", ");
      notes.warn(
        "sources-disagree",
        "authors",
        `“${shorten(names(chosen), 80)}”, but \`${reading.where}\` says “${shorten(names(authors), 80)}”`,
      );
    }
  }
  return chosen;
}

function authorsOf(
  reading: Reading,
  source: AuthorSource,
  document: Document,
  context: ReadContext,
  notes: Notes,
): Author[] {
  const { author, role: namedRole } = reading.groups ?? {};
  const [name, cutRole] =
    author === undefined ? cutName(reading.text, source.split) : [author.trim(), namedRole?.trim() || null];
  const isWhole =
    source.split !== undefined || author !== undefined || ("several" in source && source.several === false);
  const authors = isWhole ? [{ name, role: cutRole }] : parseByline(name, context.language);
  const printedRole =
    "role" in source
      ? readFirst(source.role, reading.element ?? document, context)?.text
      : jobTitleOf(reading.text, source, context);
  return authors
    .filter((each) => isName(each.name, reading, notes))
    .map((each) => ({ name: each.name, role: roleOf(each.role ?? printedRole ?? null) }));
}

/** The `jobTitle` of the person of this name in JSON-LD, where the names are read from there. */
function jobTitleOf(name: string, { jsonLd }: AuthorSource, { structured }: ReadContext): string | undefined {
  if (jsonLd === undefined) return undefined;
  for (const person of structured.jsonLd.valuesAt(jsonLd).flat()) {
    if (typeof person !== "object" || person === null || !("name" in person) || !("jobTitle" in person)) continue;
    if (foldForComparison(String(person.name)) === foldForComparison(name) && typeof person.jobTitle === "string")
      return person.jobTitle.trim();
  }
  return undefined;
}

const roleOf = (role: string | null): string | null =>
  role === null || role === "" || isPlaceholder(role) ? null : role;

/** An address or a template that was not filled in is nobody's name. */
function isName(name: string, { where }: Reading, notes: Notes): boolean {
  if (name !== "" && !isPlaceholder(name) && !/^(?:https?:)?\/\//i.test(name)) return true;
  if (name !== "")
    notes.warn("placeholder-value", "authors", `\`${where}\` gives “${shorten(name, 80)}”, which is no name`);
  return false;
}

/** Each name once, as pages print it beside the portrait and again in the link; a role that one of them has is kept. */
function distinct(authors: readonly Author[]): Author[] {
  const byName = new Map<string, Author>();
  for (const author of authors) {
    const key = foldForComparison(author.name);
    const known = byName.get(key);
    if (known === undefined || (known.role === null && author.role !== null))
      byName.set(key, { ...author, name: known?.name ?? author.name });
  }
  return [...byName.values()].slice(0, MAX_AUTHORS);
}

function isSameSet(one: readonly Author[], other: readonly Author[]): boolean {
  const keys = new Set(one.map(({ name }) => foldForComparison(name)));
  return one.length === other.length && other.every(({ name }) => keys.has(foldForComparison(name)));
}
