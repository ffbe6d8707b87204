import type { StructuredData } from "../../dom/structured-data.ts";
import type { SourceKind } from "../../model/article-record.ts";
import { hint } from "./class-hints.ts";
import { type PageMap, rawTextOf, textOfRange } from "./page-map.ts";
import { type Found, found, nothing } from "./reading.ts";

export interface TitleReading {
  readonly title: Found<string | null>;
  /** The node of the heading that prints the title; -1 where none does. */
  readonly at: number;
}

interface Candidate {
  readonly text: string;
  readonly key: string;
  readonly source: SourceKind;
  readonly where: string;
  readonly weight: number;
  readonly at: number;
}

/**
 * The headline as the page prints it, judged by who agrees with whom.
 *
 * Every source votes for its spelling; one that only adds a site name behind or a kicker before votes for the bare one. A
 * heading that agrees with no other source is likely the site's name, and weighs little.
 */
export function readTitle(page: PageMap, structured: StructuredData): TitleReading {
  const claims = claimsOf(page, structured);
  const headings = headingsOf(page);
  const candidates = [
    ...headings.map((heading) => ({ ...heading, weight: weightOf(heading, claims, headings) })),
    ...claims,
  ];
  if (candidates.length === 0) return { title: nothing(null), at: -1 };
  const votes = new Map<string, number>();
  for (const { key, text, weight } of candidates) {
    const bare = bareOf(key, text, candidates);
    votes.set(bare, (votes.get(bare) ?? 0) + weight);
  }
  let best = candidates[0]!.key;
  for (const [key, weight] of votes) if (weight > votes.get(best)! || !votes.has(best)) best = key;
  const backers = candidates.filter((candidate) => candidate.key === best);
  const printed = backers.find((candidate) => candidate.at >= 0);
  const chosen = spellingOf(backers, printed);
  const at = printed?.at ?? headings.find((heading) => isVariant(heading.key, best))?.at ?? -1;
  const share = votes.get(best)! / [...votes.values()].reduce((sum, weight) => sum + weight, 0);
  const confidence = Math.min(0.98, 0.45 + 0.5 * share);
  return { title: found(withoutSite(chosen, structured), chosen.source, chosen.where, chosen.text, confidence), at };
}

/** Letters and digits alone, in lower case: two spellings of one title have one key. */
export function titleKey(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "")
    .toLowerCase();
}

/** Whether the text has that key. */
export function hasTitleKey(text: string, key: string): boolean {
  const first = text.charCodeAt(0);
  // A letter of ASCII before another stays as it is in every normal form: the first one tells most texts apart.
  const isLetter = (first >= 0x61 && first <= 0x7a) || (first >= 0x41 && first <= 0x5a);
  if (isLetter && text.charCodeAt(1) < 0x80 && (first | 0x20) !== key.charCodeAt(0)) return false;
  return titleKey(text) === key;
}

function headingsOf(page: PageMap): Candidate[] {
  const list: Candidate[] = [];
  const unlikely =
    hint.navigation | hint.hidden | hint.related | hint.comments | hint.consent | hint.footer | hint.advertisement;
  for (const name of ["h1", "h2"]) {
    for (const i of page.headings) {
      if (list.length >= 12) break;
      if (page.names[i] !== name) continue;
      if (name === "h2" && (page.hints[i]! & hint.headline) === 0) continue;
      let around = 0;
      for (let up = i; up >= 0; up = page.parents[up]!)
        if (page.names[up] !== "body" && page.names[up] !== "html") around |= page.hints[up]!;
      if ((page.hints[i]! & hint.hidden) !== 0) continue;
      const text = textOfRange(page, i, page.ends[i]!);
      if (text === "" || text.length > 400) continue;
      list.push(candidate(text, "generic", name, (around & unlikely) === 0 ? 3 : 1, i));
    }
    // Headings of the second level stand in only where the page has none of the first.
    if (list.length > 0) break;
  }
  return list;
}

function claimsOf(page: PageMap, structured: StructuredData): Candidate[] {
  const list: Candidate[] = [];
  const add = (text: string | undefined, source: SourceKind, where: string, weight: number): void => {
    const clean = (text ?? "")
      .replace(/<[^>]+>/g, "")
      .replace(/\s+/g, " ")
      .trim();
    if (clean !== "" && titleKey(clean) !== "") list.push(candidate(clean, source, where, weight, -1));
  };
  add(structured.jsonLd.textsAt("headline")[0] ?? structured.jsonLd.textsAt("name")[0], "json-ld", "headline", 2.2);
  add(structured.metas("og:title")[0], "meta", "og:title", 1.2);
  add(structured.metas("twitter:title")[0], "meta", "twitter:title", 0.3);
  const at = page.names.indexOf("title");
  if (at >= 0) add(rawTextOf(page, at), "meta", "title", 0.8);
  return list;
}

function candidate(text: string, source: SourceKind, where: string, weight: number, at: number): Candidate {
  return { text, key: titleKey(text), source, where, weight, at };
}

/**
 * A heading that a claim confirms weighs fully, the site's name next to nothing. One that agrees with nobody is the page's
 * own headline, where the head holds one made for search engines, if it is the only heading and as long as a headline.
 */
function weightOf(heading: Candidate, claims: readonly Candidate[], headings: readonly Candidate[]): number {
  if (claims.length === 0) return heading === headings[0] ? 1 : 0.5;
  if (claims.some((claim) => isSiteIn(claim.text, heading.text))) return 0.3;
  const agrees = claims.some((claim) => isVariant(claim.key, heading.key) || likeness(claim.text, heading.text) > 0.3);
  if (agrees) return heading.weight;
  return headings.length === 1 && heading.text.split(" ").length >= 4 ? Math.min(heading.weight, 2.4) : 0.6;
}

/** "Headline | Site": whether `name` is the last part, and the shorter one. */
function isSiteIn(title: string, name: string): boolean {
  const parts = title.split(/\s+[|\-–—·•»›]\s+|\s*\|\s*/);
  const last = parts.at(-1)!;
  return parts.length > 1 && titleKey(last) === titleKey(name) && title.length - last.length > name.length;
}

/** The shortest key among the candidates that this one only adds a site name or a kicker to. */
function bareOf(key: string, text: string, candidates: readonly Candidate[]): string {
  let bare = key;
  // Structured data that names the longer form means it: a site's name does not stand there.
  if (candidates.some((other) => other.source === "json-ld" && other.key === key)) return key;
  for (const other of candidates) {
    if (other.key.length >= bare.length || other.key.length < 8 || other.key.length < key.length * 0.4) continue;
    if (other.source === "generic" && other.weight < 1) continue;
    if (isAddition(text, other.text)) bare = other.key;
  }
  return bare;
}

const parting = /\s[|\-–—·•:»›/~]{1,2}\s|\s?[|»›—]\s?|:\s|\s:/;

/** Whether `longer` is `shorter` with a part before or behind it that a separator sets off. */
function isAddition(longer: string, shorter: string): boolean {
  const long = foldCase(longer);
  const short = foldCase(shorter);
  const place = long.indexOf(short);
  if (place < 0) return false;
  const before = longer.slice(0, place);
  const behind = longer.slice(place + short.length);
  // A kicker with a colon may be part of the headline; only one with space around its colon is set off.
  if (before !== "" && !/(?:\s[|\-–—·•:»›/]|[|»›])\s*$/.test(before)) return false;
  return behind === "" || (parting.test(behind) && /^\s*[|\-–—·•:»›/(]/.test(behind));
}

function foldCase(text: string): string {
  return text
    .replace(/[‘’‚‛`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .toLowerCase();
}

function isVariant(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 5 && (long.startsWith(short) || long.endsWith(short));
}

function likeness(one: string, other: string): number {
  const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const a = words(one);
  const b = words(other);
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.min(a.size, b.size);
}

/**
 * As the page prints it. Kicker and headline in one heading are parted by markup alone there, so a spelling with more
 * marks or spaces between the same letters is better where two other sources give it, or the structured data do.
 */
function spellingOf(backers: readonly Candidate[], printed: Candidate | undefined): Candidate {
  if (printed === undefined) return backers[0]!;
  const others = backers.filter((backer) => backer.at < 0 && backer.text.length > printed.text.length);
  const declared = others.find((backer) => backer.source === "json-ld") ?? (others.length > 1 ? others[0] : undefined);
  return declared ?? printed;
}

/** A title that only the head gives, without the site's name behind it. */
function withoutSite(chosen: Candidate, structured: StructuredData): string {
  if (chosen.source !== "meta") return chosen.text;
  const site = titleKey(structured.metas("og:site_name")[0] ?? "");
  const parts = chosen.text.split(/\s+[|\-–—·•»›]\s+|\s*\|\s*/);
  if (parts.length < 2) return chosen.text;
  const last = titleKey(parts.at(-1)!);
  const isSite = last === site || (site !== "" && (site.includes(last) || last.includes(site)));
  if (!isSite && chosen.where !== "title") return chosen.text;
  return chosen.text.slice(0, chosen.text.lastIndexOf(parts.at(-1)!)).replace(/[\s|\-–—·•»›]+$/, "");
}
