import type { OpenTag, RegionStack } from "./region-stack.ts";
import type { Raise, TagTest, Want, Wants } from "./region-wants.ts";

type TagSeen = Pick<OpenTag, "name" | "id" | "classes" | "tagStart">;

/** Tells which tags open an element that is wanted. One for each page: it remembers class attributes, which repeat. */
export class RegionMatcher {
  readonly #html: string;
  readonly #wants: Wants;
  readonly #byClasses = new Map<string, readonly Want[]>();

  constructor(html: string, wants: Wants) {
    this.#html = html;
    this.#wants = wants;
  }

  /** What is wanted beside the element of this tag, in the elements open around it; null where it is not wanted. Rather too much than too little. */
  wanted(tag: TagSeen, tagEnd: number, { open }: RegionStack): ReadonlySet<Raise> | null {
    const { byName, byId, others } = this.#wants;
    let raises: Set<Raise> | null = null;
    const look = (wants: readonly Want[]) => {
      for (const want of wants) {
        if (raises?.has(want.raise) || !this.#holds(want, tag, tagEnd, open)) continue;
        raises ??= new Set();
        raises.add(want.raise);
      }
    };
    look(byName.get(tag.name) ?? none);
    if (tag.classes !== "") look(this.#forClasses(tag.classes));
    if (tag.id !== "") {
      if (tag.id.includes("&")) for (const wants of byId.values()) look(wants);
      else look(byId.get(tag.id.toLowerCase()) ?? none);
    }
    look(others);
    return raises;
  }

  #forClasses(classes: string): readonly Want[] {
    let wants = this.#byClasses.get(classes);
    if (wants === undefined) {
      const { byClass } = this.#wants;
      wants = classes.includes("&")
        ? [...byClass.values()].flat()
        : classes
            .toLowerCase()
            .split(/[\t\n\f\r ]+/)
            .flatMap((token) => byClass.get(token) ?? []);
      this.#byClasses.set(classes, wants);
    }
    return wants;
  }

  #holds({ tests }: Want, tag: TagSeen, tagEnd: number, open: readonly OpenTag[]): boolean {
    if (!this.#passes(tests[0], tag, tagEnd)) return false;
    let at = open.length - 1;
    for (let place = 1; place < tests.length; place++) {
      const test = tests[place] as TagTest;
      while (at >= 0 && !this.#passes(test, open[at] as OpenTag, (open[at] as OpenTag).contentStart)) at--;
      if (at < 0) return false;
      at--;
    }
    return true;
  }

  #passes({ name, id, classes, attributes }: TagTest, tag: TagSeen, tagEnd: number): boolean {
    if (name !== null && name !== tag.name) return false;
    if (id !== null && !tag.id.includes("&") && tag.id.toLowerCase() !== id) return false;
    if (classes.length > 0 && !tag.classes.includes("&")) {
      const tokens = tag.classes.toLowerCase().split(/[\t\n\f\r ]+/);
      if (!classes.every((each) => tokens.includes(each))) return false;
    }
    if (attributes.length === 0) return true;
    const source = this.#html.slice(tag.tagStart, tagEnd).toLowerCase();
    return attributes.every((attribute) => source.includes(attribute));
  }
}

const none: readonly Want[] = [];
