import { type Element, isDocument, isTag, type ParentNode } from "domhandler";
import { nearest, selectAll } from "./select.ts";
import { textOf } from "./text-of.ts";

/** A value that markup itself names, and the element that carries it. */
export interface MarkedValue {
  readonly text: string;
  readonly element: Element;
}

/**
 * Microdata at a path of `itemprop` names, in document order: `headline`, `author.name`.
 *
 * Within a page, properties of its article (or, where no item is an article, of no item or any but a comment); within an
 * element, those of the element's own item: never those of an item nested in it, such as a reply. A path that ends at an item gives its `name`.
 */
export function microdataAt(path: string, scope: ParentNode): MarkedValue[] {
  const names = path.split(".");
  let items: ParentNode[] = [itemFor(scope)];
  let found: Element[] = [];
  for (const name of names) {
    found = items.flatMap((item) => propertiesOf(item, name));
    items = found;
  }
  return found.flatMap((element) => markedValueOf(element));
}

/**
 * Elements with an RDFa `property`, in document order; the prefix counts only where one is asked for (`schema:name`).
 * Within a page, not those of its comments; within an element, not those of a comment nested in it.
 */
export function rdfaAt(property: string, scope: ParentNode): MarkedValue[] {
  const bare = property.replace(/^\w+:/, "");
  const owner = isDocument(scope) ? undefined : nearest(scope as Element, isRdfaComment);
  return selectAll("[property]", scope)
    .slice(0, MAX_CARRIERS)
    .filter((element) => {
      const tokens = tokensOf(element.attribs.property);
      return tokens.some((token) => token === property || token.replace(/^.*[/#:]/, "") === bare);
    })
    .filter((element) => element.name !== "meta" || !isDocument(scope) || property.includes(":"))
    .filter((element) => nearest(element, isRdfaComment) === owner)
    .map((element) => ({ text: textOfMarked(element), element }));
}

/** The value that an element carries: its machine-readable attribute before its text (HTML §5.2.4, and `content` anywhere). */
export function textOfMarked(element: Element): string {
  const { content, datetime, value } = element.attribs;
  if (content !== undefined) return content.trim();
  if (datetime !== undefined) return datetime.trim();
  if (value !== undefined && (element.name === "data" || element.name === "meter")) return value.trim();
  return textOf(element);
}

/** Of each the items around it are looked for, however deep it stands. */
const MAX_CARRIERS = 20_000;
const isItem = (element: Element): boolean => element.attribs.itemscope !== undefined;
const isComment = (element: Element): boolean =>
  isItem(element) && /comment\b/i.test(element.attribs.itemtype ?? element.attribs.itemprop ?? "");
const isRdfaComment = (element: Element): boolean => /(?:^|[\s/:#])Comment\b/.test(element.attribs.typeof ?? "");
const articleType = /\/(?:\w*Article|\w*Posting|Report|Review|CreativeWork|WebPage)\s*$/i;

function itemFor(scope: ParentNode): ParentNode {
  if (!isDocument(scope)) return scope;
  const items = selectAll("[itemscope]", scope);
  const article = items.find((item) => /article|posting/i.test(item.attribs.itemtype ?? "") && !isComment(item));
  return article ?? items.find((item) => articleType.test(item.attribs.itemtype ?? "")) ?? scope;
}

/** Elements with the property whose nearest item is this one; where the scope is no item, those of no item but comments' below it. */
function propertiesOf(item: ParentNode, name: string): Element[] {
  const carriers = selectAll("[itemprop]", item)
    .slice(0, MAX_CARRIERS)
    .filter((element) => tokensOf(element.attribs.itemprop).includes(name));
  const isOwner = isTag(item as Element) && isItem(item as Element);
  const own = carriers.filter((element) => ownerOf(element) === item);
  if (isOwner || own.length > 0) return own;
  const outer = isDocument(item) ? undefined : nearest(item as Element, isItem);
  const loose = carriers.filter((element) => ownerOf(element) === outer);
  if (loose.length > 0) return loose;
  // The element holds the item: the first item in it is meant.
  const inner = carriers.map(ownerOf).find((owner) => owner !== undefined && !(isDocument(item) && isComment(owner)));
  return inner === undefined ? [] : carriers.filter((element) => ownerOf(element) === inner);
}

const ownerOf = (element: Element): Element | undefined =>
  element.parent !== null && isTag(element.parent) ? nearest(element.parent, isItem) : undefined;

function markedValueOf(element: Element): MarkedValue[] {
  if (!isItem(element)) return [{ text: textOfMarked(element), element }];
  const names = propertiesOf(element, "name");
  return names.length > 0
    ? names.map((name) => ({ text: textOfMarked(name), element: name }))
    : [{ text: textOf(element), element }];
}

const tokensOf = (text: string | undefined): string[] => (text ?? "").split(/\s+/);
