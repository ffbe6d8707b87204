import type { Document, Element } from "domhandler";
import { parseHtml } from "../dom/parse-html.ts";
import { selectAll } from "../dom/select.ts";
import { structuredDataOf } from "../dom/structured-data.ts";
import { indexOf } from "../dom/tree-index.ts";
import { decodeBody } from "../model/charset.ts";
import type { Page } from "../model/page.ts";
import { chooseVariant } from "./choose-variant.ts";
import { publishedOn } from "./dates.ts";
import type { Description } from "./describe-site.ts";
import type { Notes } from "./notes.ts";
import { type ReadingWay, treeOf } from "./page-tree.ts";
import type { ReadContext } from "./read-context.ts";
import type { ReadableSite } from "./readable-site.ts";
import { planOf } from "./reading-plan.ts";
import { webUrl } from "./web-url.ts";

/** A page made ready for reading, with the description that fits it. */
export interface OpenPage {
  readonly document: Document;
  readonly context: ReadContext;
  readonly description: Description;
  readonly way: ReadingWay;
}

/**
 * Builds the page's tree, once, and chooses the description: the whole tree, or what the site's description looks at. Throws a
 * `ParseBoundsError` where the page asks too much.
 */
export function openPage(page: Page, site: ReadableSite, notes: Notes, isWholeWanted: boolean): OpenPage {
  const { document: tree, way } = isWholeWanted ? wholeTree(page, null) : smallestTree(page, site);
  const context = contextOf(tree, page, site, notes);
  // The page itself says which of its elements is closed to readers: any may be.
  if (!way.isWhole && context.structured.jsonLd.textsAt("hasPart.cssSelector").length > 0) {
    return { ...openPage(page, site, notes, true), way: { isWhole: true, reason: "the page names an element" } };
  }
  const { document } = context;
  const description = chooseVariant(site, { document, url: page.finalUrl }, ({ fields, rules }) =>
    publishedOn(fields.publishedAt, document, { ...context, removed: removedBy(rules, document) }),
  );
  return { document, context: { ...context, removed: removedBy(description.rules, document) }, description, way };
}

function smallestTree(page: Page, site: ReadableSite): { readonly document: Document; readonly way: ReadingWay } {
  const plan = planOf(site);
  return plan.wants === null ? wholeTree(page, plan.reason) : treeOf(page, plan.wants);
}

const wholeTree = (page: Page, reason: string | null) => ({
  document: parseHtml(decodeBody(page)),
  way: { isWhole: true, reason },
});

/** A further page of the same article, such as one of its comments, made ready as the article's page was. */
export function openFurther(page: Page, site: ReadableSite, { description }: OpenPage, notes: Notes): ReadContext {
  const context = contextOf(parseHtml(decodeBody(page)), page, site, notes);
  return { ...context, removed: removedBy(description.rules, context.document) };
}

function contextOf(
  document: Document,
  page: Page,
  site: ReadableSite,
  notes: Notes,
): ReadContext & { readonly document: Document } {
  const base = indexOf(document)
    .byName.get("base")
    ?.find(({ attribs }) => attribs.href !== undefined)?.attribs.href;
  return {
    document,
    url: page.finalUrl,
    baseUrl: webUrl(base, page.finalUrl) ?? page.finalUrl,
    fetchedAt: page.fetchedAt,
    language: site.language,
    timeZone: site.timeZone,
    removed: new Set(),
    structured: structuredDataOf(document, [page.finalUrl, page.requestedUrl]),
    warn: ({ code, field, message }) => notes.warn(code, field, message),
  };
}

function removedBy({ remove }: Pick<Description["rules"], "remove">, document: Document): ReadonlySet<Element> {
  return new Set((remove ?? []).flatMap((selector) => selectAll(selector, document)));
}
