/** Runs of white space as one space, none at the ends. Single spaces, which nearly all are, are not written anew. */
export function foldSpace(text: string): string {
  return text.replace(/[^\S ]\s*| \s+/g, " ").trim();
}
