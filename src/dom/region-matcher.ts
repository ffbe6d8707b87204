import { HASHES, hashOfName, hashStep } from "./region-hash.ts";
import type { OpenTag } from "./region-stack.ts";
import { isSpace } from "./region-tag-reader.ts";
import { type TagInfo, tagAt } from "./region-tags.ts";
import type { Raise, TagTest, Want, Wants } from "./region-wants.ts";

/** A tag as the matcher sees it. */
export type TagSeen = Pick<
  OpenTag,
  "name" | "info" | "tagStart" | "contentStart" | "classFrom" | "classTo" | "idFrom" | "idTo" | "classBits"
>;

/** Tells which tags of a source open an element that is wanted. */
export class RegionMatcher {
  readonly #html: string;
  readonly #wants: Wants;
  readonly #marks: Marks;

  constructor(html: string, wants: Wants) {
    this.#html = html;
    this.#wants = wants;
    this.#marks = marksOf(wants);
  }

  /**
   * How the element may be wanted, by a look at its letters: mostly not at all. Notes the tag's classes for those who come after it.
   */
  mayBeWanted(tag: { classBits: number } & TagSeen): number {
    const { byName, others } = this.#wants;
    const { names, classes, ids } = this.#marks;
    let by = others.length > 0 ? BY_OTHERS : 0;
    if (tag.info === undefined ? byName.has(tag.name) : names.has(tag.info)) by |= BY_NAME;
    if (tag.classTo > tag.classFrom && this.#noteClasses(tag, classes)) by |= BY_CLASS;
    if (tag.idTo > tag.idFrom && this.#hasWantedId(tag, ids)) by |= BY_ID;
    return by;
  }

  /**
   * What is wanted beside the element of this tag, in the elements open around it; null where it is not wanted. Rather too much than too
   * little. `by` is what `mayBeWanted` gave.
   */
  wanted(tag: TagSeen, by: number, open: readonly OpenTag[]): ReadonlySet<Raise> | null {
    const { byName, byClass, byId, others } = this.#wants;
    let raises: Set<Raise> | null = null;
    const look = (wants: readonly Want[] = none) => {
      for (const want of wants) {
        if (raises?.has(want.raise) || !this.#holds(want, tag, open)) continue;
        raises ??= new Set();
        raises.add(want.raise);
      }
    };
    if ((by & BY_NAME) !== 0) look(byName.get(tag.name));
    if ((by & BY_CLASS) !== 0) {
      if (tag.classBits === -1) for (const wants of byClass.values()) look(wants);
      else for (const token of tokensOf(this.#html.slice(tag.classFrom, tag.classTo))) look(byClass.get(token));
    }
    if ((by & BY_ID) !== 0) {
      const id = this.#html.slice(tag.idFrom, tag.idTo);
      if (id.includes("&")) for (const wants of byId.values()) look(wants);
      else look(byId.get(id.toLowerCase()));
    }
    if ((by & BY_OTHERS) !== 0) look(others);
    return raises;
  }

  #hasWantedId({ idFrom, idTo }: TagSeen, ids: ReadonlySet<number>): boolean {
    let hash = 0;
    for (let at = idFrom; at < idTo; at++) {
      const code = this.#html.charCodeAt(at);
      if (code === AMPERSAND) return ids.size > 0;
      hash = hashStep(hash, code);
    }
    return ids.has(hash);
  }

  /** Gives whether a class may be wanted. */
  #noteClasses(tag: { classBits: number } & TagSeen, wanted: Uint8Array): boolean {
    const html = this.#html;
    let bits = 0;
    let isMarked = false;
    let isToken = false;
    let hash = 0;
    for (let at = tag.classFrom; at <= tag.classTo; at++) {
      const code = at === tag.classTo ? 0x20 : html.charCodeAt(at);
      if (code === AMPERSAND) {
        tag.classBits = -1;
        return true;
      }
      if (!isSpace(code)) {
        hash = hashStep(hash, code);
        isToken = true;
      } else if (isToken) {
        isToken = false;
        bits |= 1 << (hash & 31);
        if (wanted[hash] === 1) isMarked = true;
        hash = 0;
      }
    }
    tag.classBits = bits;
    return isMarked;
  }

  #holds({ tests, aroundBits }: Want, tag: TagSeen, open: readonly OpenTag[]): boolean {
    let at = open.length - 1;
    // Tells most of what is not wanted: no element around it has such a class.
    if (tests.length > 1 && (at < 0 || ((open[at] as OpenTag).aroundBits & aroundBits) !== aroundBits)) return false;
    if (!this.#passes(tests[0], tag)) return false;
    for (let place = 1; place < tests.length; place++) {
      const test = tests[place] as TagTest;
      while (at >= 0 && !this.#passes(test, open[at] as OpenTag)) at--;
      if (at < 0) return false;
      at--;
    }
    return true;
  }

  #passes({ name, id, classes, classBits, attributes }: TagTest, tag: TagSeen): boolean {
    if (name !== null && name !== tag.name) return false;
    if ((tag.classBits & classBits) !== classBits) return false;
    if (id !== null) {
      const own = this.#html.slice(tag.idFrom, tag.idTo);
      if (!own.includes("&") && own.toLowerCase() !== id) return false;
    }
    if (classes.length > 0 && tag.classBits !== -1) {
      const tokens = tokensOf(this.#html.slice(tag.classFrom, tag.classTo));
      if (!classes.every((each) => tokens.includes(each))) return false;
    }
    if (attributes.length === 0) return true;
    const source = this.#html.slice(tag.tagStart, tag.contentStart).toLowerCase();
    return attributes.every((attribute) => source.includes(attribute));
  }
}

const none: readonly Want[] = [];
const AMPERSAND = 0x26;
const [BY_NAME, BY_CLASS, BY_ID, BY_OTHERS] = [1, 2, 4, 8];

const tokensOf = (classes: string): string[] => classes.toLowerCase().split(/[\t\n\f\r ]+/);

/** What a look at a tag's letters is held against; a class or an id that only has the hash of a wanted one is looked at more closely. */
interface Marks {
  readonly names: ReadonlySet<TagInfo>;
  readonly classes: Uint8Array;
  readonly ids: ReadonlySet<number>;
}

const marks = new WeakMap<Wants, Marks>();

function marksOf(wants: Wants): Marks {
  let made = marks.get(wants);
  if (made === undefined) {
    const classes = new Uint8Array(HASHES);
    for (const name of wants.byClass.keys()) classes[hashOfName(name)] = 1;
    const ids = new Set([...wants.byId.keys()].map((id) => hashOfName(id)));
    const names = new Set([...wants.byName.keys()].flatMap((name) => tagAt(name, 0, name.length) ?? []));
    made = { names, classes, ids };
    marks.set(wants, made);
  }
  return made;
}
