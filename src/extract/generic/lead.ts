import type { StructuredData } from "../../dom/structured-data.ts";
import { hint } from "./class-hints.ts";
import { invites, isColophon, isDebris, pointsElsewhere } from "./furniture-lines.ts";
import { type PageMap, textLengthOf } from "./page-map.ts";
import { type Found, found, nothing } from "./reading.ts";
import type { TextBlock } from "./text-blocks.ts";
import { titleKey } from "./title.ts";
import { furniture, isWide, sentenceEnd } from "./zones.ts";

export interface LeadReading {
  readonly lead: Found<string | null>;
  /** The body without the lead, where it began with it. */
  readonly body: readonly TextBlock[];
}

/**
 * The standfirst, where the page sets one apart: named so by its element, a sub-heading or a paragraph between title and
 * text, or the opening line that the page gives as its description too.
 */
export function readLead(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: ArrayLike<number>,
  body: readonly TextBlock[],
  structured: StructuredData,
  titleAt: number,
  titleText: string | null,
): LeadReading {
  const first = body[0];
  if (first === undefined) return { lead: nothing(null), body };
  const title = titleKey(titleText ?? "");
  const descriptions = ["description", "og:description"].flatMap((name) => structured.metas(name)).map(titleKey);
  const described = (block: TextBlock): boolean => {
    const key = titleKey(block.text);
    return key.length > 20 && descriptions.some((description) => description.startsWith(key.slice(0, 60)));
  };
  for (const block of blocks) {
    if (block.from <= titleAt && !(titleAt < 0 && block.from >= first.from - 60)) continue;
    if (block.from >= first.from) break;
    if ((zones[block.from]! & (furniture & ~hint.byline)) !== 0 || titleKey(block.text) === title) continue;
    const isNamed = hasHint(page, block.owner, hint.lead, 3);
    if (!mayBeLead(block, isNamed || block.kind === "heading")) continue;
    if ((zones[block.from]! & hint.byline) !== 0 && !isNamed) continue;
    const near = titleAt >= 0 && (block.kind === "heading" || sentenceEnd.test(block.text));
    if (!isNamed && !described(block) && !near) continue;
    return {
      lead: found(
        block.text,
        "generic",
        isNamed ? "class of the lead" : "text under the title",
        block.text,
        isNamed ? 0.85 : 0.65,
      ),
      body,
    };
  }
  // Bold type alone sets no text apart: many articles open so.
  const isSetApart = first.kind !== "list-item" && first.kind !== "table" && body.length > 2 && mayBeLead(first);
  if (isSetApart && (isNamedAlone(page, first) || (first.kind === "heading" && described(first)))) {
    return { lead: found(first.text, "generic", "opening paragraph set apart", first.text, 0.7), body: body.slice(1) };
  }
  return { lead: nothing(null), body };
}

function mayBeLead({ text, kind, linkLetters }: TextBlock, isSetApart = false): boolean {
  const length = isWide(text) ? text.length * 3 : text.length;
  // A sentence that is called so, or stands in a heading, may be short.
  if (
    length < (isSetApart && sentenceEnd.test(text) ? 20 : 40) ||
    length > 900 ||
    kind === "code" ||
    kind === "table" ||
    kind === "list-item"
  )
    return false;
  if (linkLetters > text.length * 0.5 || isDebris.test(text)) return false;
  return !(pointsElsewhere.test(text) || invites.test(text) || isColophon.test(text));
}

/** Named as the lead by its element, or by one around it that holds nothing else. */
function isNamedAlone(page: PageMap, { owner }: TextBlock): boolean {
  const letters = textLengthOf(page, owner);
  for (let up = owner; up > 0 && textLengthOf(page, up) === letters; up = page.parents[up]!)
    if ((page.hints[up]! & hint.lead) !== 0) return true;
  return false;
}

function hasHint(page: PageMap, at: number, bit: number, steps: number): boolean {
  let up = at;
  for (let step = 0; step < steps && up > 0; step++) {
    if ((page.hints[up]! & bit) !== 0) return true;
    up = page.parents[up]!;
  }
  return false;
}
