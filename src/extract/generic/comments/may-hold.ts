import { hint } from "../class-hints.ts";
import { attributeOf, type PageMap, textLengthOf } from "../page-map.ts";
import type { CommentsContext } from "./comments-context.ts";

const elsewhere =
  /recent|latest|newest|popular|testimonial|review|ticker|live-?blog|liveticker|twitter|tweet|related|teaser|faq|carousel|slider|swiper|(?:^|\s)(?:[a-z]+[-_])?sidebar(?:[-_](?:left|right|primary|secondary|widgets?|inner|content|main))?(?:\s|$)|widget-area|footer-widget|promo/i;

/** Whether an element can be a comment at all: text enough and little, the title not within, no teaser of another page, in no widget. */
export function mayHold(page: PageMap, at: number, context: CommentsContext, isBoard: boolean): boolean {
  const letters = textLengthOf(page, at);
  if (letters < 2) return false;
  const pageLetters = page.textSums[page.nodes.length]!;
  if (context.titleAt >= at && context.titleAt < page.ends[at]! && !isBoard) return false;
  for (let up = at; up > 0; up = page.parents[up]!) {
    const name = page.names[up]!;
    if (name === "aside" || name === "nav" || name === "body") {
      if (name === "body") break;
      return false;
    }
    if (up !== at && textLengthOf(page, up) > 0.4 * pageLetters) continue;
    const names = `${attributeOf(page, up, "class") ?? ""} ${attributeOf(page, up, "id") ?? ""}`;
    if (elsewhere.test(names) && (page.hints[up]! & hint.content) === 0) return false;
    if (
      /FAQPage|Question$|LiveBlog|BlogPosting|NewsArticle|Review|Product/.test(
        attributeOf(page, up, "itemtype") ?? "",
      ) &&
      up === at
    )
      return false;
  }
  for (let i = at; i < page.ends[at]!; i++) {
    if (page.names[i] !== "a") continue;
    const href = attributeOf(page, i, "href") ?? "";
    const anchor = href.indexOf("#");
    if (
      anchor > 0 &&
      /comment|reactie|kommentar|cmt|respuesta/i.test(href.slice(anchor)) &&
      !bearsId(page, at, href.slice(anchor + 1)) &&
      !isThisPage(href.slice(0, anchor), context.url)
    )
      return false;
  }
  return true;
}

/** Whether the element, or one shortly around or within it, is what an anchor of that name leads to. */
function bearsId(page: PageMap, at: number, name: string): boolean {
  for (let i = at; i < Math.min(page.ends[at]!, at + 40); i++)
    if (attributeOf(page, i, "id") === name || attributeOf(page, i, "name") === name) return true;
  const before = page.parents[at]!;
  return attributeOf(page, before, "id") === name || attributeOf(page, at - 1, "id") === name;
}

/** Whether a link stays on the page, one of its further pages of comments included. */
export function isThisPage(href: string, url: string): boolean {
  if (!URL.canParse(href, url)) return true;
  const link = new URL(href, url);
  const here = new URL(url);
  // A saved page may know itself by another address: then its links cannot tell.
  if (here.hostname.endsWith(".invalid")) return true;
  const path = (text: string): string =>
    text
      .replace(/\/(?:comment-page-\d+|page[/-]?\d+|amp)?\/?$/, "")
      .replace(/\/+$/, "")
      .toLowerCase();
  return (
    path(link.pathname) === path(here.pathname) ||
    path(link.pathname).startsWith(path(here.pathname)) ||
    path(here.pathname).startsWith(path(link.pathname))
  );
}
