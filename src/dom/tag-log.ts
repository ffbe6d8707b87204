import { type TagInfo, tagsById } from "./region-tags.ts";

/**
 * What each tag of a source did to the elements that were open, in the order of the source: written by the scan of the source, read by the
 * builder of its tree. One log serves all pages, one after the other: it holds until the next scan.
 */
export class TagLog {
  #offsets = new Int32Array(4096);
  #deeds = new Int32Array(4096);
  count = 0;

  /** `depth` is how many elements were open after the tag closed what it closes, before it opened its own. */
  add(offset: number, depth: number, info: TagInfo | undefined, opens: boolean): void {
    const place = this.count++;
    if (place === this.#offsets.length) {
      this.#offsets = twice(this.#offsets);
      this.#deeds = twice(this.#deeds);
    }
    this.#offsets[place] = offset;
    this.#deeds[place] = (depth << DEPTH) | ((info === undefined ? 0 : info.id + 1) << 1) | (opens ? 1 : 0);
  }

  depthAt(place: number): number {
    return (this.#deeds[place] as number) >> DEPTH;
  }

  infoAt(place: number): TagInfo | undefined {
    return tagsById[(((this.#deeds[place] as number) >> 1) & MAX_ID) - 1];
  }

  opensAt(place: number): boolean {
    return ((this.#deeds[place] as number) & 1) === 1;
  }

  /** Drops the tags that stand in stretches of the source which are cut out: from, to, from, to … */
  leaveOut(cuts: readonly number[]): void {
    const [offsets, deeds] = [this.#offsets, this.#deeds];
    let kept = 0;
    let from = 0;
    for (let cut = 0; cut <= cuts.length; cut += 2) {
      const to = cut === cuts.length ? this.count : placeOf(offsets, cuts[cut] as number, from, this.count);
      offsets.copyWithin(kept, from, to);
      deeds.copyWithin(kept, from, to);
      kept += to - from;
      if (cut < cuts.length) from = placeOf(offsets, cuts[cut + 1] as number, to, this.count);
    }
    this.count = kept;
  }
}

/** Bits below the depth: a tag's number, and whether it opens an element. */
const DEPTH = 9;
const MAX_ID = 0xff;

function twice(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(array.length * 2);
  more.set(array);
  return more;
}

/** The first place from `low` on whose offset is not below `offset`. */
function placeOf(offsets: Int32Array, offset: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] as number) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
