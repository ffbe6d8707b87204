import { type Document, type Element, isTag, type ParentNode } from "domhandler";
import { textOf } from "../dom/text-of.ts";
import { walkElements } from "../dom/tree-index.ts";
import { foldText } from "../model/text.ts";
import { namesOf, proposeForElement, type SelectorProposal } from "./propose-selectors.ts";

/** Selectors for the smallest element that holds nearly all of these texts: the article's body. */
export function proposeContainer(document: Document, texts: readonly string[]): SelectorProposal[] {
  const held = elementsWith(document, texts);
  const counts = new Map<Element, number>();
  for (const element of held) for (const outer of chainOf(element)) counts.set(outer, (counts.get(outer) ?? 0) + 1);
  const most = Math.max(1, Math.ceil(held.length * 0.9));
  const holders = [...counts].filter(([, count]) => count >= most).map(([element]) => element);
  const smallest = holders.find((holder) => !holders.some((other) => other !== holder && isInside(other, holder)));
  return smallest === undefined ? [] : proposeForElement(document, smallest);
}

/** Where each comment stands: the outermost elements that hold one of these texts each, and what they have in common. */
export interface ItemProposal {
  readonly selector: string;
  readonly items: readonly Element[];
  readonly confidence: number;
}

/** One selector for the elements that hold one of these texts each, or undefined where they have no name in common. */
export function proposeItems(document: Document, texts: readonly string[]): ItemProposal | undefined {
  const held = elementsWith(document, texts);
  if (held.length < 2) return undefined;
  const counts = new Map<Element, number>();
  for (const element of held) for (const outer of chainOf(element)) counts.set(outer, (counts.get(outer) ?? 0) + 1);
  const items = [...new Set(held.map((element) => outermostAlone(element, counts)))];
  const votes = new Map<string, number>();
  for (const item of items)
    for (const { selector } of namesOf(item)) votes.set(selector, (votes.get(selector) ?? 0) + 1);
  const [best] = [...votes].sort(([one, ones], [other, others]) => others - ones || one.length - other.length);
  if (best === undefined) return undefined;
  return { selector: best[0], items, confidence: Math.round((best[1] / items.length) * 100) / 100 };
}

function elementsWith(document: Document, texts: readonly string[]): Element[] {
  const wanted = new Set(texts.map((text) => foldText(text)).filter((text) => text !== ""));
  const found = new Map<string, Element>();
  walkElements(document, (element) => {
    if (element.name === "head" || element.name === "script") return;
    const text = textOf(element);
    // Later elements lie deeper: the innermost one that holds the text stays.
    if (wanted.has(text)) found.set(text, element);
  });
  return [...found.values()];
}

function chainOf(element: Element): Element[] {
  const chain: Element[] = [];
  for (let node: ParentNode | null = element; node !== null && isTag(node) && node.name !== "body"; node = node.parent)
    chain.push(node);
  return chain;
}

function outermostAlone(element: Element, counts: ReadonlyMap<Element, number>): Element {
  let item = element;
  for (const outer of chainOf(element)) if ((counts.get(outer) ?? 0) === 1) item = outer;
  return item;
}

function isInside(inner: Element, outer: Element): boolean {
  return chainOf(inner).slice(1).includes(outer);
}
