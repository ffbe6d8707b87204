import type { Text } from "domhandler";
import { hint } from "./class-hints.ts";
import { foldSpace } from "./fold-space.ts";
import { isHeadingName } from "./heading-name.ts";
import type { PageMap } from "./page-map.ts";
import { shape } from "./page-map.ts";

/** A run of text between two block borders: what a reader sees as one paragraph, heading, item or line. */
export interface TextBlock {
  /** First and one past last node of the run. */
  readonly from: number;
  readonly to: number;
  /** The innermost block element around it. */
  readonly owner: number;
  readonly kind: BlockKind;
  /** Heading level, or depth of a list item; else 0. */
  readonly level: number;
  readonly text: string;
  /** Letters within links, within bold or emphasised text. */
  readonly linkLetters: number;
  readonly boldLetters: number;
}

export type BlockKind = "paragraph" | "heading" | "list-item" | "quote" | "code" | "table";

const boldNames = new Set(["b", "strong", "u"]);

/** Every text block of the page in order. A data table and a `pre` are one block each. */
export function readTextBlocks(page: PageMap): TextBlock[] {
  const blocks: TextBlock[] = [];
  const { nodes, names, ends, shapes, parents } = page;
  const total = nodes.length;
  let parts = "";
  let from = -1;
  let linkLetters = 0;
  let boldLetters = 0;
  let letters = 0;
  let owner = 0;
  let breaks = 0;
  let citeEnd = -1;

  const flush = (to: number, kindHere?: BlockKind): void => {
    if (from >= 0 && letters > 0) {
      const kind = kindHere ?? kindOf(page, owner);
      blocks.push({
        from,
        to,
        owner,
        kind,
        level: levelOf(page, owner, kind),
        text: foldSpace(parts),
        linkLetters,
        boldLetters,
      });
    }
    parts = "";
    from = -1;
    linkLetters = boldLetters = letters = breaks = 0;
  };

  for (let i = 0; i < total; i++) {
    // A block that ended just before this node parts the text; what follows belongs to the block around it.
    while (owner > 0 && ends[owner]! <= i) {
      flush(i);
      owner = blockAround(page, parents[owner]!);
    }
    const form = shapes[i]!;
    // Who is quoted stands in a line of its own, which the style makes, not a space.
    if (i === citeEnd) parts += " ";
    if (form === shape.text) {
      const data = (nodes[i] as Text).data;
      const count = page.textSums[i + 1]! - page.textSums[i]!;
      if (count === 0) {
        parts += " ";
        continue;
      }
      if (breaks >= 2) flush(i);
      breaks = 0;
      if (from < 0) from = i;
      parts += data;
      letters += count;
      linkLetters += page.linkSums[i + 1]! - page.linkSums[i]!;
      if (isBold(page, i, owner)) boldLetters += count;
    } else if (form === shape.lineBreak) {
      parts += " ";
      breaks++;
      // `<b>Heading</b><br>Text` is a heading of its own.
      if (breaks === 1 && letters > 0 && letters < 120 && boldLetters === letters) flush(i, "heading");
    } else if (form === shape.skipped) {
      if (names[i] !== "head") i = ends[i]! - 1;
    } else if (form === shape.inline) {
      // What hides within a line shows only on a pointer's touch: a card, a tooltip, a word for screen readers.
      if ((page.hints[i]! & hint.hidden) !== 0) i = ends[i]! - 1;
      else if (names[i] === "cite") citeEnd = ends[i]!;
    } else if (form === shape.block) {
      flush(i);
      owner = i;
      if (names[i] === "pre" || (names[i] === "table" && isDataTable(page, i))) {
        const whole = names[i] === "pre" ? codeOf(page, i) : tableOf(page, i);
        const to = ends[i]!;
        if (whole !== "") {
          blocks.push({
            from: i,
            to,
            owner: i,
            kind: names[i] === "pre" ? "code" : "table",
            level: 0,
            text: whole,
            linkLetters: page.linkSums[to]! - page.linkSums[i]!,
            boldLetters: 0,
          });
        }
        i = to - 1;
      }
    }
  }
  flush(total);
  return blocks;
}

function blockAround(page: PageMap, at: number): number {
  let up = at;
  while (up > 0 && page.shapes[up] !== shape.block) up = page.parents[up]!;
  return Math.max(up, 0);
}

function isBold(page: PageMap, text: number, owner: number): boolean {
  for (let up = page.parents[text]!; up > owner; up = page.parents[up]!)
    if (boldNames.has(page.names[up]!)) return true;
  return false;
}

function kindOf(page: PageMap, owner: number): BlockKind {
  for (let up = owner; up > 0; up = page.parents[up]!) {
    const name = page.names[up]!;
    if (isHeadingName(name)) return "heading";
    if (name === "li" || name === "dd" || name === "dt") return "list-item";
    if (name === "blockquote") return "quote";
    if (name === "article" || name === "section" || name === "td" || name === "main" || name === "body") break;
  }
  return "paragraph";
}

function levelOf(page: PageMap, owner: number, kind: BlockKind): number {
  if (kind !== "heading" && kind !== "list-item") return 0;
  let depth = 0;
  for (let up = owner; up > 0; up = page.parents[up]!) {
    const name = page.names[up]!;
    if (kind === "heading" && isHeadingName(name)) return Number(name[1]);
    if (name === "ul" || name === "ol" || name === "dl" || name === "menu") depth++;
  }
  return kind === "heading" ? 0 : Math.min(Math.max(depth, 1), 9);
}

/** Rows of short cells; a table that lays out a page holds blocks, other tables or long texts. */
function isDataTable(page: PageMap, table: number): boolean {
  let rows = 0;
  let cells = 0;
  let boxes = 0;
  for (let i = table + 1; i < page.ends[table]!; i++) {
    const name = page.names[i]!;
    // A cell with boxes in it is laid out, not listed.
    if (name === "div" && page.textSums[page.ends[i]!]! > page.textSums[i]! && ++boxes > 1) return false;
    if (name === "table" || name === "h1" || name === "h2" || name === "article" || name === "section") return false;
    if (name === "tr") rows++;
    if (name === "td" || name === "th") {
      cells++;
      boxes = 0;
      if (page.textSums[page.ends[i]!]! - page.textSums[i]! > 400) return false;
    }
  }
  return rows > 1 && cells >= rows * 2 && !holdsPosts(page, table, rows);
}

/** Rows of who and when beside what was said: a guest book laid out as a table. */
function holdsPosts(page: PageMap, table: number, rows: number): boolean {
  let posts = 0;
  let hasHead = false;
  let hasText = false;
  for (let i = table + 1; i <= page.ends[table]!; i++) {
    const name = i === page.ends[table] ? "tr" : page.names[i]!;
    if (name === "th") return false;
    if (name === "tr") {
      if (hasHead && hasText) posts++;
      hasHead = hasText = false;
    } else if (name === "td") {
      const text = foldSpace(linesOf(page, i, page.ends[i]!));
      const isHead =
        text.length < 120 && page.ends[i]! - i > 3 && /\d[:.h]\d\d|(?:19|20)\d\d/.test(text) && /\p{L}{3}/u.test(text);
      if (isHead) hasHead = true;
      else if (text.length >= 30 && /[.!?…]/.test(text)) hasText = true;
    }
  }
  return posts >= rows * 0.6;
}

function tableOf(page: PageMap, table: number): string {
  const rows: string[] = [];
  let cells: string[] = [];
  for (let i = table + 1; i < page.ends[table]!; i++) {
    const name = page.names[i]!;
    if (name === "tr") {
      if (cells.length > 0) rows.push(cells.join("\t"));
      cells = [];
    } else if (name === "td" || name === "th" || name === "caption") {
      cells.push(linesOf(page, i, page.ends[i]!).replace(/\s+/g, " ").trim());
      i = page.ends[i]! - 1;
    }
  }
  if (cells.length > 0) rows.push(cells.join("\t"));
  return rows.filter((row) => row.trim() !== "").join("\n");
}

function codeOf(page: PageMap, pre: number): string {
  return linesOf(page, pre, page.ends[pre]!)
    .replace(/[ \t\r]+$/gm, "")
    .replace(/^\n+|\n+$/g, "");
}

function linesOf(page: PageMap, from: number, to: number): string {
  let text = "";
  for (let i = from; i < to; i++) {
    const form = page.shapes[i]!;
    if (form === shape.text) text += (page.nodes[i] as Text).data;
    else if (form === shape.lineBreak || (form === shape.block && i > from)) text += "\n";
    else if (form === shape.skipped) i = page.ends[i]! - 1;
  }
  return text;
}
