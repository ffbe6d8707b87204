import { type Element, isTag } from "domhandler";
import { compileSelector, matchWithin, type Reach } from "../../dom/compile-selector.ts";
import { walkElements } from "../../dom/tree-index.ts";
import { shapeText } from "../../model/shape-text.ts";
import type { Source, Sources } from "../../model/site-source.ts";
import type { ReadContext, Reading } from "../read-context.ts";
import { type ReadOptions, readFirst, readSource } from "../read-source.ts";
import type { FoundItem } from "./find-items.ts";

/** Reads sources within one comment, wherever it came from. */
export interface ItemReader {
  first(sources: Sources | undefined, options?: ReadOptions): Reading | undefined;
  /** What the selector finds of this comment; nothing where it came as JSON. */
  elements(selector: string): readonly Element[];
}

/** Reads one comment of a page: nothing of the replies in it, and beside it nothing that is or holds another comment. */
export function elementReader(item: FoundItem, context: ReadContext, isQuirky: boolean): ItemReader {
  const inside = { ...context, removed: item.apart };
  const select = (selector: string) => selectOwn(selector, item, context.removed, isQuirky);
  return {
    elements: (selector) => select(selector).elements,
    first(sources, options = {}) {
      for (const source of sources ?? []) {
        if (source.select === undefined || source.closest !== undefined || isElsewhere(source)) {
          const reading = readFirst([source], item.element, inside, options);
          if (reading !== undefined) return reading;
        } else {
          const { elements, isBeside } = select(source.select);
          const reading = readElements(source, elements, isBeside ? context : inside, options);
          if (reading !== undefined) return reading;
        }
      }
      return undefined;
    },
  };
}

/** Reads one comment of a JSON source. */
export function jsonReader(json: unknown, context: ReadContext): ItemReader {
  return { elements: () => [], first: (sources, options = {}) => readFirst(sources, { json }, context, options) };
}

/** Reads what an element gives by a source that found it. */
export function readElement(
  source: Source,
  element: Element,
  context: ReadContext,
  options: ReadOptions = {},
): Reading | undefined {
  const { join: _, which: __, ...single } = source;
  const [reading] = readSource({ ...single, select: ":self" }, element, context, options);
  return reading && { ...reading, source, where: reading.where.replace(":self", source.select ?? ":self") };
}

/** Sources that name another place beside `select`, which `readSource` prefers. */
const isElsewhere = ({ json, jsonLd, meta, microdata, rdfa, state, url, value }: Source): boolean =>
  (json ?? jsonLd ?? meta ?? microdata ?? rdfa ?? state ?? url ?? value) !== undefined;

function readElements(
  source: Source,
  elements: readonly Element[],
  context: ReadContext,
  options: ReadOptions,
): Reading | undefined {
  const { which, join } = source;
  if (join !== undefined || which === "all") return readJoined(source, elements, context, options);
  if (which !== undefined && which !== "first") {
    const chosen = which === "last" ? elements.at(-1) : elements[which];
    return chosen && readElement(source, chosen, context, options);
  }
  for (const element of elements) {
    const reading = readElement(source, element, context, options);
    if (reading !== undefined) return reading;
  }
  return undefined;
}

function readJoined(
  source: Source,
  elements: readonly Element[],
  context: ReadContext,
  options: ReadOptions,
): Reading | undefined {
  const { strip: _, match: __, split: ___, ...bare } = source;
  const readings = elements.map((element) => readElement(bare, element, context, options)).filter((each) => !!each);
  const [first] = readings;
  if (first === undefined) return undefined;
  const raw = readings.map((reading) => reading.text).join(source.join ?? " ");
  const shaped = shapeText(raw, source, options.keepsWhole);
  return shaped && { ...first, ...shaped, raw, value: shaped.text, source };
}

function selectOwn(selector: string, item: FoundItem, removed: ReadonlySet<Element>, isQuirky: boolean) {
  const { test, reach } = compileSelector(selector, isQuirky);
  const elements = matchWithin(item.element, () => candidates(item, reach, removed).filter(test));
  return { elements, isBeside: reach !== "inside" && reach !== "with-self" };
}

function candidates(item: FoundItem, reach: Reach, removed: ReadonlySet<Element>): readonly Element[] {
  if (reach === "inside") return item.own.slice(1);
  if (reach === "with-self") return item.own;
  const after = beside(item, "next", reach === "next", removed);
  return reach === "around" ? [...beside(item, "prev", false, removed), ...item.own, ...after] : after;
}

/** The elements that stand beside an item, with what they hold, as far as the neighbouring item, in document order. */
function beside(
  item: FoundItem,
  way: "next" | "prev",
  onlyNearest: boolean,
  removed: ReadonlySet<Element>,
): readonly Element[] {
  const roots: Element[] = [];
  for (let node = item.element[way]; node !== null; node = node[way]) {
    if (!isTag(node)) continue;
    if (item.isNeighbour(node)) break;
    if (!removed.has(node)) roots.push(node);
    if (onlyNearest) break;
  }
  if (way === "prev") roots.reverse();
  return roots.flatMap((root) => {
    const found = [root];
    walkElements(root, (element) => void found.push(element));
    return found;
  });
}
