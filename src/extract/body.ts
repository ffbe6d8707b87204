import { type ChildNode, type Document, type Element, isDocument, type ParentNode } from "domhandler";
import { blocksOf } from "../dom/blocks-of.ts";
import { parseHtml } from "../dom/parse-html.ts";
import { isWithin, selectAll } from "../dom/select.ts";
import type { Block } from "../model/article-record.ts";
import { isWholePattern } from "../model/match-pattern.ts";
import type { Source } from "../model/site-source.ts";
import type { Description } from "./describe-site.ts";
import type { Notes } from "./notes.ts";
import { hasTemplate } from "./placeholder.ts";
import type { ReadContext, Reading } from "./read-context.ts";
import { readAll, readElements } from "./read-source.ts";
import { removedIn } from "./removed-in.ts";

/** Longest text that a body is read to, in UTF-16 units: a few hundred pages of a book. */
const MAX_LENGTH = 5_000_000;

/**
 * Reads the body: the first source that gives any block wins. `taken` are elements that other fields were read from (title, lead,
 * captions, comments): what stands in the body and is one of them is left out, for a text belongs to one field.
 */
export function readBody(
  { fields, rules }: Pick<Description, "fields" | "rules">,
  document: Document,
  context: ReadContext,
  notes: Notes,
  taken: ReadonlySet<Element>,
): Block[] {
  for (const source of fields.body ?? []) {
    const { blocks, reading } = readBlocks(source, rules, document, context, taken);
    const kept = blocks.filter(({ text }) => !isDropped(text, rules));
    if (kept.length === 0) continue;
    notes.came("body", reading, true);
    if (kept.some(({ text }) => text.length < 80 && hasTemplate(text))) {
      notes.warn("placeholder-value", "body", "a block holds a template that was not filled in");
    }
    return bounded(kept, notes);
  }
  return [];
}

/** Whether the site file drops a block that reads so. */
function isDropped(text: string, { dropBody }: Description["rules"]): boolean {
  return dropBody?.some((pattern) => isWholePattern(pattern, text)) === true;
}

function readBlocks(
  source: Source,
  rules: Description["rules"],
  document: Document,
  context: ReadContext,
  taken: ReadonlySet<Element>,
): { readonly blocks: Block[]; readonly reading: Reading } {
  const elements = outermost(readElements(manyOf(source), document, context));
  if (elements.length === 0 || source.attr !== undefined || source.html === true) {
    return fromTexts(source, rules, document, context);
  }
  // What is or holds one of the containers cannot be left out without them.
  const holders = withHolders(elements);
  const leftOut = new Set<ChildNode>(context.removed);
  for (const element of taken) if (!holders.has(element)) leftOut.add(element);
  let removed: ReadonlySet<ChildNode> = leftOut;
  for (const container of elements) removed = removedIn(container, source, removed);
  const subheadings = new Set(rules.subheadings === undefined ? [] : selectAll(rules.subheadings, document));
  return {
    blocks: blocksOf(
      elements.filter((element) => !isWithin(element, removed)),
      { removed, subheadings },
    ),
    reading: origin(source, elements[0] ?? null),
  };
}

/** Texts that are no elements: JSON-LD's `articleBody`, a framework's state. Lines are paragraphs; HTML is read as such where the source says so. */
function fromTexts(
  source: Source,
  rules: Description["rules"],
  document: Document,
  context: ReadContext,
): { readonly blocks: Block[]; readonly reading: Reading } {
  if (source.html === true) {
    const { html: _, ...plain } = source;
    const readings = readAll([plain], document, context, { as: "lines" });
    const trees = readings.map(({ text }) => parseHtml(text));
    const subheadings = new Set(
      rules.subheadings === undefined ? [] : trees.flatMap((tree) => selectAll(rules.subheadings ?? "", tree)),
    );
    return { blocks: blocksOf(trees, { subheadings }), reading: readings[0] ?? origin(source, null) };
  }
  const readings = readAll([source], document, context, { as: "lines" });
  const blocks = readings.flatMap(({ text }) =>
    text
      .split(/\n+/)
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .map((line): Block => ({ type: "paragraph", text: line, level: null })),
  );
  return { blocks, reading: readings[0] ?? origin(source, null) };
}

const manyOf = (source: Source): Source => (source.which === undefined ? { ...source, which: "all" } : source);

/** Without those that stand in another of them: their text would come twice. */
function outermost(elements: readonly Element[]): Element[] {
  const all = new Set(elements);
  return elements.filter(({ parent }) => parent === null || isDocument(parent) || !isWithin(parent as Element, all));
}

/** The elements and all that they stand in. */
function withHolders(elements: readonly Element[]): ReadonlySet<ParentNode> {
  const holders = new Set<ParentNode>();
  for (const element of elements)
    for (let node: ParentNode | null = element; node !== null && !holders.has(node); node = node.parent)
      holders.add(node);
  return holders;
}

function origin(source: Source, element: Element | null): Reading {
  const where = source.select ?? source.closest ?? "";
  return { text: "", raw: "", value: null, groups: null, element, kind: "selector", where, source };
}

function bounded(blocks: readonly Block[], notes: Notes): Block[] {
  const kept: Block[] = [];
  let length = 0;
  for (const block of blocks) {
    length += block.text.length;
    if (length <= MAX_LENGTH) kept.push(block);
  }
  if (length > MAX_LENGTH)
    notes.warn("too-long", "body", `the body is longer than ${MAX_LENGTH} characters and was cut`);
  return kept;
}
