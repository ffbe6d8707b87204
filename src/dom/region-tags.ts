/**
 * What a tag means to the scan of a page's source (`region-scan.ts`): the part of HTML's tree construction (§13.2.6) that decides which
 * element a tag opens or closes.
 */
export type TagKind =
  | "ordinary"
  | "void"
  | "rule"
  | "raw"
  | "block"
  | "heading"
  | "item"
  | "formatting"
  | "form"
  | "button"
  | "boundary"
  | "table"
  | "table-part"
  | "column"
  | "cell"
  | "select"
  | "option"
  | "ruby-text"
  | "template"
  | "svg"
  | "html"
  | "head"
  | "body"
  | "frames"
  | "beyond";

export interface TagInfo {
  readonly name: string;
  readonly kind: TagKind;
  /** HTML §13.2.4.2: where looking for an element to close ends. */
  readonly isSpecial: boolean;
  /** Element that "in scope" does not look beyond. */
  readonly isScope: boolean;
  /** May stand in a head without ending it. */
  readonly isOfHead: boolean;
}

/** The tag whose name stands at `from` up to `to`; undefined for one that HTML does not know. */
export function tagAt(html: string, from: number, to: number): TagInfo | undefined {
  const length = to - from;
  if (length > MAX_NAME) return undefined;
  let hash = length;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (html.charCodeAt(at) | 0x20)) & MASK;
  for (const info of buckets[hash] ?? none) {
    if (info.name.length !== length) continue;
    if (html.startsWith(info.name, from) || html.slice(from, to).toLowerCase() === info.name) return info;
  }
  return undefined;
}

/** Elements of HTML that end SVG where they stand in it (§13.2.6.5). */
export const breaksOutOfSvg = new Set(
  (
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre " +
    "ruby s small span strong strike sub sup table tt u ul var font foreignobject"
  ).split(" "),
);

const kinds: readonly (readonly [TagKind, string])[] = [
  ["void", "area base basefont bgsound br embed img input keygen link meta param source track wbr"],
  ["rule", "hr"],
  ["raw", "script style textarea title noscript iframe noembed noframes xmp"],
  [
    "block",
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup listing main " +
      "menu nav ol p pre search section summary ul",
  ],
  ["heading", "h1 h2 h3 h4 h5 h6"],
  ["item", "li dd dt"],
  ["formatting", "a b big code em font i s small strike strong tt u"],
  ["form", "form"],
  ["button", "button"],
  ["boundary", "object"],
  ["table", "table"],
  ["table-part", "tbody thead tfoot tr colgroup"],
  ["column", "col"],
  ["cell", "td th caption"],
  ["select", "select"],
  ["option", "option optgroup"],
  ["ruby-text", "rt rp"],
  ["template", "template"],
  ["svg", "svg"],
  ["html", "html"],
  ["head", "head"],
  ["body", "body"],
  ["frames", "frameset frame"],
  ["beyond", "math plaintext marquee applet nobr rb rtc image"],
  [
    "ordinary",
    "span abbr cite time label q sub sup var kbd samp ruby picture video audio canvas data ins del mark dfn map datalist",
  ],
];

const special = new Set(
  (
    "address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd details dir div " +
    "dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input " +
    "li link listing main marquee menu meta nav noembed noframes noscript object ol p param plaintext pre script section select source " +
    "style summary table tbody td template textarea tfoot th thead title tr track ul wbr xmp"
  ).split(" "),
);
const scopes = new Set(["caption", "html", "table", "td", "th", "object", "template", "svg"]);
const ofHead = new Set("base basefont bgsound link meta title style script noscript noframes template".split(" "));

const MASK = 1023;
const MAX_NAME = 10;
const none: readonly TagInfo[] = [];
const buckets: TagInfo[][] = [];
for (const [kind, names] of kinds) {
  for (const name of names.split(" ")) {
    let hash = name.length;
    for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + (name.charCodeAt(at) | 0x20)) & MASK;
    buckets[hash] ??= [];
    buckets[hash]?.push({
      name,
      kind,
      isSpecial: special.has(name),
      isScope: scopes.has(name),
      isOfHead: ofHead.has(name),
    });
  }
}
for (let hash = 0; hash <= MASK; hash++) buckets[hash] ??= [];
