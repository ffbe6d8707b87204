import {
  commenter,
  headline,
  journalist,
  paragraph,
  remark,
  role,
  sentence,
  subheading,
} from "../../src/demo/prose.ts";
import { type Chance, chanceFrom } from "../../src/demo/random.ts";

/** What a page is known to say, before any markup: each contestant's records are held against it. */
export interface Truth {
  readonly path: string;
  readonly title: string;
  /** "2026-03-14". */
  readonly day: string;
  readonly author: string;
  readonly paragraphs: readonly string[];
  readonly comments: readonly { readonly author: string; readonly role: string | null; readonly text: string }[];
}

export interface Article extends Truth {
  readonly index: number;
  readonly lead: string;
  readonly subheadings: readonly string[];
  /** Bytes that the page is filled up to. */
  readonly bytes: number;
  /** Which of the ways in which real pages break the markup breaks, or null. */
  readonly fault: Fault | null;
}

export const FAULTS = [
  "unclosed-paragraphs",
  "unclosed-items",
  "stray-end-tags",
  "misnested-formatting",
  "unclosed-formatting",
  "block-in-paragraph",
  "bare-ampersands",
  "no-end",
] as const;
export type Fault = (typeof FAULTS)[number];

/** The same article for the same number, so that a server need keep none. 12 in 100 are malformed; up to 60 comments, 12.6 on average. */
export function articleAt(index: number): Article {
  const chance = chanceFrom(7_919 * (index + 1));
  const paragraphs = Array.from({ length: chance.between(6, 16) }, () => paragraph(chance));
  return {
    index,
    path: `/nieuws/${slugOf(headline(chance))}-${index}`,
    title: `${headline(chance)} (${index})`,
    day: new Date(Date.UTC(2026, 5, 30) - index * 3_600_000).toISOString().slice(0, 10),
    author: journalist(chance),
    lead: paragraph(chance, 2, 3),
    paragraphs,
    subheadings: Array.from({ length: Math.floor(paragraphs.length / 4) }, () => subheading(chance)),
    comments: commentsOf(chance),
    bytes: chance.between(65_000, 102_000) + (chance.happens(12) ? 45_000 : 0),
    fault: chance.happens(12) ? chance.pick(FAULTS) : null,
  };
}

function commentsOf(chance: Chance): Truth["comments"] {
  const count = chance.happens(20) ? 0 : chance.happens(16) ? chance.between(25, 60) : chance.between(0, 20);
  return Array.from({ length: count }, (_, place) => ({
    author: commenter(chance),
    role: chance.happens(50) ? role(chance) : null,
    text: `${remark(chance)} ${sentence(chance)} (${place + 1})`,
  }));
}

function slugOf(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[^A-Za-z0-9 ]/g, "")
    .trim()
    .toLowerCase()
    .replaceAll(/ +/g, "-");
}
