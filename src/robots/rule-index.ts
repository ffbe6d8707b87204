import { type ComparedPath, comparedRule } from "./compared-path.ts";
import type { RobotsRule } from "./parse-robots.ts";
import { matchesAfterPrefix, type PathPattern, parsePattern } from "./path-pattern.ts";

/** A rule that matched, and in how many octets: the most decides (RFC 9309 §2.2.2). */
export interface RuleMatch {
  readonly rule: RobotsRule;
  readonly octets: number;
}

interface Entry extends RuleMatch {
  readonly pattern: PathPattern;
}

/** Rules of one kind, found by the text before their first wildcard, so that a URL meets only those that begin as it does. */
export interface RuleIndex {
  readonly byPrefix: ReadonlyMap<string, readonly Entry[]>;
  readonly prefixLengths: readonly number[];
}

export function indexRules(rules: readonly RobotsRule[]): RuleIndex {
  const byPrefix = new Map<string, Entry[]>();
  for (const rule of rules) {
    // An empty rule says nothing: "Disallow:" allows.
    if (rule.path === "") continue;
    const { literal, plain } = comparedRule(rule.kind, rule.path);
    for (const path of new Set([literal, plain])) {
      const pattern = parsePattern(path);
      const entries = byPrefix.get(pattern.prefix);
      // However it is compared, a rule weighs what it weighs as written.
      const entry = { rule, octets: literal.length, pattern };
      if (entries === undefined) byPrefix.set(pattern.prefix, [entry]);
      else entries.push(entry);
    }
  }
  for (const entries of byPrefix.values()) entries.sort((left, right) => right.octets - left.octets);
  const prefixLengths = [...new Set([...byPrefix.keys()].map((prefix) => prefix.length))].sort(
    (left, right) => left - right,
  );
  return { byPrefix, prefixLengths };
}

/** The rule that matches in the most octets, the first of them in the file; undefined where none matches. */
export function bestMatch(index: RuleIndex, { literal, plain }: ComparedPath): RuleMatch | undefined {
  const best = bestFor(index, literal, undefined);
  return plain === literal ? best : bestFor(index, plain, best);
}

function bestFor(index: RuleIndex, path: string, found: RuleMatch | undefined): RuleMatch | undefined {
  let best = found;
  for (const length of index.prefixLengths) {
    if (length > path.length) break;
    for (const entry of index.byPrefix.get(path.slice(0, length)) ?? []) {
      if (best !== undefined && entry.octets <= best.octets) break;
      if (!matchesAfterPrefix(entry.pattern, path)) continue;
      best = entry;
      break;
    }
  }
  return best;
}
