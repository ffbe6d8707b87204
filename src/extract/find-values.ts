import { type Element, isDocument, type ParentNode } from "domhandler";
import { type MarkedValue, microdataAt, rdfaAt } from "../dom/marked-properties.ts";
import { parseHtml } from "../dom/parse-html.ts";
import { closest, isWithin, selectAll } from "../dom/select.ts";
import { matchWithin } from "../dom/selection-scope.ts";
import { textOf } from "../dom/text-of.ts";
import type { SourceKind } from "../model/article-record.ts";
import { valuesAt } from "../model/json-path.ts";
import { matchPattern } from "../model/match-pattern.ts";
import type { Source } from "../model/site-source.ts";
import { foldLines, foldText } from "../model/text.ts";
import { isJsonItem, type ReadContext, type Scope } from "./read-context.ts";
import { removedIn } from "./removed-in.ts";

export interface ReadOptions {
  /** How the field reads its text where the source has no `read`: one line (default), or with its lines and paragraphs. */
  readonly as?: "text" | "lines" | "url";
  /** Leaves `split` undone, for those who want all parts. */
  readonly keepsWhole?: boolean;
}

/** What stands at a place that a source names, before the source shapes it. */
export interface Found {
  readonly text: string;
  readonly value: unknown;
  readonly element: Element | null;
  readonly kind: SourceKind;
  readonly where: string;
}

/** Everything that a source's place holds, in page order; of a selector's matches only as many as `which` looks at. */
export function findValues(source: Source, scope: Scope, context: ReadContext, options: ReadOptions): Found[] {
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
  return [{ text: fromPlain(plain, source, options), value, element: null, kind, where }];
}

function fromJsonLd(path: string, source: Source, { structured, warn }: ReadContext, options: ReadOptions): Found[] {
  const { textsAt, unreadable } = structured.jsonLd;
  const texts = textsAt(path);
  if (texts.length === 0 && unreadable > 0) {
    const message = `${unreadable} blocks of JSON-LD cannot be read, and the others have no \`${path}\``;
    warn({ code: "structured-data-broken", field: null, message });
  }
  return texts.flatMap((text) => fromJson(text, "json-ld", path, source, options));
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

/** The elements that a source's selector finds, without removed ones. */
export function elementsOfSource(source: Source, scope: Scope, context: ReadContext): Element[] {
  if (isJsonItem(scope)) return [];
  let start: ParentNode | undefined = scope;
  if (source.closest !== undefined) start = isDocument(scope) ? undefined : closest(source.closest, scope as Element);
  if (start === undefined) return [];
  if (source.select === undefined) return source.closest === undefined ? [] : [start as Element];
  const elements = selectAll(source.select, start);
  if (context.removed.size === 0) return elements;
  return matchWithin(start, () => elements.filter((element) => !isWithin(element, context.removed)));
}

function fromElements(source: Source, scope: Scope, context: ReadContext, options: ReadOptions): Found[] {
  const found: Found[] = [];
  const wanted = wantedOf(source);
  let length = 0;
  for (const element of elementsOfSource(source, scope, context)) {
    const each = valueOfElement(element, source, context, options);
    if (each !== undefined) found.push(each);
    // Texts are read only as far as `which` looks, and elements that stand in each other not without end.
    length += each?.text.length ?? 0;
    if (found.length >= wanted || length > MAX_TEXT) break;
  }
  return found;
}

/** What a source reads of one element; undefined where that is nothing. */
export function valueOfElement(
  element: Element,
  source: Source,
  context: ReadContext,
  options: ReadOptions,
): Found | undefined {
  const name = source.select ?? source.closest ?? "";
  const attribute = attributeOf(element, source, options);
  if (attribute === null) return undefined;
  const where = attribute === undefined ? name : `${name} @${attribute}`;
  const text =
    attribute === undefined
      ? readText(element, source, context, options)
      : fromPlain(element.attribs[attribute] ?? "", source, options);
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

/** Text that is HTML itself is read as such where the source says so. */
function fromPlain(text: string, source: Source, options: ReadOptions): string {
  if (source.html === true) return textOf(parseHtml(text), { as: linesOrText(source, options) });
  return foldFor(text, source, options);
}

function readText(element: Element, source: Source, context: ReadContext, options: ReadOptions): string {
  // `<script type="text/html">` and the like hold HTML as text.
  if (source.html === true) {
    return fromPlain(element.children.map((child) => ("data" in child ? child.data : "")).join(""), source, options);
  }
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
