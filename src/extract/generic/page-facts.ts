import type { StructuredData } from "../../dom/structured-data.ts";
import { hint } from "./class-hints.ts";
import { siteOf } from "./links.ts";
import { attributeOf, type PageMap, textOfRange } from "./page-map.ts";
import { type Found, found, nothing } from "./reading.ts";
import { titleKey } from "./title.ts";

/**
 * What the publisher declares as the page's address; null where it lies on another site or several differ, or where it is only
 * meant for sharing and names none of what the page's own address ends with: a slip of the template would make all articles one.
 */
export function readCanonical(structured: StructuredData, url: string): Found<string | null> {
  for (const [where, list] of [
    ["link[rel=canonical]", structured.links("canonical")],
    ["og:url", structured.metas("og:url")],
  ] as const) {
    const [href] = list;
    if (href === undefined || !URL.canParse(href, url)) continue;
    if (new Set(list).size > 1) return nothing(null);
    const canonical = new URL(href, url);
    canonical.hash = "";
    if (!/^https?:$/.test(canonical.protocol) || siteOf(canonical.href) !== siteOf(url)) continue;
    if (where === "og:url" && !isLikely(canonical.href, url)) continue;
    return found(canonical.href, "meta", where, href, where === "og:url" ? 0.8 : 0.95);
  }
  return nothing(null);
}

/** Whether two addresses end alike, or share a number of five figures and more. */
function isLikely(one: string, other: string): boolean {
  const [last, otherLast] = [one, other].map((url) => new URL(url).pathname.replace(/\/+$/, "").split("/").at(-1)!);
  if (last === "" || otherLast === "") return last === otherLast;
  return last === otherLast || (/\d{5,}/.exec(one)?.some((number) => other.includes(number)) ?? false);
}

/** BCP 47 tag: the document's, else what metas or JSON-LD name, else what the caller knows. */
export function readLanguage(
  page: PageMap,
  structured: StructuredData,
  known: string | undefined,
): Found<string | null> {
  const root = page.names.indexOf("html");
  const declared: readonly (readonly ["generic" | "json-ld" | "meta", string, string | undefined])[] = [
    [
      "generic",
      "html lang",
      root < 0 ? undefined : (attributeOf(page, root, "lang") ?? attributeOf(page, root, "xml:lang")),
    ],
    ["json-ld", "inLanguage", structured.jsonLd.textsAt("inLanguage")[0]],
    ["meta", "og:locale", structured.metas("og:locale")[0]],
    ["meta", "content-language", structured.metas("content-language")[0]],
    ["meta", "language", structured.metas("language")[0]],
  ];
  for (const [source, where, text] of declared) {
    const tag = text === undefined ? undefined : languageTag(text);
    if (tag !== undefined) return found(tag, source, where, text!, 0.9);
  }
  return known === undefined ? nothing(null) : found(known, "hint", "language", known, 0.6);
}

function languageTag(text: string): string | undefined {
  const bare = text
    .trim()
    .split(/[,;\s]/)[0]!
    .replaceAll("_", "-");
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(bare)) return undefined;
  try {
    return Intl.getCanonicalLocales(bare)[0];
  } catch {
    return undefined;
  }
}

/** The section: what metas and JSON-LD name, else the last step of the bread crumbs that is not the article itself. */
export function readSection(page: PageMap, structured: StructuredData, title: string | null): Found<string | null> {
  const key = titleKey(title ?? "");
  const isUsable = (text: string): boolean =>
    text !== "" && text.length <= 60 && titleKey(text) !== key && !isHome.test(text) && !/^https?:|[{}<>]/.test(text);
  const named = structured.jsonLd.textsAt("articleSection").find(isUsable);
  if (named !== undefined) return found(named, "json-ld", "articleSection", named, 0.85);
  for (const name of ["article:section", "section", "parsely-section", "sailthru.section", "cxenseparse:section"]) {
    const value = structured.metas(name).find(isUsable);
    if (value !== undefined) return found(value, "meta", name, value, 0.8);
  }
  const crumbs = structured.jsonLd.textsAt("BreadcrumbList.itemListElement.name").filter(isUsable);
  const last =
    crumbs.at(-1) ?? structured.jsonLd.textsAt("BreadcrumbList.itemListElement.item.name").filter(isUsable).at(-1);
  if (last !== undefined) return found(last, "json-ld", "BreadcrumbList", last, 0.75);
  for (const i of page.hinted) {
    if (
      (page.hints[i]! & hint.navigation) === 0 ||
      !/crumb/i.test(`${attributeOf(page, i, "class") ?? ""} ${attributeOf(page, i, "id") ?? ""}`)
    )
      continue;
    const steps: string[] = [];
    for (let k = i; k < page.ends[i]!; k++) {
      if (page.names[k] === "a") steps.push(textOfRange(page, k, page.ends[k]!));
    }
    const step = steps.filter(isUsable).at(-1);
    if (step !== undefined) return found(step, "generic", "bread crumbs", step, 0.65);
  }
  return nothing(null);
}

const isHome =
  /^(?:home(?:page)?|start(?:seite|sida)?|voorpagina|accueil|inicio|início|portada|forside|etusivu|strona główna|главная|ana ?sayfa|beranda|news|nieuws|nachrichten|article|artikel|blog|uncategorized)$/iu;

/** Tags and keywords: JSON-LD and metas first, else the links that call themselves tags. */
export function readTags(
  page: PageMap,
  zones: ArrayLike<number>,
  structured: StructuredData,
): Found<readonly string[]> {
  const declared = structured.jsonLd.textsAt("keywords").flatMap(listed);
  if (declared.length > 0) return found(each(declared), "json-ld", "keywords", declared.join(", "), 0.8);
  const named = structured.metas("article:tag");
  if (named.length > 0) return found(each(named.flatMap(listed)), "meta", "article:tag", named.join(", "), 0.8);
  const links: string[] = [];
  for (const i of page.links) {
    if (!/(?:^|\s)tag(?:\s|$)/.test(attributeOf(page, i, "rel") ?? "")) continue;
    if ((zones[i]! & (hint.related | hint.aside | hint.comments)) === 0)
      links.push(textOfRange(page, i, page.ends[i]!).replace(/^#/, ""));
  }
  if (links.length > 0) return found(each(links), "generic", "rel=tag", links.join(", "), 0.75);
  for (const name of ["news_keywords", "keywords", "parsely-tags"]) {
    const words = structured.metas(name).flatMap(listed);
    if (words.length > 0 && words.length <= 20)
      return found(each(words), "meta", name, words.join(", "), name === "keywords" ? 0.55 : 0.7);
  }
  return nothing([]);
}

function listed(text: string): string[] {
  return text
    .split(/\s*[,;|]\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== "" && part.length <= 60 && !/^[\w ]{2,24}:\s?\S|^[\da-f]{8}-[\da-f-]{20,}$/i.test(part));
}

function each(list: readonly string[]): string[] {
  const seen = new Set<string>();
  return list
    .filter((tag) => tag !== "" && !seen.has(tag.toLowerCase()) && seen.add(tag.toLowerCase()) !== undefined)
    .slice(0, 50);
}
