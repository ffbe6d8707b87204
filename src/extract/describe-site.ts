import type { FieldRules, SiteFields, SiteOutcomes, Variant } from "../model/site.ts";
import type { CommentsBlock } from "../model/site-comments.ts";
import type { ReadableSite } from "./readable-site.ts";

/** What a site file says of one kind of its pages: the site's own keys, with a variant's laid over them. */
export interface Description {
  /** The variant's name; null for the site's own description. */
  readonly variant: string | null;
  readonly fields: SiteFields;
  readonly comments: readonly CommentsBlock[];
  readonly rules: FieldRules;
  readonly outcomes: SiteOutcomes;
}

export interface DescribedSite {
  readonly own: Description;
  /** In the order of the file. */
  readonly variants: readonly { readonly when: Variant["when"]; readonly description: Description }[];
}

/** The descriptions in a site file, put together once for as long as the site lives. */
export function describeSite(site: ReadableSite): DescribedSite {
  let described = known.get(site);
  if (described === undefined) {
    const own = overlay(site, { name: null });
    described = {
      own,
      variants: site.variants.map((variant) => ({ when: variant.when, description: overlay(site, variant) })),
    };
    known.set(site, described);
  }
  return described;
}

const known = new WeakMap<ReadableSite, DescribedSite>();

type Layer = { readonly name: string | null } & Partial<Pick<Variant, "fields" | "comments" | "rules" | "outcomes">>;

/** Fields, rules and outcomes key by key; comments as a whole, for their keys belong to one piece of markup. */
function overlay(site: ReadableSite, layer: Layer): Description {
  const comments = layer.comments ?? site.comments ?? [];
  return {
    variant: layer.name,
    fields: { ...site.fields, ...given(layer.fields) },
    comments: Array.isArray(comments) ? comments : [comments],
    rules: { ...site.rules, ...given(layer.rules) } as FieldRules,
    outcomes: { ...site.outcomes, ...given(layer.outcomes) } as SiteOutcomes,
  };
}

function given<Keys extends object>(keys: Keys | undefined): Partial<Keys> {
  return Object.fromEntries(Object.entries(keys ?? {}).filter(([, value]) => value !== undefined)) as Partial<Keys>;
}
