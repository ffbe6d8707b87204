import type { Document } from "domhandler";
import { parse } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";

/** The tree that the HTML standard prescribes for this text, with domhandler's nodes, which css-select and cheerio walk. */
export function parseHtml(html: string): Document {
  return parse(html, { treeAdapter: adapter });
}
