/** Whether two texts are the same to a reader: case, white space, quotes, dashes, ellipses and invisible characters folded. */
export function sameText(one: string, other: string): boolean {
  return one === other || foldForComparison(one) === foldForComparison(other);
}

export function foldForComparison(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(/[‘’‚‛`´′]/g, "'")
    .replace(/[“”„‟«»″]|''/g, '"')
    .replace(/[‐-―−]/g, "-")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
