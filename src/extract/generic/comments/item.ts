import { type PageMap, textOfRange } from "../page-map.ts";
import type { DateReading } from "../reading.ts";
import type { TextBlock } from "../text-blocks.ts";
import { answerText } from "./comment-words.ts";

/** A stretch of the page that may be one comment, without the comments that stand within it. */
export interface ItemRange {
  readonly from: number;
  readonly to: number;
  /** First nodes of the items nested in this one. */
  readonly holes: readonly number[];
}

/** What was read from an item; `isWhole` where it has what makes a comment: an author and a text. */
export interface RawItem extends ItemRange {
  readonly author: string | null;
  readonly role: string | null;
  readonly date: DateReading | null;
  readonly dateText: string | null;
  readonly text: string;
  readonly isRemoved: boolean;
  /** The line above the text that names the comment, where one is marked as that. */
  readonly subject: string | null;
  /** The author's name was read from a heading. */
  readonly isNamedByHeading: boolean;
  /** Class of the element that is named for the text. */
  readonly textClass: string | undefined;
  /** A link or button to answer or report it. */
  readonly hasControls: boolean;
  readonly isWhole: boolean;
}

/** What its brothers tell of how an item is to be read. */
export interface ItemCustom {
  /** Class of the element of the text. */
  readonly textClass?: string;
  /** Headings are subjects, no names. */
  readonly hasSubjects?: boolean;
}

/** Whether a node stands in a heading of the item. */
export function isInHeading(page: PageMap, at: number, item: ItemRange): boolean {
  for (let up = at, step = 0; up >= item.from && step < 6; up = page.parents[up]!, step++)
    if (/^h[1-6]$/.test(page.names[up]!)) return true;
  return false;
}

/** Calls `visit` for every node of the item itself, skipping the items nested in it. */
export function eachOwnNode(page: PageMap, item: ItemRange, visit: (at: number) => void): void {
  let hole = 0;
  for (let i = item.from; i < item.to; i++) {
    while (hole < item.holes.length && item.holes[hole]! < i) hole++;
    if (item.holes[hole] === i) {
      i = page.ends[i]! - 1;
      continue;
    }
    visit(i);
  }
}

/** The item's own text blocks; `blocks` are the page's, in order. */
export function ownBlocks(page: PageMap, blocks: readonly TextBlock[], item: ItemRange): TextBlock[] {
  const own: TextBlock[] = [];
  for (let k = firstFrom(blocks, item.from); k < blocks.length && blocks[k]!.from < item.to; k++) {
    const block = blocks[k]!;
    if (!item.holes.some((hole) => block.from >= hole && block.from < page.ends[hole]!)) own.push(block);
  }
  return own;
}

function firstFrom(blocks: readonly TextBlock[], node: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle]!.from < node) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a link or button in there answers. Several side by side are one line of text: each is asked by itself. */
export function hasAnswerLink(page: PageMap, from: number, to: number): boolean {
  for (let i = from; i < to; i++)
    if ((page.names[i] === "a" || page.names[i] === "button") && answerText.test(textOfRange(page, i, page.ends[i]!)))
      return true;
  return false;
}
