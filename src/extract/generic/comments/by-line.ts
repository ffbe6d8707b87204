import { type PageMap, shape } from "../page-map.ts";
import { byBefore } from "./comment-words.ts";

const byWord = /(?:^|\s)(?:by|from|von|vom|door|par|por|di|przez|av|af|de|od)\s*$/iu;

/** Whether "by", "posted by", or such a word behind a day or time, stands right before an element; in a sentence it says nothing. */
export function followsBy(page: PageMap, at: number): boolean {
  const words = wordsBefore(page, at);
  if (!byWord.test(words)) return false;
  return /\d[:.]\d\d|\b20\d\d\b/.test(words) || saysOnlyBy(words);
}

/** Whether "Posted by:" opens the line that an element stands in. */
export function opensByLine(page: PageMap, at: number): boolean {
  const before = at - 1;
  if (page.shapes[before] !== shape.text || page.textSums[at] === page.textSums[before]) return false;
  const isFirst = page.parents[before] === before - 1 || page.shapes[before - 1] === shape.lineBreak;
  const words = (page.nodes[before] as { data: string }).data.trim();
  return isFirst && words.length >= 7 && words.length < 40 && saysOnlyBy(words);
}

function saysOnlyBy(words: string): boolean {
  return `${words.trim()} `.replace(byBefore, "").trim() === "";
}

/** The text right before an element in its line. */
function wordsBefore(page: PageMap, at: number): string {
  for (
    let i = at - 1;
    i >= Math.max(0, at - 20) && page.shapes[i] !== shape.block && page.shapes[i] !== shape.lineBreak;
    i--
  )
    if (page.shapes[i] === shape.text) return (page.nodes[i] as { data: string }).data;
  return "";
}
