import { foldSpace } from "../fold-space.ts";
import { attributeOf, type PageMap, shape, textOfRange } from "../page-map.ts";
import type { TextBlock } from "../text-blocks.ts";
import { controlText, editMark } from "./comment-words.ts";
import { eachOwnNode, type ItemRange } from "./item.ts";

/** The word ends the class token: "message-body" is text, "message-inner" is layout. */
export const namesText =
  /(?:^|[\s_-])(?:comment-?(?:content|text|body|copy|message|inner-?text)|commenttext|commentbody|content|text|body|message|msg|tekst|texte|texto|testo|inhalt|entry|postbody|post-?text|post-?content|post-?msg|post-?message|bericht|bbwrapper|bb-wrapper|cooked|usertext|markdown|prose|copy|reactie-?body|treść|teksti|innehåll|description)(?:--[\w-]*)?(?=$|\s)/i;

/** The element named for the comment's text, by its class where that is known, unless most of the item's text stands elsewhere. */
export function contentRoot(
  page: PageMap,
  item: ItemRange,
  own: readonly TextBlock[],
  heads: readonly number[],
  author: string | undefined,
  isApart: (at: number) => boolean,
  known: string | undefined,
): number {
  let best = -1;
  let bestLetters = 0;
  eachOwnNode(page, item, (at) => {
    if (page.shapes[at] !== shape.block && page.shapes[at] !== shape.inline) return;
    if (at === item.from || isApart(at) || heads.some((head) => head >= at && head < page.ends[at]!)) return;
    const itemprop = attributeOf(page, at, "itemprop") ?? attributeOf(page, at, "property") ?? "";
    const names =
      `${attributeOf(page, at, "class") ?? ""} ${(attributeOf(page, at, "id") ?? "").replace(/[-_]*\d+$/, "")}`.replace(
        /([a-z0-9])([A-Z])/g,
        "$1-$2",
      );
    if (known !== undefined && attributeOf(page, at, "class") !== known) return;
    if (!/(?:^|\s|:)(?:text|commentText|encoded)(?:\s|$)/.test(itemprop) && !namesText.test(names)) return;
    const letters = page.textSums[page.ends[at]!]! - page.textSums[at]!;
    if (letters > bestLetters && letters < 60 && controlText.test(textOfRange(page, at, page.ends[at]!))) return;
    // Within the best, one that holds nearly all of it, or all but headings and buttons, is the closer frame.
    const isInner = best >= 0 && at < page.ends[best]!;
    if (
      letters > bestLetters ||
      (isInner && (letters > bestLetters * 0.97 || isCloser(page, own, best, at, author, isApart)))
    ) {
      best = at;
      bestLetters = letters;
    }
  });
  if (best < 0 || known !== undefined) return best;
  let outside = 0;
  for (const block of own) {
    if (block.from >= best && block.from < page.ends[best]!) continue;
    // A line of the head names the author again.
    if (block.from < best && author !== undefined && isAbout(author, block.text)) continue;
    if (block.owner > 0 && (page.names[block.owner] === "p" || block.text.length > 120))
      outside += ownText(page, block, isApart).length;
  }
  return outside > bestLetters ? -1 : best;
}

/** Whether a line is the author's name with little beside it. */
export function isAbout(author: string, line: string): boolean {
  return line.length < author.length + 40 && line.includes(author);
}

/** Whether all that `outer` holds beside `inner` is headings, lines about it and what stands apart. */
function isCloser(
  page: PageMap,
  own: readonly TextBlock[],
  outer: number,
  inner: number,
  author: string | undefined,
  isApart: (at: number) => boolean,
): boolean {
  return own.every((block) => {
    if (block.from < outer || block.from >= page.ends[outer]!) return true;
    if (block.from >= inner && block.from < page.ends[inner]!) return true;
    if (block.kind === "heading" || ownText(page, block, isApart) === "") return true;
    return (
      (author !== undefined && block.from < inner && isAbout(author, block.text)) ||
      (block.text.length < 160 && editMark.test(block.text))
    );
  });
}

/** A block's text without what stands apart: author, date, buttons. */
export function ownText(page: PageMap, block: TextBlock, isApart: (at: number) => boolean): string {
  if (block.kind === "code" || block.kind === "table") return block.text;
  let touches = false;
  let text = "";
  for (let i = block.from; i < block.to; i++) {
    const form = page.shapes[i]!;
    if (form === shape.skipped) {
      i = page.ends[i]! - 1;
      continue;
    }
    if (isApart(i)) touches = true;
    else if (form === shape.text) text += (page.nodes[i] as { data: string }).data;
    else if (form === shape.lineBreak) text += " ";
  }
  return touches ? foldSpace(text).replace(/^[\s|\-–—•·:,/]+(?=\S)/, "") : block.text;
}
