import { type CheerioAPI, load } from "cheerio";
import type { Element } from "domhandler";

/** A page changed as publishers, ad servers and templates change pages. */
export interface Mutation {
  /** What was done, and where. */
  readonly name: string;
  readonly html: string;
  /** Nothing that the page says was touched: the record must stay the same. */
  readonly isHarmless: boolean;
}

/** How many mutations of a kind a page gets at most: every so manyth is taken, so that the same are tried each time. */
const MAX_OF_A_KIND = 10;
const NEW_NAME = "x-7f3a";

/**
 * Changes a page in one place at a time, or in one way throughout. Names stay ASCII, so the text may be the page's bytes as latin1.
 * `ad` is an advertisement as the publisher writes it. What the site file removes is known by its name alone, so those names,
 * for which `isRemoved` holds, stay: once renamed, nothing tells an advertisement from the text.
 */
export function markupMutations(html: string, ad: string, isRemoved: (hook: string) => boolean): Mutation[] {
  const tags = tagsOf(html);
  const isKept = ({ value }: Hook) => !isRemoved(value);
  return [
    ...sample(hooksOf(tags).filter(isKept)).map((hook) =>
      change(`${hook.name} “${hook.value}” renamed throughout`, html, renamed(tags, hook)),
    ),
    ...sample(places(tags).filter(({ hook }) => isKept(hook))).map(({ tag, hook }) =>
      change(`${hook.name} “${hook.value}” gone at ${tag.start}`, html, renamed([tag], hook)),
    ),
    ...sample(boundaries(html, tags)).map((at) =>
      change(`an advertisement at ${at}`, html, [{ start: at, end: at, text: ad }]),
    ),
    harmless(
      "a token before each class",
      html,
      classesChanged(tags, (value) => `has--x ${value}`),
    ),
    harmless(
      "a token after each class",
      html,
      classesChanged(tags, (value) => `${value}  nieuw`),
    ),
    harmless("attributes the other way round", html, attributesReversed(tags)),
    harmless("white space between blocks", html, spaced(html, tags)),
  ];
}

/**
 * Changes a page's tree. The results are UTF-8. `items` selects its comments, "" where no element holds one. What carries no
 * value of its own, such as a line break or a word in bold, stays: without it the text itself would be another.
 */
export function treeMutations(html: string, items: string): Mutation[] {
  const tree = load(html);
  const all = tree("body *").toArray();
  const places = sample([...all.keys()].filter((place) => hasPlaceOfItsOwn(all[place] as Element)));
  const comments = items === "" ? [] : tree(items).toArray();
  const edit = (name: string, isHarmless: boolean, run: ($: CheerioAPI) => void): Mutation => {
    const $ = load(html);
    run($);
    return { name, html: $.html(), isHarmless };
  };
  return [
    edit("written out again", true, () => {}),
    ...places.map((place) => edit(`element ${place} gone`, false, ($) => void $("body *").eq(place).remove())),
    ...places.map((place) =>
      edit(`element ${place} in a box`, false, ($) => {
        const tag = inline.has((all[place] as Element).name) ? "span" : "div";
        $("body *").eq(place).wrap(`<${tag} class=box></${tag}>`);
      }),
    ),
    ...comments.map((_, place) => edit(`comment ${place} and the next swapped`, false, ($) => swap($, items, place))),
    ...comments.map((_, place) => edit(`comment ${place} gone`, false, ($) => void $(items).eq(place).remove())),
  ];
}

/**
 * Changes the answer of a source for machines: keys get another name, lists another order or a member less. Keys for which
 * `isStatus` holds stay: without the mark, nothing tells a hidden comment from others.
 */
export function jsonMutations(text: string, isStatus: (key: string) => boolean): Mutation[] {
  const all = [...text.matchAll(/"([A-Za-z_]\w*)":/g)].map((match) => match[1] as string);
  const keys = new Set(all.filter((key) => !isStatus(key)));
  const edit = (name: string, run: (list: unknown[]) => unknown[]): Mutation => {
    const json = JSON.stringify(JSON.parse(text, (_, value) => (Array.isArray(value) ? run(value) : value)));
    return { name, html: json, isHarmless: false };
  };
  return [
    ...[...keys].map((key) => {
      const html = text.replaceAll(`"${key}":`, `"${NEW_NAME}":`);
      return { name: `the key “${key}” renamed throughout`, html, isHarmless: false };
    }),
    edit("lists turned round", (list) => list.toReversed()),
    edit("the first of each list gone", (list) => list.slice(1)),
    edit("the last of each list gone", (list) => list.slice(0, -1)),
  ];
}

const fixed = new Set([
  "br",
  "hr",
  "wbr",
  "p",
  "blockquote",
  "li",
  "table",
  "tbody",
  "tr",
  "td",
  "th",
  "pre",
  "script",
]);
/** A word in bold, or a mention, is part of a text; an element with a name of its own may hold a value. */
function hasPlaceOfItsOwn({ name, attribs, parent }: Element): boolean {
  if (fixed.has(name)) return false;
  const { class: token, itemprop, property, href } = attribs;
  const isInText = parent !== null && "name" in parent && parent.name === "p";
  const isSmiley = /smil/.test(token ?? "");
  return !inline.has(name) || (!isInText && !isSmiley && (token ?? itemprop ?? property ?? href) !== undefined);
}
const inline = new Set(["a", "b", "i", "em", "strong", "small", "span", "time", "font", "img", "button", "code"]);

/** Swaps a comment with the one beside it, each with what stands behind it: its date, its replies. */
function swap($: CheerioAPI, items: string, place: number): void {
  const one = $(items).eq(place);
  const behind = one.nextUntil(items);
  const other = (behind.length > 0 ? behind.last() : one).next(items);
  if (other.length === 0) return;
  const moved = other.add(other.nextUntil(items));
  one.before(moved.toArray() as never);
}

interface Tag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: readonly {
    readonly name: string;
    readonly value: string;
    readonly start: number;
    readonly end: number;
  }[];
}

interface Hook {
  readonly name: string;
  readonly value: string;
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const change = (name: string, html: string, splices: readonly Splice[]): Mutation => ({
  name,
  html: spliced(html, splices),
  isHarmless: false,
});
const harmless = (name: string, html: string, splices: readonly Splice[]): Mutation => ({
  name,
  html: spliced(html, splices),
  isHarmless: true,
});

function spliced(html: string, splices: readonly Splice[]): string {
  let text = "";
  let at = 0;
  for (const { start, end, text: put } of splices.toSorted((one, other) => one.start - other.start)) {
    text += html.slice(at, start) + put;
    at = end;
  }
  return text + html.slice(at);
}

function sample<Item>(items: readonly Item[]): Item[] {
  const step = Math.max(1, items.length / MAX_OF_A_KIND);
  return items.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step));
}

/** Every start and end tag outside scripts and comments. */
function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  const pattern =
    /<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1>|<(\/?[a-z][\w-]*)((?:\s+[^\s=<>]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi;
  for (const match of html.matchAll(pattern)) {
    const [whole, , name, rest = ""] = match;
    if (name === undefined) continue;
    const from = match.index + 1 + name.length;
    const attributes = [...rest.matchAll(/\s+([^\s=<>]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g)].map((found) => ({
      name: (found[1] as string).toLowerCase(),
      value: found[2] ?? found[3] ?? found[4] ?? "",
      start: from + found.index,
      end: from + found.index + found[0].length,
    }));
    tags.push({ name: name.toLowerCase(), start: match.index, end: match.index + whole.length, attributes });
  }
  return tags;
}

/** Attributes that site files hold on to. */
const hookNames =
  /^(?:class|id|itemprop|itemtype|property|rel|typeof|about|datetime|content|name|data-[\w-]+|publicationdate|onclick)$/;

const hooksIn = (tag: Tag): Hook[] =>
  tag.attributes
    .filter(({ name }) => hookNames.test(name))
    .flatMap(({ name, value }) =>
      name === "class"
        ? value
            .split(/\s+/)
            .filter(Boolean)
            .map((token) => ({ name, value: token }))
        : [{ name, value }],
    );

function hooksOf(tags: readonly Tag[]): Hook[] {
  const hooks = new Map(tags.flatMap(hooksIn).map((hook) => [`${hook.name} ${hook.value}`, hook]));
  return [...hooks.values()];
}

const places = (tags: readonly Tag[]) => tags.flatMap((tag) => hooksIn(tag).map((hook) => ({ tag, hook })));

/** A class gets another name; other attributes lose theirs, so that no value is made up. */
function renamed(tags: readonly Tag[], hook: Hook): Splice[] {
  return tags.flatMap((tag) =>
    tag.attributes.flatMap(({ name, value, start, end }) => {
      if (name !== hook.name) return [];
      if (name !== "class") return value === hook.value ? [{ start, end, text: "" }] : [];
      const tokens = value.split(/\s+/);
      if (!tokens.includes(hook.value)) return [];
      return [
        { start, end, text: ` class="${tokens.map((token) => (token === hook.value ? NEW_NAME : token)).join(" ")}"` },
      ];
    }),
  );
}

const classesChanged = (tags: readonly Tag[], edit: (value: string) => string): Splice[] =>
  tags.flatMap(({ attributes }) =>
    attributes.flatMap(({ name, value, start, end }) =>
      name === "class" ? [{ start, end, text: ` class="${edit(value)}"` }] : [],
    ),
  );

const attributesReversed = (tags: readonly Tag[]): Splice[] =>
  tags.flatMap(({ attributes }) =>
    attributes.map(({ start, end }, place) => {
      const other = attributes[attributes.length - 1 - place]!;
      return { start, end, text: ` ${other.name}="${other.value.replaceAll('"', "&quot;")}"` };
    }),
  );

const blocks =
  "address article aside blockquote body center details dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr li main nav ol p section summary table tbody td tr ul".split(
    " ",
  );
const isBlock = ({ name }: Tag): boolean => blocks.includes(name.replace("/", ""));

/** Borders between blocks, outside the head. */
function boundaries(html: string, tags: readonly Tag[]): number[] {
  const body = html.search(/<body|<h1|<div/i);
  return tags
    .filter((tag) => isBlock(tag) && tag.start >= body && /^\/(?!body|html|head)|^hr$/.test(tag.name))
    .map(({ end }) => end);
}

const spaced = (html: string, tags: readonly Tag[]): Splice[] =>
  tags
    .filter(
      (tag, place) => isBlock(tag) && place > 0 && tags[place - 1]!.end === tag.start && isBlock(tags[place - 1]!),
    )
    .filter(({ start }) => html[start - 1] === ">")
    .map(({ start }) => ({ start, end: start, text: "\n   " }));
