import type { StructuredData } from "../../dom/structured-data.ts";
import type { Block, SourceKind } from "../../model/article-record.ts";
import { chooseContainer } from "./choose-container.ts";
import { hint } from "./class-hints.ts";
import { type CutContext, cutBlocks } from "./cut-blocks.ts";
import { articleBodyOf, type DeclaredBody, stateBodyOf } from "./declared-body.ts";
import type { PageMap } from "./page-map.ts";
import type { TextBlock } from "./text-blocks.ts";
import { furniture } from "./zones.ts";

export interface MainText {
  readonly blocks: readonly TextBlock[];
  /** First node of the text in the page; the last of the page where it stands in none. */
  readonly start: number;
  readonly source: SourceKind;
  readonly where: string;
  readonly confidence: number;
}

/** Fewer than these are no text at all. */
const scantText = 80;
/** Fewer letters than these are no article by themselves; then further readings are asked. */
const shortText = 500;

/**
 * The article's text, by several readings.
 *
 * The page as it shows, first with every furniture hint believed, then (where that leaves next to nothing) with only the
 * surest; the text that the page declares, where the visible one is less than half of it.
 */
export function readMainText(
  page: PageMap,
  blocks: readonly TextBlock[],
  structured: StructuredData,
  context: CutContext,
): MainText {
  let shown = readShown(page, blocks, context);
  let letters = lettersOf(shown);
  if (letters < shortText) {
    const surest = hint.navigation | hint.hidden | hint.footer | hint.comments | hint.consent | hint.advertisement;
    const lenient = readShown(page, blocks, {
      ...context,
      zones: Int32Array.from(context.zones, (zone) => zone & ~(furniture & ~surest)),
    });
    if (lettersOf(lenient) > letters * 2) {
      shown = lenient;
      letters = lettersOf(lenient);
    }
  }
  const declared = betterDeclared(page, structured, letters);
  if (declared !== undefined) {
    return {
      blocks: declared.blocks,
      start: page.nodes.length - 1,
      source: declared.source,
      where: declared.where,
      confidence: 0.75,
    };
  }
  const confidence = letters < scantText ? 0.3 : letters < shortText ? 0.6 : 0.9;
  return {
    blocks: shown,
    start: shown[0]?.from ?? page.nodes.length - 1,
    source: "generic",
    where: "main text",
    confidence,
  };
}

export function toBlock(block: TextBlock): Block {
  return { type: block.kind, text: block.text, level: block.level === 0 ? null : block.level };
}

function readShown(page: PageMap, blocks: readonly TextBlock[], context: CutContext): readonly TextBlock[] {
  const container = chooseContainer(page, blocks, context.zones);
  const end = page.ends[container]!;
  return cutBlocks(
    page,
    blocks.filter((block) => block.from >= container && block.from < end),
    context,
  );
}

function lettersOf(blocks: readonly TextBlock[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}

/** A declared text that the page hardly shows: behind a wall, or built by a script only. */
function betterDeclared(page: PageMap, structured: StructuredData, letters: number): DeclaredBody | undefined {
  const article = articleBodyOf(structured);
  if (article !== undefined && letters < article.letters * 0.5) return article;
  if (letters >= shortText / 2) return undefined;
  const state = stateBodyOf(page, structured);
  return state !== undefined && letters < state.letters * 0.5 ? state : undefined;
}
