import { ownText } from "../../../model/own-text.ts";
import { attributeOf, type PageMap, textLengthOf } from "../page-map.ts";
import { itemToken, notAnItem, weakToken } from "./comment-words.ts";

/** Elements that bear the same mark of being a comment. */
export interface MarkedSet {
  readonly mark: string;
  /** 3: the markup says so (schema, numbered id); 2: a class named for comments; 1: a class named for posts of any kind. */
  readonly strength: 1 | 2 | 3;
  readonly items: readonly number[];
}

/** A word; the mark may stand on the text alone. */
const fewestLetters = 2;
/** Longest list that is looked at; a page with more is cut here. */
const mostItems = 3000;

/** Sets of elements that may be the page's comments, each set by one mark. */
export function readMarkedSets(page: PageMap): MarkedSet[] {
  const sets = new Map<string, { strength: 1 | 2 | 3; items: number[] }>();
  let isNamed = false;
  const add = (mark: string, strength: 1 | 2 | 3, at: number): void => {
    isNamed = true;
    const set = sets.get(mark);
    if (set === undefined) sets.set(mark, { strength, items: [at] });
    else if (set.items.length < mostItems && set.items.at(-1) !== at) set.items.push(at);
  };
  // A comment is a block; an element that is none holds a part of one.
  for (const i of page.boxes) {
    if (page.ends[i] === i + 1 || textLengthOf(page, i) < fewestLetters) continue;
    const node = page.nodes[i]!;
    if (!("attribs" in node)) continue;
    // A custom element's name may say what a class would: `x-comment`.
    if (page.names[i]!.includes("-")) classMarks(page.names[i]!, "", i, add);
    const { attribs } = node;
    isNamed = false;
    if (attribs.class) classMarks(attribs.class, page.names[i]!, i, add);
    if (attribs.id) idMark(attribs.id, i, add);
    if (attribs.typeof) schemaMark("typeof", attribs.typeof, i, add);
    if (attribs.property) schemaMark("property", attribs.property, i, add);
    if (attribs.itemtype) schemaMark("itemtype", attribs.itemtype, i, add);
    if (attribs.itemprop) schemaMark("itemprop", attribs.itemprop, i, add);
    // The commonest two are asked of every element; the rest only of those that have some name of that kind.
    for (let k = 0; k < (isNamed ? idAttributes.length : 2); k++) {
      const [key, strength] = idAttributes[k]!;
      if (attribs[key] && textLengthOf(page, i) > 20) add(`data:${key}`, strength, i);
    }
  }
  return [...sets].map(([mark, set]) => ({ mark, ...set }));
}

const idAttributes: readonly (readonly [string, 1 | 3])[] = [
  ["data-comment-id", 3],
  ["data-commentid", 3],
  ["data-reaction-id", 3],
  ["data-reactie-id", 3],
  ["data-kommentar-id", 3],
  ["data-reply-id", 3],
  ["data-post-id", 1],
  ["data-message-id", 1],
];

type Add = (mark: string, strength: 1 | 2 | 3, at: number) => void;

function classMarks(value: string, tag: string, at: number, add: Add): void {
  let marks = judgedClasses.get(value);
  if (marks === undefined) {
    const own = ownText(value);
    marks = own
      .split(/\s+/)
      .map((token) => judgeToken(token))
      .filter((judgement) => judgement.strength !== 0);
    if (judgedClasses.size > 20_000) judgedClasses.clear();
    judgedClasses.set(own, marks);
  }
  for (const { name, strength } of marks) if (strength !== 0) add(`class:${tag}.${name}`, strength, at);
}

const judgedClasses = new Map<string, readonly { name: string; strength: 0 | 1 | 2 }[]>();
const judged = new Map<string, { name: string; strength: 0 | 1 | 2 }>();

function judgeToken(token: string): { name: string; strength: 0 | 1 | 2 } {
  let known = judged.get(token);
  if (known === undefined) {
    const spelled = token.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
    // A BEM modifier, a number, a depth tell items apart, not what they are.
    const name = spelled.replace(/--[\w-]+$/, "").replace(/[-_]?\d+$/, "");
    if (weakToken.test(name) && !notAnItem.test(name)) known = { name, strength: 1 };
    else if (itemToken.test(name) && !notAnItem.test(name)) known = { name, strength: 2 };
    else known = { name, strength: 0 };
    if (judged.size > 20_000) judged.clear();
    judged.set(token, known);
  }
  return known;
}

function idMark(value: string, at: number, add: Add): void {
  const match = /^([a-z][a-z_-]*?)[-_:]?(?:\d{1,}|[0-9a-f]{8,}|[0-9a-f-]{32,})$/i.exec(value);
  if (match === null) return;
  const word = match[1]!.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  if (
    /^(?:p|pid|post|postmessage|msg|message|m|entry|td-post|js-post|post-content|answer|edit|forum-?post)$/.test(word)
  )
    add(`id:${word}`, 1, at);
  else if (
    itemToken.test(word) &&
    !/form|respond|count|link|area|list|block|btn|button|text|content|author|avatar|box/.test(word)
  )
    add(`id:${word}`, 3, at);
  else if (/^[ckr]$/.test(word) && /\d{3,}$/.test(value)) add(`id:${word}`, 2, at);
}

function schemaMark(key: string, value: string, at: number, add: Add): void {
  if (key === "itemprop" || key === "property") {
    if (/(?:^|[\s:])comment$/i.test(value) || /^comment(?:\s|$)/i.test(value)) add("schema:comment", 3, at);
  } else if (key === "rel") {
    if (/(?:^|\s)schema:comment(?:\s|$)/i.test(value)) add("schema:rel", 3, at);
  } else if (/(?:\/|:|^|\s)(?:User)?Comments?(?:\s|$)/i.test(value)) add("schema:Comment", 3, at);
  else if (/(?:\/|:|^|\s)(?:sioct:BoardPost|DiscussionForumPosting|sioc:Post)(?:\s|$)/i.test(value))
    add("schema:Posting", 1, at);
}

/** The publisher's own id of a comment, where the element names one. */
export function publisherIdOf(page: PageMap, at: number): string | null {
  for (const key of [
    "data-comment-id",
    "data-commentid",
    "data-reaction-id",
    "data-reactie-id",
    "data-post-id",
    "data-message-id",
  ]) {
    const value = attributeOf(page, at, key)?.trim();
    if (value) return value;
  }
  const id = attributeOf(page, at, "id");
  const number = id === undefined ? undefined : /(\d+|[0-9a-f]{8,}(?:-[0-9a-f]+)*)$/i.exec(id)?.[1];
  if (number !== undefined) return number;
  for (let i = at + 1; i < Math.min(page.ends[at]!, at + 8); i++) {
    const inner = attributeOf(page, i, "id") ?? attributeOf(page, i, "name");
    const found =
      inner === undefined
        ? undefined
        : /^(?:[a-z-]*?(?:comment|cmt|reactie|kommentar|post|c|r))[-_]?(\d{2,})$/i.exec(inner)?.[1];
    if (found !== undefined) return found;
  }
  return null;
}
