import { hint } from "../class-hints.ts";
import { attributeOf, linkDensityOf, type PageMap, shape, textOfRange } from "../page-map.ts";
import type { TextBlock } from "../text-blocks.ts";
import { controlText, editMark, pingback, removedText } from "./comment-words.ts";
import type { CommentDates } from "./comments-context.ts";
import {
  eachOwnNode,
  hasAnswerLink,
  type ItemCustom,
  type ItemRange,
  isInHeading,
  ownBlocks,
  type RawItem,
} from "./item.ts";
import { isInitials, readItemAuthor } from "./item-author.ts";
import { dateInLine, readItemDate } from "./item-date.ts";
import { afterHeader, headerLine, isHeaderLine, isRemains, isTrailer, roleBehind } from "./item-header.ts";
import { controlsAtEnd, dateAmong, lastLineWith, namedByLabel, piecesOf, readHead, readTail } from "./item-pieces.ts";
import { contentRoot, isAbout, namesText, ownText } from "./item-text.ts";

const namesControls =
  /(?:^|[\s_-])(?:reply(?:-?link)?|replies|actions?|controls?|tools?|toolbar|buttons?|btn|links|vote[sr]?|votes|voting|likes?|rating|score|karma|report|flag|permalink|share|sharing|signature|sig|avatar|badge|user-?title|user-?info|user-?stats|user-?extras|userextras|profile|postprofile|user-?details|message-?user|message-?cell--user|postdetails|message-?attribution|awaiting-moderation|moderation|footer|edit-?link|replybox|thread-?toggle|inline-thread|sr-only|screen-reader-text|visually-hidden)(?:$|[\s_-])/i;

/** A line that is a date, if in words that nobody taught us. */
const unreadDate = /^\p{Nd}{1,2}[.\s]\s?[\p{L}\p{M}/]{3,20}\.?,?\s\p{Nd}{4}(?:[\s,]+\p{Nd}{1,2}[:.]\p{Nd}{2})?$/u;

/** Reads one item: who, when, what; `blocks` are the page's. */
export function readItem(
  page: PageMap,
  blocks: readonly TextBlock[],
  item: ItemRange,
  rules: CommentDates,
  { textClass, hasSubjects = false }: ItemCustom = {},
): RawItem {
  const own = ownBlocks(page, blocks, item).filter((block) => !hasSubjects || !isInHeading(page, block.from, item));
  let date = readItemDate(page, item, rules);
  const cutDate = (text: string): string => {
    const shown = date !== undefined && text.includes(date.text) ? date.text : dateInLine(text, rules)?.text;
    // A date in a language we do not read still ends the name.
    if (shown === undefined)
      return (
        text.replace(/[\s,(|–-]*(?<![\d\p{L}])\d{1,2}[./ -]+(?:\p{L}{3,}|\d{1,2})[./ -]+\d{2,4}(?!\d).*$/u, "") || text
      );
    return !text.includes(shown) ? text : text.slice(0, text.indexOf(shown)) || text.slice(shown.length);
  };
  let author = readItemAuthor(page, item, cutDate, hasSubjects);
  const controls: number[] = [];
  if (author === undefined || date === undefined) {
    const pieces = piecesOf(page, item).filter(({ at }) => !hasSubjects || !isInHeading(page, at, item));
    const head = author === undefined ? (readHead(page, pieces, rules) ?? readTail(page, pieces, rules)) : undefined;
    if (author === undefined && head === undefined) author = namedByLabel(page, pieces, item.from);
    if (head !== undefined) {
      author = head.author;
      controls.push(...head.ornaments);
    }
    date ??= head?.date ?? dateAmong(pieces, rules);
  }
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
  let hasControls = false;
  eachOwnNode(page, item, (at) => {
    if (page.shapes[at] !== shape.block && page.shapes[at] !== shape.inline) return;
    if (/replytocom|[?&#/]reply|respond/i.test(attributeOf(page, at, "href") ?? "")) hasControls = true;
    const length = page.textSums[page.ends[at]!]! - page.textSums[at]!;
    if (length === 0 || length > 200 || author === undefined || (at <= author.at && page.ends[at]! > author.at)) return;
    const names = `${attributeOf(page, at, "class") ?? ""}`.replace(/([a-z0-9])([A-Z])/g, "$1-$2");
    const isControl =
      namesControls.test(names) ||
      page.names[at] === "button" ||
      (page.hints[at]! & (hint.hidden | hint.share | hint.advertisement)) !== 0;
    if (!isControl || (namesText.test(names) && linkDensityOf(page, at) <= 0.9)) return;
    controls.push(at);
    if (hasAnswerLink(page, at, page.ends[at]!)) hasControls = true;
  });
  const cuts: { from: number; to: number }[] = controls.map((at) => ({ from: at, to: page.ends[at]! }));
  for (const shown of [author, date])
    if (shown !== undefined && shown.at >= 0) cuts.push({ from: shown.at, to: page.ends[shown.at]! });
  const isApart = (at: number): boolean => cuts.some(({ from, to }) => at >= from && at < to);
  for (const block of own) {
    const buttons = controlsAtEnd(page, block, isApart);
    if (buttons === undefined) continue;
    hasControls = true;
    cuts.push(buttons);
  }
  // "Text, break, by whom and when": the last line of the block that holds the name is the head.
  const footLine = author === undefined || author.at < 0 ? undefined : lastLineWith(page, own, author.at);
  if (footLine !== undefined) cuts.push(footLine);
  const root = contentRoot(page, item, own, [author?.at ?? -1, date?.at ?? -1], author?.name, isApart, textClass);
  const headLine =
    author === undefined || author.at < 0
      ? undefined
      : own.find((block) => block.from < page.ends[author!.at]! && block.to > author!.at && block.owner <= author!.at);
  const headText = footLine === undefined ? headLine?.text : textOfRange(page, footLine.from, footLine.to);
  const headDate = headText === undefined || date !== undefined ? undefined : dateInLine(headText.slice(0, 200), rules);
  // A line before the text that names the author once more.
  const lineAbout =
    date !== undefined || headDate !== undefined || author === undefined
      ? undefined
      : own.find((block) => block.from < root && isAbout(author!.name, block.text));
  const role =
    author?.role ??
    (headLine === undefined
      ? null
      : roleBehind(headLine.text, author!.name, ownText(page, headLine, isApart), (headDate ?? date)?.text));
  const texts: string[] = [];
  let subject: string | null = null;
  for (const block of own) {
    if (isSubject(page, block.from, item.from)) {
      subject ??= block.text;
      continue;
    }
    if (block === header && block.from !== root) {
      const rest = afterHeader(block.text, lineDate?.text);
      if (rest !== "") texts.push(rest);
      continue;
    }
    if (root >= 0 && (block.from < root || block.from >= page.ends[root]!)) continue;
    const text = ownText(page, block, isApart);
    if (text === "") continue;
    // A rule of underscores parts the signature from the text.
    if (/^_{6,}/.test(text)) break;
    if (block === headLine) {
      // Name and date in the text's own line: what follows the date is the text.
      if (headDate !== undefined && date === undefined && footLine === undefined) {
        const rest = afterHeader(text, headDate.text);
        if (rest !== "" && !isHeadAlone(rest, own, block)) texts.push(rest);
        continue;
      }
      if (role !== null && root < 0 && text.length < 120) continue;
    }
    if (controlText.test(text)) {
      hasControls = true;
      continue;
    }
    // First letters in place of a picture.
    if (author !== undefined && block.from < author.at && text.length <= 3 && isInitials(text, author.name)) continue;
    if (text.length < 160 && editMark.test(text)) continue;
    if (/^[\W_]*\d{0,6}[\W_]*$/u.test(text) && !/\p{L}|\p{Extended_Pictographic}/u.test(text)) continue;
    if (text !== block.text && text.length < 80 && isRemains(text, rules)) continue;
    if (texts.length === 0 && unreadDate.test(text)) continue;
    if (root < 0 && texts.length === 0 && text.length < 60 && isHeaderLine(text, author?.name, rules)) continue;
    texts.push(text);
  }
  while (texts.length > 1 && root < 0 && isTrailer(texts.at(-1)!, rules)) texts.pop();
  const text = texts.join("\n\n");
  const when =
    date ?? headDate ?? lineDate ?? (lineAbout === undefined ? undefined : dateInLine(lineAbout.text, rules));
  return {
    ...item,
    author: author?.name ?? null,
    role,
    date: when?.date ?? null,
    dateText: when?.text ?? null,
    text,
    isRemoved: tellsOfRemoval(text),
    isNamedByHeading: author !== undefined && author.at >= 0 && isInHeading(page, author.at, item),
    subject,
    textClass: root < 0 ? undefined : attributeOf(page, root, "class"),
    hasControls,
    isWhole: author !== undefined && text !== "" && !pingback.test(text) && !isLinkBack(page, item.from),
  };
}

/** A comment's own name, in RDFa as Drupal writes it: a subject line above the text. */
function isSubject(page: PageMap, at: number, itemAt: number): boolean {
  for (let up = at; up > itemAt; up = page.parents[up]!) {
    const property = attributeOf(page, up, "property") ?? "";
    if (/\b(?:author|creator)\b/.test(`${property} ${attributeOf(page, up, "rel") ?? ""}`)) return false;
    if (/(?:^|\s)(?:schema:name|dc:title)(?:\s|$)/.test(property))
      return !/(?:^|\s)(?:schema:Person|sioc:UserAccount|foaf:Person)(?:\s|$)/.test(
        `${attributeOf(page, up, "typeof") ?? ""} ${attributeOf(page, page.parents[up]!, "typeof") ?? ""}`,
      );
  }
  return false;
}

/** What is left of a line of name and date, where lines of their own hold the text. */
function isHeadAlone(rest: string, own: readonly TextBlock[], head: TextBlock): boolean {
  return (
    rest.length < 60 &&
    !/[.!?…]["”»]?$/u.test(rest) &&
    own.some(({ from, text }) => from > head.from && text.length > 1)
  );
}

/** Whether a text stands where a comment was. */
export function tellsOfRemoval(text: string): boolean {
  return text.length < 120 && removedText.test(text);
}

function isLinkBack(page: PageMap, at: number): boolean {
  for (let up = at, step = 0; up > 0 && step < 3; up = page.parents[up]!, step++) {
    if (/(?:^|\s)(?:ping|track)back(?:\s|$)/.test(attributeOf(page, up, "class") ?? "")) return true;
  }
  return false;
}

type RawDate = NonNullable<RawItem["date"]>;
