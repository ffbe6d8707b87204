import { parseCount } from "../../../model/parse-count.ts";
import { siteOf, staysOnSite } from "../links.ts";
import { attributeOf, type PageMap, textOfRange } from "../page-map.ts";
import type { TextBlock } from "../text-blocks.ts";
import { nameless } from "./comment-words.ts";
import type { CommentsContext } from "./comments-context.ts";
import { hasAnswerLink, type ItemRange, type RawItem } from "./item.ts";
import { isThisPage } from "./may-hold.ts";
import { readItem, tellsOfRemoval } from "./read-item.ts";

/** A set of items, read, with how much speaks for their being comments. */
export interface Judged {
  readonly mark: string;
  readonly strength: number;
  readonly items: readonly RawItem[];
  readonly whole: number;
  /** Shares of the whole items that have a date; a link to answer. */
  readonly dated: number;
  readonly answerable: number;
  readonly score: number;
}

/** Reads a set of items; nothing where too few of them are whole, or they are teasers, or all by one name. */
export function judge(
  page: PageMap,
  blocks: readonly TextBlock[],
  ranges: readonly ItemRange[],
  context: CommentsContext,
  mark: string,
  strength: number,
): Judged | undefined {
  let items: RawItem[] = [];
  for (const range of ranges) {
    // A set that begins with failures only is none.
    if (items.length === 4 && !items.some((item) => item.isWhole)) return undefined;
    items.push(readItem(page, blocks, range, context.dates));
  }
  if (haveSubjects(items))
    items = ranges.map((range) => readItem(page, blocks, range, context.dates, { hasSubjects: true }));
  let whole = 0;
  let dated = 0;
  let answerable = 0;
  let letters = 0;
  for (const item of items) {
    if (!item.isWhole) continue;
    whole++;
    if (item.date !== null) dated++;
    if (item.hasControls) answerable++;
    letters += Math.min(item.text.length, 400);
  }
  if (whole === 0 || whole < items.length * 0.4) return undefined;
  if (strength < 3 && items.filter((item) => isTeaser(page, item, context.url)).length > items.length / 2)
    return undefined;
  readAgain(page, blocks, items, context);
  const authors = new Set(items.filter((item) => item.isWhole).map((item) => item.author));
  // One name on everything is the publisher's, unless the markup is sure or the name is nobody's.
  if (strength < 3 && whole >= 4 && authors.size === 1 && !nameless.test([...authors][0]!)) return undefined;
  if (mostSayTheSame(items)) return undefined;
  const score = whole * (1 + dated / whole) + letters / 2000 + strength * 0.2 - (items.length - whole) * 0.5;
  return {
    mark,
    strength,
    items: withoutLabels(items),
    whole,
    dated: dated / whole,
    answerable: answerable / whole,
    score,
  };
}

/** Whether what was read from headings as names are subjects: one for all, or one that answers ("Re: …"). */
function haveSubjects(items: readonly RawItem[]): boolean {
  const named = items.filter((item) => item.isWhole && item.isNamedByHeading);
  if (named.length < 3 || named.length < items.length * 0.6) return false;
  return (
    named.some(({ author }) => /^(?:re|aw|antw|sv|odp|rép|rif|r)\s*:/iu.test(author!)) ||
    new Set(named.map(({ author }) => author)).size === 1
  );
}

/** Where most items have their text in elements of one class, those that were read otherwise are read by it. */
function readAgain(page: PageMap, blocks: readonly TextBlock[], items: RawItem[], { dates }: CommentsContext): void {
  const counts = new Map<string, number>();
  for (const { isWhole, textClass } of items)
    if (isWhole && textClass) counts.set(textClass, (counts.get(textClass) ?? 0) + 1);
  const [common, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  if (count < 3 || count < items.length * 0.6 || count === items.length) return;
  for (const [k, item] of items.entries()) {
    if (!item.isWhole || item.textClass === common) continue;
    const again = readItem(page, blocks, item, dates, { textClass: common });
    if (again.isWhole && again.textClass === common) items[k] = again;
  }
}

/** The same words by more than half of three or more persons are a label. */
function mostSayTheSame(items: readonly RawItem[]): boolean {
  const authors = new Map<string, Set<string | null>>();
  let open = 0;
  for (const { isWhole, isRemoved, text, author } of items) {
    if (!isWhole || isRemoved) continue;
    open++;
    authors.set(text, (authors.get(text) ?? new Set()).add(author));
  }
  return open >= 3 && Math.max(...[...authors.values()].map(({ size }) => size)) > open / 2;
}

/** What half of the items begin or end with is a label ("Posts: 31", "Re: the topic"), no word of theirs; figures set aside. */
function withoutLabels(items: RawItem[]): RawItem[] {
  let left = items;
  for (const end of ["first", "last"] as const) {
    for (let round = 0; round < 3 && left.length >= 3; round++) {
      const cut = withoutLabel(left, end);
      if (cut === left) break;
      left = cut;
    }
  }
  return left;
}

function withoutLabel(items: RawItem[], end: "first" | "last"): RawItem[] {
  const split = items.map(({ text }) => {
    const parts = text.split("\n\n");
    const label = end === "first" ? parts[0]! : parts.at(-1)!;
    const rest = end === "first" ? parts.slice(1) : parts.slice(0, -1);
    return rest.length === 0 || label.length > 120 ? undefined : { label: labelOf(label), rest: rest.join("\n\n") };
  });
  const counts = new Map<string, number>();
  for (const part of split) if (part !== undefined) counts.set(part.label, (counts.get(part.label) ?? 0) + 1);
  const [common, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  if (count < 3 || count < items.length * 0.5) return items;
  return items.map((item, k) => (split[k]?.label === common ? withText(item, split[k].rest) : item));
}

function withText(item: RawItem, text: string): RawItem {
  return { ...item, text, isRemoved: item.isRemoved || tellsOfRemoval(text) };
}

const labelOf = (text: string): string => text.replace(/\d+/g, "0").toLowerCase();

/** Its heading, or all of it, leads to another page of the site. */
function isTeaser(page: PageMap, item: ItemRange, url: string): boolean {
  if (isOneLink(page, item, url)) return true;
  for (let i = item.from; i < item.to; i++) {
    if (page.names[i] !== "a") continue;
    const href = attributeOf(page, i, "href") ?? "";
    if (href.includes("#") || !staysOnSite(href, siteOf(url)) || isThisPage(href, url)) continue;
    for (let up = page.parents[i]!; up >= item.from; up = page.parents[up]!)
      if (/^h[1-6]$/.test(page.names[up]!)) return !/\/(?:[@~]|users?|profil|member|author|autor|u|people)/i.test(href);
    for (let k = i + 1; k < page.ends[i]!; k++) if (/^h[1-6]$/.test(page.names[k]!)) return true;
  }
  return false;
}

function isOneLink(page: PageMap, { from, to }: ItemRange, url: string): boolean {
  const linked = page.linkSums[to]! - page.linkSums[from]!;
  if (linked < 0.9 * (page.textSums[to]! - page.textSums[from]!)) return false;
  let link = from;
  // Around the item, at most a few steps out, or within it.
  for (let up = from, step = 0; up > 0 && step < 6 && page.names[link] !== "a"; up = page.parents[up]!, step++)
    if (page.names[up] === "a") link = up;
  while (link < to && page.names[link] !== "a") link++;
  const href = attributeOf(page, link, "href");
  return href !== undefined && link < to && staysOnSite(href, siteOf(url)) && !isThisPage(href, url);
}

/** Whether what was found may be given: the weaker the mark, the more must speak for it. */
export function isSure(page: PageMap, judged: Judged, announcements: readonly number[], isBoard: boolean): boolean {
  const { strength, whole, dated, answerable, items } = judged;
  const start = items[0]!.from;
  const isAnnounced = announcements.some((at) => at <= start && (page.ends[at]! > start || start - at < 400));
  if (whole === 1 && dated === 0) return answerable === 1 && isCounted(page, items, announcements);
  if (strength === 3) return dated >= 0.5 || answerable >= 0.5 || isAnnounced;
  if (strength === 2)
    return whole >= 2 ? dated >= 0.5 || answerable >= 0.5 || isAnnounced : isAnnounced && (dated > 0 || answerable > 0);
  if (whole >= 2 && dated >= 0.6) return isBoard || isAnnounced || judged.mark === "schema:Posting";
  return isAnnounced && whole >= 2 && (answerable >= 0.6 || isCounted(page, items, announcements));
}

/** Whether a heading shortly before the items says how many there are, and so many there are. */
function isCounted(page: PageMap, items: readonly RawItem[], announcements: readonly number[]): boolean {
  const start = items[0]!.from;
  return (
    items.every(({ isWhole }) => isWhole) &&
    announcements.some((at) => at < start && start - at < 40 && declaredAt(page, at) === items.length)
  );
}

/** The number of comments that a heading gives; undefined where it gives none, or is no heading. */
export function declaredAt(page: PageMap, at: number): number | undefined {
  const text = textOfRange(page, at, page.ends[at]!);
  return text.length < 160 ? parseCount(text) : undefined;
}

export const dateOrReply =
  /\d[:.h]\d\d(?!\d)|\b(?:19|20)\d\d\b|\p{Nd}[/.-]\p{Nd}{1,2}[/.-]\p{Nd}|(?<![\p{L}\p{N}])\p{Nd}{1,2}\.?\s(?:de\s)?(?:\p{L}{3,}|\p{Lo}[\p{Lo}\p{M}]+)|(?<!\p{L})(?:ago|geleden|vor|il y a|hace|fa|siden|sedan|sitten|temu|atrás|назад|önce|πριν|قبل|منذ|לפני|reply|antwort(?:en)?|répondre|responder|rispondi|reageer|beantwoord\p{L}*|svara?|vastaa|odpowiedz|ответить|yanıtla|απάντηση|رد|הגב|השב)(?![\p{L}])|(?:जवाब|उत्तर) दें|पहले|返信|回复|回覆|답글|\d[时分日天]前|\d(?:분|시간|일) 전|\d(?:時間|分|日)前/giu;

/** A look at three of the items, before they are read in full. */
export function isDatedOrAnswerable(page: PageMap, ranges: readonly ItemRange[]): boolean {
  const samples = [...new Set([0, ranges.length >> 1, ranges.length - 1])].map((k) => ranges[k]!);
  const fitting = samples.filter(({ from, to }) => {
    const end = Math.min(to, from + 300);
    for (let i = from; i < end; i++)
      if (page.names[i] === "time" || attributeOf(page, i, "title") !== undefined) return true;
    return textOfRange(page, from, end).search(dateOrReply) >= 0 || hasAnswerLink(page, from, end);
  });
  return fitting.length * 2 > samples.length;
}
