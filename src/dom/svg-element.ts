import { type ChildNode, type Element, isTag } from "domhandler";
import { html, parseFragment } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";
import { Attributes, newElement } from "./new-element.ts";
import type { QuickTagReader } from "./quick-tag-reader.ts";

/**
 * The element of SVG for a tag that was read; `name` is in lower case, as are its attributes' names. `isWithin` says that it stands in an
 * `svg` and is none that opens one. Null where an attribute's name is unusual.
 */
export function newSvgElement(name: string, tag: QuickTagReader, isWithin: boolean): Element | null {
  const attributes = new Attributes();
  for (let at = 0; at < tag.count; at++) {
    const attribute = attributeName(tag.names[at] as string);
    if (attribute === null) return null;
    attributes[attribute] = tag.values[at] as string;
  }
  return newElement(isWithin ? elementName(name) : name, html.NS.SVG, attributes);
}

/** As parse5 spells it within SVG (HTML §13.2.6.5). */
const elementName = (name: string): string =>
  learn(elements, name, () => elementIn(elementIn(parse(`<svg><${name}></svg>`))?.children)?.name);

/** As parse5 spells it in SVG (HTML §13.2.6.1). */
const attributeName = (name: string): string | null =>
  /^[a-z][\w:.-]*$/.test(name)
    ? learn(attributes, name, () => Object.keys(elementIn(parse(`<svg ${name}></svg>`))?.attribs ?? {})[0])
    : null;

const elements = new Map<string, string>();
const attributes = new Map<string, string>();
const MAX_LEARNT = 1_000;

function learn(known: Map<string, string>, name: string, ask: () => string | undefined): string {
  let spelled = known.get(name);
  if (spelled === undefined) {
    spelled = ask() ?? name;
    // Not by the name itself, which may be a part of the page's text and would keep all of it.
    if (known.size < MAX_LEARNT) known.set(spelled.toLowerCase(), spelled);
  }
  return spelled;
}

const parse = (source: string): readonly ChildNode[] => parseFragment(source, { treeAdapter: adapter }).children;

const elementIn = (nodes: readonly ChildNode[] = []): Element | undefined => nodes.find(isTag);
