import type { Author } from "../../model/article-record.ts";
import { labelledNames, opensLikeByline } from "./author-names.ts";
import type { DateReader } from "./read-date-text.ts";
import type { TextBlock } from "./text-blocks.ts";
import { sentenceEnd } from "./zones.ts";

/** Lines of who and when, at most so many at either end of the text. */
const mostLines = 3;
const longestLine = 120;

/** The text without those of its first and last lines that say nothing but who wrote it and when. */
export function withoutHeadLines(
  blocks: readonly TextBlock[],
  authors: readonly Author[],
  days: readonly string[],
  read: DateReader,
): readonly TextBlock[] {
  const names = authors.map(({ name }) => name);
  return blocks.filter(
    ({ text, kind }, k) =>
      (k >= mostLines && k < blocks.length - mostLines) ||
      kind !== "paragraph" ||
      text.length > longestLine ||
      !(
        isOfAuthors(text, names) ||
        (text.length <= 60 && days.includes(read(text, false)?.date.at.slice(0, 10) ?? ""))
      ),
  );
}

/** What is left without names, days and labels is little. */
function isOfAuthors(text: string, names: readonly string[]): boolean {
  const known = names.filter((name) => text.includes(name));
  if (known.length === 0 || sentenceEnd.test(text)) return false;
  const rest = known.reduce((left, name) => left.replace(name, " "), text);
  const words = rest.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.length <= (opensLikeByline(text) || labelledNames(text).length > 0 ? 6 : 3);
}
