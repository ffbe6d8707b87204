import type { Document, Element, ParentNode } from "domhandler";
import { isDocument } from "domhandler";
import { microdataAt, rdfaAt } from "../dom/marked-properties.ts";
import { closest, selectAll } from "../dom/select.ts";
import type { StructuredData } from "../dom/structured-data.ts";
import { textOf } from "../dom/text-of.ts";
import { valuesAt } from "../model/json-path.ts";
import { matchPattern } from "../model/match-pattern.ts";
import { shapeText } from "../model/shape-text.ts";
import type { Source, Sources } from "../model/site-source.ts";

/** The page that cards stand in. */
export interface CardPage {
  readonly document: Document;
  readonly url: string;
  readonly structured: StructuredData;
}

/** A text, and the source that gave it. */
export interface CardText {
  readonly text: string;
  readonly source: Source;
}

/**
 * The first text that the sources give within a card, or within the whole page; undefined where none does. An `address` is
 * read from an element's `href` and the like, a `label` from its text, unless the source names an attribute.
 */
export function readCardSource(
  sources: Sources | undefined,
  scope: Element | Document,
  page: CardPage,
  as: "address" | "label",
): CardText | undefined {
  for (const source of sources ?? []) {
    for (const raw of chosen(textsOf(source, scope, page, as), source)) {
      const text = shapeText(raw.replace(/\s+/g, " ").trim(), source)?.text;
      if (text !== undefined) return { text, source };
    }
  }
  return undefined;
}

function chosen(texts: readonly string[], { which, join }: Source): readonly string[] {
  if (join !== undefined && (which === undefined || which === "all"))
    return texts.length === 0 ? [] : [texts.join(join)];
  if (which === "all") return texts;
  const one = which === "last" ? texts.at(-1) : texts[which === undefined || which === "first" ? 0 : which];
  return one === undefined ? [] : [one];
}

function textsOf(
  source: Source,
  scope: Element | Document,
  page: CardPage,
  as: "address" | "label",
): readonly string[] {
  const { structured, url } = page;
  if (source.value !== undefined) return [String(source.value)];
  if (source.meta !== undefined) return structured.metas(source.meta);
  if (source.jsonLd !== undefined) return structured.jsonLd.textsAt(source.jsonLd);
  if (source.url !== undefined) return [matchPattern(source.url, url)?.value ?? ""].filter(Boolean);
  if (source.microdata !== undefined) return microdataAt(source.microdata, scope).map(({ text }) => text);
  if (source.rdfa !== undefined) return rdfaAt(source.rdfa, scope).map(({ text }) => text);
  if (source.state !== undefined) {
    const { select, path } = source.state;
    const values = selectAll(select, scope).flatMap((script) => valuesAt(structured.stateOf(script), path));
    return values.filter((value) => typeof value === "string" || typeof value === "number").map(String);
  }
  return elementsOf(source, scope)
    .map((element) => textOfElement(element, source, as))
    .filter((text) => text !== "");
}

function elementsOf({ select, closest: around }: Source, scope: Element | Document): readonly Element[] {
  let start: ParentNode | undefined = scope;
  if (around !== undefined) start = isDocument(scope) ? undefined : closest(around, scope);
  if (start === undefined) return [];
  return select === undefined ? [start as Element] : selectAll(select, start);
}

const addressAttributes = ["href", "src", "content", "data-href", "data-url"];

function textOfElement(element: Element, source: Source, as: "address" | "label"): string {
  const names = source.attr ?? (as === "address" ? addressAttributes : undefined);
  const given = names?.map((name) => element.attribs[name.toLowerCase()]?.trim()).find(Boolean);
  if (given !== undefined) return given;
  if (source.attr !== undefined) return "";
  const removed = new Set(source.remove?.flatMap((selector) => selectAll(selector, element)));
  // A date's machine-readable form is exact where its text may be "gisteren".
  const moment = as === "label" && element.name === "time" ? element.attribs.datetime?.trim() : undefined;
  return moment || textOf(element, { own: source.own === true, removed });
}
