import { RE2JS } from "re2js";
import { plainPattern } from "./plain-pattern.ts";

/** A regular expression of a site file, compiled: matched in time linear in the text, whatever the expression (RE2). */
export type Pattern = RE2JS;

/**
 * Compiles a pattern of a site file; the same text is compiled once. Matching is unanchored: `test` finds the pattern
 * anywhere, `matches` wants the whole text. Throws a `PatternError` where RE2 cannot read it.
 */
export function compilePattern(text: string): Pattern {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const pattern = compileOrExplain(text);
  // Bounded, so that a program that reads site files all day does not grow.
  if (compiled.size >= 2000) compiled.clear();
  compiled.set(text, pattern);
  return pattern;
}

/** The pattern as the engine's own, where it is plain. Throws as `compilePattern`. */
export function plainPatternOf(text: string): RegExp | undefined {
  const known = plain.get(text);
  if (known !== undefined) return known === null ? undefined : known;
  compilePattern(text);
  const made = plainPattern(text);
  if (plain.size >= 2000) plain.clear();
  plain.set(text, made ?? null);
  return made;
}

/** Why RE2 does not take a pattern, in words for the one who wrote it. */
export class PatternError extends Error {
  override readonly name = "PatternError";
  /** Place in the pattern where the trouble begins, from 1; null where RE2 does not say. */
  readonly column: number | null;

  constructor(message: string, column: number | null, options?: ErrorOptions) {
    super(message, options);
    this.column = column;
  }
}

const compiled = new Map<string, Pattern>();
/** Null where it is not plain. */
const plain = new Map<string, RegExp | null>();

/**
 * Most steps of a compiled pattern. Time is linear in text and in steps: as many as this take about three seconds for the
 * longest text that is matched, and only where nothing cheaper rules the pattern out. A pattern of 1,000 letters has fewer.
 */
const MAX_STEPS = 1500;

function compileOrExplain(text: string): Pattern {
  const pattern = compileUnbounded(text);
  const steps = pattern.programSize();
  if (steps <= MAX_STEPS) return pattern;
  throw new PatternError(`it repeats too much: ${steps} steps when written out, at most ${MAX_STEPS}`, null);
}

function compileUnbounded(text: string): Pattern {
  try {
    return RE2JS.compile(text);
  } catch (error) {
    throw explain(text, error);
  }
}

/** What people bring from other engines, and what RE2 leaves out so that every match takes linear time. */
const missingInRe2: readonly (readonly [RegExp, string])[] = [
  [/\(\?<[=!]/, "RE2 has no look-behind"],
  [/\(\?[=!]/, "RE2 has no look-ahead"],
  [/\(\?>/, "RE2 has no atomic groups"],
  [/\\(?:[1-9]|k[<{'])/, "RE2 has no back-references"],
  [/[*+?}]\+/, "RE2 has no possessive quantifiers"],
  [/\(\?(?:R|&|\d)/, "RE2 has no recursion"],
  [/\(\?\(/, "RE2 has no conditions"],
];

function explain(text: string, cause: unknown): PatternError {
  const unescaped = blankEscapedPairs(text);
  for (const [form, message] of missingInRe2) {
    // A back-reference is itself an escape; the other forms only count where no backslash stands before them.
    const at = (message.endsWith("back-references") ? blankEscapedBackslashes(text) : unescaped).search(form);
    if (at >= 0) return new PatternError(message, at + 1, { cause });
  }
  const { error, input } = cause as { error?: unknown; input?: unknown };
  const reason = typeof error === "string" ? error : String((cause as Error).message);
  const at = typeof input === "string" && input !== "" && input !== text ? text.indexOf(input) : -1;
  return new PatternError(at < 0 ? reason : `${reason}: \`${String(input)}\``, at < 0 ? null : at + 1, { cause });
}

const blankEscapedPairs = (text: string): string => text.replace(/\\[\s\S]/g, "  ");
const blankEscapedBackslashes = (text: string): string => text.replaceAll("\\\\", "  ");
