import { SelectorError } from "../dom/compile-selector.ts";
import { ParseBoundsError, parseHtml } from "../dom/parse-html.ts";
import { selectFirst } from "../dom/select.ts";
import { decodeBody } from "../model/charset.ts";
import type { Page } from "../model/page.ts";
import type { Site } from "../model/site.ts";

/** True where something stands on the page as it was fetched that an action of its site file clicks: a button for more, a folded thread. */
export function hasTarget(page: Page, { fetch: { actions } }: Pick<Site, "fetch">): boolean {
  const selectors = actions.flatMap((action) =>
    "click" in action ? [action.click] : "open" in action ? [action.open] : [],
  );
  if (selectors.length === 0) return false;
  try {
    const document = parseHtml(decodeBody(page));
    return selectors.some((selector) => isThere(() => selectFirst(selector, document)));
  } catch (error) {
    if (error instanceof ParseBoundsError) return false;
    throw error;
  }
}

/** A selector may be one that only the browser knows. */
function isThere(find: () => unknown): boolean {
  try {
    return find() !== undefined;
  } catch (error) {
    if (error instanceof SelectorError) return false;
    throw error;
  }
}
