import type { OpenTag, RegionStack } from "./region-stack.ts";
import { type TagInfo, type TagKind, tagNamed } from "./region-tags.ts";

/**
 * Closes what a start tag closes before it opens its element. Gives null where the element may be opened, "" where the tag opens none,
 * else the reason why the standard's way cannot be followed from here.
 */
export function openByTag(stack: RegionStack, info: TagInfo | undefined, name: string): string | null {
  const { open } = stack;
  const kind = info?.kind ?? "ordinary";
  const infoAround = stack.top?.info;
  // What most start tags do: they close nothing.
  if ((info === undefined || info.opensFreely) && infoAround?.hasOwnRules !== true) return null;
  const around = infoAround?.kind;
  if (around === "head" && info?.isOfHead !== true && kind !== "body" && !stack.closeFrom(open.length - 1))
    return "head";
  if (around === "select") return openInSelect(stack, name);
  if (around === "option" && open.some(isOf("select"))) return openInSelect(stack, name);
  if (around === "table" || around === "table-part") return openInTable(stack, kind, name);
  switch (kind) {
    case "beyond":
      return name;
    case "html":
      return open.length === 0 ? null : "second html";
    case "head":
      return open.length === 1 && around === "html" ? null : open.length === 0 ? null : "second head";
    case "body":
      if (around === "head" && !stack.closeFrom(open.length - 1)) return "head";
      return open.length === 0 || (open.length === 1 && open[0]?.info?.kind === "html") ? null : "second body";
    case "block":
    case "rule":
      return closeParagraph(stack);
    case "heading":
      if (closeParagraph(stack) !== null) return "p";
      return stack.top?.info?.kind === "heading" && !stack.closeFrom(open.length - 1) ? "heading" : null;
    case "item":
      return closeItem(stack, name) ?? closeParagraph(stack);
    case "raw":
      return name === "xmp" ? closeParagraph(stack) : null;
    case "formatting":
      return info !== undefined && stack.countOf(info) > 0 && sameAbove(stack, name) >= (name === "a" ? 1 : 3)
        ? `${name} in ${name}`
        : null;
    case "form":
      return stack.hasForm || open.some(isOf("template")) ? "form in form" : closeParagraph(stack);
    case "button":
      return open.some(isOf("button")) ? "button in button" : null;
    case "table":
      // In quirks mode a paragraph goes on around a table.
      return placeInScope(stack, "p", true) >= 0 ? "table in p" : null;
    case "table-part":
    case "column":
    case "cell":
      return openFromCell(stack, kind, name);
    case "option":
      return stack.top?.name === "option" && !stack.closeFrom(open.length - 1) ? "option" : null;
    case "ruby-text":
      if (placeInScope(stack, "ruby", false) < 0) return "rt outside ruby";
      if (around === "ruby-text") return stack.closeFrom(open.length - 1) ? null : "ruby";
      return stack.top !== undefined && isImplied(stack.top) ? "ruby" : null;
    default:
      return null;
  }
}

/** Closes what an end tag closes. Gives null, or the reason why the standard's way cannot be followed from here. */
export function closeByTag(
  stack: RegionStack,
  info: TagInfo | undefined,
  name: string,
  endTagAt: number,
): string | null {
  const { open, top } = stack;
  const kind = info === undefined ? "ordinary" : info.kind;
  // What nearly every end tag does: it closes the element it stands in.
  if (info !== undefined && top?.info === info && info.closesPlainly) return closeAt(stack, open.length - 1, endTagAt);
  const around = top?.info?.kind;
  if (around === "table" || around === "table-part") return closeInTable(stack, kind, name, endTagAt);
  if (around === "select" || (around === "option" && open.some(isOf("select"))))
    return closeInSelect(stack, name, endTagAt);
  switch (kind) {
    case "beyond":
      return name;
    case "head": {
      const place = open.findIndex(isOf("head"));
      return place < 0 || stack.closeFrom(place) ? null : "head";
    }
    case "block":
    case "button":
    case "boundary":
      return closeAt(stack, placeInScope(stack, name, name === "p"), endTagAt);
    case "heading": {
      const place = placeOfHeading(stack);
      return place >= 0 && open[place]?.name !== name
        ? closeAt(stack, place, undefined)
        : closeAt(stack, place, endTagAt);
    }
    case "item":
      return closeAt(stack, name === "li" ? placeOfListItem(stack) : placeInScope(stack, name, false), endTagAt);
    case "formatting":
      if (stack.top?.name === name && around === "formatting") return closeAt(stack, open.length - 1, endTagAt);
      return open.some((tag) => tag.name === name) ? `misnested ${name}` : null;
    case "form": {
      if (!stack.hasForm) return null;
      const place = open.findLastIndex(isOf("form"));
      return open.slice(place + 1).every(isImplied) ? closeAt(stack, place, endTagAt) : "misnested form";
    }
    case "template": {
      const place = open.findLastIndex(isOf("template"));
      return place < 0 ? null : closeAt(stack, place, endTagAt);
    }
    case "cell":
    case "table":
    case "table-part":
      return closeFromCell(stack, kind, name, endTagAt);
    case "void":
    case "rule":
    case "column":
    case "raw":
      return null;
    default:
      return closeOrdinary(stack, name, endTagAt);
  }
}

const [P, LI, DD, DT] = ["p", "li", "dd", "dt"].map(tagNamed) as [TagInfo, TagInfo, TagInfo, TagInfo];

const isOf =
  (kind: TagKind) =>
  ({ info }: OpenTag): boolean =>
    info?.kind === kind;

/** HTML §13.2.6.3: elements whose end tags may be left out. */
const implied = new Set(["dd", "dt", "li", "optgroup", "option", "p", "rp", "rt"]);
const isImplied = ({ name }: OpenTag): boolean => implied.has(name);

function closeAt(stack: RegionStack, place: number, endTagAt: number | undefined): string | null {
  if (place < 0) return null;
  return stack.closeFrom(place, endTagAt) ? null : "misnested formatting";
}

function placeOfHeading({ open }: RegionStack): number {
  for (let at = open.length - 1; at >= 0; at--) {
    const tag = open[at] as OpenTag;
    if (tag.info?.kind === "heading") return at;
    if (tag.info?.isScope === true) return -1;
  }
  return -1;
}

function placeInScope({ open }: RegionStack, name: string, isButtonScope: boolean): number {
  for (let at = open.length - 1; at >= 0; at--) {
    const tag = open[at] as OpenTag;
    if (tag.name === name) return at;
    if (tag.info?.isScope === true || (isButtonScope && tag.info?.kind === "button")) return -1;
  }
  return -1;
}

function placeOfListItem({ open }: RegionStack): number {
  for (let at = open.length - 1; at >= 0; at--) {
    const tag = open[at] as OpenTag;
    if (tag.name === "li") return at;
    if (tag.info?.isScope === true || tag.name === "ul" || tag.name === "ol") return -1;
  }
  return -1;
}

function closeParagraph(stack: RegionStack): string | null {
  return stack.countOf(P) === 0 ? null : closeAt(stack, placeInScope(stack, "p", true), undefined);
}

/** An item closes the one before it, unless a list or another special element but `address`, `div` and `p` stands between. */
function closeItem(stack: RegionStack, name: string): string | null {
  const { open } = stack;
  if (name === "li" ? stack.countOf(LI) === 0 : stack.countOf(DD) + stack.countOf(DT) === 0) return null;
  for (let at = open.length - 1; at >= 0; at--) {
    const tag = open[at] as OpenTag;
    const isSame = name === "li" ? tag.name === "li" : tag.name === "dd" || tag.name === "dt";
    if (isSame) return closeAt(stack, at, undefined);
    if (tag.info?.isSpecial === true && tag.name !== "address" && tag.name !== "div" && tag.name !== "p") return null;
    if (tag.info?.kind === "svg") return "item in svg";
  }
  return null;
}

/** Open elements of this name, as far as formatting reaches. */
function sameAbove({ open }: RegionStack, name: string): number {
  let count = 0;
  for (let at = open.length - 1; at >= 0; at--) {
    const { info, name: other } = open[at] as OpenTag;
    if (info?.kind === "cell" || info?.kind === "boundary" || info?.kind === "template") break;
    if (other === name) count++;
  }
  return count;
}

function closeOrdinary(stack: RegionStack, name: string, endTagAt: number): string | null {
  const { open } = stack;
  for (let at = open.length - 1; at >= 0; at--) {
    const tag = open[at] as OpenTag;
    if (tag.name === name) return closeAt(stack, at, endTagAt);
    if (tag.info?.isSpecial === true) return null;
    if (tag.info?.kind === "svg") return "misnested svg";
  }
  return null;
}

function openInSelect(stack: RegionStack, name: string): string | null {
  if (name === "script") return null;
  if (name !== "option" && name !== "optgroup") return `${name} in select`;
  if (stack.top?.name === "option" && !stack.closeFrom(stack.open.length - 1)) return "option";
  if (name === "optgroup" && stack.top?.name === "optgroup" && !stack.closeFrom(stack.open.length - 1)) return "option";
  return null;
}

function closeInSelect(stack: RegionStack, name: string, endTagAt: number): string | null {
  const { open } = stack;
  if (name === "select") return closeAt(stack, open.findLastIndex(isOf("select")), endTagAt);
  if (name === "script") return null;
  if (name !== "option" && name !== "optgroup") return `${name} in select`;
  if (stack.top?.name === name) return closeAt(stack, open.length - 1, endTagAt);
  if (name === "optgroup" && stack.top?.name === "option" && open.at(-2)?.name === name)
    return closeAt(stack, open.length - 2, endTagAt);
  return null;
}

/** Directly in a table only its own parts may stand; all else is put before it. */
function openInTable(stack: RegionStack, kind: TagKind, name: string): string | null {
  if (name === "script" || name === "style") return null;
  if (kind !== "table-part" && kind !== "cell" && kind !== "column") return `${name} in a table`;
  if (kind === "column" && stack.top?.name === "colgroup") return null;
  const ends = name === "td" || name === "th" ? endedByCell : name === "tr" ? endedByRow : endedBySection;
  while (ends.has(stack.top?.name ?? "")) if (!stack.closeFrom(stack.open.length - 1)) return "table";
  return null;
}

const endedByCell = new Set(["colgroup"]);
const endedByRow = new Set(["colgroup", "tr"]);
const endedBySection = new Set(["colgroup", "tr", "tbody", "thead", "tfoot"]);

function closeInTable(stack: RegionStack, kind: TagKind, name: string, endTagAt: number): string | null {
  const { open } = stack;
  if (name === "script" || name === "style") return null;
  if (kind === "cell" || kind === "column") return null;
  if (kind !== "table" && kind !== "table-part") return `/${name} in a table`;
  const table = open.findLastIndex(isOf("table"));
  const place = open.findLastIndex((tag) => tag.name === name);
  // It closes a section that no tag opened, and a row that one did with it.
  if (place < table) return name === "tbody" && stack.top?.name === "tr" ? "/tbody of one that no tag opened" : null;
  return closeAt(stack, place, endTagAt);
}

/** Parts that stand in the tree of a table also where no tag opens them: an end tag closes them all the same. */
const isUnwritten = (name: string): boolean => name === "tbody" || name === "tr";

/** A part of a table's that stands in a cell ends the cell; where no table is open it is passed over. */
function openFromCell(stack: RegionStack, kind: TagKind, name: string): string | null {
  const { open } = stack;
  if (open.some(isOf("template"))) return `${name} in template`;
  if (!open.some(isOf("table"))) return IGNORED;
  const cell = open.findLastIndex(isOf("cell"));
  if (cell < 0 || !open.slice(cell + 1).every(isImplied) || !stack.closeFrom(cell)) return `${name} in a cell`;
  return openInTable(stack, kind, name);
}

function closeFromCell(stack: RegionStack, kind: TagKind, name: string, endTagAt: number): string | null {
  const { open } = stack;
  if (open.some(isOf("template"))) return `/${name} in template`;
  const cell = open.findLastIndex(isOf("cell"));
  if (cell < 0) return null;
  if (!open.slice(cell + 1).every(isImplied)) return `/${name} in a cell`;
  if (kind === "cell") return open[cell]?.name === name ? closeAt(stack, cell, endTagAt) : `/${name} in a cell`;
  const table = open.findLastIndex(isOf("table"));
  const place = open.findLastIndex((tag) => tag.name === name);
  if (place < table) return isUnwritten(name) ? `/${name} of one that no tag opened` : null;
  if (!stack.closeFrom(cell)) return `/${name} in a cell`;
  return closeAt(stack, place, endTagAt);
}

const IGNORED = "";
