import type { Author } from "../../model/article-record.ts";
import { parseByline } from "../../model/parse-byline.ts";

/** What stands before a name in a byline; the longer first. */
const opening =
  "(?:written|reported|words|text|story|reporting)\\s+by|by|von|door(?:\\s+onze\\s+\\p{Ll}+)?|geschreven\\s+door|propos\\s+recueillis\\s+par|par|escrito\\s+por|por|dal\\s+nostro\\s+inviato|dalla\\s+nostra\\s+inviata|di|skrevet\\s+a[vf]|av|af|från|przez|oleh|penulis|γράφει\\s+[οη]|της|του|από|מאת|بقلم|द्वारा";
/** Names of who writes: labels, before a colon wherever in a line they stand. */
const label =
  "te[xk]st[eo]?|autor(?:in|en|a|es|ka|zy)?|authors?|auteurs?|autore|written\\s+by|words|reporter|автор|текст|yazar|yazan|haber|muhabir|kirjoittaja|kirjoittanut|συντάκτης|συντάκτρια|κείμενο|ρεπορτάζ|كتبت?|كتبه|إعداد|الكاتب|תחקיר|כתבה?|लेखक|लेखिका|रिपोर्ट(?:र)?|संवाददाता|取材[・･]文|文[・･]写真|文|執筆|筆者|記者|本報記者|本报记者|特约记者|记者|作者|撰文|글";
const opens = new RegExp(`^(?:${opening}|${label})(?=[\\s:：／＝=])[\\s:：／＝=]+`, "iu");
const opensPart = new RegExp(`\\s[-–—|·•]\\s(?:${opening})\\s+(?=[^\\p{Ll}])`, "iu");
const labels = new RegExp(`(?:^|[\\s|·•,;【（(])(?:${label})\\s*[:：／＝=]\\s*`, "iu");
const chinese = /记者|作者|撰文|编辑/u;
/** Where the names behind a label end: a mark, the next label, a day. */
const endOfNames = /\s*(?:[|·•】）\n]|\s\p{L}[\p{L}\p{M}]*\s*[:：／＝]|\s[-–—]\s|(?<=\p{Script=Han}\s*)\p{Nd}).*$/u;

/** Whether a line opens as bylines do, other than by a label with a colon. */
export function opensLikeByline(line: string): boolean {
  return opens.test(line) && labels.exec(line)?.index !== 0;
}

/** The names behind a label that stands within a line: "17 maja 2024 · Autor: Ewa Lis", "来源：晚报 作者：陈晓岚". */
export function labelledNames(line: string): Author[] {
  const found = labels.exec(line) ?? opensPart.exec(line);
  // With its label: some part names in their own way.
  return found === null
    ? []
    : namesIn(found[0].replace(/^[^\p{L}]+/u, "") + line.slice(found.index + found[0].length).replace(endOfNames, ""));
}

/** The people, or the desk, that a byline or a declared author names, with the role beside each name; what is no name is left out. */
export function namesIn(byline: string): Author[] {
  let text = byline
    .replace(/<[^>]*>/g, " ")
    .replace(/https?:\/\/\S+|\S+@\S+\.\S+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    // "Von" and "Di" may begin a name: who knows of names tells.
    .replace(opens, (words) => (/^(?:von|di)\s/iu.test(words) ? words : ""));
  if (isEastAsian(text)) return eastAsianNames(text, chinese.test(byline));
  // "Inês Carvalhal — Lisboa"
  text = text.replace(/(?<=\p{L}\s\p{L}+)\s[—–]\s\p{Lu}[\p{L} ]{1,30}$/u, "");
  return text === ""
    ? []
    : parseByline(text)
        .filter(({ name }) => looksLikeName(name))
        .map(withoutRole);
}

/** "Sofia Ekdahl reporter", from two elements side by side. */
function withoutRole(author: Author): Author {
  const parts =
    author.role === null
      ? /^(\p{Lu}\S+(?: \p{Lu}\S+)+) ((?!(?:y|i|e|zu|af|von|van|de|da|do)\s)\p{Ll}[\p{Ll} -]{3,40})$/u.exec(author.name)
      : null;
  return parts === null ? author : { name: parts[1]!, role: parts[2]! };
}

/** Written in characters alone: a comma parts names, a space the family's from the given one … */
function isEastAsian(text: string): boolean {
  return /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\s、，,・]+$/u.test(text) && text.length <= 40;
}

/** … save in Chinese, where it parts names too. */
function eastAsianNames(text: string, isChinese: boolean): Author[] {
  return text
    .split(isChinese ? /[、，,\s]+/u : /[、，,]\s*/u)
    .filter((name) => name !== "")
    .map((name) => ({ name, role: null }));
}

/** Begins with a capital, or a letter of a script that has none, or a particle; no address, handle or sentence. */
export function looksLikeName(name: string): boolean {
  if (name.length < 2 || name.length > 70 || /\d{2}|[@#<>{}=_?!]|https?:|www\./.test(name)) return false;
  if (name.split(" ").length > 7 || !/\p{L}/u.test(name)) return false;
  return (
    /^[\p{Lu}\p{Lo}\p{Lt}«"'‘’]/u.test(name) ||
    /^(?:van|von|de|der|den|del|della|di|da|dos|du|le|la|el|al|ter|ten|ibn|bin|af|av|zu|zur|’t|'t|dpa|afp|ap)\b/iu.test(
      name,
    )
  );
}
