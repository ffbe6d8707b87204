import { escapeHtml } from "../../src/demo/escape-html.ts";
import { headline, sentence } from "../../src/demo/prose.ts";
import { chanceFrom } from "../../src/demo/random.ts";
import type { Article } from "./article.ts";

/** An article's page as publishers make them: a quarter is the article and its comments, the rest menus, teasers, scripts and styles. */
export function articlePage(article: Article, origin: string): string {
  const { index, fault } = article;
  const core = `${storyOf(article)}\n${asideOf(index, fault)}\n${reactionsOf(article)}`;
  const frame = headOf(article, origin) + headerOf(index, fault) + core;
  const tail = footerOf(index);
  return `${frame}\n${teasersUpTo(article.bytes - Buffer.byteLength(frame) - Buffer.byteLength(tail), index)}</div></main>\n${tail}${fault === "no-end" ? "" : "</body>\n</html>\n"}`;
}

/** Twenty articles a page, newest first. */
export function listingPage(articles: readonly Article[], page: number, pages: number, origin: string): string {
  const cards = articles.map(
    ({ path, title, lead, day }) =>
      `<li class="card"><h2 class="card__title"><a class="card__link" href="${path}">${escapeHtml(title)}</a></h2><p class="card__lead">${escapeHtml(lead)}</p><time datetime="${day}">${day}</time></li>`,
  );
  const next =
    page + 1 < pages ? `<a class="pager__next" rel="next" href="${origin}/nieuws?page=${page + 1}">Volgende</a>` : "";
  return `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>Nieuws | De Veldpost</title></head>
<body>${headerOf(page, null)}<main><ul class="cards">${cards.join("\n")}</ul><nav class="pager">${next}</nav></main>${footerOf(page)}</body></html>`;
}

function headOf({ title, lead, path, day, author, index }: Article, origin: string): string {
  const icons = Array.from(
    { length: 12 },
    (_, at) => `<link rel="preload" as="font" href="/fonts/veld-${at}.woff2" crossorigin>`,
  );
  const metas = ["og:site_name", "og:locale", "twitter:card", "theme-color", "generator", "format-detection"].map(
    (name) => `<meta property="${name}" content="veldpost ${index}">`,
  );
  const json = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: title,
    datePublished: `${day}T09:00:00+01:00`,
    author: { "@type": "Person", name: author },
    mainEntityOfPage: origin + path,
  };
  return `<!DOCTYPE html>
<html lang="nl" class="no-js">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} | De Veldpost</title>
<meta name="description" content="${escapeHtml(lead)}">
<link rel="canonical" href="${origin}${path}">
${[...metas, ...icons].join("\n")}
<style>${".veld-grid__cell{display:grid;grid-template-columns:repeat(12,minmax(0,1fr));gap:1rem}\n".repeat(60)}</style>
<script>window.dataLayer=window.dataLayer||[];${"if(a<b&&c>d){push({event:'view',index:1})}".repeat(90)}</script>
<script type="application/ld+json">${JSON.stringify(json)}</script>
</head>
<body class="page page--article">
`;
}

function headerOf(seed: number, fault: Article["fault"]): string {
  const chance = chanceFrom(seed + 1);
  const close = fault === "unclosed-items" ? "" : "</li>";
  const items = Array.from(
    { length: 60 },
    (_, at) =>
      `<li class="menu__item menu__item--${at % 7}"><a class="menu__link" href="/rubriek/${at}" data-track="menu:${at}"><svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 3l10 10M3 13L13 3"/></svg><span>${escapeHtml(chance.pick(words))} ${at}</span></a>${close}`,
  );
  return `<a class="skip" href="#content">Naar de inhoud</a>
<header class="site-header" role="banner"><div class="site-header__bar"><a class="logo" href="/"><img src="/logo.svg" alt="De Veldpost" width="180" height="40"></a><form class="search" action="/zoeken"><label for="q">Zoek</label><input id="q" name="q" type="search"><button type="submit">Zoek</button></form></div>
<nav class="menu" aria-label="Hoofdmenu"><ul class="menu__list">${items.join("\n")}</ul></nav></header>
`;
}

const words = ["Bestuur", "Ruimte", "Zorg & welzijn", "Financiën", "Digitaal", "Onderwijs", "Veiligheid"];

function storyOf({ title, lead, day, author, paragraphs, subheadings, index, fault }: Article): string {
  const close = fault === "unclosed-paragraphs" ? "" : "</p>";
  const blocks = paragraphs.map((text, at) => {
    const inner = at === 1 ? emphasised(text, fault) : escaped(text, fault);
    const heading =
      at % 4 === 3 ? `<h2 class="story__subhead">${escapeHtml(subheadings[Math.floor(at / 4)] ?? "")}</h2>\n` : "";
    const insert =
      at === 2
        ? `<aside class="story__related"><a href="/nieuws/ook-lezen-${index}">Lees ook: iets anders</a></aside>\n`
        : "";
    return `${heading}<p>${inner}${close}\n${insert}`;
  });
  return `<main id="content"><div class="layout">
<article class="story" data-id="${index}">
<header class="story__head"><p class="story__kicker"><a href="/rubriek/bestuur">Bestuur</a></p>
<h1 class="story__title">${escapeHtml(title)}</h1>
<p class="story__lead">${escapeHtml(lead)}</p>
<div class="story__meta"><span class="story__author">${escapeHtml(author)}</span> <time class="story__date" datetime="${day}">${day}</time></div></header>
<figure class="story__figure"><img src="/beeld/${index}.jpg" alt="Het stadhuis op een grijze dag" width="800" height="450"><figcaption>Het stadhuis van Waterveen</figcaption></figure>
<div class="story__text">
${blocks.join("")}</div>
</article>${fault === "stray-end-tags" ? "</span></section></p>" : ""}`;
}

/** The same text, with a few words set apart as malformed pages do it. */
function emphasised(text: string, fault: Article["fault"]): string {
  const [first = "", second = "", third = "", ...rest] = text.split(" ");
  const tail = escapeHtml(rest.join(" "));
  const [one, two, three] = [first, second, third].map(escapeHtml);
  if (fault === "misnested-formatting") return `<b>${one} <i>${two}</b> ${three}</i> ${tail}`;
  return `<b>${one} <i>${two}</i></b> <a href="/wie/${first.length}">${three}</a> ${tail}`;
}

const escaped = (text: string, fault: Article["fault"]) =>
  fault === "bare-ampersands" ? text.replaceAll("<", "&lt;") : escapeHtml(text);

function asideOf(index: number, fault: Article["fault"]): string {
  const chance = chanceFrom(index + 31);
  const close = fault === "unclosed-formatting" ? "" : "</strong>";
  const rows = Array.from(
    { length: 8 },
    (_, at) =>
      `<div class="teaser"><a class="teaser__link" href="/nieuws/teaser-${at}"><strong class="teaser__title">${escapeHtml(headline(chance))}${at === 3 ? close : "</strong>"}</a><p class="teaser__text">${fault === "block-in-paragraph" ? `<div>${escapeHtml(sentence(chance))}</div>` : escapeHtml(sentence(chance))}</p></div>`,
  );
  return `<aside class="sidebar">${rows.join("\n")}</aside>`;
}

function reactionsOf({ comments, index, fault }: Article): string {
  const close = fault === "unclosed-items" ? "" : "</li>";
  const items = comments.map(
    ({ author, role, text }, place) =>
      `<li class="reaction" id="reaction-${index * 100 + place}"><div class="reaction__head"><span class="reaction__name">${escapeHtml(author)}</span>${role === null ? "" : ` <span class="reaction__role">${escapeHtml(role)}</span>`}</div>
<div class="reaction__text"><p>${escaped(text, fault)}</p></div><div class="reaction__tools"><a href="#" rel="nofollow">Reageer</a><a href="#" rel="nofollow">Meld</a></div>${close}`,
  );
  return `<section class="reactions" id="reacties"><h2 class="reactions__title">Reacties (${comments.length})</h2><ol class="reactions__list">
${items.join("\n")}</ol></section>`;
}

/** Teasers of other articles, as many as fill the page. */
function teasersUpTo(bytes: number, index: number): string {
  const chance = chanceFrom(index + 77);
  const rows: string[] = [];
  for (let length = 0; length < bytes; length += rows.at(-1)?.length ?? bytes) {
    rows.push(
      `<div class="more__row"><a class="more__link" href="/nieuws/meer-${rows.length}" data-position="${rows.length}"><img class="more__image" src="/beeld/klein-${rows.length}.jpg" alt="" loading="lazy" width="120" height="80"><span class="more__kicker">Bestuur</span><span class="more__title">${escapeHtml(headline(chance))}</span></a><p class="more__text">${escapeHtml(sentence(chance))}</p><div class="more__meta"><span>${rows.length} uur geleden</span><span class="more__dot">·</span><span>3 minuten</span></div></div>\n`,
    );
  }
  return `<section class="more"><h2>Meer uit De Veldpost</h2>\n${rows.join("")}</section>`;
}

function footerOf(seed: number): string {
  const columns = Array.from(
    { length: 5 },
    (_, column) =>
      `<div class="footer__column"><h3>Kolom ${column}</h3><ul>${Array.from({ length: 14 }, (_, at) => `<li><a href="/over/${column}/${at}">Onderwerp ${at}</a></li>`).join("")}</ul></div>`,
  );
  return `<footer class="footer">${columns.join("\n")}<p>© De Veldpost</p></footer>
<script>${"window.veld=window.veld||{};veld.push(['view',{index:1,ratio:a<b}]);".repeat(110)}/*${seed}*/</script>
`;
}
