import { attributeOf, type PageMap, shape, textOfRange } from "../page-map.ts";
import { controlText, editMark } from "./comment-words.ts";
import type { CommentDates } from "./comments-context.ts";
import { eachOwnNode, type ItemRange } from "./item.ts";
import { type AuthorReading, isInitials, mayBeName, nameIn } from "./item-author.ts";
import { dateInLine, type ItemDate, sinceWhen } from "./item-date.ts";

/** A text that stands alone in its element: what layout sets apart, where the markup puts no space between. */
export interface Piece {
  /** The outermost element that holds this text and no other; the text itself where it shares its element. */
  readonly at: number;
  readonly text: string;
}

const mostPieces = 200;

/** The pieces of an item, as far as they are few. */
export function piecesOf(page: PageMap, item: ItemRange): Piece[] {
  const pieces: Piece[] = [];
  let end = -1;
  eachOwnNode(page, item, (at) => {
    if (pieces.length >= mostPieces || at < end || page.shapes[at] !== shape.text) return;
    const letters = page.textSums[at + 1]! - page.textSums[at]!;
    if (letters === 0) return;
    let outer = at;
    for (let up = page.parents[at]!; up > item.from; up = page.parents[up]!) {
      if (page.textSums[page.ends[up]!]! - page.textSums[up]! > letters) break;
      outer = up;
    }
    pieces.push({ at: outer, text: textOfRange(page, outer, page.ends[outer]!) });
    end = page.ends[outer]!;
  });
  return pieces;
}

/** A piece by which no comment is told: a counter, a mark, a button, the first letters of a name in place of a picture. */
function saysNothing(piece: Piece, next: Piece | undefined): boolean {
  const { text } = piece;
  if (!/\p{L}/u.test(text) || controlText.test(text) || editMark.test(text)) return true;
  return text.length <= 3 && next !== undefined && isInitials(text, next.text);
}

/** What the order of pieces tells of an item whose markup names nothing: who wrote, when, and what else stands in its head. */
export interface HeadReading {
  readonly author: AuthorReading;
  readonly date: ItemDate;
  /** First letters and the like before the name. */
  readonly ornaments: readonly number[];
}

/** A name alone in its element with a date beside it: before it by two pieces at most, or behind it. */
export function readHead(page: PageMap, pieces: readonly Piece[], rules: CommentDates): HeadReading | undefined {
  const ornaments: number[] = [];
  let name: Piece | undefined;
  let date: ItemDate | undefined;
  let role: string | null = null;
  for (const [k, piece] of pieces.entries()) {
    if (k > 8) break;
    if (saysNothing(piece, pieces[k + 1])) {
      if (name === undefined && piece.text.length <= 3) ornaments.push(piece.at);
      continue;
    }
    const found = piece.text.length > 60 ? undefined : dateInLine(piece.text, rules);
    if (found !== undefined && found.text.length > piece.text.length * 0.4) {
      date ??= { ...found, at: piece.at };
      if (name !== undefined) break;
      continue;
    }
    if (name === undefined) {
      if (piece.text.length > 60 || found !== undefined || isSentence(piece.text)) return undefined;
      if (!mayBeName(nameIn(piece.text).name) || page.names[piece.at] === "") return undefined;
      name = piece;
    } else if (role === null && mayBeRole(piece.text)) role = piece.text;
    // Beyond a longer text no date is the head's.
    else if (piece.text.length > 60) break;
  }
  if (name === undefined || date === undefined) return undefined;
  const { name: bare, role: behind } = nameIn(name.text);
  return { author: { name: bare, role: behind ?? role, at: name.at }, date, ornaments };
}

/** What an item says first, where the label that it bears for screen readers says it too: "Comment by …". */
export function namedByLabel(page: PageMap, pieces: readonly Piece[], at: number): AuthorReading | undefined {
  const label = attributeOf(page, at, "aria-label");
  if (label === undefined || label.length > 120) return undefined;
  const first = pieces.slice(0, 3).find(({ text }) => text.length >= 2 && label.includes(text) && mayBeName(text));
  return first === undefined ? undefined : { name: first.text, role: null, at: first.at };
}

/** Ends like one, unless it is as short as a name with its last part cut short: "Wim K." */
function isSentence(text: string): boolean {
  return /[.!?…]$/u.test(text) && (text.split(" ").length > 4 || !/(?<!\p{L})\p{Lu}\p{L}{0,2}\.$/u.test(text));
}

function mayBeRole(text: string): boolean {
  return (
    text.length >= 3 && text.length <= 40 && text.split(" ").length <= 4 && /^\p{L}[^@→▸►»>:?!]*(?<!\.)$/u.test(text)
  );
}

/** Name and date below the text: what follows its last long piece. */
export function readTail(page: PageMap, pieces: readonly Piece[], rules: CommentDates): HeadReading | undefined {
  const last = pieces.findLastIndex(({ text }) => text.length > 60 || isSentence(text.replace(/["”»]$/u, "")));
  return last < 0 || pieces.length - last > 10 ? undefined : readHead(page, pieces.slice(last + 1), rules);
}

/** "Posted:", as boards say it before day, time and subject. */
const postedOn =
  /^[^\p{L}\p{N}]*(?:posted|written|sent|verfasst|geschrieben|erstellt|geplaatst|verzonden|posté|publié|envoyé|publicado|enviado|escrito|inviato|scritto|wysłan[yo]|napisan[yeo]|postad|skrivet|skrevet|zaslal|zasláno|napsal)(?![\p{L}])(?:\s\p{L}{1,3})?\s?:?\s/iu;

/** A date that is a piece by itself, before any longer text. */
export function dateAmong(pieces: readonly Piece[], rules: CommentDates): ItemDate | undefined {
  for (const [k, { at, text }] of pieces.entries()) {
    if (text.length > 60) return undefined;
    if (k > 0 && sinceWhen.test(pieces[k - 1]!.text)) continue;
    const isLabelled = postedOn.test(text);
    // Behind the day another label may follow: "Subject: …".
    const found = dateInLine(isLabelled ? text.replace(postedOn, "").replace(/\s\p{L}+:\s.*$/u, "") : text, rules);
    if (found !== undefined && isLabelled) return { ...found, at };
    // What stands in brackets behind it tells of a change.
    if (found !== undefined && found.text.length > text.replace(/\s[[(][^)\]]{3,30}[)\]]$/, "").length * 0.6)
      return { ...found, at };
  }
  return undefined;
}

/**
 * The last lines of a block, where they are buttons and counters only: the node range that begins with the first of them;
 * nothing where the last line says something. A line ends at a break.
 */
export function controlsAtEnd(
  page: PageMap,
  { from, to }: { readonly from: number; readonly to: number },
  isApart: (at: number) => boolean,
): { from: number; to: number } | undefined {
  let start = to;
  for (let end = to; end > from; ) {
    let begin = end;
    while (begin > from && page.shapes[begin - 1] !== shape.lineBreak) begin--;
    if (!isControlLine(page, begin, end, isApart)) break;
    start = begin;
    end = begin - 1;
  }
  return start === to ? undefined : { from: start, to };
}

/** The last line of a block, where an element stands in it and a text before it: the break and what follows. */
export function lastLineWith(
  page: PageMap,
  blocks: readonly { readonly from: number; readonly to: number }[],
  at: number,
): { from: number; to: number } | undefined {
  const block = blocks.find(({ from, to }) => at >= from && at < to);
  if (block === undefined) return undefined;
  let begin = at;
  while (begin > block.from && page.shapes[begin] !== shape.lineBreak) begin--;
  if (begin === block.from || page.textSums[begin] === page.textSums[block.from]) return undefined;
  for (let i = at; i < block.to; i++)
    if (page.shapes[i] === shape.lineBreak && page.textSums[block.to]! > page.textSums[i]!) return undefined;
  return page.textSums[block.to]! - page.textSums[begin]! > 160 ? undefined : { from: begin, to: block.to };
}

function isControlLine(page: PageMap, from: number, to: number, isApart: (at: number) => boolean): boolean {
  let hasControl = false;
  for (let i = from; i < to; i++) {
    if (page.shapes[i] === shape.skipped) {
      i = page.ends[i]! - 1;
      continue;
    }
    if (page.shapes[i] !== shape.text || isApart(i) || page.textSums[i + 1] === page.textSums[i]) continue;
    const text = (page.nodes[i] as { data: string }).data.replace(/\s+/g, " ").trim();
    if (text.length > 60) return false;
    if (!/\p{L}/u.test(text)) continue;
    if (!controlText.test(text)) return false;
    hasControl = true;
  }
  return hasControl;
}
