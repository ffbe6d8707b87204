import { hasLetterOrDigit } from "../../../model/letters.ts";
import { attributeOf, type PageMap, shape, textOfRange } from "../page-map.ts";
import { followsBy, opensByLine } from "./by-line.ts";
import { byBefore, controlText, notAName, saysBehind, unverified } from "./comment-words.ts";
import { eachOwnNode, type ItemRange, isInHeading } from "./item.ts";
import { endOfWords, firstLineOf } from "./name-range.ts";

export interface AuthorReading {
  readonly name: string;
  readonly role: string | null;
  /** The node that holds the name; the range `at … ends[at]` is no text of the comment. */
  readonly at: number;
}

const namesPerson =
  /(?:^|[\s_-])(?:(?:comment(?:er|ator|ing)?|post(?:er)?|user|author|member|display|screen|reader|profile|creator)[-_]?(?:name|nick)|nick(?:name)?|usernickname|fn|username|postername|handle|commenter|commentator|poster|comment[-_]?author|commentauthor|auteurnaam|gebruikersnaam|benutzername|brukernavn|brugernavn|användarnamn|nimimerkki|pseudo|nombre-usuario|nome-utente|имя|автор)(?:$|[\s_-])/iu;
const namesSomebody =
  /(?:^|[\s_-])(?:author|user|auteur|autor(?:e|in)?|verfasser|schrijver|naam|name|nom|nombre|nome|usuario|utente|bruger|member|byline|by|posted-?by|creator|persona|who|identity|profile(?:-?link)?|afzender|inzender|submitted)(?:$|[\s_-])/iu;
const notThePerson =
  /(?:^|[\s_-])(?:avatar|image|img|photo|picture|badge|rank|role|title|count|total|posts?|level|location|date|time|reply-?to|in-?reply|mention|quote[ds]?|bbCode|likes?|vote|score|menu|actions?|buttons?|btns?|controls?|tools?|link-?list|form|field|input|label|signature)(?:$|[\s_-])|user-?title/i;
const rolePart =
  /(?:^|[\s_-])(?:user-?title|userTitle|role|rank|function|functie|funktion|expertise|job-?title|profession|occupation|badge|position|beruf|beroep|member-?group|usergroup)(?:$|[\s_-])/i;
const profileLink =
  /\/(?:users?|profil(?:e|es|er|o|i)?|members?|mitglied(?:er)?|author|autor|people|u|uid|leden|gebruikers?|nutzer|benutzer|community|account|usuarios?|utenti|brukere?|kayttajat|medlem|user\.php|memberlist|member\.php)(?:[/.?-]|$)|[?&;](?:user|uid|u|member|action=profile;u)=|user\?id=|profile\.php|blogger\.com\/profile|gravatar\.com/i;

/** Who wrote the item: the best named element, innermost first among equals. */
export function readItemAuthor(
  page: PageMap,
  item: ItemRange,
  cutDate: (text: string) => string,
  hasSubjects: boolean,
): AuthorReading | undefined {
  let best: AuthorReading | undefined;
  let bestScore = 0;
  let role: string | null = null;
  let letters = 0;
  eachOwnNode(page, item, (at) => {
    const form = page.shapes[at]!;
    if (form === shape.text) letters += page.textSums[at + 1]! - page.textSums[at]!;
    if (form !== shape.inline && form !== shape.block) return;
    const className = `${attributeOf(page, at, "class") ?? ""}`;
    const spelled = className.replace(/([a-z0-9])([A-Z])/g, "$1-$2");
    const length = page.textSums[page.ends[at]!]! - page.textSums[at]!;
    if (length === 0 || length > 220) return;
    if (role === null && (rolePart.test(spelled) || attributeOf(page, at, "itemprop") === "jobTitle")) {
      const text = textOfRange(page, at, page.ends[at]!);
      if (text.length <= 120 && text !== "") role = text;
    }
    let score = scoreOf(page, at, spelled, letters, item);
    if (score === 0 || (hasSubjects && isInHeading(page, at, item))) return;
    // A box around several lines holds the name in its first.
    const own = score < 9 && form === shape.block ? firstLineOf(page, at) : at;
    const { name, role: behind } = nameIn(
      cutDate(textOfRange(page, own, score < 9 ? endOfWords(page, own) : page.ends[own]!)),
      score < 8 && page.names[at] !== "cite",
    );
    // "#2" in bold type counts the comment.
    if (score <= 3 && !/\p{L}/u.test(name)) return;
    if (!mayBeName(name) || (name.length <= 3 && isInitials(name, textAfter(page, own)))) return;
    // Inside the best so far: the inner element names the person more closely.
    if (
      best !== undefined &&
      at < page.ends[best.at]! &&
      score >= bestScore - 3 &&
      score >= 3 &&
      best.name.includes(name)
    )
      score = Math.max(score, bestScore + 0.1);
    if (score > bestScore) {
      best = { name, role: behind, at: own };
      bestScore = score;
    }
  });
  return best === undefined ? undefined : { ...best, role: role !== null && role !== best.name ? role : best.role };
}

/** "HV" or "H" before "Hanneke Vos". */
export function isInitials(letters: string, name: string): boolean {
  // A sign before a nickname is none of its letters; what stands in brackets is no name by itself.
  const bare = name.toLowerCase().replace(/^[^\p{L}\p{N}(]+/u, "");
  const firsts = bare.split(/[\s.-]+/).map((word) => word[0] ?? "");
  const wanted = letters.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  // "KF" before "Karl-Otto Frers", too.
  const words = bare.split(/\s+/).map((word) => word[0] ?? "");
  if (wanted.length > 1 && words.join("").startsWith(wanted)) return true;
  return wanted !== "" && (firsts.join("").startsWith(wanted) || bare.startsWith(wanted));
}

/** The next text after an element, in short. */
function textAfter(page: PageMap, at: number): string {
  for (let i = page.ends[at]!; i < Math.min(page.ends[at]! + 12, page.nodes.length); i++)
    if (page.shapes[i] === shape.text && page.textSums[i + 1]! > page.textSums[i]!) return textOfRange(page, i, i + 1);
  return "";
}

/** Whether a link is all that its line says. */
function isWholeLine(page: PageMap, at: number): boolean {
  let block = at;
  while (block > 0 && page.shapes[block] !== shape.block) block = page.parents[block]!;
  return (
    page.textSums[page.ends[block]!]! - page.textSums[block]! === page.textSums[page.ends[at]!]! - page.textSums[at]!
  );
}

function scoreOf(page: PageMap, at: number, spelled: string, lettersBefore: number, item: ItemRange): number {
  const itemprop = attributeOf(page, at, "itemprop") ?? "";
  const property = `${attributeOf(page, at, "property") ?? ""} ${attributeOf(page, at, "rel") ?? ""} ${attributeOf(page, at, "typeof") ?? ""}`;
  if (/(?:^|\s)(?:author|creator)(?:\s|$)/.test(itemprop)) return 10;
  if (/has_creator|schema:author|foaf:name|(?:^|\s)author(?:\s|$)/.test(property)) return 9;
  if (itemprop === "name" && insideAuthor(page, at, item)) return 11;
  if (notThePerson.test(spelled)) return 0;
  if (namesPerson.test(spelled)) return 8;
  if (namesSomebody.test(spelled)) return 6;
  const name = page.names[at]!;
  if (name === "cite") return 6;
  // "Posted by: <a>Name</a>" opens a line of its own wherever that stands.
  const mayFollow = /^(?:a|b|strong|span|i|em)$/.test(name);
  if (mayFollow && opensByLine(page, at)) return 5.5;
  if (name === "a") {
    const href = attributeOf(page, at, "href") ?? "";
    // Behind the text a profile stands in a line of its own; in the text it is a mention.
    if (lettersBefore > 160) return profileLink.test(href) && isWholeLine(page, at) ? 4 : 0;
    if (profileLink.test(href) && !/#/.test(href)) return 5;
    return lettersBefore < 60 && /(?:nofollow|external|ugc)/.test(property) && !/reply|respond|#/.test(href) ? 3 : 0;
  }
  // "posted on Monday by <b>Name</b>"
  if (lettersBefore < 80 && mayFollow && followsBy(page, at)) return 5;
  if (lettersBefore > 40) return 0;
  if (/^(?:b|strong|h[3-6]|dt)$/.test(name)) return 3;
  return 0;
}

function insideAuthor(page: PageMap, at: number, item: ItemRange): boolean {
  for (let up = page.parents[at]!; up >= item.from; up = page.parents[up]!)
    if (/(?:^|\s)(?:author|creator)(?:\s|$)/.test(attributeOf(page, up, "itemprop") ?? "")) return true;
  return false;
}

/** "By Pim Oort / adviseur says:" → the name and, set off by a mark, the role. */
export function nameIn(text: string, mayHaveRole = true): { name: string; role: string | null } {
  let name = text.replace(/\s+/g, " ").trim();
  for (let before = ""; before !== name; ) {
    before = name;
    name = name
      .replace(byBefore, "")
      .replace(saysBehind, "")
      .replace(unverified, "")
      // "( 731204 )", "(hans12)": the number or name of an account.
      .replace(/\s*[([]\s*#?[\p{L}_.-]*\d{2,}\s*[)\]][\s–—-]*$/u, "")
      // "#3 · Name"
      .replace(/^(?:#|n[ro]?[.°º]\s?)\s?\d{1,5}\s*[·•|.:)–-]\s+/iu, "")
      .replace(/^[\s#|\-–—•·:,/]+|[\s|\-–—•·:,/]+$/g, "")
      .trim();
  }
  // An element named for the name alone holds no more: a comma or bar in it is the name's own.
  const parts = !mayHaveRole
    ? /^(.{2,60}?)\s+\/\s+(.{2,120})$/u.exec(name)
    : (/^(.{2,60}?)\s+(?:\/|\||•|·|[-–—])\s+(.{2,120})$/u.exec(name) ?? /^([^,]{2,50}),\s+([^,].{1,120})$/u.exec(name));
  if (parts !== null && mayBeName(parts[1]!))
    return { name: parts[1]!.trim(), role: /^[\d\s.:/-]+$/.test(parts[2]!) ? null : parts[2]!.trim() };
  return { name, role: null };
}

export function mayBeName(name: string): boolean {
  if (name.length === 0 || name.length > 60 || name.split(" ").length > 11) return false;
  if (!hasLetterOrDigit(name) || controlText.test(name) || notAName.test(name)) return false;
  return (
    !/[.!?]\s+\S+\s/.test(name.replace(/(?<!\p{L})\p{L}{1,5}\.\s/gu, "")) &&
    !/^https?:|^[^p{L}p{N}]*\d{1,2}[.:/]\d{2}/.test(name)
  );
}
