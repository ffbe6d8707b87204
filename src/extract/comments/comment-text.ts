import { type Element, isTag } from "domhandler";
import { parseHtml } from "../../dom/parse-html.ts";
import { selectAll } from "../../dom/select.ts";
import { textOf } from "../../dom/text-of.ts";
import type { Source, Sources } from "../../model/site-source.ts";
import { leavingOut, type ReadContext, type Reading } from "../read-context.ts";
import { readElement, readSource } from "../read-source.ts";
import type { FoundItem } from "./find-items.ts";
import { type ItemReader, isSelection } from "./item-reader.ts";

/** A comment's text with its lines, and the names in it that markup sets apart. */
export interface CommentText {
  /** Paragraphs separated by a blank line, lines by a line break; "" where there is no text. */
  readonly text: string;
  readonly mentions: readonly string[];
  /** The source that gave the text; null where it is the whole item. */
  readonly reading: Reading | null;
  /** The elements that hold it, where the source selected some. */
  readonly elements: readonly Element[];
}

/**
 * The text of a comment that stands in a page: without replies, without the forms and buttons that stand with it.
 *
 * A form that holds the text itself (some systems wrap whole pages in one) is no reason to leave the text out.
 */
export function readPageText(
  sources: Sources | undefined,
  mentions: string | undefined,
  item: FoundItem,
  reader: ItemReader,
  context: ReadContext,
): CommentText {
  const withoutControls = controlsOut(item);
  for (const source of sources ?? []) {
    const elements = isSelection(source) ? choose(reader.elements(source.select), source) : [];
    const readings = isSelection(source)
      ? elements.map((element) =>
          readElement(source, element, leavingOut(withoutControls(element), context), { as: "lines" }),
        )
      : readSource(source, item.element, leavingOut(item.apart, context), { as: "lines" });
    const given = readings.filter((reading) => reading !== undefined);
    const [first] = given;
    if (first === undefined) continue;
    const text = given.map((reading) => reading.text).join("\n\n");
    return { text, mentions: mentionsIn(mentions, reader, elements), reading: first, elements };
  }
  if (sources !== undefined) return noText;
  const text = textOf(item.element, { as: "lines", removed: withoutControls(null) });
  return { text, mentions: mentionsIn(mentions, reader, [item.element]), reading: null, elements: [] };
}

/** The text of a comment that came as JSON; read as HTML where it holds tags or entities, unless the source decides. */
export function readJsonText(
  sources: Sources | undefined,
  mentions: string | undefined,
  json: unknown,
  context: ReadContext,
): CommentText {
  for (const source of sources ?? []) {
    const [plain] = readSource(source, { json }, context, { as: "lines" });
    if (plain === undefined) continue;
    const written = typeof plain.value === "string" ? plain.value : plain.text;
    const isHtml = source.html ?? (source.read !== "text" && looksLikeHtml(written));
    if (!isHtml) return { ...noText, text: plain.text, reading: plain };
    const [reading] = readSource({ ...source, html: true }, { json }, context, { as: "lines" });
    if (reading === undefined) return { ...noText, reading: plain };
    const names = mentions === undefined ? [] : selectAll(mentions, parseHtml(written)).map((each) => textOf(each));
    return { ...noText, text: reading.text, mentions: unique(names), reading };
  }
  return noText;
}

const noText: CommentText = { text: "", mentions: [], reading: null, elements: [] };

/** Every match counts unless the source says less; what stands in another match is read with it. */
function choose(elements: readonly Element[], { which }: Source): readonly Element[] {
  if (which === "first") return elements.slice(0, 1);
  if (which === "last") return elements.slice(-1);
  if (typeof which === "number") return elements.slice(which, which + 1);
  if (elements.length < 2) return elements;
  const all = new Set(elements);
  return elements.filter((element) => !hasAncestorIn(element, all));
}

function hasAncestorIn(element: Element, set: ReadonlySet<Element>): boolean {
  for (let node = element.parent; node !== null && isTag(node); node = node.parent) if (set.has(node)) return true;
  return false;
}

const controls = new Set(["form", "button"]);

/** With more of them in one comment, none is asked whether it holds the text: nobody wrote that by hand. */
const MAX_ASKED_CONTROLS = 100;

/** What is to be left out of a comment: what stands apart, and the controls but for those that hold `kept` or are it. */
function controlsOut(item: FoundItem): (kept: Element | null) => ReadonlySet<Element> {
  const found = item.own.filter((element) => controls.has(element.name) && element !== item.element);
  if (found.length === 0) return () => item.apart;
  const all = new Set([...item.apart, ...found]);
  if (found.length > MAX_ASKED_CONTROLS) return () => all;
  const asControls = new Set(found);
  /** By the nearest control around what is kept. */
  const without = new Map<Element, ReadonlySet<Element>>();
  return (kept) => {
    const nearest = kept === null ? undefined : nearestIn(kept, asControls);
    if (nearest === undefined) return all;
    const known = without.get(nearest);
    if (known !== undefined) return known;
    const removed = new Set(all);
    for (let node: Element | undefined = nearest; node !== undefined; node = parentIn(node, asControls))
      if (!item.apart.has(node)) removed.delete(node);
    without.set(nearest, removed);
    return removed;
  };
}

const nearestIn = (element: Element, set: ReadonlySet<Element>): Element | undefined =>
  set.has(element) ? element : parentIn(element, set);

function parentIn(element: Element, set: ReadonlySet<Element>): Element | undefined {
  for (let node = element.parent; node !== null && isTag(node); node = node.parent) if (set.has(node)) return node;
  return undefined;
}

function mentionsIn(selector: string | undefined, reader: ItemReader, texts: readonly Element[]): readonly string[] {
  if (selector === undefined) return [];
  const within = new Set(texts);
  return unique(
    reader
      .elements(selector)
      .filter((element) => within.has(element) || hasAncestorIn(element, within))
      .map((element) => textOf(element)),
  );
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names.filter((name) => name !== ""))];

/** A tag that HTML knows, closed or empty, or a character reference: "a <b" and "R&D" are plain text. */
const looksLikeHtml = (text: string): boolean =>
  /<\/[a-z][a-z0-9]*\s*>|<(?:br|p|hr|img|wbr)\b[^<>]{0,500}>|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/i.test(
    text,
  );
