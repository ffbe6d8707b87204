import type { Document } from "domhandler";
import type { FieldName } from "../model/site.ts";
import type { Description } from "./describe-site.ts";
import type { Found, GenericContext, GenericReading } from "./generic/reading.ts";
import type { Notes } from "./notes.ts";
import type { ArticleFields } from "./read-article.ts";

/** Reads a page that no site file describes; handed in, so that a described site needs none of it. */
export type GenericReader = (document: Document, context: GenericContext) => GenericReading;

/**
 * Fills fields from the reading of an undescribed page, where the site file asks for it: fields it does not name, with
 * `unnamed: generic`, and fields with a source `generic: true`, which goes before the others where it stands first.
 */
export function fillGeneric(
  fields: ArticleFields,
  description: Pick<Description, "fields" | "rules">,
  generic: GenericReading,
  notes: Notes,
): ArticleFields {
  const take = <Value>(name: FieldName, own: Value, found: Found<Value>): Value => {
    const place = placeOfGeneric(name, description);
    if (isEmpty(found.value) || place === "nowhere" || (place === "last" && !isEmpty(own))) return own;
    const { source, where, text, confidence } = found;
    notes.note({ field: name, source, where: where === "" ? "generic" : where, text, confidence });
    return found.value;
  };
  // A declaration that was refused is not let in by another door.
  const wasRefused = notes.warnings.some(({ field }) => field === "canonicalUrl");
  // Own words about access, where the site file or the page gives them, are surer than what a wall looks like.
  const { access } = generic;
  const takesAccess =
    fields.access === "unknown" && description.rules.unnamed === "generic" && access.value !== "unknown";
  if (takesAccess) {
    const { source, where, text, confidence } = access;
    notes.note({ field: "access", source, where, text, confidence });
  }
  const ownDate =
    fields.publishedAt === null ? null : { at: fields.publishedAt, precision: fields.publishedPrecision ?? "day" };
  const date = take("publishedAt", ownDate, generic.publishedAt);
  const isOwnDate = date === ownDate;
  const ownChange = fields.modifiedAt === null ? null : { at: fields.modifiedAt, precision: "day" as const };
  return {
    ...fields,
    canonicalUrl: wasRefused ? fields.canonicalUrl : take("canonicalUrl", fields.canonicalUrl, generic.canonicalUrl),
    title: take("title", fields.title, generic.title),
    lead: take("lead", fields.lead, generic.lead),
    section: take("section", fields.section, generic.section),
    language: take("language", fields.language, generic.language),
    publishedAt: date?.at ?? null,
    publishedPrecision: isOwnDate ? fields.publishedPrecision : (date?.precision ?? null),
    publishedText: isOwnDate ? fields.publishedText : generic.publishedAt.text,
    modifiedAt: take("modifiedAt", ownChange, generic.modifiedAt)?.at ?? null,
    authors: take("authors", fields.authors, generic.authors),
    body: take("body", fields.body, generic.body),
    images: take("images", fields.images, generic.images),
    tags: take("tags", fields.tags, generic.tags),
    access: takesAccess ? access.value : fields.access,
    accessReason: takesAccess && access.value === "partial" ? access.text : fields.accessReason,
  };
}

/** Whether anything of this description is left to the reader of undescribed pages. */
export function needsGeneric({ fields, rules }: Pick<Description, "fields" | "rules">): boolean {
  return rules.unnamed === "generic" || Object.values(fields).some((sources) => genericPlace(sources) >= 0);
}

function placeOfGeneric(
  name: FieldName,
  { fields, rules }: Pick<Description, "fields" | "rules">,
): "first" | "last" | "nowhere" {
  const sources = fields[name];
  if (sources === undefined) return rules.unnamed === "generic" ? "last" : "nowhere";
  const place = genericPlace(sources);
  return place < 0 ? "nowhere" : place === 0 ? "first" : "last";
}

function genericPlace(sources: unknown): number {
  const list = Array.isArray(sources) ? sources : [sources];
  return list.findIndex((source) => (source as { generic?: boolean } | undefined)?.generic === true);
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
