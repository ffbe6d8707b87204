import { type Wants, wantsOf } from "../dom/region-wants.ts";
import { describeSite } from "./describe-site.ts";
import { needsGeneric } from "./fill-generic.ts";
import type { ReadableSite } from "./readable-site.ts";
import { NeedsWholePage, selectorsOf } from "./site-selectors.ts";

/** How a site's pages are read: only what its description needs, or whole, and why. */
export type ReadingPlan = { readonly wants: Wants } | { readonly wants: null; readonly reason: string };

/** The plan for a site, made once for as long as the site lives; it holds for each of its variants. */
export function planOf(site: ReadableSite): ReadingPlan {
  let plan = plans.get(site);
  if (plan === undefined) {
    plan = makePlan(site);
    plans.set(site, plan);
  }
  return plan;
}

const plans = new WeakMap<ReadableSite, ReadingPlan>();

function makePlan(site: ReadableSite): ReadingPlan {
  const { own, variants } = describeSite(site);
  const descriptions = [own, ...variants.map(({ description }) => description)];
  if (descriptions.some(needsGeneric)) return { wants: null, reason: "the reader for undescribed pages is asked" };
  try {
    const selectors = [
      ...descriptions.flatMap(selectorsOf),
      ...variants.flatMap(({ when }) =>
        when.select === undefined ? [] : [{ select: when.select, as: "match" as const }],
      ),
    ];
    const unique = new Map(selectors.map((each) => [JSON.stringify(each), each]));
    const wants = wantsOf([...unique.values()]);
    return wants === null ? { wants, reason: "a selector looks too far around" } : { wants };
  } catch (error) {
    if (!(error instanceof NeedsWholePage)) throw error;
    return { wants: null, reason: error.message };
  }
}
