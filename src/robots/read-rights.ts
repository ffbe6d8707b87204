import type { Rights } from "../model/article-record.ts";
import type { Headers } from "../model/page.ts";
import { readHeaderDirectives, readMetaDirectives } from "./read-directives.ts";
import { readReservation, type TdmRule, tdmRuleFor } from "./tdmrep.ts";

export interface RightsInput {
  readonly headers: Headers;
  /** All meta elements that may speak to robots; those of other names than "robots" and our own are passed over. */
  readonly metaRobots: readonly { readonly name: string; readonly content: string }[];
  /** Contents of `<meta name="tdm-reservation">` and `<meta name="tdm-policy">`, null where absent. */
  readonly metaTdm: { readonly reservation: string | null; readonly policy: string | null };
  /** Rules of the origin's TDM file, where it has one. */
  readonly tdmRep?: readonly TdmRule[];
  /** The page's final URL. */
  readonly url: string;
  readonly productToken: string;
  /** ISO 8601 instant; decides whether an `unavailable_after` has passed. */
  readonly fetchedAt: string;
}

export type RightsSource = "file" | "header" | "meta";

/** What a record keeps, and who said it. */
export interface PageRights extends Rights {
  readonly sources: {
    readonly tdmReservation: RightsSource | null;
    readonly tdmPolicy: RightsSource | null;
    /** For each directive of `robots`, in its order. */
    readonly robots: readonly RightsSource[];
  };
}

/** What the publisher reserves on a page, by its headers, its meta elements and the origin's TDM file. Never throws. */
export function readRights(input: RightsInput): PageRights {
  const robots = readRobots(input);
  const tdm = readTdm(input);
  return {
    tdmReservation: tdm.reservation.value,
    tdmPolicy: tdm.policy.value,
    robots: robots.map(({ directive }) => directive),
    sources: {
      tdmReservation: tdm.reservation.source,
      tdmPolicy: tdm.policy.source,
      robots: robots.map(({ source }) => source),
    },
  };
}

const MAX_DIRECTIVES = 64;

/** Headers and meta elements add up. Where two contradict each other the stricter is in force, as with Google. */
function readRobots(input: RightsInput): { readonly directive: string; readonly source: RightsSource }[] {
  const { headers, metaRobots, productToken, fetchedAt } = input;
  const isPast = (date: string) => instantOf(date) <= Date.parse(fetchedAt);
  const found = new Map<string, RightsSource>();
  for (const value of headers["x-robots-tag"] ?? []) {
    for (const directive of readHeaderDirectives(value, productToken, isPast))
      if (!found.has(directive)) found.set(directive, "header");
  }
  for (const { name, content } of metaRobots) {
    if (!["robots", productToken.toLowerCase()].includes(name.trim().toLowerCase())) continue;
    for (const directive of readMetaDirectives(content, isPast))
      if (!found.has(directive)) found.set(directive, "meta");
  }
  return [...found]
    .filter(([directive]) => !found.has(`no${directive}`))
    .slice(0, MAX_DIRECTIVES)
    .map(([directive, source]) => ({ directive, source }));
}

interface Found<Value> {
  readonly value: Value | null;
  readonly source: RightsSource | null;
}

/**
 * TDM Reservation Protocol, "Processing priority": the header supersedes the file and the page supersedes the header, each
 * property for itself, and what says nothing resets nothing.
 */
function readTdm(input: RightsInput): { readonly reservation: Found<0 | 1>; readonly policy: Found<string> } {
  const { headers, metaTdm, tdmRep = [], url } = input;
  const rule = tdmRuleFor(tdmRep, url);
  const reservation = last<0 | 1>([
    ["file", rule?.tdmReservation ?? null],
    ["header", strictest(headers["tdm-reservation"] ?? [])],
    ["meta", strictest(metaTdm.reservation === null ? [] : [metaTdm.reservation])],
  ]);
  // A policy tells how to get rights that are reserved; where they are not, it is not to be processed.
  if (reservation.value === 0) return { reservation, policy: { value: null, source: null } };
  const policy = last<string>([
    ["file", policyUrl(rule?.tdmPolicy, url)],
    ["header", policyUrl(headers["tdm-policy"]?.[0], url)],
    ["meta", policyUrl(metaTdm.policy, url)],
  ]);
  return { reservation, policy };
}

function last<Value>(said: readonly (readonly [RightsSource, Value | null])[]): Found<Value> {
  const [source, value] = said.findLast(([, each]) => each !== null) ?? [null, null];
  return { value, source };
}

/** A field sent twice ("1, 1", or 1 and 0) reserves where one of them does. What is neither 0 nor 1 is unset. */
function strictest(values: readonly string[]): 0 | 1 | null {
  const read = values.flatMap((value) => value.slice(0, 100).split(",")).map(readReservation);
  return read.includes(1) ? 1 : read.includes(0) ? 0 : null;
}

function policyUrl(policy: string | null | undefined, base: string): string | null {
  if (policy === null || policy === undefined || policy.trim() === "" || policy.length > 2083) return null;
  if (!URL.canParse(policy.trim(), base)) return null;
  const url = new URL(policy.trim(), base);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

/**
 * Milliseconds since the epoch, in UTC where the date names no zone, never by the machine's; NaN where it is no date that can
 * be read in one way only (ISO 8601, or with its month in letters as RFC 822 and RFC 850 have it).
 */
function instantOf(date: string): number {
  const text = date
    .trim()
    .replace(/\bCEST$/i, "+0200")
    .replace(/\bCET$/i, "+0100");
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) && !/[a-z]{3}/i.test(text)) return Number.NaN;
  if (/\b(?:UTC?|GMT|[ECMP][SD]T)$|\dZ$|:\d{2}\s*[+-]\d{2}:?\d{2}$/i.test(text)) return Date.parse(text);
  return Date.parse(/^\d{4}-\d{2}-\d{2}T/.test(text) ? `${text}Z` : `${text} UTC`);
}
