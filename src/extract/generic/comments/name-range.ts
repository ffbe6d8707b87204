import { type PageMap, shape, textOfRange } from "../page-map.ts";

/** An element of more nodes is no line of a head. */
const mostNodes = 100;

/** The first block within an element that holds several with text; else the element. */
export function firstLineOf(page: PageMap, at: number): number {
  if (page.ends[at]! - at > mostNodes) return at;
  const lines: number[] = [];
  for (let i = at + 1; i < page.ends[at]! && lines.length < 2; i++) {
    if (page.shapes[i] !== shape.block || page.textSums[page.ends[i]!] === page.textSums[i]) continue;
    let holdsBlocks = false;
    for (let k = i + 1; k < page.ends[i]!; k++) holdsBlocks ||= page.shapes[k] === shape.block;
    if (holdsBlocks) continue;
    lines.push(i);
  }
  return lines.length > 1 ? lines[0]! : at;
}

/**
 * Where an element's words end: what follows in elements of its own without any letter counts something, and what is glued to
 * its own text ("Name<span>Plus</span>") is a badge.
 */
export function endOfWords(page: PageMap, at: number): number {
  let end = page.ends[at]!;
  if (end - at > mostNodes) return end;
  for (let i = end - 1; i > at; i--) {
    if (page.shapes[i] !== shape.text || page.textSums[i + 1] === page.textSums[i]) continue;
    if (page.parents[i] === at || (/\p{L}/u.test(textOfRange(page, i, i + 1)) && !isGlued(page, at, i))) break;
    end = i;
  }
  return end > at + 2 && page.textSums[end]! > page.textSums[at]! ? end : page.ends[at]!;
}

/** Whether a text in an element right behind the outer one's own text has no space before it. */
function isGlued(page: PageMap, outer: number, at: number): boolean {
  const before = page.parents[at]! - 1;
  if (page.parents[before] !== outer || page.parents[page.parents[at]!] !== outer || page.shapes[before] !== shape.text)
    return false;
  const [own, next] = [before, at].map((node) => (page.nodes[node] as { data: string }).data);
  return /[\p{L}\d.]$/u.test(own!) && !/^\s/.test(next!);
}
