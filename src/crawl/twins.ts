import { ownText } from "../model/own-text.ts";
import type { DraftedRecord } from "./drafted-record.ts";

/** Knows an article again that stands under several addresses which differ in their query alone, and say nothing of each other. */
export interface Twins {
  /** The address under which the same article was read in this run, if any; else it is noted under this one. */
  twinOf(url: string, record: Pick<DraftedRecord, "publishedAt" | "likeness">): string | undefined;
}

interface Face {
  readonly url: string;
  /** Title, date and extent of the text. */
  readonly likeness: string;
}

/** Of the newest: the addresses of one article are found together. */
const MAX_FACES = 20_000;
/** A text of fewer letters may be that of several articles. */
const MIN_LETTERS = 100;

export function createTwins(): Twins {
  const faces = new Map<string, Face>();
  return {
    twinOf(url, record) {
      const { title, paragraphs } = record.likeness();
      const letters = paragraphs.reduce((sum, { length }) => sum + length, 0);
      // A text of its own: the title may be a view of the whole page.
      const likeness = ownText(`${title}\n${record.publishedAt}\n${paragraphs.length}\n${letters}`);
      const face = { url, likeness };
      const { origin, pathname } = new URL(url);
      const place = `${origin}${pathname}`;
      const known = faces.get(place);
      if (known !== undefined && letters >= MIN_LETTERS && isSame(known, face)) return known.url;
      if (faces.size >= MAX_FACES) faces.delete(faces.keys().next().value as string);
      faces.set(place, face);
      return undefined;
    },
  };
}

const isSame = (one: Face, other: Face): boolean => one.url !== other.url && one.likeness === other.likeness;
