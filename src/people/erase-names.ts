import { foldName } from "./pseudonym.ts";

/** Knows people's names where they are met, without having to say them. */
export interface NameMatcher {
  /** True for one of the names, written in full, as `foldName` compares. */
  is(name: string): boolean;
  /** The text with every name in it replaced that stands there as whole words; the same text where there is none. */
  redact(text: string): string;
}

/** What stands where a name stood. */
export const ERASED_NAME = "[erased]";

/** One name as it is compared: whole, and as the words that may stand in a text. */
export interface NameTerm {
  /** How many words it has; 0 where it has none, as "***". */
  readonly words: number;
  /** As `foldName` spells it. */
  readonly name: string;
  /** From its first word to its last, without the signs around them. */
  readonly inner: string;
}

export function termOf(name: string): NameTerm {
  const words = wordsOf(name);
  const first = words[0];
  const inner = first === undefined ? "" : name.slice(first.start, words.at(-1)?.end);
  return { words: words.length, name: foldName(name), inner: foldName(inner) };
}

/** Knows these names. */
export function namesMatcher(names: readonly string[]): NameMatcher {
  const terms = names.map(termOf);
  const whole = new Set(terms.map(({ name }) => name));
  const inner = new Set(terms.map((term) => term.inner));
  return matcherBy(
    terms.map(({ words }) => words),
    (name) => whole.has(name),
    (words) => inner.has(words),
  );
}

/** Knows names by a test on their folded spelling; `lengths` are the names' numbers of words. */
export function matcherBy(
  lengths: readonly number[],
  isName: (folded: string) => boolean,
  isInner: (folded: string) => boolean,
): NameMatcher {
  const counts = [...new Set(lengths)].filter((words) => words > 0).sort((one, other) => other - one);
  return {
    is: (name) => isName(foldName(name)),
    redact: (text) => redactBy(text, counts, isInner),
  };
}

/** Longer names first, so that of "Jan Pol" nothing is left when "Jan" is a name too. */
function redactBy(text: string, counts: readonly number[], isInner: (folded: string) => boolean): string {
  if (counts.length === 0) return text;
  const words = wordsOf(text);
  let redacted = "";
  let done = 0;
  for (let at = 0; at < words.length; at++) {
    const found = counts.find((count) => {
      const last = words[at + count - 1];
      return last !== undefined && isInner(foldName(text.slice(words[at]?.start, last.end)));
    });
    if (found === undefined) continue;
    redacted += text.slice(done, words[at]?.start) + ERASED_NAME;
    at += found - 1;
    done = words[at]?.end ?? text.length;
  }
  return done === 0 ? text : redacted + text.slice(done);
}

interface Word {
  readonly start: number;
  readonly end: number;
}

/** Runs of letters, figures and marks; white space or signs stand between them. */
function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}\p{M}_]+/gu), ({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
  }));
}
