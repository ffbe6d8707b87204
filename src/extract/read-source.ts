import { type Element, isDocument, type ParentNode } from "domhandler";
import { type MarkedValue, microdataAt, rdfaAt } from "../dom/marked-properties.ts";
import { parseHtml } from "../dom/parse-html.ts";
import { closest, isWithin, selectAll } from "../dom/select.ts";
import { textOf } from "../dom/text-of.ts";
import type { SourceKind } from "../model/article-record.ts";
import { valuesAt } from "../model/json-path.ts";
import { matchPattern } from "../model/match-pattern.ts";
import { shapeText } from "../model/shape-text.ts";
import type { AuthorSource } from "../model/site.ts";
import type { Byline, Source } from "../model/site-source.ts";
import { foldLines, foldText } from "../model/text.ts";
import { isJsonItem, type ReadContext, type Reading, type Scope } from "./read-context.ts";
import { removedIn } from "./removed-in.ts";

export interface ReadOptions {
  /** How the field reads its text where the source has no `read`: one line (default), or with its lines and paragraphs. */
  readonly as?: "text" | "lines" | "url";
  /** Leaves `split` undone, for those who want all parts. */
  readonly keepsWhole?: boolean;
}

/** A source of a field, or of a byline or author, whose `split` may be several separators: those are read with `keepsWhole`. */
export type ReadableSource = Source | Byline | AuthorSource;

/** What a source gives: nothing, one reading, or (with `which: all`) each. Empty texts are nothing. */
export function readSource(
  readable: ReadableSource,
  scope: Scope,
  context: ReadContext,
  options: ReadOptions = {},
): Reading[] {
  const source = readable as Source;
  const found = choose(find(source, scope, context, options), source);
  const joined = source.join === undefined || found.length < 2 ? found : [joinFound(found, source.join)];
  return joined.map((each) => shape(each, source, options)).filter((reading) => reading !== undefined);
}

/** What a source gives of one element that its selector found; `which` and `join` are the caller's. */
export function readElement(
  readable: ReadableSource,
  element: Element,
  context: ReadContext,
  options: ReadOptions = {},
): Reading | undefined {
  const source = readable as Source;
  const found = fromElement(element, source, context, options);
  return found && shape(found, source, options);
}

/** The first reading of the first source that gives any; undefined where none does. */
export function readFirst(
  sources: readonly ReadableSource[] | undefined,
  scope: Scope,
  context: ReadContext,
  options: ReadOptions = {},
): Reading | undefined {
  for (const source of sources ?? []) {
    const [reading] = readSource(source, scope, context, options);
    if (reading !== undefined) return reading;
  }
  return undefined;
}

/** All readings of the first source that gives any: for tags, addresses, authors. A source means all its matches unless `which` says less. */
export function readAll(
  sources: readonly ReadableSource[] | undefined,
  scope: Scope,
  context: ReadContext,
  options: ReadOptions = {},
): Reading[] {
  for (const source of sources ?? []) {
    const readings = readSource(
      source.which === undefined ? { ...source, which: "all" } : source,
      scope,
      context,
      options,
    );
    if (readings.length > 0) return readings;
  }
  return [];
}

/** The elements that a source's selector finds, in document order, without removed ones; `closest` and `which` count. */
export function readElements(source: Source, scope: Scope, context: ReadContext): Element[] {
  return choose(elementsOf(source, scope, context), source);
}

interface Found {
  readonly text: string;
  readonly value: unknown;
  readonly element: Element | null;
  readonly kind: SourceKind;
  readonly where: string;
}

function find(source: Source, scope: Scope, context: ReadContext, options: ReadOptions): Found[] {
  if (source.json !== undefined) {
    const values = isJsonItem(scope) ? valuesAt(scope.json, source.json) : [];
    return values.flatMap((value) => fromJson(value, "json", source.json || "item", source, options));
  }
  if (source.jsonLd !== undefined) return fromJsonLd(source.jsonLd, source, context, options);
  if (source.meta !== undefined) {
    const where = source.meta;
    return context.structured.metas(where).map((text) => fromText(text, "meta", where));
  }
  if (source.url !== undefined) {
    const match = matchPattern(source.url, context.url);
    return match === undefined ? [] : [fromText(match.value, "url", source.url)];
  }
  if (source.value !== undefined)
    return [{ ...fromText(String(source.value), "constant", "value"), value: source.value }];
  if (source.state !== undefined) return fromState(source.state, source, scope, context, options);
  if (isJsonItem(scope)) return [];
  if (source.microdata !== undefined) {
    return fromMarked(microdataAt(source.microdata, scope), "microdata", source.microdata, source, context, options);
  }
  if (source.rdfa !== undefined) {
    return fromMarked(rdfaAt(source.rdfa, scope), "rdfa", source.rdfa, source, context, options);
  }
  return fromElements(source, scope, context, options);
}

function shape(
  { text, value, element, kind, where }: Found,
  source: Source,
  options: ReadOptions,
): Reading | undefined {
  const shaped = shapeText(text, source, options.keepsWhole);
  return shaped && { ...shaped, raw: text, value, element, kind, where, source };
}

function choose<Each>(found: readonly Each[], { which, join }: Source): Each[] {
  if (which === "all" || (which === undefined && join !== undefined)) return [...found];
  const one = which === "last" ? found.at(-1) : found[typeof which === "number" ? which : 0];
  return one === undefined ? [] : [one];
}

function joinFound(found: readonly Found[], by: string): Found {
  const text = found.map((each) => each.text).join(by);
  return { ...(found[0] as Found), text, value: text };
}

const fromText = (text: string, kind: SourceKind, where: string): Found => {
  const folded = foldText(text);
  return { text: folded, value: folded, element: null, kind, where };
};

/** Texts that are HTML themselves are read as such where the source says so; JSON-LD and the rest are plain text. */
function fromJson(value: unknown, kind: SourceKind, where: string, source: Source, options: ReadOptions): Found[] {
  if (Array.isArray(value)) return value.flatMap((each) => fromJson(each, kind, where, source, options));
  if (typeof value === "object" && value !== null) {
    // An empty path asks for the item itself, and lists and objects are values to those who know their shape.
    return [{ text: JSON.stringify(value), value, element: null, kind, where }];
  }
  if (value === null || value === undefined) return [];
  const plain = String(value);
  const text =
    source.html === true
      ? textOf(parseHtml(plain), { as: linesOrText(source, options) })
      : foldFor(plain, source, options);
  return [{ text, value, element: null, kind, where }];
}

function fromJsonLd(path: string, source: Source, { structured }: ReadContext, options: ReadOptions): Found[] {
  return structured.jsonLd.textsAt(path).flatMap((text) => fromJson(text, "json-ld", path, source, options));
}

function fromState(
  state: NonNullable<Source["state"]>,
  source: Source,
  scope: Scope,
  context: ReadContext,
  options: ReadOptions,
): Found[] {
  const root = isJsonItem(scope) ? context.document : scope;
  if (root === null) return [];
  return selectAll(state.select, root).flatMap((script) =>
    valuesAt(context.structured.stateOf(script), state.path).flatMap((value) =>
      fromJson(value, "json", `${state.select} ${state.path}`, source, options),
    ),
  );
}

function fromMarked(
  values: readonly MarkedValue[],
  kind: SourceKind,
  where: string,
  source: Source,
  context: ReadContext,
  options: ReadOptions,
): Found[] {
  return values
    .filter(({ element }) => !isWithin(element, context.removed))
    .map(({ text, element }) => {
      // With lines wanted, what is a text is read as a text: `content` and the like have none.
      const isText = text === textOf(element);
      const read = isText ? readText(element, source, context, options) : foldText(text);
      return { text: read, value: read, element, kind, where };
    });
}

function elementsOf(source: Source, scope: Scope, context: ReadContext): Element[] {
  if (isJsonItem(scope)) return [];
  let start: ParentNode | undefined = scope;
  if (source.closest !== undefined) start = isDocument(scope) ? undefined : closest(source.closest, scope as Element);
  if (start === undefined) return [];
  if (source.select === undefined) return source.closest === undefined ? [] : [start as Element];
  const elements = selectAll(source.select, start);
  return context.removed.size === 0 ? elements : elements.filter((element) => !isWithin(element, context.removed));
}

function fromElements(source: Source, scope: Scope, context: ReadContext, options: ReadOptions): Found[] {
  const found: Found[] = [];
  const wanted = wantedOf(source);
  let length = 0;
  for (const element of elementsOf(source, scope, context)) {
    const each = fromElement(element, source, context, options);
    if (each !== undefined) found.push(each);
    // Texts are read only as far as `which` looks, and elements that stand in each other not without end.
    length += each?.text.length ?? 0;
    if (found.length >= wanted || length > MAX_TEXT) break;
  }
  return found;
}

function fromElement(element: Element, source: Source, context: ReadContext, options: ReadOptions): Found | undefined {
  const name = source.select ?? source.closest ?? "";
  const attribute = attributeOf(element, source, options);
  if (attribute === null) return undefined;
  const where = attribute === undefined ? name : `${name} @${attribute}`;
  const text =
    attribute === undefined
      ? readText(element, source, context, options)
      : fromAttribute(element.attribs[attribute] ?? "", source, options);
  return text === "" ? undefined : { text, value: text, element, kind: "selector", where };
}

const MAX_TEXT = 50_000_000;

function wantedOf({ which, join }: Source): number {
  if (which === "all" || which === "last" || (which === undefined && join !== undefined))
    return Number.POSITIVE_INFINITY;
  return typeof which === "number" ? which + 1 : 1;
}

/** Which attribute holds the value: undefined means the element's text does, null that it has none of those asked for. */
function attributeOf(element: Element, source: Source, options: ReadOptions): string | null | undefined {
  const isUrl = (source.read ?? options.as) === "url";
  const names = source.attr ?? (isUrl ? urlAttributes : undefined);
  if (names === undefined) return undefined;
  const present = names.find((name) => (element.attribs[name.toLowerCase()] ?? "").trim() !== "");
  return present?.toLowerCase() ?? (isUrl && source.attr === undefined ? undefined : null);
}

const urlAttributes = ["href", "src", "content", "data-href", "data-url"];

function fromAttribute(value: string, source: Source, options: ReadOptions): string {
  if (source.html === true) return textOf(parseHtml(value), { as: linesOrText(source, options) });
  return foldFor(value, source, options);
}

function readText(element: Element, source: Source, context: ReadContext, options: ReadOptions): string {
  return textOf(element, {
    as: linesOrText(source, options),
    own: source.own === true,
    removed: removedIn(element, source, context.removed),
  });
}

function linesOrText(source: Source, options: ReadOptions): "text" | "lines" {
  const as = source.read ?? options.as ?? "text";
  return as === "lines" || as === "blocks" ? "lines" : "text";
}

/** Plain text keeps its own line breaks where lines are wanted. */
function foldFor(text: string, source: Source, options: ReadOptions): string {
  if (linesOrText(source, options) === "text") return foldText(text);
  return foldLines(text);
}
