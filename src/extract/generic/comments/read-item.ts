import type { DateContext } from "../../../model/parse-date.ts";
import { hint } from "../class-hints.ts";
import { attributeOf, type PageMap, shape } from "../page-map.ts";
import { fold, type TextBlock } from "../text-blocks.ts";
import { controlText, editMark, pingback, removedText } from "./comment-words.ts";
import { eachOwnNode, type ItemRange, ownBlocks, type RawItem } from "./item.ts";
import { mayBeName, nameIn, readItemAuthor } from "./item-author.ts";
import { dateInLine, readItemDate } from "./item-date.ts";

/** The word ends the class token: "message-body" is text, "message-inner" is layout. */
const namesText =
  /(?:^|[\s_-])(?:comment-?(?:content|text|body|copy|message|inner-?text)|commenttext|commentbody|content|text|body|message|msg|tekst|texte|texto|testo|inhalt|entry|postbody|post-?text|post-?content|bericht|bbwrapper|bb-wrapper|cooked|usertext|markdown|prose|copy|reactie-?body|treść|teksti|innehåll|description)(?:--[\w-]*)?(?=$|\s)/i;
const namesControls =
  /(?:^|[\s_-])(?:reply(?:-?link)?|replies|actions?|controls?|tools?|toolbar|buttons?|btn|links|vote[sr]?|votes|voting|likes?|rating|score|karma|report|flag|permalink|share|sharing|signature|sig|avatar|badge|user-?title|user-?info|user-?stats|user-?extras|userextras|profile|postprofile|user-?details|message-?user|message-?cell--user|postdetails|message-?attribution|awaiting-moderation|moderation|footer|edit-?link|replybox|thread-?toggle|inline-thread|sr-only|screen-reader-text|visually-hidden)(?:$|[\s_-])/i;

/** Reads one item: who, when, what; `blocks` are the page's. */
export function readItem(page: PageMap, blocks: readonly TextBlock[], item: ItemRange, rules: DateContext): RawItem {
  const own = ownBlocks(page, blocks, item);
  const date = readItemDate(page, item, rules);
  const cutDate = (text: string): string => {
    const shown = date !== undefined && text.includes(date.text) ? date.text : dateInLine(text, rules)?.text;
    // A date in a language we do not read still ends the name.
    if (shown === undefined)
      return (
        text.replace(/[\s,(|–-]*(?<![\d\p{L}])\d{1,2}[./ -]+(?:\p{L}{3,}|\d{1,2})[./ -]+\d{2,4}(?!\d).*$/u, "") || text
      );
    return !text.includes(shown) ? text : text.slice(0, text.indexOf(shown)) || text.slice(shown.length);
  };
  let author = readItemAuthor(page, item, cutDate);
  let header: TextBlock | undefined;
  let lineDate: { date: { at: string; precision: RawDate["precision"] }; text: string } | undefined;
  if (author === undefined || date === undefined) {
    const line = headerLine(own, rules, author === undefined);
    if (line !== undefined) {
      lineDate = line.date;
      if (author === undefined) {
        header = line.block;
        author = { name: line.name, role: line.role, at: -1 };
      }
    }
  }
  const controls: number[] = [];
  let hasControls = false;
  eachOwnNode(page, item, (at) => {
    if (page.shapes[at] !== shape.block && page.shapes[at] !== shape.inline) return;
    if (/replytocom|[?&#/]reply|respond/i.test(attributeOf(page, at, "href") ?? "")) hasControls = true;
    const length = page.textSums[page.ends[at]!]! - page.textSums[at]!;
    if (length === 0 || length > 200 || author === undefined || (at <= author.at && page.ends[at]! > author.at)) return;
    const names = `${attributeOf(page, at, "class") ?? ""}`.replace(/([a-z0-9])([A-Z])/g, "$1-$2");
    const isControl =
      namesControls.test(names) || page.names[at] === "button" || (page.hints[at]! & (hint.hidden | hint.share)) !== 0;
    if (isControl && !namesText.test(names)) controls.push(at);
  });
  const isApart = (at: number): boolean =>
    (author !== undefined && author.at >= 0 && at >= author.at && at < page.ends[author.at]!) ||
    (date !== undefined && at >= date.at && at < page.ends[date.at]!) ||
    controls.some((control) => at >= control && at < page.ends[control]!);
  const root = contentRoot(page, item, own, author?.at ?? -1, isApart);
  const headLine =
    author === undefined || author.at < 0
      ? undefined
      : own.find((block) => block.from < page.ends[author!.at]! && block.to > author!.at && block.owner <= author!.at);
  const headDate =
    headLine === undefined || date !== undefined ? undefined : dateInLine(headLine.text.slice(0, 200), rules);
  const role =
    author?.role ??
    (headLine === undefined
      ? null
      : roleBehind(headLine.text, author!.name, ownText(page, headLine, isApart), headDate?.text));
  const texts: string[] = [];
  let isRemoved = false;
  for (const block of own) {
    if (block === header && block.from !== root) {
      const rest = afterHeader(block.text, lineDate?.text);
      if (rest !== "") texts.push(rest);
      continue;
    }
    if (root >= 0 && (block.from < root || block.from >= page.ends[root]!)) continue;
    const text = ownText(page, block, isApart);
    if (text === "") continue;
    if (block === headLine) {
      // Name and date in the text's own line: what follows the date is the text.
      if (headDate !== undefined && date === undefined) {
        const rest = afterHeader(block.text, headDate.text);
        if (rest !== "") texts.push(rest);
        continue;
      }
      if (role !== null && root < 0 && text.length < 120) continue;
    }
    if (controlText.test(text)) {
      hasControls = true;
      continue;
    }
    if (text.length < 160 && editMark.test(text)) continue;
    if (/^[\W_]*\d{0,6}[\W_]*$/u.test(text) && !/\p{L}|\p{Extended_Pictographic}/u.test(text)) continue;
    if (text !== block.text && text.length < 80 && isRemains(text, rules)) continue;
    if (root < 0 && texts.length === 0 && text.length < 60 && isHeaderLine(text, author?.name, rules)) continue;
    texts.push(text);
  }
  while (texts.length > 1 && root < 0 && isTrailer(texts.at(-1)!, rules)) texts.pop();
  if (texts.length === 1 && texts[0]!.length < 120 && removedText.test(texts[0]!)) isRemoved = true;
  const text = texts.join("\n\n");
  const when = date ?? headDate ?? lineDate;
  return {
    ...item,
    author: author?.name ?? null,
    role,
    date: when?.date ?? null,
    dateText: when?.text ?? null,
    text,
    isRemoved,
    hasControls,
    isWhole: author !== undefined && text !== "" && !pingback.test(text) && !isLinkBack(page, item.from),
  };
}

function isLinkBack(page: PageMap, at: number): boolean {
  for (let up = at, step = 0; up > 0 && step < 3; up = page.parents[up]!, step++) {
    if (/(?:^|\s)(?:ping|track)back(?:\s|$)/.test(attributeOf(page, up, "class") ?? "")) return true;
  }
  return false;
}

type RawDate = NonNullable<RawItem["date"]>;

/** The element named for the comment's text, unless most of the item's text stands elsewhere. */
function contentRoot(
  page: PageMap,
  item: ItemRange,
  own: readonly TextBlock[],
  authorAt: number,
  isApart: (at: number) => boolean,
): number {
  let best = -1;
  let bestLetters = 0;
  eachOwnNode(page, item, (at) => {
    if (page.shapes[at] !== shape.block && page.shapes[at] !== shape.inline) return;
    if (at === item.from || isApart(at) || (authorAt >= at && authorAt < page.ends[at]!)) return;
    const itemprop = attributeOf(page, at, "itemprop") ?? attributeOf(page, at, "property") ?? "";
    const names = `${attributeOf(page, at, "class") ?? ""} ${attributeOf(page, at, "id") ?? ""}`.replace(
      /([a-z0-9])([A-Z])/g,
      "$1-$2",
    );
    if (!/(?:^|\s|:)(?:text|commentText|encoded)(?:\s|$)/.test(itemprop) && !namesText.test(names)) return;
    const letters = page.textSums[page.ends[at]!]! - page.textSums[at]!;
    // Within the best, one that holds nearly all of it is the closer frame.
    if (letters > bestLetters || (best >= 0 && at < page.ends[best]! && letters > bestLetters * 0.97)) {
      best = at;
      bestLetters = Math.max(letters, bestLetters);
    }
  });
  if (best < 0) return -1;
  let outside = 0;
  for (const block of own) {
    if (block.from >= best && block.from < page.ends[best]!) continue;
    if (block.owner > 0 && (page.names[block.owner] === "p" || block.text.length > 120))
      outside += ownText(page, block, isApart).length;
  }
  return outside > bestLetters ? -1 : best;
}

/** A block's text without what stands apart: author, date, buttons. */
function ownText(page: PageMap, block: TextBlock, isApart: (at: number) => boolean): string {
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
  return touches ? fold(text).replace(/^[\s|\-–—•·:,/]+(?=\S)/, "") : block.text;
}

/** A first line of name and date, or of a name alone in type of its own. */
function headerLine(
  own: readonly TextBlock[],
  rules: DateContext,
  needsName: boolean,
): { block: TextBlock; name: string; role: string | null; date: ReturnType<typeof dateInLine> } | undefined {
  for (const block of own.slice(0, 3)) {
    const line = block.text.slice(0, 200);
    const date = dateInLine(line, rules);
    if (date !== undefined) {
      const place = line.indexOf(date.text);
      const { name, role } = nameIn(line.slice(0, place).replace(/[([]\s*$/, ""));
      if (place >= 0 && place < 100 && mayBeName(name)) return { block, name, role, date };
      const behind = nameIn(line.slice(place + date.text.length));
      if (place <= 3 && block.text.length < 120 && mayBeName(behind.name)) return { block, ...behind, date };
    }
    if (
      needsName &&
      block.text.length <= 60 &&
      (block.kind === "heading" || block.boldLetters > block.text.length * 0.5) &&
      !controlText.test(block.text)
    ) {
      const { name, role } = nameIn(block.text);
      if (mayBeName(name)) return { block, name, role, date };
    }
  }
  return undefined;
}

/** "Name, huisarts, Zwolle": what a mark sets off behind the name in its own line is the role. */
function roleBehind(line: string, name: string, rest: string, date: string | undefined): string | null {
  if (!line.includes(name)) return null;
  const behind = line.slice(line.indexOf(name) + name.length);
  if (!/^\s*[,/|(–-]\s*\S/.test(behind)) return null;
  const end = date === undefined ? -1 : behind.indexOf(date);
  const role = (end >= 0 ? behind.slice(0, end) : behind.includes(rest) ? rest : "").replace(
    /^[\s,()|/–-]+|[\s,()|/–-]+$/g,
    "",
  );
  return role.length >= 2 &&
    role.length <= 120 &&
    !/^[\d\s.:/-]+$/.test(role) &&
    !/[.!?]\s/.test(role.replace(/\b\p{L}{1,4}\.\s/gu, ""))
    ? role
    : null;
}

function afterHeader(text: string, date: string | undefined): string {
  if (date === undefined || !text.includes(date)) return "";
  const rest = text.slice(text.indexOf(date) + date.length).replace(/^[\s|\-–—•·:,/)\]]+/, "");
  return rest.length > 12 && !controlText.test(rest) ? rest : "";
}

/** What is left of a header when name and date are gone: "says on", "at", "·". */
function isRemains(text: string, rules: DateContext): boolean {
  const { name } = nameIn(text);
  if (!/\p{L}{2}/u.test(name)) return true;
  const date = dateInLine(text, rules);
  if (date !== undefined && date.text.length > text.length * 0.5) return true;
  return /^(?:says|said|wrote|writes|sagt|schreibt|schrieb|meint|dijo|dice|dit|a dit|ha detto|disse|pisze|mówi|skrev|sier|säger|пишет|zegt|schreef|kirjoitti|dedi ki|posted|commented)?[\s,]*(?:on|at|am|um|op|om|le|à|el|a las|il|alle|em|às|dnia|o|den|kl|klo|в)?[\s:,.]*$/iu.test(
    text,
  );
}

function isHeaderLine(text: string, author: string | undefined, rules: DateContext): boolean {
  if (author !== undefined && text.includes(author) && text.length < author.length + 25) return true;
  const date = dateInLine(text, rules);
  return date !== undefined && date.text.length > text.length * 0.55;
}

function isTrailer(text: string, rules: DateContext): boolean {
  if (text.length > 60) return false;
  const date = dateInLine(text, rules);
  return date !== undefined && date.text.length > text.length * 0.6;
}
