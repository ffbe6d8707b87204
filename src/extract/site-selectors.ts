import type { WantedSelector } from "../dom/region-wants.ts";
import type { CommentsBlock } from "../model/site-comments.ts";
import type { Detector, Source } from "../model/site-source.ts";
import { knownWidgets } from "./comments/known-widgets.ts";
import type { Description } from "./describe-site.ts";

/** A description asks for what only the whole page can tell. */
export class NeedsWholePage extends Error {
  override readonly name = "NeedsWholePage";
}

/** Every place of a page that this description, or the readers themselves, look at. Throws `NeedsWholePage`. */
export function selectorsOf({ fields, rules, outcomes, comments }: Description): WantedSelector[] {
  const { authors, images, ...others } = fields;
  return [
    ...always,
    ...Object.values(others).flatMap((sources) => sources?.flatMap((source) => fromPage(source)) ?? []),
    ...listOf(authors).flatMap((author) => {
      const role = "role" in author ? (author.role ?? []) : [];
      return [
        ...fromPage(author as Source, raiseFor(role)),
        ...role.flatMap((source) => [...fromPage(source), ...inside(source)]),
      ];
    }),
    ...(images === undefined ? [] : fromImages(images)),
    ...(rules.remove ?? []).map(mark),
    ...(rules.subheadings === undefined ? [] : [mark(rules.subheadings)]),
    ...Object.values(outcomes).flatMap((detectors) =>
      Array.isArray(detectors) ? detectors.flatMap(fromDetector) : [],
    ),
    ...comments.flatMap(fromComments),
  ];
}

const match = (select: string): WantedSelector => ({ select, as: "match" });
const mark = (select: string): WantedSelector => ({ select, as: "mark" });
const inner = (select: string): WantedSelector => ({ select, as: "inner" });

/** What is read of every page, described or not. */
const always: readonly WantedSelector[] = [
  ...["title", "h1", "meta", "link", "base"].map(match),
  ...knownWidgets.map(({ select }) => match(select)),
];

const listOf = <Item>(value: Item | readonly Item[] | undefined): readonly Item[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as Item];

/** A source that is sought in the whole page. */
function fromPage(source: Source, raise: WantedSelector["raise"] = "none"): WantedSelector[] {
  if (source.generic === true) throw new NeedsWholePage("the reader for undescribed pages is asked");
  const { select, closest, state, microdata, rdfa } = source;
  const isMarked = microdata !== undefined || rdfa !== undefined;
  return [
    ...[select, closest, state?.select].flatMap((each) =>
      each === undefined || looksAtSelf(each) ? [] : [{ ...match(each), raise }],
    ),
    ...(isMarked ? ["[itemscope]", "[itemprop]", "[property]", "[typeof]"].map(match) : []),
    ...trimmed(source),
  ];
}

/** What cuts the text of an element that is wanted whole. */
function trimmed({ remove, startAfter, endBefore }: Source): WantedSelector[] {
  const selectors = [...(remove ?? []), startAfter, endBefore].filter((each) => each !== undefined);
  if (selectors.some(looksAside)) throw new NeedsWholePage("a text is cut by what stands beside it");
  return selectors.map(inner);
}

/** A source that is sought in an element that is wanted whole; `closest` leads out of it. */
function inside(source: Source): WantedSelector[] {
  const { select, closest, state } = source;
  const found =
    closest !== undefined && select !== undefined ? [match(select)] : select === undefined ? [] : [inner(select)];
  return [
    ...found,
    ...(closest === undefined ? [] : [match(closest)]),
    ...(state === undefined ? [] : [inner(state.select)]),
    ...trimmed(source),
  ];
}

/** `:self + x`, `x:has(+ :self)`: what stands beside an element is wanted with it. */
const looksAside = (select: string): boolean => looksAtSelf(select) && /[+~]/.test(select);
const looksAtSelf = (select: string): boolean => /:(?:self|scope)\b/.test(select) || /(?:^|,)\s*[>+~]/.test(select);

const raiseFor = (sources: readonly Source[]): WantedSelector["raise"] =>
  sources.some(({ select }) => select !== undefined && mayLookAside(select)) ? "parent" : "none";

const mayLookAside = (select: string): boolean => looksAside(select) || /(?:^|,)\s*[+~]/.test(select);

function fromImages({
  select,
  caption = [],
  credit = [],
}: NonNullable<Description["fields"]["images"]>): WantedSelector[] {
  const words = [...caption, ...credit];
  if (raiseFor(words) === "parent") throw new NeedsWholePage("an image's words are sought beside its figure");
  return [
    { ...match(select), raise: "figure" },
    { ...match(select), raise: "none" },
    match("noscript"),
    ...words.flatMap(inside),
  ];
}

function fromDetector({ select, text }: Detector): WantedSelector[] {
  if (select === undefined && text !== undefined)
    throw new NeedsWholePage("a detector reads the text of the whole page");
  return select === undefined ? [] : [match(select)];
}

function fromComments(block: CommentsBlock): WantedSelector[] {
  const { within, item, separator, startAfter, endBefore, skip, nesting, json, pages, widget, mentions } = block;
  if (separator !== undefined && within === undefined)
    throw new NeedsWholePage("comments are cut out of the whole page");
  const sibling = typeof nesting === "object" && "sibling" in nesting ? [nesting.sibling] : [];
  const ofItem: readonly Source[] = [
    ...[
      block.id,
      block.author,
      block.role,
      block.place,
      block.title,
      block.publishedAt,
      block.editedAt,
      block.text,
    ].flatMap(listOf),
    ...[block.votesUp, block.votesDown, block.score, block.isArticleAuthor].flatMap(listOf),
    ...(listOf(block.byline) as Source[]),
    ...(typeof nesting === "object" && "parent" in nesting ? nesting.parent : []),
    ...(typeof nesting === "object" && "depth" in nesting ? nesting.depth : []),
  ].flatMap((each) => each ?? []);
  const states = block.statuses.flatMap(({ select }) => (select === undefined ? [] : [select]));
  const marks = [...(skip ?? []), ...sibling];
  const isAside = [...ofItem.map(({ select }) => select ?? ""), ...states, ...marks].some(mayLookAside);
  const ofPage = [
    block.declared,
    block.at,
    pages?.next,
    pages?.previous,
    pages?.all,
    ...Object.values(json?.variables ?? {}),
  ];
  return [
    ...[within, startAfter, endBefore, separator, json?.state, widget?.select].flatMap((each) =>
      each === undefined ? [] : [match(each)],
    ),
    ...(item === undefined ? [] : [{ ...match(item), raise: isAside ? ("parent" as const) : ("none" as const) }]),
    ...marks.map((each) => (looksAtSelf(each) ? inner(each) : match(each))),
    ...[...states, ...(mentions === undefined ? [] : [mentions])].map(inner),
    ...ofItem.flatMap(inside),
    ...ofPage.flatMap((sources) => sources?.flatMap((source) => fromPage(source)) ?? []),
  ];
}
