import { hint } from "./class-hints.ts";
import { attributeOf, type PageMap, textLengthOf } from "./page-map.ts";
import type { DateReader, Read } from "./read-date-text.ts";
import { type DateReading, type Found, found } from "./reading.ts";
import type { TextBlock } from "./text-blocks.ts";

const notTheArticles =
  hint.comments |
  hint.related |
  hint.navigation |
  hint.aside |
  hint.footer |
  hint.hidden |
  hint.advertisement |
  hint.social;

/** Letters of a line that may be a date line; longer ones are prose that mentions a date. */
const longestLine = 160;

/** Dates in the lines around the title, of publication and of the last change. */
export function printedDates(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: ArrayLike<number>,
  read: DateReader,
  title: number,
  bodyStart: number,
  onlyChanges: boolean,
): { published?: Found<DateReading>; modified?: Found<DateReading> } {
  const near = blocks.findIndex((block) => block.from > title);
  const first =
    title < 0 ? Math.max(0, blocks.findIndex((block) => block.from >= bodyStart) - 12) : Math.max(0, near - 8);
  const afterBody = blocks.findIndex((block) => block.from >= bodyStart);
  const last = Math.max(near + 15, afterBody + 3);
  const seen: { published?: Found<DateReading>; modified?: Found<DateReading> } = {};
  const offer = (date: Read, where: string, confidence: number): void => {
    const slot = date.isModified ? "modified" : "published";
    const sure = date.isInferred ? confidence - 0.15 : confidence;
    if ((seen[slot]?.confidence ?? 0) < sure) seen[slot] = found(date.date, "generic", where, date.text, sure);
  };
  for (let k = first; k < Math.min(last, blocks.length); k++) {
    const block = blocks[k]!;
    if ((zones[block.from]! & notTheArticles) !== 0 || (onlyChanges && !changeWords.test(block.text))) continue;
    const attribute = timeAttribute(page, block);
    if (attribute !== undefined) {
      const date = read(attribute, false);
      const line = read(block.text, true);
      if (date) offer({ ...date, isModified: date.isModified || line?.isModified === true }, "time[datetime]", 0.85);
    }
    if (block.text.length > longestLine || !/\p{Nd}/u.test(block.text)) continue;
    const whole = read(block.text, false);
    if (whole) offer(whole, "date near the title", 0.8);
    else {
      const part = read(block.text, true);
      if (part) offer(part, "date near the title", (zones[block.from]! & hint.byline) !== 0 ? 0.72 : 0.6);
    }
    for (const more of furtherDates(block.text, whole ?? read(block.text, true), read))
      if (more.isModified || !onlyChanges) offer(more, "date near the title", more.isModified ? 0.7 : 0.55);
  }
  if (seen.published === undefined && !onlyChanges && title >= 0) {
    // One whose words a script is to fill in.
    const end = Math.min(blocks[Math.min(last, blocks.length) - 1]?.to ?? 0, page.nodes.length);
    for (let i = title; i < end; i++) {
      if (page.names[i] !== "time" || textLengthOf(page, i) > 0 || (zones[i]! & notTheArticles) !== 0) continue;
      const date = read(attributeOf(page, i, "datetime") ?? "", false);
      if (date) offer(date, "time[datetime]", 0.7);
    }
  }
  return seen;
}

/** What else a line tells behind its first date: "Published 17 May 2024. Updated: 18 May 2024". */
function furtherDates(text: string, first: Read | undefined, read: DateReader): Read[] {
  const dates: Read[] = [];
  let rest = text;
  for (let last = first; last !== undefined && dates.length < 3; ) {
    const at = rest.indexOf(last.text);
    if (at < 0) break;
    rest = rest.slice(at + last.text.length);
    last = /\p{Nd}/u.test(rest) ? read(rest, true) : undefined;
    if (last !== undefined) dates.push(last);
  }
  return dates;
}

const changeWords =
  /updated?|modified|edited|gewijzigd|bijgewerkt|aktualisi|geändert|mis à jour|modifi|actualizad|atualizad|aggiornat|aktualizacja|uppdaterad|oppdatert|opdateret|päivitetty|обновлен|оновлен|güncelle|diperbarui|zaktualiz|ενημέρωσ|ενημερώθ|تحديث|تعديل|עודכן|עדכון|अपडेट|संशोधित|更新|修改|수정/iu;

function timeAttribute(page: PageMap, block: TextBlock): string | undefined {
  for (let up = block.from; up >= block.owner; up = page.parents[up]!) {
    const value = attributeOf(page, up, "datetime");
    if (value !== undefined) return value;
  }
  for (let i = block.from; i < block.to; i++) if (page.names[i] === "time") return attributeOf(page, i, "datetime");
  return undefined;
}
