/** How a page of comments was found: named by another page as what follows or precedes it, or in a list of all. */
export interface KnownPage {
  readonly url: string;
  /** Index among the known pages of the page that named it; -1 for the page begun with. */
  readonly namedBy: number;
  readonly as: "start" | "next" | "previous" | "listed";
}

/**
 * The places of `pages`, in the order in which their comments are to stand.
 *
 * What a page names as next follows it, as previous precedes it. Pages of a numbered list stand by the number that tells
 * their addresses apart (`?page=3`, `/comment-page-3/`); the page begun with, often not listed among its own links, takes
 * the number that is missing. With `backward`, the whole order is turned round.
 */
export function orderPages(pages: readonly KnownPage[], order: "forward" | "backward"): readonly number[] {
  const places = inChain(pages);
  const numbers = numbersOf(pages);
  if (numbers !== null) places.sort((one, other) => numbers[one]! - numbers[other]!);
  return order === "forward" ? places : places.reverse();
}

function inChain(pages: readonly KnownPage[]): number[] {
  const places: number[] = [];
  pages.forEach((page, place) => {
    const at = places.indexOf(page.namedBy);
    if (page.as === "previous") places.splice(Math.max(at, 0), 0, place);
    else if (page.as === "next") places.splice(at + 1, 0, place);
    else places.push(place);
  });
  return places;
}

/** Each page's number, or null where the addresses do not all tell one. */
function numbersOf(pages: readonly KnownPage[]): number[] | null {
  const listed = pages.filter((page) => page.as === "listed").map((page) => page.url);
  if (listed.length === 0) return null;
  const position = numberPosition(listed);
  if (position === null) return null;
  const numbers = pages.map((page) => numberAt(page.url, position));
  const known = numbers.filter((number) => number !== null);
  if (new Set(known).size !== known.length) return null;
  const unnumbered = numbers.filter((number) => number === null).length;
  if (unnumbered > 1) return null;
  return numbers.map((number) => number ?? missingNumber(known));
}

/** The run of figures by which the addresses differ: its prefix, the same in all. With one address, its last run. */
function numberPosition(urls: readonly string[]): string | null {
  const [first = ""] = urls;
  let prefix = first.length;
  for (const url of urls) while (!url.startsWith(first.slice(0, prefix))) prefix--;
  const shared = first.slice(0, prefix);
  const position = urls.length === 1 ? first.replace(/\d+\D*$/, "") : shared.replace(/\d+$/, "");
  return urls.every((url) => numberAt(url, position) !== null) ? position : null;
}

function numberAt(url: string, position: string): number | null {
  if (!url.startsWith(position)) return null;
  const figures = /^\d{1,9}/.exec(url.slice(position.length));
  return figures === null ? null : Number(figures[0]);
}

/** The number between those known that none of them has, else the one before them all. */
function missingNumber(known: readonly number[]): number {
  const sorted = [...known].sort((one, other) => one - other);
  const gap = sorted.findIndex((number, place) => place > 0 && number !== sorted[place - 1]! + 1);
  return gap > 0 && sorted.every((n, place) => place === 0 || place === gap || n === sorted[place - 1]! + 1)
    ? sorted[gap - 1]! + 1
    : (sorted[0] ?? 1) - 1;
}
