import type { Element } from "domhandler";
import { shapeText } from "../model/shape-text.ts";
import type { AuthorSource } from "../model/site.ts";
import type { Byline, Source } from "../model/site-source.ts";
import { elementsOfSource, type Found, findValues, type ReadOptions, valueOfElement } from "./find-values.ts";
import type { ReadContext, Reading, Scope } from "./read-context.ts";

export type { ReadOptions } from "./find-values.ts";

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
  const found = choose(findValues(source, scope, context, options), source);
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
  const found = valueOfElement(element, source, context, options);
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
  return choose(elementsOfSource(source, scope, context), source);
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
