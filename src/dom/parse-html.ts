import type { Document } from "domhandler";
import { Parser, type Token, type Tokenizer } from "parse5";
import { adapter, type Htmlparser2TreeAdapterMap } from "parse5-htmlparser2-tree-adapter";
import { Attributes, newElement } from "./new-element.ts";
import { QuickTokenizer } from "./quick-tokenizer.ts";

/**
 * What a page may ask of the parser. parse5 is quadratic in depth, in the attributes of one tag and in what stands
 * wrongly inside tables, and no time-out helps inside it; so work is counted and a page that asks too much is refused.
 * A page of 100,000 words with 2,000 comments stays below a tenth of each.
 */
const MAX_ELEMENTS = 250_000;
const MAX_DEPTH = 2_000;
const MAX_ATTRIBUTES = 2_000;
/** Steps over open elements, a measure of time: about one second on the machine of 2020. */
const MAX_WORK = 100_000_000;

/** The page asks more of the parser than any honest page does. */
export class ParseBoundsError extends Error {
  override readonly name = "ParseBoundsError";
}

/**
 * The tree that the HTML standard prescribes for this text, with domhandler's nodes, which css-select and cheerio walk.
 *
 * Read as a browser with scripting reads it: what stands in `<noscript>` is text, not elements, so that a tracking pixel
 * in the head does not end it and a selector tried out in a browser finds the same here. What stands in `<template>` hangs
 * under the element as a document of its own, which `select.ts` and `text-of.ts` never enter.
 *
 * Throws `ParseBoundsError`.
 */
export function parseHtml(html: string): Document {
  elementCount = 0;
  work = 0;
  return BoundedParser.parse(html, { treeAdapter }) as Document;
}

// Counted for one page at a time: parsing is synchronous and never re-entered.
let elementCount = 0;
let work = 0;

function spend(steps: number): void {
  work += steps;
  if (work > MAX_WORK) throw new ParseBoundsError("the page's tags are nested or misplaced beyond what is read");
}

const treeAdapter: typeof adapter = {
  ...adapter,

  createElement(tagName, namespaceURI, attributes) {
    if (++elementCount > MAX_ELEMENTS) throw new ParseBoundsError(`the page has more than ${MAX_ELEMENTS} elements`);
    const attribs = new Attributes();
    for (const attribute of attributes) attribs[attribute.name] = attribute.value;
    return newElement(tagName, namespaceURI, attribs);
  },

  adoptAttributes(recipient, attributes) {
    for (const attribute of attributes) {
      if (recipient.attribs[attribute.name] === undefined) recipient.attribs[attribute.name] = attribute.value;
    }
  },

  // The reference is nearly always the parent's last child (a table that its misplaced content goes before), so it is sought
  // from the end: from the beginning, a table with 100,000 misplaced elements would take minutes.
  insertBefore(parent, node, reference) {
    const index = parent.children.lastIndexOf(reference as never);
    spend(parent.children.length - index);
    const { prev } = reference;
    if (prev) prev.next = node as never;
    node.prev = prev as never;
    reference.prev = node as never;
    node.next = reference as never;
    node.parent = parent;
    parent.children.splice(index, 0, node as never);
  },

  insertTextBefore(parent, text, reference) {
    const { prev } = reference;
    if (prev && adapter.isTextNode(prev)) prev.data += text;
    else treeAdapter.insertBefore(parent, adapter.createTextNode(text), reference);
  },

  detachNode(node) {
    spend((node.parent?.children.length ?? 0) >> 4);
    adapter.detachNode(node);
  },
};

/** parse5's own parser; it only counts, so the tree is the standard's. */
class BoundedParser extends Parser<Htmlparser2TreeAdapterMap> {
  constructor(...parameters: ConstructorParameters<typeof Parser<Htmlparser2TreeAdapterMap>>) {
    super(...parameters);
    this.tokenizer = new QuickTokenizer(this.options, this);
    limitAttributes(this.tokenizer);
  }

  override onStartTag(token: Token.TagToken): void {
    const depth = this.openElements.stackTop;
    if (depth > MAX_DEPTH) throw new ParseBoundsError(`the page's elements are nested more than ${MAX_DEPTH} deep`);
    // Formatting that was never closed is opened again in every paragraph.
    spend(depth + this.activeFormattingElements.entries.length + token.attrs.length);
    super.onStartTag(token);
  }

  override onEndTag(token: Token.TagToken): void {
    spend(this.openElements.stackTop + 1);
    super.onEndTag(token);
  }
}

/** Each new attribute of a tag is compared with all before it, within the tokenizer, before any handler sees the tag. */
function limitAttributes(tokenizer: Tokenizer): void {
  const open = tokenizer as unknown as {
    _leaveAttrName(): void;
    readonly currentToken: { readonly attrs: readonly unknown[] };
  };
  const leaveName = open._leaveAttrName;
  open._leaveAttrName = function (this: typeof open) {
    if (this.currentToken.attrs.length >= MAX_ATTRIBUTES) {
      throw new ParseBoundsError(`a tag has more than ${MAX_ATTRIBUTES} attributes`);
    }
    leaveName.call(this);
  };
}
