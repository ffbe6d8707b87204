import type { ExtractedComment } from "../../../model/extraction.ts";
import type { DateContext } from "../../../model/parse-date.ts";
import { hint } from "../class-hints.ts";
import { siteOf, staysOnSite } from "../links.ts";
import { attributeOf, type PageMap, textLengthOf, textOfRange } from "../page-map.ts";
import type { TextBlock } from "../text-blocks.ts";
import { boardAddress, boardMarks, nameless, sectionHeading } from "./comment-words.ts";
import type { ItemRange, RawItem } from "./item.ts";
import { alikeSets, rangesOf, stretchSets } from "./item-sets.ts";
import { publisherIdOf, readMarkedSets } from "./marked-items.ts";
import { placesOf } from "./nesting.ts";
import { readItem } from "./read-item.ts";

export interface CommentsReading {
  readonly comments: readonly ExtractedComment[];
  readonly items: readonly RawItem[];
  /** How they were found. */
  readonly where: string;
  readonly confidence: number;
  /** The page is a thread of a discussion board. */
  readonly isBoard: boolean;
}

export interface CommentsContext {
  readonly url: string;
  readonly titleAt: number;
  readonly dates: DateContext;
  /** `<meta name=generator>` and the like, to know a board by. */
  readonly generator: string;
}

const none: CommentsReading = { comments: [], items: [], where: "", confidence: 0, isBoard: false };

/**
 * Readers' comments: the set of like elements that most clearly are one.
 *
 * Looked for first by marks (schema types, numbered ids, class names), then, below a heading or element that announces
 * comments, by repetition alone. Nothing is taken without positive evidence: each item needs an author and a text, the
 * set a mark or an announcement, and dates or answer links.
 */
export function findComments(page: PageMap, blocks: readonly TextBlock[], context: CommentsContext): CommentsReading {
  const isBoard =
    boardAddress.test(context.url) ||
    boardMarks.test(context.generator) ||
    boardMarks.test(attributeOf(page, page.names.indexOf("body"), "id") ?? "");
  const announcements = announcementsOf(page, blocks);
  let best: Judged | undefined;
  for (const { mark, strength, items } of readMarkedSets(page)) {
    if (strength === 1 && !isBoard && announcements.length === 0 && mark !== "schema:Posting") continue;
    const wanted = items.filter((at) => mayHold(page, at, context, isBoard));
    if (wanted.length === 0 || (strength < 3 && wanted.length < 2 && announcements.length === 0)) continue;
    if (strength === 1 && !isDatedOrAnswerable(page, rangesOf(page, wanted))) continue;
    const judged = judge(page, blocks, rangesOf(page, wanted), context, mark, strength);
    if (judged !== undefined && isSure(page, judged, announcements, isBoard) && judged.score > (best?.score ?? 0))
      best = judged;
  }
  // A single one that bears a mark may be the box around several that bear none.
  if (best === undefined || best.whole === 1) {
    const repeated = unmarked(page, blocks, context, announcements);
    if (repeated !== undefined && repeated.score > (best?.score ?? 0)) best = repeated;
  }
  if (best === undefined) return none;
  const items = best.items.filter((item) => item.isWhole);
  return {
    comments: commentsOf(page, items),
    items,
    where: best.mark,
    confidence: Math.min(0.95, 0.5 + 0.1 * best.strength + 0.15 * best.dated),
    isBoard: best.strength === 1 || (isBoard && best.mark.startsWith("schema")),
  };
}

interface Judged {
  readonly mark: string;
  readonly strength: number;
  readonly items: readonly RawItem[];
  readonly whole: number;
  /** Shares of the whole items that have a date; a link to answer. */
  readonly dated: number;
  readonly answerable: number;
  readonly score: number;
}

function judge(
  page: PageMap,
  blocks: readonly TextBlock[],
  ranges: readonly ItemRange[],
  context: CommentsContext,
  mark: string,
  strength: number,
): Judged | undefined {
  const items: RawItem[] = [];
  let whole = 0;
  let dated = 0;
  let answerable = 0;
  let letters = 0;
  for (const range of ranges) {
    // A set that begins with failures only is none.
    if (items.length === 4 && whole === 0) return undefined;
    const item = readItem(page, blocks, range, context.dates);
    items.push(item);
    if (!item.isWhole) continue;
    whole++;
    if (item.date !== null) dated++;
    if (item.hasControls) answerable++;
    letters += Math.min(item.text.length, 400);
  }
  if (whole === 0 || whole < items.length * 0.4) return undefined;
  if (strength < 3 && items.filter((item) => isTeaser(page, item, context.url)).length > items.length / 2)
    return undefined;
  const authors = new Set(items.filter((item) => item.isWhole).map((item) => item.author));
  // One name on everything is the publisher's, unless the markup is sure or the name is nobody's.
  if (strength < 3 && whole >= 4 && authors.size === 1 && !nameless.test([...authors][0]!)) return undefined;
  const score = whole * (1 + dated / whole) + letters / 2000 + strength * 0.2 - (items.length - whole) * 0.5;
  return { mark, strength, items, whole, dated: dated / whole, answerable: answerable / whole, score };
}

/** Its heading leads to another page of the site. */
function isTeaser(page: PageMap, item: ItemRange, url: string): boolean {
  for (let i = item.from; i < item.to; i++) {
    if (page.names[i] !== "a") continue;
    const href = attributeOf(page, i, "href") ?? "";
    if (href.includes("#") || !staysOnSite(href, siteOf(url)) || isThisPage(href, url)) continue;
    for (let up = page.parents[i]!; up >= item.from; up = page.parents[up]!)
      if (/^h[1-6]$/.test(page.names[up]!)) return !/\/(?:users?|profil|member|author|autor|u|people)/i.test(href);
    for (let k = i + 1; k < page.ends[i]!; k++) if (/^h[1-6]$/.test(page.names[k]!)) return true;
  }
  return false;
}

function isSure(page: PageMap, judged: Judged, announcements: readonly number[], isBoard: boolean): boolean {
  const { strength, whole, dated, answerable, items } = judged;
  const start = items[0]!.from;
  const isAnnounced = announcements.some((at) => at <= start && (page.ends[at]! > start || start - at < 400));
  if (whole === 1 && dated === 0) return false;
  if (strength === 3) return dated >= 0.5 || answerable >= 0.5 || isAnnounced;
  if (strength === 2)
    return whole >= 2 ? dated >= 0.5 || answerable >= 0.5 || isAnnounced : isAnnounced && (dated > 0 || answerable > 0);
  return whole >= 2 && dated >= 0.6 && (isBoard || isAnnounced || judged.mark === "schema:Posting");
}

const elsewhere =
  /recent|latest|newest|popular|testimonial|review|ticker|live-?blog|liveticker|twitter|tweet|related|teaser|faq|carousel|slider|swiper|(?:^|\s)(?:[a-z]+[-_])?sidebar(?:[-_](?:left|right|primary|secondary|widgets?|inner|content|main))?(?:\s|$)|widget-area|footer-widget|promo/i;

/** Whether an element can be a comment at all: text enough and little, the title not within, no teaser of another page, in no widget. */
function mayHold(page: PageMap, at: number, context: CommentsContext, isBoard: boolean): boolean {
  const letters = textLengthOf(page, at);
  if (letters < 3) return false;
  const pageLetters = page.textSums[page.nodes.length]!;
  if (context.titleAt >= at && context.titleAt < page.ends[at]! && !isBoard) return false;
  for (let up = at; up > 0; up = page.parents[up]!) {
    const name = page.names[up]!;
    if (name === "aside" || name === "nav" || name === "body") {
      if (name === "body") break;
      return false;
    }
    if (up !== at && textLengthOf(page, up) > 0.4 * pageLetters) continue;
    const names = `${attributeOf(page, up, "class") ?? ""} ${attributeOf(page, up, "id") ?? ""}`;
    if (elsewhere.test(names) && (page.hints[up]! & hint.content) === 0) return false;
    if (
      /FAQPage|Question$|LiveBlog|BlogPosting|NewsArticle|Review|Product/.test(
        attributeOf(page, up, "itemtype") ?? "",
      ) &&
      up === at
    )
      return false;
  }
  for (let i = at; i < page.ends[at]!; i++) {
    if (page.names[i] !== "a") continue;
    const href = attributeOf(page, i, "href") ?? "";
    const anchor = href.indexOf("#");
    if (
      anchor > 0 &&
      /comment|reactie|kommentar|cmt|respuesta/i.test(href.slice(anchor)) &&
      !isThisPage(href.slice(0, anchor), context.url)
    )
      return false;
  }
  return true;
}

function isThisPage(href: string, url: string): boolean {
  if (!URL.canParse(href, url)) return true;
  const link = new URL(href, url);
  const here = new URL(url);
  // A saved page may know itself by another address: then its links cannot tell.
  if (here.hostname.endsWith(".invalid")) return true;
  const path = (text: string): string =>
    text
      .replace(/\/(?:comment-page-\d+|page[/-]?\d+|amp)?\/?$/, "")
      .replace(/\/+$/, "")
      .toLowerCase();
  return (
    path(link.pathname) === path(here.pathname) ||
    path(link.pathname).startsWith(path(here.pathname)) ||
    path(here.pathname).startsWith(path(link.pathname))
  );
}

/** Headings and elements that announce a comment section. */
function announcementsOf(page: PageMap, blocks: readonly TextBlock[]): number[] {
  const list: number[] = [];
  for (const block of blocks) {
    if (block.text.length > 160 || block.text.length < 4) continue;
    const isHeading =
      block.kind === "heading" ||
      block.boldLetters > block.text.length * 0.8 ||
      (page.hints[block.owner]! & hint.headline) !== 0 ||
      // A short line may be a heading without the tag; as a link it only leads to the comments.
      (block.text.length < 40 && block.linkLetters === 0);
    // One that counts none announces none.
    if (isHeading && sectionHeading.test(block.text) && !/^\D*0\D*$/.test(block.text)) list.push(block.from);
  }
  for (let i = 0; i < page.nodes.length; i++) {
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
  return list.sort((a, b) => a - b);
}

/** Comments without marks of their own: repetition below an announcement. */
function unmarked(
  page: PageMap,
  blocks: readonly TextBlock[],
  context: CommentsContext,
  announcements: readonly number[],
): Judged | undefined {
  let best: Judged | undefined;
  const tried = new Set<number>();
  for (const announcement of announcements.slice(0, 8)) {
    const region = regionOf(page, announcement);
    // Far below the announcement stands something else, as does the page's own foot.
    const isNear = (range: ItemRange): boolean => range.from < region!.from + 200 && !isInFoot(page, range.from);
    if (
      region === undefined ||
      tried.has(region.from) ||
      !mayHold(page, announcement, { ...context, titleAt: -1 }, true)
    )
      continue;
    tried.add(region.from);
    if (context.titleAt >= region.from && context.titleAt < region.to) continue;
    // Two comments have two dates or two links to answer.
    if ((textOfRange(page, region.from, Math.min(region.to, region.from + 4000)).match(dateOrReply) ?? []).length < 2)
      continue;
    const letters = page.textSums[region.to]! - page.textSums[region.from]!;
    const sets = [
      ...alikeSets(page, region.from, region.to),
      ...stretchSets(page, region.container, region.from, region.to),
    ];
    for (const ranges of sets) {
      const wanted = ranges.filter((range) => !(context.titleAt >= range.from && context.titleAt < range.to));
      if (
        wanted.length < 2 ||
        !isNear(wanted[0]!) ||
        lettersOf(page, wanted) < 0.4 * letters ||
        !isDatedOrAnswerable(page, wanted)
      )
        continue;
      const judged = judge(page, blocks, wanted, context, "repetition", 0);
      if (judged === undefined || judged.whole < 2 || (judged.dated < 0.6 && judged.answerable < 0.6)) continue;
      if (judged.score > (best?.score ?? 0)) best = judged;
    }
  }
  return best;
}

const dateOrReply =
  /\d[:.h]\d\d(?!\d)|\b(?:19|20)\d\d\b|\d[/.-]\d{1,2}[/.-]\d|\b\d{1,2}\.?\s(?:de\s)?\p{L}{3,}|\b(?:ago|geleden|vor|il y a|hace|fa|siden|sedan|sitten|temu|atrás|назад|önce|reply|antwort(?:en)?|répondre|responder|rispondi|reageer|beantwoord\p{L}*|svara?|vastaa|odpowiedz|ответить|yanıtla)\b/giu;

/** A look at three of the items, before they are read in full. */
function isDatedOrAnswerable(page: PageMap, ranges: readonly ItemRange[]): boolean {
  const samples = [...new Set([0, ranges.length >> 1, ranges.length - 1])].map((k) => ranges[k]!);
  const fitting = samples.filter(({ from, to }) => {
    const end = Math.min(to, from + 300);
    for (let i = from; i < end; i++)
      if (page.names[i] === "time" || attributeOf(page, i, "title") !== undefined) return true;
    return textOfRange(page, from, end).search(dateOrReply) >= 0;
  });
  return fitting.length * 2 > samples.length;
}

function lettersOf(page: PageMap, ranges: readonly ItemRange[]): number {
  let letters = 0;
  let end = -1;
  for (const { from, to } of ranges) {
    if (from < end) continue;
    letters += page.textSums[to]! - page.textSums[from]!;
    end = to;
  }
  return letters;
}

function isInFoot(page: PageMap, at: number): boolean {
  for (let up = page.parents[at]!; up > 0; up = page.parents[up]!) {
    if (page.names[up] === "article" || page.names[up] === "main") return false;
    if ((page.hints[up]! & (hint.footer | hint.navigation | hint.legal)) !== 0 && page.names[up] !== "body")
      return true;
  }
  return false;
}

/** What an announcement heads: its own subtree, or what follows it in the smallest element with text enough. */
function regionOf(page: PageMap, at: number): { container: number; from: number; to: number } | undefined {
  if (textLengthOf(page, at) > 200) return { container: at, from: at, to: page.ends[at]! };
  // An element that is named for comments holds them; only a heading stands before them.
  if (page.names[at] !== "") return undefined;
  for (let up = page.parents[at]!; up > 0; up = page.parents[up]!) {
    const letters = page.textSums[page.ends[up]!]! - page.textSums[page.ends[at]!]!;
    if (letters > 40) return { container: up, from: page.ends[at]!, to: page.ends[up]! };
  }
  return undefined;
}

/**
 * The stretch of page that is an item's alone: the outermost element that holds it and no other item. A profile or a date
 * beside the comment lies in there, and none of it is the article's.
 */
export function slotOf(
  page: PageMap,
  items: readonly RawItem[],
  index: number,
  titleAt: number,
): { from: number; to: number } {
  const item = items[index]!;
  let { from, to } = item;
  if (items.length < 2) return { from, to };
  const most = 2 * (page.textSums[to]! - page.textSums[from]!) + 400;
  for (let up = page.parents[from]!; up > 0; up = page.parents[up]!) {
    const end = page.ends[up]!;
    const holdsOther = (items[index - 1]?.to ?? -1) > up || (items[index + 1]?.from ?? Number.POSITIVE_INFINITY) < end;
    if (holdsOther || (titleAt >= up && titleAt < end) || page.textSums[end]! - page.textSums[up]! > most) break;
    from = up;
    to = Math.max(end, to);
  }
  return { from, to };
}

function commentsOf(page: PageMap, items: readonly RawItem[]): ExtractedComment[] {
  const places = placesOf(page, items);
  return items.map((item, index) => {
    const place = places[index]!;
    return {
      publisherId: publisherIdOf(page, item.from),
      key: `c${index}`,
      parentKey: place.parent < 0 ? null : `c${place.parent}`,
      depth: place.depth,
      author: item.author,
      role: item.role,
      place: null,
      title: null,
      publishedAt: item.date?.at ?? null,
      publishedPrecision: item.date?.precision ?? null,
      publishedText: item.dateText,
      editedAt: null,
      text: item.isRemoved ? null : item.text,
      status: item.isRemoved ? ("removed" as const) : ("visible" as const),
      votesUp: null,
      votesDown: null,
      isArticleAuthor: false,
    };
  });
}
