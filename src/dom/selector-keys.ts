import { isTraversal, type Selector, SelectorType } from "css-what";

/** What an index of a page can be asked for. */
export type SelectorKey = { readonly by: "name" | "class" | "id"; readonly value: string };

/** Keys of which every match has one; null where an alternative tells none. */
export function keysOfMatches(alternatives: readonly (readonly Selector[])[], isQuirky: boolean): SelectorKey[] | null {
  const keys = alternatives.map((alternative) => keysOf(compoundAt(alternative, 0), isQuirky));
  return keys.includes(null) ? null : keys.flatMap((each) => each as SelectorKey[]);
}

/** Keys of the nearest compound before the last that tells any, as long as only `>` and spaces stand between. */
export function keysAbove(alternative: readonly Selector[], isQuirky: boolean): SelectorKey[] | null {
  const combinators = alternative.filter(isTraversal);
  for (let back = 1; back <= combinators.length; back++) {
    const { type } = combinators[combinators.length - back] as Selector;
    if (type !== SelectorType.Child && type !== SelectorType.Descendant) return null;
    const keys = keysOf(compoundAt(alternative, back), isQuirky);
    if (keys !== null) return keys;
  }
  return null;
}

/** What every match of a compound has: an id rather than a class rather than a name; for `:is(.a, .b)` one of several. */
function keysOf(compound: readonly Selector[], isQuirky: boolean): SelectorKey[] | null {
  const fold = (value: string) => (isQuirky ? value.toLowerCase() : value);
  let keys: SelectorKey[] | null = null;
  for (const token of compound) {
    if (token.type === SelectorType.Tag) keys ??= [{ by: "name", value: token.name.toLowerCase() }];
    if (token.type === SelectorType.Pseudo && unions.has(token.name) && Array.isArray(token.data)) {
      keys ??= keysOfMatches(token.data, isQuirky);
    }
    if (token.type !== SelectorType.Attribute || token.ignoreCase !== "quirks") continue;
    if (token.name === "id") return [{ by: "id", value: fold(token.value) }];
    if (token.name === "class" && keys?.[0]?.by !== "class") keys = [{ by: "class", value: fold(token.value) }];
  }
  return keys;
}

const unions = new Set(["is", "where", "matches"]);

/** The compound so many before the last. */
function compoundAt(alternative: readonly Selector[], back: number): readonly Selector[] {
  let rest = alternative;
  for (let step = 0; step < back; step++) rest = rest.slice(0, rest.findLastIndex(isTraversal));
  return rest.slice(rest.findLastIndex(isTraversal) + 1);
}
