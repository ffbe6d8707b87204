import { hasLetterOrDigit } from "../../model/letters.ts";
import { foldText } from "../../model/text.ts";
import { isPlaceholder } from "../placeholder.ts";

/** A commenter's name as printed, without the marks and words that stand between a name and what follows: "Naam, ", "Naam schreef:". */
export function cleanName(written: string): string | null {
  const name = foldText(written);
  const alone = name.endsWith(":") ? name.replace(saidSo, "") : name;
  return present(alone.replace(marksAround, ""));
}

/** Null for what stands where nothing is known: "", dashes, what a program left. A name of dots or question marks is a name. */
export function present(written: string | undefined): string | null {
  const text = foldText(written ?? "");
  if (text === "" || /^[-\u2013\u2014]+$/.test(text)) return null;
  return hasLetterOrDigit(text) && isPlaceholder(text) ? null : text;
}

const saidSo =
  /\s(?:schreef|schrijft|zegt|zei|says|said|wrote|writes|sagt|sagte|schrieb|schreibt|dit|a dit|a écrit|dijo|dice)\s?:$/iu;
const marksAround = /^[\s,;:|•·]+|[\s,;:|•·]+$/gu;
