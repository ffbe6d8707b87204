import type { CrawlOptions } from "../config/options.ts";
import type { Extraction } from "../model/extraction.ts";
import type { Site } from "../model/site.ts";
import { protectPeople } from "../people/protect-people.ts";
import { pseudonymsFor } from "../people/pseudonym.ts";

/** Applies a site's policy for people to what was read. */
export type Protector = (extraction: Extraction, site: Site) => Extraction;

/** All that a protector needs, as plain data; a thread is told it too. */
export interface ProtectorSettings {
  /** Instead of the site files'; null for as they say. */
  readonly comments: CrawlOptions["comments"];
  readonly key: string | null;
}

/** Whether a site's comments are kept at all, under their names or others. */
export function keepsComments({ comments }: Pick<ProtectorSettings, "comments">, { people }: Site): boolean {
  return (comments ?? people.comments) !== "none";
}

export function protectorOf({ comments: forAll, key }: ProtectorSettings): Protector {
  return (extraction, site) => {
    const comments = forAll ?? site.people.comments;
    const scope = site.people.scope === "site" ? site.name : "dataset";
    return protectPeople(
      extraction,
      { comments, roles: site.people.roles },
      comments === "pseudonymous" && key !== null ? pseudonymsFor(key, scope) : null,
    );
  };
}
