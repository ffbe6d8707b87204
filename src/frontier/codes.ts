import type { PageKind } from "../model/crawl-request.ts";
import type { PageState, Turn } from "../model/ledger.ts";
import type { StreamName } from "../model/segment-name.ts";

// Stored as their place in these lists: append, never reorder.
export const KINDS: readonly PageKind[] = ["listing", "article", "feed", "sitemap", "comments"];
export const STATES: readonly PageState[] = [
  "queued",
  "discovered",
  "accepted",
  "rejected",
  "not-article",
  "skipped",
  "failed",
];
export const TURNS: readonly Turn[] = ["ready", "waiting", "resting"];
export const STREAM_CODES: readonly StreamName[] = ["articles", "rejected"];

export const READY = 0;
export const WAITING = 1;
export const RESTING = 2;

const codesOf = <T extends string>(words: readonly T[]) => new Map(words.map((word, code) => [word, code]));
const kinds = codesOf(KINDS);
const states = codesOf(STATES);
const turns = codesOf(TURNS);

export const kindCode = (kind: PageKind) => codeOf(kinds, kind);
export const stateCode = (state: PageState) => codeOf(states, state);
export const turnCode = (turn: Turn) => codeOf(turns, turn);

/** 0 for `articles`, 1 for `rejected`. */
export function streamCode(stream: StreamName): number {
  return stream === "articles" ? 0 : 1;
}

function codeOf<T extends string>(codes: ReadonlyMap<T, number>, word: T): number {
  const code = codes.get(word);
  if (code === undefined) throw new TypeError(`expected one of ${[...codes.keys()].join(", ")}, got ${word}`);
  return code;
}
