import type { Block } from "../../model/article-record.ts";
import { chooseContainer } from "./choose-container.ts";
import { cutBlocks } from "./cut-blocks.ts";
import type { PageMap } from "./page-map.ts";
import type { TextBlock } from "./text-blocks.ts";

export interface MainText {
  readonly container: number;
  readonly blocks: readonly TextBlock[];
  /** First node of the text; the container's where there is none. */
  readonly start: number;
}

/** The blocks of the article's text: the container that holds most of it, without what is not text in there. */
export function readMainText(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: readonly number[],
  titleAt: number,
  titleText: string | null,
): MainText {
  const container = chooseContainer(page, blocks, zones);
  const end = page.ends[container]!;
  const inside = blocks.filter((block) => block.from >= container && block.from < end);
  const kept = cutBlocks(page, inside, zones, titleAt, titleText);
  return { container, blocks: kept, start: kept[0]?.from ?? container };
}

export function toBlock(block: TextBlock): Block {
  return { type: block.kind, text: block.text, level: block.level === 0 ? null : block.level };
}
