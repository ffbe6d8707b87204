import { isText } from "domhandler";
import { parseFragment } from "parse5";
import { adapter } from "parse5-htmlparser2-tree-adapter";
import { ownText } from "../model/own-text.ts";

/** Decodes HTML's character references, once: `&amp;eacute;` becomes `&eacute;`. Tags stay as they stand. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/g, (reference) => {
    let decoded = known.get(reference);
    if (decoded === undefined) {
      const [node] = parseFragment(reference, { treeAdapter: adapter }).children;
      decoded = node !== undefined && isText(node) ? node.data : reference;
      if (known.size < 5_000) known.set(ownText(reference), decoded);
    }
    return decoded;
  });
}

const known = new Map<string, string>();
