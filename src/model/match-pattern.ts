import { compilePattern, plainPatternOf } from "./pattern.ts";
import { MAX_PLAIN_TEXT } from "./plain-pattern.ts";

export interface PatternMatch {
  /** Group 1, or the whole match where the pattern has no group; "" where the group took no part. */
  readonly value: string;
  readonly whole: string;
  readonly groups: Readonly<Record<string, string>>;
}

/** Longest text that a pattern of a site file is tried on, in UTF-16 units; more is cut off. */
export const MAX_MATCHED_LENGTH = 100_000;

/** Where a pattern of a site file is first found in the text, or undefined. Time is linear in the text. */
export function matchPattern(pattern: string, text: string): PatternMatch | undefined {
  const plain = text.length <= MAX_PLAIN_TEXT ? plainPatternOf(pattern) : undefined;
  if (plain !== undefined) return plainMatch(plain, text);
  const compiled = compilePattern(pattern);
  const matcher = compiled.matcher(text.length > MAX_MATCHED_LENGTH ? text.slice(0, MAX_MATCHED_LENGTH) : text);
  if (!matcher.find()) return undefined;
  const whole = matcher.group(0) ?? "";
  const groups: Record<string, string> = {};
  for (const name of Object.keys(compiled.namedGroups())) groups[name] = matcher.group(name) ?? "";
  return { value: matcher.groupCount() > 0 ? (matcher.group(1) ?? "") : whole, whole, groups };
}

function plainMatch(pattern: RegExp, text: string): PatternMatch | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [whole] = match;
  return { value: match.length > 1 ? (match[1] ?? "") : whole, whole, groups: { ...match.groups } };
}

/** Whether the pattern is found anywhere in the text. */
export function hasPattern(pattern: string, text: string): boolean {
  const plain = text.length <= MAX_PLAIN_TEXT ? plainPatternOf(pattern) : undefined;
  if (plain !== undefined) return plain.test(text);
  return compilePattern(pattern).test(text.length > MAX_MATCHED_LENGTH ? text.slice(0, MAX_MATCHED_LENGTH) : text);
}

/** Whether the pattern takes the whole text. */
export function isWholePattern(pattern: string, text: string): boolean {
  return text.length <= MAX_MATCHED_LENGTH && compilePattern(pattern).matches(text);
}
