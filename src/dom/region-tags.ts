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
  /** Its place in a table of all tags. */
  readonly id: number;
  readonly kind: TagKind;
  /** HTML §13.2.4.2: where looking for an element to close ends. */
  readonly isSpecial: boolean;
  /** Element that "in scope" does not look beyond. */
  readonly isScope: boolean;
  /** May stand in a head without ending it. */
  readonly isOfHead: boolean;
  /** Its start tag closes nothing, wherever it stands but in what `hasOwnRules`. */
  readonly opensFreely: boolean;
  /** What may stand directly in it has rules of its own. */
  readonly hasOwnRules: boolean;
  /** An end tag that stands directly in it closes it, and nothing else. */
  readonly closesPlainly: boolean;
  /** One of those of which a page has one. */
  readonly isOfFrame: boolean;
}

/**
 * The tag whose name stands at `from` up to `to`, in whatever case; undefined for one that HTML does not know. `hash` is the name's by
 * `hashTagStep`, letter by letter from 0.
 */
export function tagAt(bytes: Uint8Array, from: number, to: number, hash: number): TagInfo | undefined {
  const bucket = buckets[hash];
  if (bucket === undefined) return undefined;
  for (let place = 0; place < bucket.length; place++) {
    const info = bucket[place] as TagInfo;
    if (info.name.length === to - from && isNameAt(bytes, from, info.name)) return info;
  }
  return undefined;
}

export const hashTagStep = (hash: number, code: number): number => (Math.imul(hash, 31) + (code | 0x20)) & MASK;

/** Whether these letters, given in lower case, stand there in whatever case. */
export function isNameAt(bytes: Uint8Array, from: number, name: string): boolean {
  for (let at = 0; at < name.length; at++) {
    const code = bytes[from + at] as number;
    if ((code >= 0x41 && code <= 0x5a ? code | 0x20 : code) !== name.charCodeAt(at)) return false;
  }
  return true;
}

/** The tag of a name in lower case. */
export const tagNamed = (name: string): TagInfo | undefined => byName.get(name);

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
    "span abbr cite time label q sub sup var kbd samp ruby picture video audio canvas data ins del mark dfn map datalist " +
      "path g use circle rect line ellipse polygon polyline defs symbol mask clippath stop",
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

const withOwnRules = new Set<TagKind>(["head", "select", "option", "table", "table-part"]);
const closedPlainly = new Set<TagKind>(["block", "button", "heading", "item", "formatting", "ordinary"]);

const MASK = 1023;
const buckets: (TagInfo[] | undefined)[] = new Array(MASK + 1).fill(undefined);
const byName = new Map<string, TagInfo>();
for (const [kind, names] of kinds) {
  for (const name of names.split(" ")) {
    let hash = 0;
    for (let at = 0; at < name.length; at++) hash = hashTagStep(hash, name.charCodeAt(at));
    const info = {
      name,
      id: byName.size,
      kind,
      isSpecial: special.has(name),
      isScope: scopes.has(name),
      isOfHead: ofHead.has(name),
      opensFreely: kind === "ordinary" || kind === "void" || (kind === "raw" && name !== "xmp"),
      hasOwnRules: withOwnRules.has(kind),
      closesPlainly: closedPlainly.has(kind),
      isOfFrame: kind === "html" || kind === "body" || kind === "frames",
    };
    byName.set(name, info);
    buckets[hash] = [...(buckets[hash] ?? []), info];
  }
}

/** How many tags HTML knows. */
export const TAGS: number = byName.size;

export const tagsById: readonly TagInfo[] = [...byName.values()];
