import { dutchDay, escapeHtml } from "./escape-html.ts";
import { type DemoArticle, type Magazine, sectionPath } from "./magazine.ts";

const CARDS_A_PAGE = 6;

/** A page of cards, counted from zero. Past the end it answers all the same, with the featured cards only. */
export function listingPage(magazine: Magazine, section: string | null, page: number): string {
  const articles = magazine.articles.filter((article) => section === null || article.section === section);
  const shown = articles.slice(page * CARDS_A_PAGE, (page + 1) * CARDS_A_PAGE);
  const base = section === null ? "/" : `${sectionPath(section)}/nieuws`;
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>De Polderklerk${section === null ? "" : ` - ${escapeHtml(section)}`}</title></head><body>
<nav>${magazine.sections.map((name) => `<a href="${sectionPath(name)}/nieuws">${escapeHtml(name)}</a>`).join(" ")} <a href="/archief?maand=1&amp;dag=${page + 1}">Kalender</a></nav>
<section class="featured">${articles
    .slice(0, 2)
    .map((article) => card(article, ""))
    .join("")}</section>
<section class="results">${shown.map((article, place) => card(article, place % 5 === 4 ? "" : dutchDay(article.day))).join("\n")}
${page === 0 ? partnerCard() : ""}</section>
<a class="pager" href="${base}?page=${page + 1}">Volgende</a></body></html>`;
}

/** A day of the archive calendar, which links to the next day for ever. */
export function calendarPage(day: number): string {
  return `<!doctype html><html lang="nl"><head><title>Archief</title></head><body><p>Dag ${day}</p><a href="/archief?maand=1&amp;dag=${day + 1}">volgende dag</a></body></html>`;
}

function card(article: DemoArticle, date: string): string {
  const meta =
    date === ""
      ? ""
      : `<div class="c-meta__item c-meta__item--publicationDate"><span class="c-meta__text">${date}</span></div>`;
  // Addresses with a campaign's parameter lead to the same article.
  const tail = article.index % 4 === 2 ? "?utm_source=listing&amp;utm_medium=kaart" : "";
  return `<div class="card"><a class="o-block-link" href="${article.path}${tail}">${escapeHtml(article.title)}</a>${meta}</div>`;
}

function partnerCard(): string {
  return '<div class="card card--partner"><a class="o-block-link" href="/kennispartners/kompasroos/whitepaper">Whitepaper van onze partner</a><span>kennispartners</span></div>';
}
