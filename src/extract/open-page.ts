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
import type { ReadContext } from "./read-context.ts";
import type { ReadableSite } from "./readable-site.ts";
import { webUrl } from "./web-url.ts";

/** A page made ready for reading, with the description that fits it. */
export interface OpenPage {
  readonly document: Document;
  readonly context: ReadContext;
  readonly description: Description;
}

/** Builds the page's tree, once, and chooses the description. Throws a `ParseBoundsError` where the page asks too much. */
export function openPage(page: Page, site: ReadableSite, notes: Notes): OpenPage {
  const context = contextOf(page, site, notes);
  const { document } = context;
  const description = chooseVariant(site, { document, url: page.finalUrl }, ({ fields, rules }) =>
    publishedOn(fields.publishedAt, document, { ...context, removed: removedBy(rules, document) }),
  );
  return { document, context: { ...context, removed: removedBy(description.rules, document) }, description };
}

/** A further page of the same article, such as one of its comments, made ready as the article's page was. */
export function openFurther(page: Page, site: ReadableSite, { description }: OpenPage, notes: Notes): ReadContext {
  const context = contextOf(page, site, notes);
  return { ...context, removed: removedBy(description.rules, context.document) };
}

function contextOf(page: Page, site: ReadableSite, notes: Notes): ReadContext & { readonly document: Document } {
  const document = parseHtml(decodeBody(page));
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
