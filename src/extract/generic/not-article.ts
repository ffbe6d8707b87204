import type { StructuredData } from "../../dom/structured-data.ts";
import type { NotArticle } from "../../model/outcome.ts";
import { consentTitles, isNotFoundTitle } from "../known-walls.ts";
import { hint } from "./class-hints.ts";
import { asksConsent } from "./furniture-lines.ts";
import { attributeOf, type PageMap } from "./page-map.ts";
import type { TextBlock } from "./text-blocks.ts";

export interface NotArticleContext {
  readonly url: string;
  readonly title: string | null;
  /** Letters of the main text found, and of all text that the page shows. */
  readonly letters: number;
  readonly isDated: boolean;
  readonly commentCount: number;
  readonly isPartial: boolean;
}

/** Below this many letters a page's own words may say that it is something else. */
const fewLetters = 700;

/**
 * What the page is, where it is no article: a gate, a wall, a missing page, a list of others. Only a page with little text
 * of its own is judged by words, so that an article about cookies or lost pages stays one.
 */
export function judgeNotArticle(
  page: PageMap,
  blocks: readonly TextBlock[],
  zones: ArrayLike<number>,
  structured: StructuredData,
  context: NotArticleContext,
): { readonly what: NotArticle; readonly detail: string } | null {
  const { letters, title, commentCount } = context;
  if (commentCount > 0) return null;
  const isDeclared = structured.jsonLd.article !== null || /^article$/i.test(structured.metas("og:type")[0] ?? "");
  if (letters < fewLetters) {
    const said = [title ?? "", ...headings(page, blocks)].find(
      (text) => text !== "" && (isNotFoundTitle(bare(text)) || lost.test(text)),
    );
    if (said !== undefined) return { what: "soft-not-found", detail: said };
    const gate = [title ?? "", ...headings(page, blocks)].find((text) => consentTitles.test(bare(text)));
    if (gate !== undefined) return { what: "consent", detail: gate };
    if (!isDeclared && asksPassword(page)) return { what: "login", detail: "a password is asked for" };
    const notice = blocks.find((block) => asksConsent.test(block.text));
    if (!isDeclared && notice !== undefined && letters < 300)
      return { what: "consent", detail: notice.text.slice(0, 200) };
    if (context.isPartial && letters < 150) return { what: "paywall", detail: "only a wall is shown" };
  }
  if (!isDeclared && isList(blocks, zones, structured, context))
    return { what: "not-an-article", detail: "a list of other pages" };
  if (letters < 80) return { what: "empty", detail: `${letters} letters of text` };
  return null;
}

/** The title without the site's name behind it. */
function bare(title: string): string {
  return title.split(/\s+[|–—·•»]\s+|\s-\s/)[0]!.trim();
}

const lost =
  /^(?:(?:error|fehler|fout|erreur|błąd|ошибка)\s*)?404\b|\b(?:page|article|story|content) (?:not found|does not exist|no longer (?:exists|available)|is no longer available|cannot be found|can(?:'|’)t be found|you (?:are|were) looking for)|(?:seite|artikel) (?:wurde |konnte )?nicht (?:mehr )?(?:gefunden|verfügbar)|(?:pagina|artikel) (?:bestaat niet|niet gevonden|is verwijderd)|page (?:introuvable|non trouvée)|cette page n(?:'|’)existe|página no (?:encontrada|existe)|página não encontrada|pagina non trovata|nie znaleziono strony|strona nie istnieje|sidan (?:hittades inte|finns inte)|siden (?:findes ikke|ble ikke funnet)|sivua ei löyt|страница не найдена|sayfa bulunamadı/iu;

function headings(page: PageMap, blocks: readonly TextBlock[]): string[] {
  return blocks
    .filter((block) => /^h[12]$/.test(page.names[block.owner]!))
    .slice(0, 4)
    .map((block) => block.text);
}

function asksPassword(page: PageMap): boolean {
  return page.nodes.some(
    (_, at) => page.names[at] === "input" && attributeOf(page, at, "type")?.toLowerCase() === "password",
  );
}

/** A front page, a section, search results: much text in links and lists of teasers, little of its own. */
function isList(
  blocks: readonly TextBlock[],
  zones: ArrayLike<number>,
  structured: StructuredData,
  { url, letters, isDated }: NotArticleContext,
): boolean {
  const path = URL.canParse(url) ? new URL(url).pathname : "/x";
  const isHome = /^\/(?:index\.\w+|home|[a-z]{2}(?:-[a-z]{2})?)?\/?$/i.test(path);
  const types = structured.jsonLd.nodes.flatMap((node) => node["@type"]).filter((type) => typeof type === "string");
  const isCollection = types.some((type) =>
    /^(?:CollectionPage|SearchResultsPage|ItemList|ProfilePage)$/.test(type as string),
  );
  let teasers = 0;
  let linked = 0;
  let all = 0;
  for (const block of blocks) {
    all += block.text.length;
    linked += block.linkLetters;
    if ((zones[block.from]! & hint.related) !== 0 && block.linkLetters > 20) teasers++;
  }
  if (isHome && (teasers >= 4 || linked > all * 0.4) && letters < 2500) return true;
  if (isCollection && !isDated && letters < 2000) return true;
  return !isDated && letters < 1200 && teasers >= 6 && linked > all * 0.35;
}
