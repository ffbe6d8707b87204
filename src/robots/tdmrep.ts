import { comparedRule, comparedUrl, escapeHigh } from "./compared-path.ts";
import { matches, type PathPattern, parsePattern } from "./path-pattern.ts";

/** One rule of a TDM file. Its reservation is null where the file says something that is neither 0 nor 1: then it is unset. */
export interface TdmRule {
  readonly location: string;
  readonly tdmReservation: 0 | 1 | null;
  readonly tdmPolicy: string | null;
}

/** Where a site's TDM file stands, below its origin. */
export const TDM_FILE_PATH = "/.well-known/tdmrep.json";

const MAX_RULES = 10_000;
const MAX_LOCATION_OCTETS = 2083 * 8;

/**
 * Reads `/.well-known/tdmrep.json` (TDM Reservation Protocol, final report of 10 May 2024, "TDM File on the Origin Server").
 *
 * Never throws. What is no array of rules gives no rules, as if the origin did not implement the protocol; a rule without a
 * location is passed over.
 */
export function parseTdmRep(text: string): readonly TdmRule[] {
  const value = parseJson(text.replace(/^\uFEFF/, ""));
  if (!Array.isArray(value)) return [];
  return value.slice(0, MAX_RULES).flatMap((rule: unknown) => {
    if (typeof rule !== "object" || rule === null) return [];
    const { location, "tdm-reservation": reservation, "tdm-policy": policy } = rule as Record<string, unknown>;
    if (typeof location !== "string" || !/^[/*]/.test(location) || location.length > MAX_LOCATION_OCTETS) return [];
    const tdmPolicy = typeof policy === "string" && policy.trim() !== "" ? policy.trim() : null;
    return [{ location, tdmReservation: readReservation(reservation), tdmPolicy }];
  });
}

/** 0 or 1, as a number or spelt out; anything else is a protocol error and counts as unset. */
export function readReservation(value: unknown): 0 | 1 | null {
  const text = typeof value === "string" ? value.trim() : value;
  return text === 1 || text === "1" ? 1 : text === 0 || text === "0" ? 0 : null;
}

/** The rule for a URL: the first in the file that matches it, which the report calls the most specific. */
export function tdmRuleFor(rules: readonly TdmRule[], url: string): TdmRule | null {
  if (!URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  const { literal, plain } = comparedUrl(pathname + search);
  return (
    rules.find((rule) => patternsOf(rule).some((pattern) => matches(pattern, literal) || matches(pattern, plain))) ??
    null
  );
}

const patternsByRule = new WeakMap<TdmRule, readonly PathPattern[]>();

function patternsOf(rule: TdmRule): readonly PathPattern[] {
  const known = patternsByRule.get(rule);
  if (known !== undefined) return known;
  const octets = Buffer.from(rule.location, "utf8").toString("latin1");
  // In doubt a reservation covers more, and a permission less.
  const { literal, plain } = comparedRule(rule.tdmReservation === 0 ? "allow" : "disallow", escapeHigh(octets));
  const patterns = [...new Set([literal, plain])].map(parsePattern);
  patternsByRule.set(rule, patterns);
  return patterns;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
