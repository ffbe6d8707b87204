import type { Author } from "../../model/article-record.ts";
import { parseByline } from "../../model/parse-byline.ts";

/** Words before a name that no name begins with, beside those the ground knows. */
const byWord =
  /^(?:por|av|af|från|przez|te[xk]st|автор|текст|yazar|yazan|kirjoittanut|skrevet a[vf]|escrito por|oleh|penulis)(?=[\s:])[\s:]+/iu;

/** The people, or the desk, that a byline or a declared author names, with the role beside each name; what is no name is left out. */
export function namesIn(byline: string): Author[] {
  const text = byline
    .replace(/<[^>]*>/g, " ")
    .replace(/https?:\/\/\S+|\S+@\S+\.\S+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .replace(byWord, "");
  return text === "" ? [] : parseByline(text).filter(({ name }) => looksLikeName(name));
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
