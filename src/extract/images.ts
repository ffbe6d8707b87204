import { type Document, type Element, isTag } from "domhandler";
import { parseHtml } from "../dom/parse-html.ts";
import { isWithin, nearest, selectAll, selectFirst } from "../dom/select.ts";
import { textOf } from "../dom/text-of.ts";
import { walkElements } from "../dom/tree-index.ts";
import type { ArticleImage } from "../model/article-record.ts";
import type { SiteFields } from "../model/site.ts";
import { foldText } from "../model/text.ts";
import type { Notes } from "./notes.ts";
import { isPlaceholder } from "./placeholder.ts";
import type { ReadContext, Reading } from "./read-context.ts";
import { readFirst } from "./read-source.ts";
import { webUrl } from "./web-url.ts";

const MAX_IMAGES = 500;
const MAX_ELEMENTS = 5_000;
const MAX_ALT = 2_000;

export interface ReadImages {
  readonly images: readonly ArticleImage[];
  /** Elements that captions and credits were read from: no part of the body. */
  readonly taken: readonly Element[];
}

/** The article's images in page order, each address once. Pixels, placeholders and images inside the address itself (`data:`) are passed over. */
export function readImages(
  described: SiteFields["images"],
  document: Document,
  context: ReadContext,
  notes: Notes,
): ReadImages {
  const images = new Map<string, ArticleImage>();
  const taken: Element[] = [];
  if (described === undefined) return { images: [], taken };
  for (const element of selectAll(described.select, document).slice(0, MAX_ELEMENTS)) {
    if (isWithin(element, context.removed)) continue;
    const image = imageIn(element);
    const url = image === undefined ? undefined : addressOf(image, context.baseUrl);
    if (image === undefined || url === undefined || images.has(url) || images.size >= MAX_IMAGES) continue;
    const figure = element.name === "img" ? (nearest(element, ({ name }) => name === "figure") ?? element) : element;
    const { caption, credit, elements } = wordsOf(figure, described, context);
    taken.push(...elements);
    images.set(url, { url, alt: altOf(image, url), caption: fileNameOf(url) === caption ? null : caption, credit });
  }
  if (images.size > 0)
    notes.note({ field: "images", source: "selector", where: described.select, text: null, confidence: 1 });
  return { images: [...images.values()], taken };
}

/** The image itself, or the first in the element: what `<noscript>` keeps for browsers without scripts counts where there is no other. */
function imageIn(element: Element): Element | undefined {
  if (element.name === "img" || element.name === "image" || element.name === "amp-img") return element;
  const inner = selectFirst("img, amp-img", element);
  if (inner !== undefined) return inner;
  const spare = selectFirst("noscript", element);
  return spare === undefined ? undefined : selectFirst("img", parseHtml(textOfNoscript(spare)));
}

const lazyAttributes = ["data-src", "data-lazy-src", "data-original", "data-lazy", "data-url"];
const setAttributes = ["data-srcset", "data-lazy-srcset", "srcset"];

function addressOf(image: Element, baseUrl: string): string | undefined {
  if (isPixel(image)) return undefined;
  const { attribs } = image;
  // A lazily loaded image has its own address in a private attribute, and in `src` something that stands for it.
  for (const name of [...lazyAttributes, "src"]) {
    const url = webUrl(attribs[name], baseUrl);
    if (url !== undefined && !standIn.test(url)) return url;
  }
  for (const source of [image, ...sourcesBeside(image)]) {
    for (const name of setAttributes) {
      const url = webUrl(largestOf(source.attribs[name] ?? ""), baseUrl);
      if (url !== undefined) return url;
    }
  }
  const spare = spareOf(image);
  return spare === undefined ? undefined : webUrl(spare.attribs.src, baseUrl);
}

const standIn =
  /\/(?:blank|spacer|placeholder|pixel|transparent|loading|lazy(?:load)?|1x1|grey|gray)[^/]*\.(?:gif|png|svg|jpe?g|webp)(?:[?#]|$)/i;

const isPixel = ({ attribs }: Element): boolean =>
  /^[01](?:px)?$/.test(attribs.width ?? "") || /^[01](?:px)?$/.test(attribs.height ?? "");

function sourcesBeside(image: Element): Element[] {
  const { parent } = image;
  return parent !== null && isTag(parent) && parent.name === "picture"
    ? parent.children.filter(isTag).filter(({ name }) => name === "source")
    : [];
}

/** The `<noscript>` that follows a lazily loaded image holds the real one. */
function spareOf(image: Element): Element | undefined {
  let next = image.next;
  while (next !== null && !isTag(next)) next = next.next;
  return next?.name === "noscript" ? selectFirst("img", parseHtml(textOfNoscript(next))) : undefined;
}

const textOfNoscript = (noscript: Element): string =>
  noscript.children.map((child) => ("data" in child ? child.data : "")).join("");

/** The address with the greatest width or density of a `srcset` (HTML §4.8.4.2.1). An address may hold commas, but not end in one. */
function largestOf(srcset: string): string | undefined {
  let largest: string | undefined;
  let size = -1;
  const words = srcset.trim().split(/\s+/);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    const url = word.replace(/^,+|,+$/g, "");
    const descriptor = word.endsWith(",") ? undefined : words[at + 1];
    if (descriptor !== undefined) at += 1;
    const own = Number.parseFloat(descriptor ?? "1");
    if (url !== "" && own > size) [largest, size] = [url, own];
  }
  return largest;
}

/** Alternative text, unless it is only the name of the file, as content systems put there by themselves. */
function altOf(image: Element, url: string): string | null {
  const alt = foldText(image.attribs.alt ?? "");
  return alt === "" || alt.length > MAX_ALT || isPlaceholder(alt) || isFileName(alt) || isNameOfFile(alt, url)
    ? null
    : alt;
}

const isFileName = (text: string): boolean =>
  /^[^/\\?*"<>|]{1,200}\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp|heic|jfif)$/i.test(text);

/** `IMG_2041`, `raad-vergadering_2`: the file's name without its ending, where no one would write it so. */
function isNameOfFile(alt: string, url: string): boolean {
  if (/^(?:IMG|DSC[FN]?|DCIM|P\d)[-_ ]?\d+$/i.test(alt)) return true;
  const bare = fileNameOf(url).replace(/\.\w+$/, "");
  return /[\d_-]/.test(alt) && !/\s/.test(alt) && alt.toLowerCase() === bare.toLowerCase();
}

function fileNameOf(url: string): string {
  const name = url.replace(/[?#].*$/, "").replace(/^.*\//, "");
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function wordsOf(figure: Element, described: NonNullable<SiteFields["images"]>, context: ReadContext) {
  const elements: Element[] = [];
  const credit = readFirst(described.credit, figure, context);
  if (credit?.element != null) elements.push(credit.element);
  // The credit often stands within the caption.
  const removed = new Set([...context.removed, ...elements]);
  const caption =
    described.caption === undefined
      ? figcaptionOf(figure, removed)
      : readFirst(described.caption, figure, { ...context, removed });
  if (caption?.element != null) elements.push(caption.element);
  return { caption: wordsIn(caption), credit: wordsIn(credit), elements };
}

function figcaptionOf(figure: Element, removed: ReadonlySet<Element>): Pick<Reading, "text" | "element"> | undefined {
  let found: Element | undefined;
  walkElements(figure, (element) => {
    if (element.name === "figcaption") found = element;
    return found !== undefined;
  });
  if (found === undefined || removed.has(found)) return undefined;
  return { text: textOf(found, { removed }), element: found };
}

function wordsIn(reading: Pick<Reading, "text"> | undefined): string | null {
  if (reading === undefined || reading.text === "" || isPlaceholder(reading.text) || isFileName(reading.text))
    return null;
  return reading.text;
}
