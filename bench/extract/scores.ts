import type { GoldComment, GoldThread } from "./pages.ts";

/** F1 over shingles of four words, as multisets (article-extraction-benchmark). */
export function textScore(gold: string, found: string): { f1: number; precision: number; recall: number } {
  const want = shinglesOf(gold);
  const have = shinglesOf(found);
  let shared = 0;
  let wanted = 0;
  let had = 0;
  for (const n of have.values()) had += n;
  for (const [shingle, n] of want) {
    wanted += n;
    shared += Math.min(n, have.get(shingle) ?? 0);
  }
  if (wanted === 0 && had === 0) return { f1: 1, precision: 1, recall: 1 };
  const precision = had === 0 ? 0 : shared / had;
  const recall = wanted === 0 ? 0 : shared / wanted;
  return { f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall), precision, recall };
}

function shinglesOf(text: string): Map<string, number> {
  // A soft hyphen or a mark of direction is no part of a word, and a letter one letter, however they are spelled.
  const words =
    text
      .normalize("NFC")
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, "")
      .match(/\p{L}[\p{L}\p{M}\p{N}_]*|\p{N}[\p{L}\p{M}\p{N}_]*/gu) ?? [];
  const shingles = new Map<string, number>();
  if (words.length > 0 && words.length < 4) return shingles.set(words.join(" "), 1);
  for (let i = 0; i + 4 <= words.length; i++) {
    const shingle = `${words[i]} ${words[i + 1]} ${words[i + 2]} ${words[i + 3]}`;
    shingles.set(shingle, (shingles.get(shingle) ?? 0) + 1);
  }
  return shingles;
}

/** Equal after NFC, with white space, case and quotes folded. */
export function isSameTitle(gold: string, found: string | null): boolean {
  return found !== null && foldTitle(gold) === foldTitle(found);
}

function foldTitle(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u2018\u2019\u201A\u201B\u2039\u203A`\u00B4]/g, "'")
    .replace(/[\u201C\u201D\u201E\u201F\u00AB\u00BB]/g, '"')
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** The same day: as written, or as the same instant in the gold's own offset. */
export function isSameDay(gold: string, found: string | null): boolean {
  if (found === null) return false;
  const day = gold.slice(0, 10);
  if (found.slice(0, 10) === day) return true;
  const instant = Date.parse(found);
  if (Number.isNaN(instant)) return false;
  const offset = /([+-])(\d{2}):?(\d{2})$/.exec(gold);
  const shift = offset ? (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  return new Date(instant + shift * 60_000).toISOString().slice(0, 10) === day;
}

/** F1 of two sets of names, white space and case folded; two empty sets agree. */
export function setScore(gold: readonly string[], found: readonly string[]): number {
  const want = new Set(gold.map(foldName));
  const have = new Set(found.map(foldName));
  if (want.size === 0 && have.size === 0) return 1;
  let shared = 0;
  for (const name of have) if (want.has(name)) shared++;
  return (2 * shared) / (want.size + have.size);
}

export interface CommentTally {
  right: number;
  wanted: number;
  found: number;
}

/** Right where author and both the first and the last 40 letters of the text agree; each gold comment counts once. */
export function tallyComments(thread: GoldThread, found: readonly GoldComment[]): CommentTally {
  const open = new Map<string, number>();
  for (const comment of thread.comments) count(open, keyOf(comment));
  const opening = thread.firstIsOpeningPost && thread.comments[0] ? keyOf(thread.comments[0]) : null;
  let right = 0;
  let sawOpening = false;
  for (const comment of found) {
    const key = keyOf(comment);
    const left = open.get(key) ?? 0;
    if (left === 0) continue;
    open.set(key, left - 1);
    right++;
    if (key === opening) sawOpening = true;
  }
  const excused = opening !== null && !sawOpening ? 1 : 0;
  return { right, wanted: thread.comments.length - excused, found: found.length };
}

export function f1Of(tally: CommentTally): number {
  return tally.wanted + tally.found === 0 ? 1 : (2 * tally.right) / (tally.wanted + tally.found);
}

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

export function keyOf(comment: GoldComment): string {
  const text = comment.text.normalize("NFC").replace(/\s+/g, " ").trim();
  return `${foldName(comment.author ?? "")}\n${text.slice(0, 40)}\n${text.slice(-40)}`;
}

function foldName(name: string): string {
  return name.normalize("NFC").replace(/\s+/g, " ").trim().toLowerCase();
}
