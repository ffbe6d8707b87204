import { hint } from "../class-hints.ts";
import { attributeOf, type PageMap, textLengthOf } from "../page-map.ts";
import type { TextBlock } from "../text-blocks.ts";
import { isWide } from "../zones.ts";
import { countedHeading, sectionHeading } from "./comment-words.ts";

/** Headings and elements that announce a comment section. */
export function announcementsOf(page: PageMap, blocks: readonly TextBlock[]): number[] {
  const list: number[] = [];
  for (const block of blocks) {
    if (block.text.length > 160 || block.text.length < (isWide(block.text) ? 2 : 4)) continue;
    const isHeading =
      block.kind === "heading" ||
      block.boldLetters > block.text.length * 0.8 ||
      (page.hints[block.owner]! & hint.headline) !== 0 ||
      // A short line may be a heading without the tag; as a link it only leads to the comments.
      (block.text.length < 40 && block.linkLetters === 0);
    // One that counts none announces none.
    const isShort = block.kind === "heading" ? block.text.length < 80 : block.text.length < 50;
    const isCounted = isHeading && isShort && countedHeading.test(block.text);
    // The word on a button to answer.
    if (block.kind !== "heading" && isButton(page, block)) continue;
    if (isHeading && (isCounted || sectionHeading.test(block.text)) && !/^\D*0\D*$/.test(block.text))
      list.push(block.from);
  }
  for (const i of page.hinted) {
    if ((page.hints[i]! & hint.comments) === 0 || page.names[i] === "body" || page.names[i] === "html") continue;
    const id = attributeOf(page, i, "id") ?? "";
    const names = attributeOf(page, i, "class") ?? "";
    if (
      /^(?:comments?|reacties|kommentare?|commentaires|comentarios|commenti|disqus)/i.test(id) ||
      /(?:^|\s)(?:[\w]*[-_])?(?:comments?(?:-?(?:list|area|section|container|wrap|wrapper))?|commentlist|reacties|kommentare|commentaires|comentarios|commenti)(?:\s|$)/i.test(
        names,
      )
    )
      list.push(i);
  }
  for (const i of page.labelled) {
    const label = attributeOf(page, i, "aria-label") ?? "";
    if (label.length < 80 && sectionHeading.test(label)) list.push(i);
  }
  return list.sort((a, b) => a - b);
}

function isButton(page: PageMap, { from, owner }: TextBlock): boolean {
  for (let up = from; up >= owner; up = page.parents[up]!)
    if (page.names[up] === "button" || attributeOf(page, up, "role") === "button") return true;
  return false;
}

/** What an announcement heads: its own subtree, or what follows it in the smallest element with text enough. */
export function regionOf(page: PageMap, at: number): { container: number; from: number; to: number } | undefined {
  if (textLengthOf(page, at) > 200) return { container: at, from: at, to: page.ends[at]! };
  // An element that is named for comments holds them; only a heading stands before them.
  if (page.names[at] !== "") return undefined;
  for (let up = page.parents[at]!; up > 0; up = page.parents[up]!) {
    const letters = page.textSums[page.ends[up]!]! - page.textSums[page.ends[at]!]!;
    if (letters > 40) return { container: up, from: page.ends[at]!, to: page.ends[up]! };
  }
  return undefined;
}
