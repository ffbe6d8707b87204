import type { Element } from "domhandler";
import type { CommentsBlock } from "../../model/site-comments.ts";
import type { FoundItem } from "./find-items.ts";
import type { ItemReader } from "./item-reader.ts";

/**
 * Whether an item seems to hold a comment that its selector did not find: a second author stands between its texts. The words
 * of two people must not become one comment.
 */
export function holdsAnother(
  texts: readonly Element[],
  { author, byline }: CommentsBlock,
  item: FoundItem,
  reader: ItemReader,
): boolean {
  if (texts.length < 2) return false;
  const [source] = author ?? [byline ?? []].flat();
  if (source?.select === undefined || source.closest !== undefined) return false;
  const names = reader.elements(source.select);
  if (names.length < 2) return false;
  const places = new Map(item.own.map((element, place) => [element, place]));
  const placeOf = (element: Element) => places.get(element) ?? -1;
  const inTexts = new Set(texts);
  const first = placeOf(texts[0]!);
  const last = placeOf(texts.at(-1)!);
  return names.some((name) => {
    const place = placeOf(name);
    return place > first && place < last && !standsIn(name, inTexts, item.element);
  });
}

function standsIn(element: Element, set: ReadonlySet<Element>, end: Element): boolean {
  for (let node = element; node !== end; node = node.parent as Element) if (set.has(node)) return true;
  return false;
}
