import { hasLetterDigitOrSign } from "../model/letters.ts";

/**
 * Whether a short text is no value but what a program left in its place: `undefined`, `[object Object]`, a template that was not
 * filled in (`%TITLE%` and `{title}` only where nothing else stands), or nothing but dashes and dots.
 */
export function isPlaceholder(text: string): boolean {
  return !hasLetterDigitOrSign(text) || programWords.test(text) || hasTemplate(text);
}

/** Whether a text holds a template that was not filled in: `{{author}}`, `${title}`, `<%= name %>`. */
export function hasTemplate(text: string): boolean {
  return templates.test(text);
}

/** Whether a title is only the name of a fault or of waiting, and says nothing of an article. */
export function isPlaceholderTitle(text: string): boolean {
  return isPlaceholder(text) || faultTitles.test(text);
}

const programWords =
  /^(?:null|undefined|NaN|None|nil|\(null\)|\[object [A-Z]\w*\]|%[A-Z][A-Z_]*%|\{\s*[a-z][\w.]*\s*\})$/;
const templates =
  /\{\{\{?\s*[\w$.#/|' "()-]+\s*\}?\}\}|\$\{\s*[\w.]+\s*\}|<%[=-]?\s*[\w.]+\s*%>|\{%[^%]*%\}|\[\[\s*[a-z_]\w*\s*\]\]/;
const faultTitles =
  /^(?:(?:error|fout|http)?\s*(?:400|401|403|404|410|429|500|502|503|504)\b(?:\s*[-–|:.]?\s*(?:error|fout|not found|forbidden|bad gateway|service unavailable|internal server error|niet gevonden))?|error|fout|untitled(?: document)?|no title|no headline|geen titel|zonder titel|naamloos|loading|laden|bezig met laden|just a moment|een ogenblik geduld|attention required!?.*|access denied|one moment, please)\s*[.…!]*$/i;
