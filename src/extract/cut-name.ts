import { splitOnce } from "../model/shape-text.ts";
import type { AuthorSource } from "../model/site.ts";
import { splitNameAndRole } from "../model/split-byline.ts";

/**
 * Name and role of "Naam / functie": cut where `split` says, of several separators at the first that is there. With `keep: after` the
 * name stands after the separator. An empty role is null.
 */
export function cutName(text: string, split: AuthorSource["split"]): [name: string, role: string | null] {
  if (split === undefined) return [text, null];
  if (typeof split === "string" || Array.isArray(split)) {
    const { name, role } = splitNameAndRole(text, [split].flat());
    return [name ?? "", role];
  }
  const [before, after] = splitOnce(text, split.by, split.at);
  if (after === undefined) return [text, null];
  return split.keep === "after" ? [after, before || null] : [before, after || null];
}
