import type { Author } from "../../model/article-record.ts";

/** Words that introduce a name, in the languages of the newspapers we know. */
const by =
  /^(?:written by|reported by|posted by|published by|by|von|door|tekst en foto's|tekst|text|par|por|di|da|af|av|från|przez|autor(?:a|es|in|en|ka)?|authors?|auteurs?|autore|skrevet av|skrevet af|geschreven door|ein(?:e)? \w+ von|un article de|propos recueillis par|redactie|reporter|kirjoittaja|автор|текст|yazar|yazan|penulis|tác giả|文|記者|기자)(?=[\s:：])[\s:：]*/iu;

const creditWords = /(?:^|[\s(,;|/])(?:foto|fotos|photo|photos|photographs?|photography|image|images|bild|bilder|video|videos|illustration|illustratie|grafik|graphics?|beeld|foto's|fotografie|picture|pictures|fotograf|fotograaf)\s*[:/]?\s/iu;

/**
 * The people (or the desk) that a byline names, with the role printed beside each name.
 *
 * Drops what is no name: agency codes in brackets, addresses, picture credits, dates and reading times. A single name
 * with commas in it is split only where each part reads like a name of its own; what follows a name otherwise is its role.
 */
export function namesIn(byline: string): Author[] {
  let text = byline
    .replace(/<[^>]*>/g, " ")
    .replace(/\S+@\S+\.\S+/g, " ")
    .replace(/https?:\/\/\S+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const credit = creditWords.exec(text);
  if (credit !== null) text = text.slice(0, credit.index);
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(by, "").trim();
  }
  const authors: Author[] = [];
  for (const piece of text.split(/\s*(?:;|\||•|·|\s\/\s|\s&\s|\s(?:and|und|en|et|e|og|och|ja|oraz|și|i|y|и|та|ve|dan)\s(?=\p{Lu}|\p{Lo}))\s*/u)) {
    for (const author of pieceNames(piece)) if (!authors.some((other) => other.name === author.name)) authors.push(author);
  }
  return authors;
}

function pieceNames(piece: string): Author[] {
  const parts = piece.split(/\s*[,、，]\s*/).filter((part) => part !== "");
  if (parts.length > 1 && parts.every((part) => looksLikeName(cleanName(part)) && isSeveralWords(part))) {
    return parts.map((part) => ({ name: cleanName(part), role: null }));
  }
  const name = cleanName(parts[0] ?? "");
  if (!looksLikeName(name)) return [];
  const rest = parts.slice(1).join(", ").trim();
  return [{ name, role: rest !== "" && rest.length <= 120 && !/\d/.test(rest) ? rest : null }];
}

/** Without the agency's code in brackets, the handle, the marks at the edges. */
export function cleanName(text: string): string {
  return text
    .replace(/\s*[([{][^)\]}]*[)\]}]/g, " ")
    .replace(/(?:^|\s)@\w+/g, " ")
    .replace(by, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s\-–—:.,*/|]+|[\s\-–—:,*/|]+$/g, "")
    .trim();
}

export function looksLikeName(name: string): boolean {
  if (name.length < 2 || name.length > 70 || /\d{2}|[@#<>{}=_?!]|https?:|www\./.test(name)) return false;
  if (name.split(" ").length > 7) return false;
  return /^[\p{Lu}\p{Lo}\p{Lt}«"'‘’]|^(?:van|von|de|der|den|del|della|di|da|dos|du|le|la|el|al|ter|ten|ibn|bin|af|av|zu|zur|’t|'t|dpa|afp)\b/iu.test(name) && /\p{L}/u.test(name);
}

function isSeveralWords(text: string): boolean {
  return /\S\s+\S/.test(text.trim()) || /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{2,6}$/u.test(text.trim());
}
