import type { StructuredData } from "../../dom/structured-data.ts";
import type { ArticleImage } from "../../model/article-record.ts";
import { hint } from "./class-hints.ts";
import { attributeOf, type PageMap, textOfRange } from "./page-map.ts";
import { type Found, found, nothing } from "./reading.ts";

const mostImages = 30;

/**
 * The article's pictures: the one the page declares as its own first, then those in figures between title and end of text.
 * The declared one takes alternative text and caption from the picture with the same file name, where the page shows it.
 */
export function readImages(
  page: PageMap,
  zones: ArrayLike<number>,
  structured: StructuredData,
  url: string,
  from: number,
  to: number,
): Found<readonly ArticleImage[]> {
  const shown: ArticleImage[] = [];
  for (const i of page.pictures) {
    if (i < from || (zones[i]! & notOurs) !== 0) continue;
    if (i >= to || shown.length === mostImages) break;
    const image = imageAt(page, i, url);
    if (image !== undefined && !shown.some((other) => fileOf(other.url) === fileOf(image.url))) shown.push(image);
  }
  const declared = [
    ...structured.jsonLd.textsAt("image.url"),
    ...structured.jsonLd.textsAt("image"),
    ...structured.metas("og:image"),
  ]
    .map((href) => absolute(href, url))
    .find((href) => href !== undefined && !isOrnament.test(href));
  if (declared === undefined) {
    return shown.length === 0 ? nothing([]) : found(shown, "generic", "pictures in the text", shown[0]!.url, 0.6);
  }
  const same = shown.find((image) => fileOf(image.url) === fileOf(declared));
  const main =
    same === undefined ? { url: declared, alt: null, caption: null, credit: null } : { ...same, url: declared };
  return found([main, ...shown.filter((image) => image !== same)], "meta", "declared image", declared, 0.8);
}

const notOurs =
  hint.related |
  hint.advertisement |
  hint.comments |
  hint.navigation |
  hint.authorBox |
  hint.footer |
  hint.aside |
  hint.share;
const isOrnament =
  /(?:logo|icon|avatar|placeholder|spacer|blank|pixel|sprite|favicon|default[_-]?(?:image|og|share))[^/]*$|\.svg(?:\?|$)|^data:/i;

function imageAt(page: PageMap, at: number, url: string): ArticleImage | undefined {
  const width = Number(attributeOf(page, at, "width") ?? "999");
  const height = Number(attributeOf(page, at, "height") ?? "999");
  if (width < 120 || height < 80) return undefined;
  const source = ["data-src", "data-lazy-src", "data-original", "src"]
    .map((name) => attributeOf(page, at, name))
    .find((value) => value && !value.startsWith("data:"));
  const address = absolute(
    source ?? firstOf(attributeOf(page, at, "srcset") ?? attributeOf(page, at, "data-srcset")),
    url,
  );
  if (address === undefined || isOrnament.test(address)) return undefined;
  const alt = (attributeOf(page, at, "alt") ?? "").replace(/\s+/g, " ").trim();
  return { url: address, alt: alt === "" || /^\S+\.\w{3,4}$/.test(alt) ? null : alt, ...captionOf(page, at) };
}

function captionOf(page: PageMap, at: number): { caption: string | null; credit: string | null } {
  for (let up = page.parents[at]!, step = 0; up > 0 && step < 6; up = page.parents[up]!, step++) {
    if (page.names[up] !== "figure") continue;
    for (let i = up; i < page.ends[up]!; i++) {
      if (page.names[i] !== "figcaption") continue;
      return splitCredit(textOfRange(page, i, page.ends[i]!));
    }
  }
  return { caption: null, credit: null };
}

/** "A bridge. Photo: Jan Veer" → caption and credit. */
function splitCredit(text: string): { caption: string | null; credit: string | null } {
  const match =
    /(?:^|[\s.(|–—-])(?:©|\(c\)|(?:foto|photo|bild|image|beeld|credits?|picture|crédits?|fotograf|kuva|фото)(?:'?s)?(?:\s+(?:by|von|door|par|credit))?\s*[:/])\s*(.{2,80}?)\)?$/iu.exec(
      text,
    );
  if (match === null) return { caption: text === "" ? null : text, credit: null };
  const caption = text
    .slice(0, match.index)
    .replace(/[\s(|–—-]+$/, "")
    .trim();
  return { caption: caption === "" ? null : caption, credit: match[1]!.trim() };
}

function firstOf(srcset: string | undefined): string | undefined {
  return srcset?.trim().split(/\s+/)[0];
}

function absolute(href: string | undefined, url: string): string | undefined {
  if (href === undefined || !URL.canParse(href, url)) return undefined;
  const { protocol, href: address } = new URL(href, url);
  return /^https?:$/.test(protocol) ? address : undefined;
}

/** The file's name without its size: one picture has several addresses. */
function fileOf(address: string): string {
  const name = address.replace(/[?#].*$/, "").replace(/^.*\//, "");
  return name.replace(/[-_]?\d{2,4}x\d{2,4}(?=\.)/, "").toLowerCase();
}
