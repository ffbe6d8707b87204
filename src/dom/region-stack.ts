import { TAGS, type TagInfo } from "./region-tags.ts";

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
  /** As `bitsOfAttributes` gives them for its attributes' names. */
  attributeBits = 0;
  /** `classBits` of the elements around it too. */
  aroundBits = 0;
  /** Cuts made before it was opened. */
  cutsBefore = 0;
  isForeign = false;
  /** Whether it, or anything in it, is wanted. */
  isNeeded = false;
  /** Whether all that it holds is kept. */
  isWhole = false;
}

/** Stretches of a source, in order. */
export class Cuts {
  #offsets = new Int32Array(1024);
  /** How many stretches there are; those behind may be dropped by a smaller number. */
  count = 0;

  add(from: number, to: number): void {
    const place = this.count++ * 2;
    if (place === this.#offsets.length) {
      const more = new Int32Array(place * 2);
      more.set(this.#offsets);
      this.#offsets = more;
    }
    this.#offsets[place] = from;
    this.#offsets[place + 1] = to;
  }

  /** From, to, from, to … */
  all(): number[] {
    const offsets: number[] = [];
    for (let place = 0; place < this.count * 2; place++) offsets.push(this.#offsets[place] as number);
    return offsets;
  }
}

/** The elements open at a place of the source, and what was cut out up to there. */
export class RegionStack {
  readonly open: OpenTag[] = [];
  readonly cuts = new Cuts();
  /** Closed tags, to be filled anew: a page has thousands. */
  readonly #spare: OpenTag[] = [];
  /** How many of the open elements are kept whole. */
  whole = 0;
  svgDepth = 0;
  hasForm = false;
  /** The innermost. */
  top: OpenTag | undefined;
  readonly #counts = new Uint16Array(TAGS);

  /** How many elements of this tag are open; of those in SVG none is counted. */
  countOf({ id }: TagInfo): number {
    return this.#counts[id] as number;
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
    tag.aroundBits = this.top === undefined ? tag.classBits : tag.classBits | this.top.aroundBits;
    this.open.push(tag);
    this.top = tag;
    if (tag.isWhole) this.whole++;
    const { info } = tag;
    if (info === undefined) return;
    this.#counts[info.id] = (this.#counts[info.id] as number) + 1;
    if (info.kind === "svg") this.svgDepth++;
    else if (info.kind === "form") this.hasForm = true;
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
    this.cuts.count = cutsBefore;
    if (to > from) this.cuts.add(from, to);
  }

  /** Keeps an open element whole after all. */
  keepWhole(tag: OpenTag): void {
    if (tag.isWhole) return;
    tag.isWhole = true;
    tag.isNeeded = true;
    this.whole++;
    this.cuts.count = tag.cutsBefore;
  }

  #drop(): void {
    const { open } = this;
    const closed = open.pop();
    if (closed === undefined) return;
    const parent = open.length === 0 ? undefined : open[open.length - 1];
    this.top = parent;
    if (closed.isWhole) this.whole--;
    const { info } = closed;
    if (info !== undefined) {
      this.#counts[info.id] = (this.#counts[info.id] as number) - 1;
      if (info.kind === "svg") this.svgDepth--;
      else if (info.kind === "form") this.hasForm = false;
    }
    if (closed.isNeeded && parent !== undefined) parent.isNeeded = true;
    this.#spare.push(closed);
  }
}
