import type { TagInfo } from "./region-tags.ts";

/** One element that is open where the scan stands. */
export class OpenTag {
  /** Undefined for an element that HTML does not know, and for those in SVG. */
  info: TagInfo | undefined;
  /** In lower case. */
  name = "";
  tagStart = 0;
  contentStart = 0;
  /** Where the values of `class` and `id` stand in the source. */
  classFrom = 0;
  classTo = 0;
  idFrom = 0;
  idTo = 0;
  /** As `bitsOfNames` gives them for its classes; -1 where they cannot be told. */
  classBits = 0;
  /** Those of the elements around it too. */
  aroundBits = 0;
  /** Cuts made before it was opened. */
  cutsBefore = 0;
  isForeign = false;
  /** Whether it, or anything in it, is wanted. */
  isNeeded = false;
  /** Whether all that it holds is kept. */
  isWhole = false;
}

/** The elements open at a place of the source, and what was cut out up to there: pairs of offsets. */
export class RegionStack {
  readonly open: OpenTag[] = [];
  readonly cuts: number[] = [];
  /** Closed tags, to be filled anew: a page has thousands. */
  readonly #spare: OpenTag[] = [];
  /** How many of the open elements are kept whole. */
  whole = 0;
  svgDepth = 0;
  hasForm = false;

  get top(): OpenTag | undefined {
    return this.open[this.open.length - 1];
  }

  /** A tag to be filled and pushed. */
  newTag(): OpenTag {
    return this.#spare.pop() ?? new OpenTag();
  }

  /** Takes a tag back that was not pushed. */
  spare(tag: OpenTag): void {
    this.#spare.push(tag);
  }

  push(tag: OpenTag): void {
    tag.aroundBits = tag.classBits | (this.top?.aroundBits ?? 0);
    this.open.push(tag);
    if (tag.isWhole) this.whole++;
    if (tag.info?.kind === "svg") this.svgDepth++;
    if (tag.info?.kind === "form") this.hasForm = true;
  }

  /**
   * Closes the element at a place and all in it. `endTagAt` is where its own end tag begins, undefined where something else closes it: only
   * what closes itself is emptied. False where the standard would open something in it again: then nothing that follows can be told.
   */
  closeFrom(place: number, endTagAt?: number): boolean {
    for (let at = this.open.length - 1; at > place; at--) {
      const kind = this.open[at]?.info?.kind;
      if (kind === "formatting" || kind === "form" || kind === "svg" || kind === "select" || kind === "template")
        return false;
      this.#drop();
    }
    const closed = this.top;
    if (closed === undefined) return false;
    const kind = closed.info?.kind;
    if (endTagAt === undefined && (kind === "formatting" || kind === "form")) return false;
    this.#drop();
    if (
      endTagAt === undefined ||
      closed.isNeeded ||
      this.whole > 0 ||
      closed.info?.kind === "body" ||
      closed.info?.kind === "head"
    )
      return true;
    this.empty(closed.cutsBefore, closed.contentStart, endTagAt);
    return true;
  }

  /** Cuts a stretch out, with the cuts made in it since. */
  empty(cutsBefore: number, from: number, to: number): void {
    this.cuts.length = cutsBefore;
    if (to > from) this.cuts.push(from, to);
  }

  /** Keeps an open element whole after all. */
  keepWhole(tag: OpenTag): void {
    if (tag.isWhole) return;
    tag.isWhole = true;
    tag.isNeeded = true;
    this.whole++;
    this.cuts.length = tag.cutsBefore;
  }

  #drop(): void {
    const closed = this.open.pop();
    if (closed === undefined) return;
    if (closed.isWhole) this.whole--;
    if (closed.info?.kind === "svg") this.svgDepth--;
    if (closed.info?.kind === "form") this.hasForm = false;
    const parent = this.top;
    if (closed.isNeeded && parent !== undefined) parent.isNeeded = true;
    this.#spare.push(closed);
  }
}
