import { hash } from "node:crypto";
import { matcherBy, type NameMatcher, type NameTerm, termOf } from "./erase-names.ts";

/**
 * The names that were erased from a dataset, so that no later crawl brings them back: salted SHA-256, never the names.
 *
 * Who holds the dataset can test whether a name he has in mind is among them; nobody can read the names from it.
 */
export interface ErasedNames {
  /** Random, made once for a dataset. */
  readonly salt: string;
  readonly names: readonly ErasedTerm[];
}

export interface ErasedTerm extends NameTerm {
  /** Erased from bylines and the text of articles too. */
  readonly inArticles: boolean;
}

export const NO_ERASED_NAMES: ErasedNames = { salt: "", names: [] };

/** The list with these names added; `freshSalt` is used where it has none yet. */
export function withErasedNames(
  list: ErasedNames,
  names: readonly string[],
  { freshSalt, inArticles }: { readonly freshSalt: string; readonly inArticles: boolean },
): ErasedNames {
  const salt = list.salt === "" ? freshSalt : list.salt;
  const added = names.map(termOf).map(({ words, name, inner }): ErasedTerm => {
    return { words, name: hashed(salt, name), inner: hashed(salt, inner), inArticles };
  });
  const all = new Map(list.names.map((term) => [term.name, term]));
  for (const term of added)
    all.set(term.name, { ...term, inArticles: inArticles || all.get(term.name)?.inArticles === true });
  return { salt, names: [...all.values()] };
}

/** Knows the names of a list where it meets them. */
export function erasedNamesMatcher({ salt, names }: ErasedNames): NameMatcher {
  const whole = new Set(names.map(({ name }) => name));
  const inner = new Set(names.map((term) => term.inner));
  return matcherBy(
    names.map(({ words }) => words),
    (name) => whole.has(hashed(salt, name)),
    (words) => inner.has(hashed(salt, words)),
  );
}

function hashed(salt: string, text: string): string {
  return hash("sha256", `${salt}\n${text}`, "hex");
}
