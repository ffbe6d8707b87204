/** How a page of comments was found: named by another page as what follows or precedes it, or in a list of all. */
export interface KnownPage {
  readonly url: string;
  /** Index among the known pages of the page that named it; -1 for the page begun with. */
  readonly namedBy: number;
  readonly as: "start" | "next" | "previous" | "listed";
  /** Whether comments were taken from it. */
  readonly isRead: boolean;
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

/** Each page's number, or null where the addresses of those that were read do not all tell one. */
function numbersOf(pages: readonly KnownPage[]): number[] | null {
  const position = numberPosition(pages.filter((page) => page.as === "listed").map((page) => page.url));
  if (position === null) return null;
  const numbers = pages.map((page) => numberAt(page.url, position));
  const known = numbers.filter((number, place) => number !== null && pages[place]!.isRead) as number[];
  const unknown = numbers.filter((number, place) => number === null && pages[place]!.isRead);
  if (new Set(known).size !== known.length || unknown.length > 1) return null;
  return numbers.map((number) => number ?? missingNumber(known));
}

/** What stands before the number by which most of the addresses differ; of one address, before its last figures. */
function numberPosition(urls: readonly string[]): string | null {
  const alike = Map.groupBy(urls, (url) => url.replace(/\d+/g, "0"));
  const [most = []] = [...alike.values()].sort((one, other) => other.length - one.length);
  const [first] = most;
  if (first === undefined || !/\d/.test(first)) return null;
  if (most.length === 1) return first.replace(/\d+\D*$/, "");
  let shared = first.length;
  for (const url of most) while (!url.startsWith(first.slice(0, shared))) shared--;
  const position = first.slice(0, shared).replace(/\d+$/, "");
  return most.every((url) => numberAt(url, position) !== null) ? position : null;
}

function numberAt(url: string, position: string): number | null {
  if (!url.startsWith(position)) return null;
  const figures = /^\d{1,9}/.exec(url.slice(position.length));
  return figures === null ? null : Number(figures[0]);
}

/** The first page where it is missing, else the one number left out of the row, else the one before the row. */
function missingNumber(known: readonly number[]): number {
  const sorted = [...known].sort((one, other) => one - other);
  const [least = 1] = sorted;
  const gap = sorted.findIndex((number, place) => place > 0 && number === sorted[place - 1]! + 2);
  return least <= 1 && gap > 0 ? sorted[gap]! - 1 : least - 1;
}
