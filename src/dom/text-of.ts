import { type ChildNode, type Element, isTag, isText, type ParentNode } from "domhandler";
import { foldLines, foldText, isFolded } from "../model/text.ts";

export interface TextOptions {
  /**
   * `text` (default): one flowing line. `lines`: `<br>` and the borders of blocks are line breaks, those of paragraphs a
   * blank line; lines of `<pre>` are kept.
   */
  readonly as?: "text" | "lines";
  /** Only the text of the element itself, without that of the elements in it; `<br>` still separates. */
  readonly own?: boolean;
  /** Nodes left out, with all they hold. The tree stays as it is: others read it too. */
  readonly removed?: ReadonlySet<ChildNode>;
}

/**
 * The text of an element as a reader sees it: borders of blocks and `<br>` separate, borders of inline elements do not,
 * white space is folded as in `foldText`. Leaves out scripts, styles, templates, what forms hold, hidden elements and pictures;
 * a smiley that is a picture gives its alternative text.
 *
 * The element itself is read whatever it is: whoever names a `button` or something hidden gets its text.
 */
export function textOf(scope: ParentNode, options: TextOptions = {}): string {
  const pieces: string[] = [];
  gather(scope, options, pieces);
  const text = pieces.join("");
  if (options.as !== "lines") return foldText(text);
  // One paragraph has borders at its ends alone.
  const inner = withoutBorders(text);
  return isFolded(inner) ? inner : foldLines(breakLines(text));
}

/** Whether the border of this element separates texts. Elements we do not know are inline, as in HTML. */
export function isBlock(element: Element): boolean {
  return blocks.has(element.name);
}

/** Whether a reader sees nothing of this element's text: scripts, templates, form contents, hidden elements. */
export function isSilent(element: Element): boolean {
  return silent.has(element.name) || isHidden(element);
}

/** The alternative text of a picture that stands in for a character: an emoji or a smiley; else "". */
export function smileyOf(element: Element): string {
  const { alt, class: classes = "", src = "" } = element.attribs;
  if (!alt || alt.length > 40) return "";
  return smileyClass.test(classes) || smileyPath.test(src) || (alt.length <= 4 && !/^[\p{L}\p{N}\s]*$/u.test(alt))
    ? alt
    : "";
}

// Borders as marks, until white space is folded: a source's own line breaks mean nothing, ours do.
const LINE = "\u0001";
const PARAGRAPH = "\u0002";
const BREAK = "\u0003";
const END_OF_PRE = "\u0004";
const marks = /[\u0001-\u0004]/;
const allMarks = /[\u0001-\u0004]/g;

const blocks = new Set(
  (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form " +
    "frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup p plaintext pre search " +
    "section summary table caption tbody td tfoot th thead tr ul xmp"
  ).split(" "),
);
const paragraphs = new Set("p blockquote h1 h2 h3 h4 h5 h6 ul ol dl pre table figure".split(" "));
const silent = new Set(
  (
    "script style template noscript head title meta link base textarea select datalist option input iframe object embed " +
    "video audio canvas svg noembed noframes rp"
  ).split(" "),
);
const smileyClass = /(^|[\s_-])(emoji|emoticon|smil(ey|ie|e))([\s_-]|$)|wp-smiley/i;
const smileyPath = /\/(emoji|emoticons?|smil(ey|ie|e)s?)\//i;

function isHidden({ attribs }: Element): boolean {
  if (attribs.hidden !== undefined && attribs.hidden !== "until-found") return true;
  return attribs.style !== undefined && /(^|;)\s*display\s*:\s*none/i.test(attribs.style);
}

/** Goes down without recursion: pages may be thousands of elements deep. */
function gather(scope: ParentNode, options: TextOptions, pieces: string[]): void {
  const waiting: (ChildNode | string)[] = [];
  push(scope.children, waiting);
  const keepsLines = options.as === "lines";
  let kept = isTag(scope as ChildNode) && isPre(scope as Element) ? 1 : 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === "string") {
      if (next === END_OF_PRE) kept -= 1;
      else pieces.push(next);
    } else if (options.removed?.has(next)) continue;
    else if (isText(next)) {
      const data = marks.test(next.data) ? next.data.replace(allMarks, " ") : next.data;
      pieces.push(kept > 0 && keepsLines ? data.replace(/\r\n?|\n/g, BREAK) : data);
    } else if (isTag(next)) {
      const border = borderOf(next, keepsLines);
      if (border !== "") pieces.push(border);
      if (next.name === "img") pieces.push(smileyOf(next));
      else if (options.own === true || isSilent(next)) continue;
      else {
        if (border !== "" && next.name !== "br") waiting.push(border);
        if (isPre(next)) {
          kept += 1;
          waiting.push(END_OF_PRE);
        }
        push(next.children, waiting);
      }
    }
  }
}

const isPre = (element: Element): boolean =>
  element.name === "pre" || element.name === "listing" || element.name === "xmp" || element.name === "plaintext";

function push(children: readonly ChildNode[], waiting: (ChildNode | string)[]): void {
  for (let at = children.length; at-- > 0; ) waiting.push(children[at] as ChildNode);
}

function borderOf(element: Element, keepsLines: boolean): string {
  if (element.name === "br") return keepsLines ? BREAK : " ";
  if (!isBlock(element)) return "";
  if (!keepsLines) return " ";
  if (element.name === "td" || element.name === "th") return " ";
  return paragraphs.has(element.name) ? PARAGRAPH : LINE;
}

function withoutBorders(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBorder(text.charCodeAt(from))) from++;
  while (to > from && isBorder(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

/** A mark or white space. */
const isBorder = (code: number): boolean => (code > 0 && code < 4) || code === 0x20 || code === 0x0a;

/**
 * Borders between two texts become one line break or one blank line. A `<br>` at the end of a line ends it, one where no
 * line was begun is an empty line: `a<br></div><div>b` is two lines, `a<br><br>b` and `<div><br></div>` hold an empty one.
 */
function breakLines(text: string): string {
  return text.replace(/[^\S\u0001-\u0003]+/g, " ").replace(/ ?[\u0001-\u0003][\u0001-\u0003 ]*/g, (run) => {
    let isLineBegun = true;
    for (const mark of run) {
      if (mark === PARAGRAPH || (mark === BREAK && !isLineBegun)) return "\n\n";
      if (mark !== " ") isLineBegun = false;
    }
    return "\n";
  });
}
