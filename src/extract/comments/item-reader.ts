import type { Element } from "domhandler";
import { shapeText } from "../../model/shape-text.ts";
import type { Source, Sources } from "../../model/site-source.ts";
import { leavingOut, type ReadContext, type Reading } from "../read-context.ts";
import { type ReadOptions, readElement, readFirst } from "../read-source.ts";
import type { FoundItem } from "./find-items.ts";
import { selectInItem } from "./select-in-item.ts";

/** Reads sources within one comment, wherever it came from. */
export interface ItemReader {
  first(sources: Sources | undefined, options?: ReadOptions): Reading | undefined;
  /** What the selector finds of this comment; nothing where it came as JSON. */
  elements(selector: string): readonly Element[];
}

/** Reads one comment of a page: nothing of the replies in it, and beside it nothing that is or holds another comment. */
export function elementReader(
  item: FoundItem,
  context: ReadContext,
  isQuirky: boolean,
  unread: (selector: string) => void,
): ItemReader {
  const inside = leavingOut(item.apart, context);
  const select = (selector: string) => selectInItem(selector, item, context.removed, isQuirky, unread);
  return {
    elements(selector) {
      const found = select(selector);
      return found.beside.length === 0 ? found.inside : [...found.inside, ...found.beside];
    },
    first(sources, options = {}) {
      for (const source of sources ?? []) {
        const found = isSelection(source) ? select(source.select) : undefined;
        const reading =
          found === undefined
            ? readFirst([source], item.element, inside, options)
            : (readElements(source, found.inside, inside, options) ??
              readElements(source, found.beside, context, options));
        if (reading !== undefined) return reading;
      }
      return undefined;
    },
  };
}

/** Reads one comment of a JSON source. */
export function jsonReader(json: unknown, context: ReadContext): ItemReader {
  return { elements: () => [], first: (sources, options = {}) => readFirst(sources, { json }, context, options) };
}

/** Whether a source only selects: those that name another place beside `select` are read there. */
export function isSelection(source: Source): source is Source & { readonly select: string } {
  let known = selections.get(source);
  if (known === undefined) {
    const { json, jsonLd, meta, microdata, rdfa, state, url, value, closest } = source;
    const elsewhere = json ?? jsonLd ?? meta ?? microdata ?? rdfa ?? state ?? url ?? value ?? closest;
    known = source.select !== undefined && elsewhere === undefined;
    selections.set(source, known);
  }
  return known;
}

/** Sources are the site file's: the same for each of many thousand comments. */
const selections = new WeakMap<Source, boolean>();

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
