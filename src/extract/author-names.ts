import type { Author } from "../model/article-record.ts";

/**
 * The authors that one printed byline names: "Door Iris Kamp, Bram Veer en Tess Blom" is three, "Iris Kamp, hoogleraar
 * bestuurskunde" one with her role. A text is only cut where every piece reads as a person's name of its own; names are never
 * re-cased or re-ordered.
 */
export function authorsIn(byline: string): Author[] {
  const text = byline.replace(introductions, "").trim();
  const pieces = text.split(separators).map((piece) => piece.trim());
  if (pieces.length > 1 && !organisations.test(text) && pieces.every(isPersonName)) {
    return pieces.map((name) => ({ name, role: null }));
  }
  const [name = "", ...rest] = text.split(", ");
  const role = rest.join(", ");
  // A function begins in lower case, a name does not, but for its particles.
  if (role !== "" && isPersonName(name) && /^\p{Ll}/u.test(role) && !particle.test(role)) return [{ name, role }];
  return text === "" ? [] : [{ name: text, role: null }];
}

/** Only before a name: "Door" is a first name too. */
const introductions =
  /^(?:door|tekst|auteurs?|geschreven door|by|written by|von|par)\s*:\s*|^(?:door|geschreven door|by|written by|von|par)\s+(?=\p{Lu}\S*\s+\S)/iu;
const separators = /\s*;\s*|\s*,\s+(?:en|and|und|et)\s+|\s*,\s+|\s+(?:en|and|und|et|&|\+)\s+/u;
const organisations =
  /(?:^|\s)(?:ministerie|stichting|vereniging|gemeente|provincie|redactie|universiteit|hogeschool|bureau|instituut|raad|dienst|ministry|university|institute|foundation|association|b\.?v\.?|n\.?v\.?|gmbh|ltd|inc)(?=[\s.,]|$)/i;
const particle =
  /^(?:van|von|de|den|der|het|'t|’t|te|ten|ter|op|in|la|le|du|di|da|del|della|dos|el|al|bin|ibn|af|av|zu|zum|d'|d’|o'|o’)(?:\s|$)/iu;

/** Two words or more, each beginning in upper case or a particle, without figures or marks that no name has. */
function isPersonName(text: string): boolean {
  const words = text.split(/\s+/);
  if (words.length < 2 || words.length > 7 || /[\d@/:;()|<>{}_=?!]/.test(text)) return false;
  return (
    words.every((word) => /^['’]?\p{Lu}/u.test(word) || particle.test(word)) &&
    words.some((word) => /^\p{Lu}/u.test(word) && !particle.test(word))
  );
}
