import { type Document, type Element, isText } from "domhandler";
import { type JsonLd, readJsonLd } from "./json-ld.ts";
import { readState } from "./mend-json.ts";
import { indexOf } from "./tree-index.ts";

/** What a page says about itself for machines. Each part is read when it is first asked for, once. */
export interface StructuredData {
  readonly jsonLd: JsonLd;
  /** Contents of the meta elements with this `name`, `property`, `itemprop` or `http-equiv`, case apart, in page order; empty ones left out. */
  metas(name: string): readonly string[];
  /** JSON that stands in a script element, or undefined. */
  stateOf(script: Element): unknown;
  /** `href` of the page's `<link rel=…>`s. */
  links(rel: string): readonly string[];
}

/** Gives the page's elements of a name, in document order. */
export type NamedElements = (name: "meta" | "link" | "script") => readonly Element[];

/**
 * `urls`: the addresses by which the page is known, to tell its own article in JSON-LD from others. `named`: where its elements
 * are known already; else the page's index is asked.
 */
export function structuredDataOf(
  document: Document,
  urls: readonly string[],
  named: NamedElements = (name) => indexOf(document).byName.get(name) ?? [],
): StructuredData {
  return new PageData(named, urls);
}

// A class, not an object with a getter: V8 keeps the getter of an object literal in the literal's hidden class, and with it
// the whole page, through many collections.
class PageData implements StructuredData {
  readonly #named: NamedElements;
  readonly #urls: readonly string[];
  readonly #states = new Map<Element, unknown>();
  #jsonLd: JsonLd | undefined;
  #metas: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(named: NamedElements, urls: readonly string[]) {
    this.#named = named;
    this.#urls = urls;
  }

  get jsonLd(): JsonLd {
    this.#jsonLd ??= readJsonLd(this.#named("script"), [
      ...this.#urls,
      ...this.links("canonical"),
      ...this.metas("og:url"),
    ]);
    return this.#jsonLd;
  }

  // Bound, so that they may be taken from the object.
  readonly metas = (name: string): readonly string[] => {
    this.#metas ??= readMetas(this.#named("meta"));
    return this.#metas.get(name.toLowerCase()) ?? [];
  };

  readonly links = (rel: string): readonly string[] => {
    return this.#named("link")
      .filter((link) => (link.attribs.rel ?? "").toLowerCase().split(/\s+/).includes(rel))
      .map((link) => (link.attribs.href ?? "").trim())
      .filter((href) => href !== "");
  };

  readonly stateOf = (script: Element): unknown => {
    if (!this.#states.has(script)) {
      const text = script.children.map((node) => (isText(node) ? node.data : "")).join("");
      this.#states.set(script, readState(text));
    }
    return this.#states.get(script);
  };
}

function readMetas(elements: readonly Element[]): ReadonlyMap<string, readonly string[]> {
  const metas = new Map<string, string[]>();
  for (const { attribs } of elements) {
    const content = (attribs.content ?? "").trim();
    if (content === "") continue;
    const names = [attribs.name, attribs.property, attribs.itemprop, attribs["http-equiv"]];
    for (const name of new Set(names.flatMap((each) => (each ?? "").toLowerCase().split(/\s+/)))) {
      if (name === "") continue;
      const list = metas.get(name);
      if (list === undefined) metas.set(name, [content]);
      else list.push(content);
    }
  }
  return metas;
}
