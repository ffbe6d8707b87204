import { attributeOf, type PageMap } from "../page-map.ts";
import type { RawItem } from "./item.ts";
import { publisherIdOf } from "./marked-items.ts";

export interface Place {
  readonly depth: number;
  /** Index of the item answered; -1 at the top. */
  readonly parent: number;
}

const replyBox =
  /(?:^|[\s_-])(?:children|replies|reply-?list|sub-?comments?|indented|nested|geneste[\w-]*|responses|child(?:ren)?-?(?:comments|list)?|answers|antworten|svar|respuestas|réponses|risposte)(?:$|[\s_-])/i;
const depthToken =
  /(?:^|[\s_-])(?:depth|level|lvl|indent(?:-?level)?|niveau|nivå|niva|poziom|[úu]rove[nň]|taso|ebene|nivel|livello|nested|child|einrueckung|padding)[-_]?(\d{1,2})(?:$|[\s_-])/i;
const indentToken =
  /(?:^|[\s_]|--|-)(?:indented|is-?reply|child|reply|nested|antwort|respuesta|reponse|réponse|answer|sub)(?:$|[\s_-])/i;

/** Which comment answers which: by element within element, by a box of replies after a comment, by depth classes, attributes or indents. */
export function placesOf(page: PageMap, items: readonly RawItem[]): Place[] {
  const declared = byParentAttribute(page, items);
  if (declared !== undefined) return declared;
  const depths = depthsOf(page, items);
  const least = Math.min(...depths);
  const places: Place[] = [];
  const last: number[] = [];
  for (let k = 0; k < items.length; k++) {
    const depth = Math.min(depths[k]! - least, last.length);
    last.length = depth;
    places.push({ depth, parent: depth === 0 ? -1 : last[depth - 1]! });
    last.push(k);
  }
  return places;
}

/** By the first measure that tells any two apart; measures are not mixed, for each counts from its own zero. */
function depthsOf(page: PageMap, items: readonly RawItem[]): number[] {
  const boxes = boxesOf(page, items);
  for (const measure of [enclosing, wrapping(boxes), replyBoxes, declaredDepth, lists]) {
    const depths = items.map((item, index) => measure(page, items, item, index));
    if (depths.some((depth) => depth !== depths[0])) return depths;
  }
  const indents = inSteps(items.map((item) => indentOf(page, items, item)));
  if (indents.some((indent) => indent > 0)) return indents;
  // Boxes without a name: how deep the element stands. A first one that stands deeper than others tells of something else.
  const levels = items.map((item) => levelOf(page, item.from));
  return levels.every((level) => level >= levels[0]!) ? inSteps(levels) : indents;
}

function inSteps(measures: readonly number[]): number[] {
  const steps = [...new Set(measures)].sort((a, b) => a - b);
  return measures.map((measure) => steps.indexOf(measure));
}

function levelOf(page: PageMap, at: number): number {
  let level = 0;
  for (let up = page.parents[at]!; up > 0; up = page.parents[up]!) level++;
  return level;
}

function enclosing(_page: PageMap, items: readonly RawItem[], item: RawItem, index: number): number {
  let depth = 0;
  for (let k = index - 1; k >= 0; k--) if (items[k]!.to >= item.to && items[k]!.from < item.from) depth++;
  return depth;
}

/**
 * The element around each item that holds it before any other, as many steps out for all: answers may stand in what is around
 * a comment, though not in it.
 */
function boxesOf(page: PageMap, items: readonly RawItem[]): number[] {
  let steps = mostSteps;
  for (let k = 1; k < items.length && steps > 0; k++) {
    const before = items[k - 1]!.from;
    let step = 0;
    for (let up = page.parents[items[k]!.from]!; up > before && step < steps; up = page.parents[up]!) step++;
    steps = step;
  }
  return items.map(({ from }) => {
    let box = from;
    for (let step = 0; step < steps; step++) box = page.parents[box]!;
    return box;
  });
}

const mostSteps = 4;

function wrapping(boxes: readonly number[]) {
  return (page: PageMap, items: readonly RawItem[], item: RawItem, index: number): number => {
    let depth = 0;
    for (let k = index - 1; k >= 0; k--) if (boxes[k] !== items[k]!.from && item.from < page.ends[boxes[k]!]!) depth++;
    return depth;
  };
}

function replyBoxes(page: PageMap, items: readonly RawItem[], item: RawItem): number {
  const start = items[0]!.from;
  let boxes = 0;
  for (let up = page.parents[item.from]!; up > 0; up = page.parents[up]!) {
    // What holds the first comment too is the list itself.
    if (up <= start && page.ends[up]! > start) break;
    if (replyBox.test(`${attributeOf(page, up, "class") ?? ""} ${attributeOf(page, up, "id") ?? ""}`)) boxes++;
  }
  return boxes;
}

/** Lists within lists. */
function lists(page: PageMap, items: readonly RawItem[], item: RawItem): number {
  const start = items[0]!.from;
  let depth = 0;
  for (let up = page.parents[item.from]!; up > 0; up = page.parents[up]!) {
    if (up <= start && page.ends[up]! > items.at(-1)!.from) break;
    if (/^(?:ul|ol|dl|blockquote|details)$/.test(page.names[up]!)) depth++;
  }
  return depth;
}

const depthAttributes = ["data-depth", "data-level", "data-indent", "depth", "level", "aria-level"];

function declaredDepth(page: PageMap, items: readonly RawItem[], item: RawItem): number {
  const start = items[0]!.from;
  const last = items.at(-1)!.from;
  for (let up = item.from, step = 0; up > 0 && step < 3; up = page.parents[up]!, step++) {
    if (up < start && page.ends[up]! > last) break;
    const names = (attributeOf(page, up, "class") ?? "").replace(/([a-z0-9])([A-Z])/g, "$1-$2");
    const named = depthAttributes.map((name) => attributeOf(page, up, name)).find((value) => value !== undefined);
    const depth = /^\d{1,2}$/.exec(named ?? "")?.[0] ?? depthToken.exec(names)?.[1];
    if (depth !== undefined) return Number(depth);
    if (step === 0 && indentToken.test(names)) return 1;
  }
  return 0;
}

/** How far an item is set in, by style, by a utility class ("ml-8") any unit, for only the order counts. */
function indentOf(page: PageMap, items: readonly RawItem[], item: RawItem): number {
  const start = items[0]!.from;
  for (let up = item.from, step = 0; up > 0 && step < 3; up = page.parents[up]!, step++) {
    if (up < start && page.ends[up]! > start) break;
    const style =
      /(?:margin|padding)-(?:left|inline-start)\s*:\s*(\d+(?:\.\d+)?)|margin\s*:(?:\s*[\d.]+\w*){3}\s+(\d+)/i.exec(
        attributeOf(page, up, "style") ?? "",
      );
    if (style !== null) return Number(style[1] ?? style[2]);
    const utility = /(?:^|\s)[mp][ls]-\[?(\d+(?:\.\d+)?)/.exec(attributeOf(page, up, "class") ?? "");
    if (utility !== null) return Number(utility[1]);
  }
  // An empty picture or cell pushes the rest of its row aside.
  for (let i = item.from; i < Math.min(item.to, item.from + 14); i++) {
    if (page.textSums[i]! > page.textSums[item.from]!) break;
    const width = attributeOf(page, i, page.names[i] === "td" ? "indent" : "width") ?? "";
    const isSpacer = page.names[i] === "td" || (page.names[i] === "img" && Number(attributeOf(page, i, "height")) <= 1);
    if (isSpacer && /^\d{1,4}$/.test(width)) return Number(width);
  }
  return 0;
}

function byParentAttribute(page: PageMap, items: readonly RawItem[]): Place[] | undefined {
  const byId = new Map<string, number>();
  const ids = items.map((item) => publisherIdOf(page, item.from));
  for (const [index, id] of ids.entries()) if (id !== null && !byId.has(id)) byId.set(id, index);
  for (const [index, { from }] of items.entries())
    for (const id of otherIdsOf(page, from)) if (!byId.has(id)) byId.set(id, index);
  const places: Place[] = [];
  let answers = 0;
  for (const [index, item] of items.entries()) {
    const named = [
      "data-parent-id",
      "data-parent",
      "data-parentid",
      "data-parent-comment-id",
      "data-reply-to",
      "data-in-reply-to",
    ]
      .map((name) => attributeOf(page, item.from, name))
      .find((value) => value !== undefined);
    const parent = named === undefined ? undefined : byId.get(/([\da-f]+(?:-[\da-f]+)*)$/i.exec(named)?.[1] ?? named);
    if (parent === undefined || parent >= index) places.push({ depth: 0, parent: -1 });
    else {
      answers++;
      places.push({ depth: places[parent]!.depth + 1, parent });
    }
  }
  return answers > 0 ? places : undefined;
}

/** Numbers in attributes of an element that are named for ids, but for whom it answers. */
function otherIdsOf(page: PageMap, at: number): string[] {
  const node = page.nodes[at]!;
  if (!("attribs" in node)) return [];
  return Object.entries(node.attribs)
    .filter(
      ([name, value]) => /^data-\w{0,12}[-_]?id$/.test(name) && !/parent|user|author/.test(name) && /\d{2}/.test(value),
    )
    .map(([, value]) => value);
}
