/** A run of words that both texts have, or only one of them. */
export interface WordRun {
  readonly what: "same" | "removed" | "added";
  readonly text: string;
}

/** More words than this on either side are told as one change: the table grows with their product. */
const MAX_WORDS = 2000;

/** What became of a text, word by word. All runs but the added ones make the old text, all but the removed ones the new. */
export function diffWords(before: string, after: string): WordRun[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  let begin = 0;
  while (begin < Math.min(was.length, is.length) && was[begin] === is[begin]) begin++;
  let end = 0;
  while (end < Math.min(was.length, is.length) - begin && was.at(-1 - end) === is.at(-1 - end)) end++;
  const runs: { what: WordRun["what"]; text: string }[] = [];
  const tell = (what: WordRun["what"], text: string) => {
    const last = runs.at(-1);
    if (text === "") return;
    if (last?.what === what) last.text += text;
    else runs.push({ what, text });
  };
  tell("same", was.slice(0, begin).join(""));
  const [removed, added] = [was.slice(begin, was.length - end), is.slice(begin, is.length - end)];
  if (Math.max(removed.length, added.length) > MAX_WORDS) {
    tell("removed", removed.join(""));
    tell("added", added.join(""));
  } else tellMiddle(removed, added, tell);
  tell("same", was.slice(was.length - end).join(""));
  return runs;
}

/** Words with the white space behind them. */
function partsOf(text: string): string[] {
  return text.match(/\S+\s*|^\s+/g) ?? [];
}

/** Longest common subsequence, by the table of its lengths. */
function tellMiddle(
  was: readonly string[],
  is: readonly string[],
  tell: (what: WordRun["what"], text: string) => void,
) {
  const width = is.length + 1;
  const lengths = new Uint16Array((was.length + 1) * width);
  for (let row = was.length - 1; row >= 0; row--)
    for (let column = is.length - 1; column >= 0; column--)
      lengths[row * width + column] =
        was[row] === is[column]
          ? lengthAt(lengths, (row + 1) * width + column + 1) + 1
          : Math.max(lengthAt(lengths, (row + 1) * width + column), lengthAt(lengths, row * width + column + 1));
  let [row, column] = [0, 0];
  while (row < was.length || column < is.length) {
    if (row < was.length && column < is.length && was[row] === is[column]) {
      tell("same", was[row] as string);
      row++;
      column++;
    } else if (
      column === is.length ||
      (row < was.length && lengthAt(lengths, (row + 1) * width + column) >= lengthAt(lengths, row * width + column + 1))
    )
      tell("removed", was[row++] as string);
    else tell("added", is[column++] as string);
  }
}

const lengthAt = (lengths: Uint16Array, place: number) => lengths[place] ?? 0;
