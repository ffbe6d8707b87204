import { type ChildNode, type Element, isTag, isText } from "domhandler";
import { textOf } from "./text-of.ts";
import { walkElements } from "./tree-index.ts";

/** The text of `<pre>` as it stands: lines and indentation kept, empty lines at the ends, spaces at the ends of lines and what cannot be seen dropped. */
export function codeOf(element: Element, removed?: ReadonlySet<ChildNode>): string {
  let text = "";
  const waiting: ChildNode[] = [...element.children].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isText(node)) text += node.data;
    else if (isTag(node) && node.name === "br") text += "\n";
    else if (isTag(node) && node.name !== "script" && node.name !== "style" && !removed?.has(node)) {
      for (let at = node.children.length; at-- > 0; ) waiting.push(node.children[at] as ChildNode);
    }
  }
  const lines = text
    .toWellFormed()
    .normalize("NFC")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replaceAll("\u00a0", " ")
    .split("\n")
    .map((line) => line.trimEnd());
  // Patterns that end in `$` would try every space of a long run: lines are trimmed by hand.
  const first = lines.findIndex((line) => line !== "");
  const last = lines.findLastIndex((line) => line !== "");
  return first < 0 ? "" : lines.slice(first, last + 1).join("\n");
}

/** One row a line, cells separated by tabs; rows without any text are dropped. */
export function rowsOf(table: Element, removed: ReadonlySet<ChildNode> = new Set()): string {
  const lines: string[] = [];
  walkElements(table, (element) => {
    if (removed.has(element) || (element.name !== "tr" && element.name !== "caption")) return;
    const cells = element.name === "caption" ? [element] : element.children.filter(isTag).filter(isCell);
    const texts = cells.map((cell) => (removed.has(cell) ? "" : textOf(cell, { removed })));
    if (texts.some((text) => text !== "")) lines.push(texts.join("\t").trimEnd());
  });
  return lines.join("\n");
}

/** Whether a table only places things beside each other, as old pages do: a table in it, blocks in its cells, or one cell in all. */
export function isLayoutTable(table: Element): boolean {
  const role = table.attribs.role ?? "";
  if (role === "presentation" || role === "none") return true;
  let cellCount = 0;
  let hasBlocks = false;
  walkElements(table, (element) => {
    if (isCell(element)) cellCount += 1;
    hasBlocks ||= blocksOfPages.has(element.name) || (element.name === "p" && hasSiblingParagraph(element));
    return hasBlocks;
  });
  return hasBlocks || cellCount <= 1;
}

const blocksOfPages = new Set("table h1 h2 h3 h4 h5 h6 ul ol blockquote pre article section".split(" "));

const isCell = ({ name }: Element): boolean => name === "td" || name === "th";

function hasSiblingParagraph(paragraph: Element): boolean {
  for (let next = paragraph.next; next !== null; next = next.next) if (isTag(next) && next.name === "p") return true;
  return false;
}
