import { splitOnce } from "../model/shape-text.ts";
import type { AuthorSource } from "../model/site.ts";

/**
 * Name and role of "Naam / functie": cut where `split` says, of several separators at the first that is there. With `keep: after` the
 * name stands after the separator. An empty role is null.
 */
export function cutName(text: string, split: AuthorSource["split"]): [name: string, role: string | null] {
  if (split === undefined) return [text, null];
  const choices = typeof split === "string" ? [split] : Array.isArray(split) ? split : [split];
  for (const choice of choices) {
    const { by, at, keep } =
      typeof choice === "string" ? ({ by: choice, at: "first", keep: "before" } as const) : choice;
    const [before, after] = splitOnce(text, by, at);
    if (after === undefined) continue;
    return keep === "after" && after !== "" ? [after, before || null] : [before, after || null];
  }
  return [text, null];
}
