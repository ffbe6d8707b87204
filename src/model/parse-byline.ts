import {
  AFTER_NAMES,
  AND_BETWEEN_WHOLE_NAMES,
  AND_WORDS,
  BYLINE_LABELS,
  COLON_LABELS,
  LOWER_CASE_AGENCIES,
  NAME_PARTICLES,
  ORGANISATIONS,
  PICTURE_WORDS,
  ROLE_ENDINGS,
} from "./byline-words.ts";
import { foldWord } from "./fold-word.ts";
import { hasNonAscii } from "./letters.ts";
import { ownText } from "./own-text.ts";
import { readDate } from "./parse-date.ts";
import { foldLines } from "./text.ts";

export interface BylineAuthor {
  readonly name: string;
  readonly role: string | null;
}

/**
 * Reads who wrote an article from its byline: "Door: Iris Kamp en Jan de Vries, politiek verslaggever | 25 januari 2018".
 *
 * Names come as written, particles and capitals untouched, in their order and each once; "Redactie" and "ANP" are names like others.
 * Labels, dates, e-mail addresses, agency codes in brackets and whoever made the pictures are left out. What follows a name after a comma is its role
 * when it begins in lower case or names an office, and is not itself a name ("van den Berg"). Empty where nobody is named. Never throws.
 */
export function parseByline(text: string, language?: string): readonly BylineAuthor[] {
  if (text.length > MAX_KNOWN_LENGTH) return readByline(text, language);
  // The same few people write a site's articles.
  const key = `${language ?? ""}\n${text}`;
  let authors = known.get(key);
  if (authors === undefined) {
    // Of a text of its own: the names are views of it, and are kept.
    authors = readByline(ownText(text), language);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(ownText(key), authors);
  }
  return authors;
}

const known = new Map<string, readonly BylineAuthor[]>();
const MAX_KNOWN = 1000;
const MAX_KNOWN_LENGTH = 100;

function readByline(text: string, language: string | undefined): BylineAuthor[] {
  const lines = withoutAddresses(foldLines(text.slice(0, MAX_LENGTH)));
  const segments = withoutDates(lines, language).split(SEGMENT_BREAK).map(trimMarks);
  const filled = segments.filter((segment) => segment !== "");
  const labelled = filled.findIndex((segment) => withoutLabels(segment) !== segment);
  const [first, second] = filled.slice(Math.max(labelled, 0));
  if (first === undefined) return [];
  const authors = readAuthors(withoutLabels(first));
  // "Iris Kamp | politiek verslaggever": a segment of its own may be the role; anything else there is no author.
  const isRole = second !== undefined && authors.length === 1 && authors[0]!.role === null && isRoleLike(second);
  return isRole && isShort(second) ? [{ name: authors[0]!.name, role: second }] : authors;
}

const MAX_LENGTH = 600;
const MAX_NAME_LENGTH = 80;
const MAX_NAME_WORDS = 8;
const MAX_ROLE_LENGTH = 120;
const ADDRESSES = /\S{1,64}@[\p{L}\d-]{1,64}\.\S{1,64}|https?:\/\/\S{1,200}|www\.\S{1,200}/gu;
const withoutAddresses = (text: string): string =>
  text.includes("@") || text.includes("http") || text.includes("www.") ? text.replace(ADDRESSES, " ") : text;
const SEGMENT_BREAK = /\n+|\s*[|•·]\s*/;
const TIME_AT_END = /(?:^|[\s,(–-])\d{1,2}[:.]\d{2}(?:\s?(?:uur|uhr|u|h))?\)?$/i;

/** A date ends the names, or stands before them. */
function withoutDates(text: string, language: string | undefined): string {
  let rest = text;
  for (let count = 0; count < MAX_DATES; count++) {
    const result = readDate(rest, { language, timeZone: "UTC", find: true });
    const piece = result.ok
      ? result.reading.text
      : result.problem === "not-a-date" || result.problem === "empty"
        ? ""
        : result.text;
    const at = piece === "" ? -1 : rest.indexOf(piece);
    if (at < 0) break;
    const before = trimMarks(rest.slice(0, at));
    const after = rest.slice(at + piece.length);
    rest =
      before === "" || isDateLabel(before) ? after : `${withoutDateLabel(before)}\n${after.replace(/^[^\n|•·]*/, "")}`;
  }
  return rest.replace(TIME_AT_END, "");
}

const MAX_DATES = 3;
const DATE_LABEL =
  /(?:^|[\s,|•·(-])(?:gepubliceerd|geplaatst|published|posted|updated|update|bijgewerkt|laatst gewijzigd|gewijzigd|veröffentlicht|aktualisiert|publié|mis à jour|last updated|datum|date)?:?\s*(?:op|on|am|le|om|um|at|vom)?:?$/iu;

const isDateLabel = (text: string): boolean => text.replace(DATE_LABEL, "").trim() === "";
const withoutDateLabel = (text: string): string => trimMarks(text.replace(DATE_LABEL, ""));

/** Without "Door:", "Tekst", "Written by" at the beginning; several may stand there ("Auteur: door"). */
function withoutLabels(segment: string): string {
  const folded = foldWord(segment);
  // Folding drops accents: only where it kept the length are the places the same, else labels are looked for as they stand.
  const lower = folded.length === segment.length ? folded : segment.toLowerCase();
  const label =
    BYLINE_LABELS.find((each) => lower.startsWith(each) && /^(?:\s*:|\s|$)/.test(lower.slice(each.length))) ??
    COLON_LABELS.find((each) => lower.startsWith(each) && /^\s*:/.test(lower.slice(each.length)));
  if (label === undefined || isNobilityVon(label, segment)) return segment;
  const rest = trimMarks(segment.slice(label.length));
  return rest === "" ? "" : withoutLabels(rest);
}

/** "Von der Leyen" is a name, "Von der Redaktion" is not. */
const isNobilityVon = (label: string, segment: string): boolean =>
  label === "von" && /^Von (?:der|dem|den|zu) (?!Redaktion)\p{Lu}/u.test(segment);

function readAuthors(text: string): BylineAuthor[] {
  const authors: { name: string; role: string | null }[] = [];
  for (const chunk of withoutPictures(text).split(/\s*[,;]\s*/)) {
    const previous = authors.at(-1);
    for (const [index, piece] of splitAtAnd(chunk, authors.length > 0).entries()) {
      const part = trimMarks(piece);
      if (index === 0 && previous && belongsTo(previous, part)) {
        if (isRoleLike(part) || previous.role !== null) previous.role = joinRole(previous.role, part);
        continue;
      }
      const author = readAuthor(part);
      if (author && !authors.some(({ name }) => name === author.name)) authors.push(author);
    }
  }
  return authors;
}

/** A role, or where somebody works or lives: "Iris Kamp, hoogleraar, Universiteit Utrecht". "Jan, Piet en Kees" have one word each. */
function belongsTo(author: BylineAuthor, part: string): boolean {
  if (isAgency(part)) return false;
  const tokens = part.split(" ");
  const isPlace = tokens.length === 1 && author.name.includes(" ") && !isOrganisation(tokens);
  return isRoleLike(part) || isPlace || (isOrganisation(tokens) && tokens.length > 1);
}

function joinRole(role: string | null, more: string): string | null {
  const joined = role === null ? more : `${role}, ${more}`;
  return joined.length <= MAX_ROLE_LENGTH ? joined : role;
}

/** ANP, AFP, dpa: a few capitals, or one that signs in lower case. */
const isAgency = (text: string): boolean =>
  /^[A-Z]{2,6}(?:[/&.-][A-Z]{2,6})*$/.test(text) || LOWER_CASE_AGENCIES.has(foldWord(text));

const WORD = /[\p{L}'’]+/gu;
const ASCII_WORD = /[A-Za-z']+/g;

/** From the first word for pictures on, nobody wrote. A credit in brackets concerns one person only and is left to `readAuthor`. */
function withoutPictures(text: string): string {
  for (const { 0: word, index } of text.matchAll(hasNonAscii(text) ? WORD : ASCII_WORD)) {
    const isCredit = PICTURE_WORDS.has(foldWord(word)) && /^(?:\s*[:/]|\s)/.test(text.slice(index + word.length));
    if (isCredit && !/[([][^)\]]*$/.test(text.slice(0, index))) return text.slice(0, index);
  }
  return text;
}

/** At "en", "and", "&", "+" and " / ", where a name follows: "economie en financiën" is one role. */
function splitAtAnd(chunk: string, isAfterName: boolean): string[] {
  const tokens = chunk.split(" ");
  const pieces: string[][] = [[]];
  for (const [index, token] of tokens.entries()) {
    const current = pieces.at(-1)!;
    const next = tokens.slice(index + 1);
    const isAnd =
      token === "&" ||
      token === "+" ||
      token === "/" ||
      AND_WORDS.has(token.toLowerCase()) ||
      (AND_BETWEEN_WHOLE_NAMES.has(token) && isWholeName(current) && isWholeName(next));
    const isBetweenNames =
      isAnd &&
      !isOrganisation(current) &&
      beginsLikeName(next) &&
      (!isAfterName || !isRoleLike(current.join(" ")) || next.length > 1);
    if (isBetweenNames) pieces.push([]);
    else current.push(token);
  }
  return pieces.map((piece) => piece.join(" ")).filter((piece) => piece !== "");
}

/** A name and another, each with a capital. */
const isWholeName = (tokens: readonly string[]): boolean =>
  tokens.length >= 2 && /^\p{Lu}/u.test(tokens[0]!) && /^\p{Lu}/u.test(tokens[1]!);

const isOrganisation = (tokens: readonly string[]): boolean =>
  tokens.some((token) => ORGANISATIONS.has(foldWord(token)));

function readAuthor(text: string): BylineAuthor | undefined {
  let role: string | null = null;
  let isPhotographer = false;
  const plain = text.replace(/\s*[([]([^)\]]*)[)\]]?/g, (brackets, inner: string, at: number) => {
    const first = foldWord(inner.match(hasNonAscii(inner) ? WORD : ASCII_WORD)?.[0] ?? "");
    if (PICTURE_WORDS.has(first)) isPhotographer = true;
    else if (isBracketedRole(inner, first)) role = inner.trim();
    else if (at + brackets.length < text.length && !isAgency(inner)) return brackets; // J.P. (Jan) de Vries
    return "";
  });
  if (isPhotographer) return undefined;
  const withoutCode = plain.includes("/") ? plain.replace(/(\p{L})\/[A-Z]{2,6}$/u, "$1") : plain;
  const { office, name } = splitOffice(trimMarks(withoutCode.split(AFTER_NAMES)[0]!));
  return isName(name) ? { name, role: role ?? office } : undefined;
}

const isName = (text: string): boolean =>
  /[\p{L}\d]/u.test(text) &&
  text.length <= MAX_NAME_LENGTH &&
  text.split(" ").length <= MAX_NAME_WORDS &&
  !/[?!<>{}]/.test(text);

/** "(redacteur)" is a role; "(dpa)", "(tekst)", "(34)", "(Utrecht)" and "(@iris)" are none. */
function isBracketedRole(inner: string, first: string): boolean {
  const isOther = /[\d@:]/.test(inner) || isAgency(inner) || first === "tekst" || first === "text" || first === "texte";
  return !isOther && isRoleLike(inner.trim());
}

/** "politiek verslaggever Jan de Vries": an office before the name. */
function splitOffice(text: string): { office: string | null; name: string } {
  const tokens = text.split(" ");
  const last = tokens.findLastIndex((token) => isOffice(token));
  const isBefore = last >= 0 && last < tokens.length - 1 && beginsLikeName(tokens.slice(last + 1));
  if (!isBefore) return { office: null, name: text };
  return { office: tokens.slice(0, last + 1).join(" "), name: tokens.slice(last + 1).join(" ") };
}

const isOffice = (token: string): boolean => {
  const key = foldWord(token);
  return ROLE_ENDINGS.some((ending) => key.endsWith(ending));
};

/** Begins in lower case and is no "van den Berg", or names an office. */
function isRoleLike(text: string): boolean {
  const tokens = text.split(" ");
  if (tokens.some(isOffice)) return true;
  return /^\p{Ll}/u.test(text) && !beginsLikeName(tokens);
}

/** A capital, after particles at most; scripts without capitals always do. */
function beginsLikeName(tokens: readonly string[]): boolean {
  const first = tokens.find((token) => !NAME_PARTICLES.has(foldWord(token)) || /^\p{Lu}/u.test(token));
  return first !== undefined && /^['’@]?(?:[a-z]['’])?[\p{Lu}\p{Lt}\p{Lo}]/u.test(first);
}

const isShort = (role: string): boolean => role.length <= MAX_ROLE_LENGTH;

/** Without marks at the ends; the stop of an initial or an abbreviation stays. */
function trimMarks(text: string): string {
  const trimmed = text.replace(/^[\s,;:|•·/–—-]+/, "").replace(/[\s,;:|•·/–—-]{1,40}$/, "");
  return trimmed.endsWith(".") && /\p{L}{4,}\.$/u.test(trimmed) ? trimmed.slice(0, -1) : trimmed;
}
