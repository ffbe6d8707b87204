import { HASHES, hashOfName, hashStep } from "./region-hash.ts";
import type { OpenTag } from "./region-stack.ts";
import { isSpace } from "./region-tag-reader.ts";
import { isNameAt, TAGS, tagNamed } from "./region-tags.ts";
import type { Raise, TagTest, Want, Wants } from "./region-wants.ts";

/** What is wanted with an element; each has a bit. */
export const RAISES: Readonly<Record<Raise, number>> = { none: 1, parent: 2, figure: 4 };

/** A tag as the matcher sees it. */
export type TagSeen = Pick<
  OpenTag,
  | "name"
  | "info"
  | "tagStart"
  | "contentStart"
  | "classFrom"
  | "classTo"
  | "idFrom"
  | "idTo"
  | "classBits"
  | "attributeBits"
>;

/** Tells which tags of a source open an element that is wanted. */
export class RegionMatcher {
  readonly #bytes: Buffer;
  readonly #wants: Wants;
  readonly #marks: Marks;

  constructor(bytes: Buffer, wants: Wants) {
    this.#bytes = bytes;
    this.#wants = wants;
    this.#marks = marksOf(wants);
  }

  /** Of each hash of a class, whether a wanted one has it. */
  get wantedClasses(): Uint8Array {
    return this.#marks.classes;
  }

  /** How the element may be wanted, by a look at its letters: mostly not at all. */
  mayBeWanted(tag: TagSeen, hasWantedClass: boolean): number {
    const { names, ids, always } = this.#marks;
    let by = hasWantedClass ? always | BY_CLASS : always;
    if (tag.info === undefined ? this.#wants.byName.has(tag.name) : mayHave(names[tag.info.id] as number, tag))
      by |= BY_NAME;
    if (tag.idTo > tag.idFrom && ids.size > 0 && this.#hasWantedId(tag, ids)) by |= BY_ID;
    return by;
  }

  /**
   * Whether the element of this tag is wanted, and what beside it in the elements open around it: bits of `RAISES`, 0 where it is not wanted.
   * Rather too much than too little. `by` is what `mayBeWanted` gave.
   */
  wanted(tag: TagSeen, by: number, open: readonly OpenTag[]): number {
    const { byName, byClass, byId, others } = this.#wants;
    const bytes = this.#bytes;
    let raises = 0;
    if ((by & BY_NAME) !== 0) raises |= this.#look(byName.get(tag.name), tag, open);
    if ((by & BY_CLASS) !== 0) {
      if (tag.classBits === -1) for (const wants of byClass.values()) raises |= this.#look(wants, tag, open);
      else
        for (let at = tag.classFrom; at < tag.classTo; ) {
          let hash = 0;
          for (; at < tag.classTo && !isSpace(bytes[at] as number); at++) hash = hashStep(hash, bytes[at] as number);
          raises |= this.#look(this.#marks.byClass[hash], tag, open);
          at++;
        }
    }
    if ((by & BY_ID) !== 0) {
      const id = this.#textAt(tag.idFrom, tag.idTo);
      if (id.includes("&")) for (const wants of byId.values()) raises |= this.#look(wants, tag, open);
      else raises |= this.#look(byId.get(id.toLowerCase()), tag, open);
    }
    if ((by & BY_OTHERS) !== 0) raises |= this.#look(others, tag, open);
    return raises;
  }

  #look(wants: readonly Want[] | undefined, tag: TagSeen, open: readonly OpenTag[]): number {
    let raises = 0;
    if (wants === undefined) return raises;
    for (let at = 0; at < wants.length; at++) {
      const want = wants[at] as Want;
      const bit = RAISES[want.raise];
      if ((raises & bit) === 0 && this.#holds(want, tag, open)) raises |= bit;
    }
    return raises;
  }

  #hasWantedId({ idFrom, idTo }: TagSeen, ids: ReadonlySet<number>): boolean {
    let hash = 0;
    for (let at = idFrom; at < idTo; at++) {
      const code = this.#bytes[at] as number;
      if (code === AMPERSAND) return true;
      hash = hashStep(hash, code);
    }
    return ids.has(hash);
  }

  #textAt(from: number, to: number): string {
    return this.#bytes.toString("latin1", from, to);
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

  #passes({ name, id, classes, classBits, attributes, attributeBits }: TagTest, tag: TagSeen): boolean {
    if (name !== null && name !== tag.name) return false;
    if ((tag.classBits & classBits) !== classBits || (tag.attributeBits & attributeBits) !== attributeBits)
      return false;
    if (id !== null) {
      const own = this.#textAt(tag.idFrom, tag.idTo);
      if (!own.includes("&") && own.toLowerCase() !== id) return false;
    }
    if (tag.classBits !== -1)
      for (let at = 0; at < classes.length; at++)
        if (!hasToken(this.#bytes, tag.classFrom, tag.classTo, classes[at] as string)) return false;
    if (attributes.length === 0) return true;
    const source = this.#textAt(tag.tagStart, tag.contentStart).toLowerCase();
    return attributes.every((attribute) => source.includes(attribute));
  }
}

const AMPERSAND = 0x26;
const [BY_NAME, BY_CLASS, BY_ID, BY_OTHERS] = [1, 2, 4, 8];

const mayHave = (needed: number, { attributeBits }: TagSeen): boolean =>
  needed !== 0 && (needed === -1 || (needed & attributeBits) !== 0);

/** Whether the token, given in lower case, is one of those that stand there in whatever case. */
function hasToken(bytes: Uint8Array, from: number, to: number, token: string): boolean {
  const { length } = token;
  for (let at = from; at + length <= to; at++) {
    while (at < to && isSpace(bytes[at] as number)) at++;
    const end = at + length;
    if (end <= to && (end === to || isSpace(bytes[end] as number)) && isNameAt(bytes, at, token)) return true;
    while (at < to && !isSpace(bytes[at] as number)) at++;
  }
  return false;
}

/** What a look at a tag's letters is held against; a class or an id that only has the hash of a wanted one is looked at more closely. */
interface Marks {
  readonly always: number;
  /** Of each tag that HTML knows, `attributeBits` of those that want it: one at least is needed. 0 where none does, -1 where none is needed. */
  readonly names: Int32Array;
  readonly classes: Uint8Array;
  /** By the class's hash. */
  readonly byClass: readonly (readonly Want[] | undefined)[];
  readonly ids: ReadonlySet<number>;
}

const marks = new WeakMap<Wants, Marks>();

function marksOf(wants: Wants): Marks {
  let made = marks.get(wants);
  if (made === undefined) {
    const classes = new Uint8Array(HASHES);
    const byClass: Want[][] = [];
    for (const [name, wantsOfClass] of wants.byClass) {
      const hash = hashOfName(name);
      classes[hash] = 1;
      byClass[hash] = [...(byClass[hash] ?? []), ...wantsOfClass];
    }
    const ids = new Set([...wants.byId.keys()].map((id) => hashOfName(id)));
    const names = new Int32Array(TAGS);
    for (const [name, wantsOfName] of wants.byName) {
      const bits = wantsOfName.map(({ tests: [{ attributeBits }] }) => attributeBits);
      const info = tagNamed(name);
      if (info !== undefined) names[info.id] = bits.includes(0) ? -1 : bits.reduce((one, other) => one | other, 0);
    }
    made = { always: wants.others.length > 0 ? BY_OTHERS : 0, names, classes, byClass, ids };
    marks.set(wants, made);
  }
  return made;
}
