import { hint } from "./class-hints.ts";
import type { PageMap } from "./page-map.ts";
import type { TextBlock } from "./text-blocks.ts";
import { furniture, proseOf } from "./zones.ts";

/**
 * The element that holds the article: the one whose prose outweighs its furniture most.
 *
 * Each block counts for its prose, or against by its letters where it is furniture; the sum over a subtree rises as long
 * as joining a sibling brings more prose than noise (a maximum subsequence, on a tree).
 */
export function chooseContainer(page: PageMap, blocks: readonly TextBlock[], zones: ArrayLike<number>): number {
  const sums = new Float64Array(page.nodes.length + 1);
  for (const block of blocks) sums[block.from + 1]! += worthOf(block, zones[block.from]!);
  for (let i = 1; i < sums.length; i++) sums[i]! += sums[i - 1]!;
  let best = 0;
  let bestScore = 0;
  for (const i of page.boxes) {
    let score = sums[page.ends[i]!]! - sums[i]!;
    if (score <= 0) continue;
    const { names, hints } = page;
    if ((hints[i]! & hint.content) !== 0) score *= 1.15;
    if (names[i] === "article" || names[i] === "main") score *= 1.1;
    if (score >= bestScore) {
      best = i;
      bestScore = score;
    }
  }
  return best;
}

function worthOf(block: TextBlock, zone: number): number {
  const prose = proseOf(block);
  if ((zone & furniture) !== 0) return -0.3 * block.text.length;
  if (prose > 0) return prose;
  if (block.kind === "heading") return -10;
  return -0.5 * block.linkLetters - 0.2 * block.text.length;
}
