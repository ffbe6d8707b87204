import type { Block } from "../model/article-record.ts";
import { dutchDay, escapeHtml } from "./escape-html.ts";
import { type DemoArticle, type DemoComment, sectionPath } from "./magazine.ts";

const NOTICE =
  "Uw emailadres wordt enkel gebruikt om contact met u op te nemen en is enkel zichtbaar voor de redactie.";

/** An article in the layout of a modern trade magazine, with the furniture and the traps that such pages have. */
export function modernPage(article: DemoArticle, origin: string): string {
  // The token that content systems slip in between: an exact class string would miss the body.
  const bodyClass =
    article.index % 2 === 0 ? "c-article-content has--blockquote s-article" : "c-article-content s-article";
  return `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>${escapeHtml(article.title)} | De Polderklerk</title>
<link rel="canonical" href="${origin}${article.path}"></head>
<body>
<div class="ad ad--top">Advertentie</div>
<header class="site"><nav><a href="/">Home</a> ${escapeHtml(article.section)}</nav></header>
<main class="b-article__main">
<nav class="c-breadcrumb"><a href="${sectionPath(article.section)}">${escapeHtml(article.section)}</a> / <span>${escapeHtml(article.kind)}</span></nav>
<div class="c-article-header"><h1 class="c-article-header__heading">${escapeHtml(article.title)}</h1>
${article.lead === null ? "" : `<p class="c-article-header__lead">${escapeHtml(article.lead)}</p>`}
<div class="c-meta"><div class="c-meta__item c-meta__item--publicationDate"><span class="c-meta__text">${dutchDay(article.day)}</span></div>${author(article)}</div></div>
${figure(article)}
<div class="${bodyClass}">
<div class="ad">Advertentie</div>
${bodyHtml(article.body, article.index)}
${article.promo === null ? "" : `<p class="c-promo">${escapeHtml(article.promo).replace("(inlog)", '<a href="/inloggen">(inlog)</a>')}</p>`}
<aside class="c-related"><h3>Lees ook</h3><ul><li><a href="/">Meer over dit onderwerp</a></li></ul></aside>
</div>
${commentSection(article)}
</main>
<div class="ad ad--bottom">Advertentie</div></body></html>`;
}

function author(article: DemoArticle): string {
  if (article.author === null) return "";
  const role =
    article.author.role === null ? "" : `, <span class="c-author__role">${escapeHtml(article.author.role)}</span>`;
  return `<div class="c-meta__item c-author">Door: <a class="c-author__name" href="/auteur/x">${escapeHtml(article.author.name)}</a>${role}</div>`;
}

function figure(article: DemoArticle): string {
  if (article.image === null) return "";
  const alt = article.image.alt ?? `beeld-${article.index}.jpg`;
  const caption =
    article.image.caption === null
      ? ""
      : `<figcaption><span class="c-caption">${escapeHtml(article.image.caption)}</span> <span class="c-credit">${escapeHtml(article.image.credit ?? "")}</span></figcaption>`;
  return `<figure class="c-figure"><img src="${article.image.path}" alt="${escapeHtml(alt)}">${caption}</figure>`;
}

function bodyHtml(blocks: readonly Block[], index: number): string {
  const parts: string[] = [];
  for (let place = 0; place < blocks.length; place++) {
    const block = blocks[place] as Block;
    const after = blocks[place + 1];
    // Some editors set subheadings as bold text glued to the paragraph below.
    if (block.type === "heading" && index % 3 === 1 && after?.type === "paragraph") {
      parts.push(`<p><strong class="c-subhead">${escapeHtml(block.text)}</strong><br>${prose(after.text, place)}</p>`);
      place++;
    } else parts.push(blockHtml(block, place));
  }
  return parts.join(index % 4 === 0 ? "" : "\n");
}

function blockHtml(block: Block, place: number): string {
  if (block.type === "heading") return `<h2>${escapeHtml(block.text)}</h2>`;
  if (block.type === "quote") return `<blockquote><p>${escapeHtml(block.text)}</p></blockquote>`;
  if (block.type === "list-item") return `<ul><li>${escapeHtml(block.text)}</li></ul>`;
  return `<p>${prose(block.text, place)}</p>`;
}

/** Line breaks and a no-break space where editors leave them: white space, not text. */
function prose(text: string, place: number): string {
  const html = escapeHtml(text);
  if (place % 3 === 0) return `${html}&nbsp;`;
  if (place % 3 === 1) return html.replace(" ", "\n");
  return html;
}

function commentSection(article: DemoArticle): string {
  const items = article.comments.map(commentItem).join("\n");
  return `<section class="c-comments"><h2 class="c-comments__count">Reacties: ${article.declared}</h2>
<p class="c-comments__login">U moet ingelogd zijn om een reactie te kunnen plaatsen.</p>
${items}</section>`;
}

function commentItem(comment: DemoComment, place: number): string {
  // A comment without role is at times printed with the separator all the same.
  const header =
    comment.role === null
      ? place % 5 === 4
        ? `${comment.author} / `
        : comment.author
      : `${comment.author} / ${comment.role}`;
  const text = comment.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("");
  return `<article class="c-comment${place % 2 === 0 ? "" : " c-comment--odd"}"><h3 class="c-comment__author">${escapeHtml(header)}</h3>
<div class="c-comment__text">${text}${place % 6 === 5 ? "<p></p>" : ""}</div>
<form class="c-comment__reply" hidden><label>E-mail <input name="mail"></label><small>${NOTICE}</small></form></article>`;
}
