import { html as htmlNames } from "parse5";

/**
 * The name of a tag or attribute that stands in the source, in lower case: for the usual ones always the same string, so that nothing is cut out
 * and comparing is comparing addresses. `hash` is the name's by `hashWith`, letter by letter from 0; `isLower` says that it has no capitals.
 */
export function sharedName(html: string, from: number, to: number, hash: number, isLower: boolean): string {
  const known = names[hash];
  if (isLower) {
    if (known !== undefined && known.length === to - from && html.startsWith(known, from)) return known;
    return html.slice(from, to);
  }
  const name = html.slice(from, to).toLowerCase();
  return name === known ? known : name;
}

export const hashWith = (hash: number, code: number): number => (Math.imul(hash, 31) + (code | 0x20)) & MASK;

const MASK = 0xfff;
const names: (string | undefined)[] = new Array(MASK + 1).fill(undefined);

const attributes =
  "class id href src style rel type name content property alt title width height target lang role value data-id srcset sizes media loading " +
  "decoding datetime itemprop itemscope itemtype itemid aria-label aria-hidden aria-labelledby aria-controls aria-expanded aria-haspopup " +
  "aria-describedby tabindex onclick for action method placeholder d fill viewBox xmlns stroke stroke-width stroke-linecap stroke-linejoin " +
  "fill-rule clip-rule transform points x y x1 x2 y1 y2 cx cy r rx ry opacity xlink:href version data-src data-srcset data-type data-url data-name " +
  "data-testid data-component data-track data-href data-index data-title data-v async defer crossorigin integrity nonce charset http-equiv " +
  "hreflang colspan rowspan cellpadding cellspacing border align valign bgcolor color size face hidden disabled checked selected maxlength " +
  "autocomplete frameborder allowfullscreen allow scrolling referrerpolicy fetchpriority preload controls poster download dir label cite datatype";

for (const name of [...Object.values(htmlNames.TAG_NAMES), ...attributes.toLowerCase().split(" ")]) {
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = hashWith(hash, name.charCodeAt(at));
  names[hash] ??= name;
}
