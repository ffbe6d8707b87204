/** What one reading of a page gave of what its site file wants. */
export interface PageReading {
  /** Required fields that were not found; `articles` where a listing names none, `comments` where a page of comments holds none. */
  readonly missing: readonly string[];
  /** Comments the page declares; null where it names no number. */
  readonly declared: number | null;
  /** Comments that were read; of a listing, the articles it names. */
  readonly extracted: number;
  /** False where comments are not looked for on the page itself: they are not wanted, or come from a JSON source. */
  readonly wantsComments: boolean;
  /** True where something stands on the page as it was fetched that an action of the site file clicks. */
  readonly hasTarget: boolean;
  /** True where only part of the article can be read: a wall. */
  readonly isPartial: boolean;
}

/** Of a page that gave nothing and of which nothing is wanted. */
export const NO_READING: PageReading = {
  missing: [],
  declared: null,
  extracted: 0,
  wantsComments: false,
  hasTarget: false,
  isPartial: false,
};

/**
 * What is remembered of one site and kind of page. Plain JSON, to be kept with the dataset.
 *
 * Pages lack things for reasons that no browser mends: a comment that was hidden still counts on many sites. So it is remembered, for each
 * gap, how often in a row rendering brought nothing. One hidden comment is another gap than a whole page of them that a script brings, and
 * where a button for more stands on the page, that is another one still.
 */
export interface BrowserMemory {
  readonly rendered: number;
  /** Of those rendered, the ones that gave more than they did before. */
  readonly helped: number;
  readonly gaps: Readonly<Record<string, GapMemory>>;
}

interface GapMemory {
  /** Rendered in vain so often in a row. */
  readonly vain: number;
  /** Pages with this gap that were let pass since the last one that was rendered. */
  readonly passed: number;
}

export const NO_MEMORY: BrowserMemory = { rendered: 0, helped: 0, gaps: {} };

/** So often in a row a gap is rendered in vain before pages with it are let pass. */
const PATIENCE = 3;
/** … and so often where something on the page is there to be clicked: a reader would click it. */
const PATIENCE_WITH_TARGET = 16;
/** Of so many pages with a hopeless gap, one is rendered all the same: sites change. */
const RARELY = 64;

/**
 * What a page lacks that scripts might bring: names of fields, or comments (`comments 4+` where it has none, `more comments 1` where it has
 * some), with `to click` where something is there to be clicked; null for nothing. Missing are 1, 2–3 (`2+`), 4–7 or from 8.
 */
export function gapOf({ missing, declared, extracted, wantsComments, hasTarget }: PageReading): string | null {
  if (missing.length > 0) return [...missing].sort().join(", ");
  const lacking = (declared ?? 0) - extracted;
  if (!wantsComments || lacking <= 0) return null;
  const least = Math.min(8, 2 ** Math.floor(Math.log2(lacking)));
  return `${extracted === 0 ? "comments" : "more comments"} ${least}${least > 1 ? "+" : ""}${hasTarget ? " to click" : ""}`;
}

/**
 * Whether a page that was fetched is to be rendered too. The cheap way is tried for every page: rendering begins with the same document, so
 * nothing is asked for twice. A page that lacks nothing is never rendered.
 */
export function needsBrowser(reading: PageReading, memory: BrowserMemory): boolean {
  const gap = gapOf(reading);
  if (gap === null) return false;
  const { vain, passed } = knownOf(memory, gap);
  const patience = reading.hasTarget ? PATIENCE_WITH_TARGET : PATIENCE;
  // Then one of 2 is tried, one of 4, of 8 … of 64.
  return vain < patience || passed + 1 >= Math.min(2 ** (vain - patience + 1), RARELY);
}

/** What is remembered after a page was read as fetched (`before`) and, if it was rendered, again (`after`). */
export function rememberPage(memory: BrowserMemory, before: PageReading, after: PageReading | null): BrowserMemory {
  const gap = gapOf(before);
  if (gap === null) return memory;
  const known = knownOf(memory, gap);
  if (after === null) return { ...memory, gaps: { ...memory.gaps, [gap]: { ...known, passed: known.passed + 1 } } };
  const hasHelped = isBetter(before, after);
  const next = { vain: stands(before, after) ? 0 : known.vain + 1, passed: 0 };
  return {
    rendered: memory.rendered + 1,
    helped: memory.helped + (hasHelped ? 1 : 0),
    gaps: { ...memory.gaps, [gap]: next },
  };
}

/** True when a reading gave something that another one did not: a field that was missing or, with no field lost for it, more comments. */
export function isBetter(before: PageReading, after: PageReading): boolean {
  const gained = before.missing.length - after.missing.length;
  return gained > 0 || (gained === 0 && after.extracted > before.extracted);
}

/** Whether the rendered reading stands: it is the better one, or shows a wall that a script put up. A wall is not read past. */
export function stands(before: PageReading, after: PageReading): boolean {
  return isBetter(before, after) || (after.isPartial && !before.isPartial);
}

const NEW: GapMemory = { vain: 0, passed: 0 };

/** A field may be called as something that every object has. */
const knownOf = ({ gaps }: BrowserMemory, gap: string): GapMemory =>
  Object.hasOwn(gaps, gap) ? (gaps[gap] as GapMemory) : NEW;
