import type { Block } from "../model/article-record.ts";
import { dutchDay, escapeHtml } from "./escape-html.ts";
import { type DemoArticle, type DemoComment, dayBefore, sectionPath } from "./magazine.ts";

/** An article whose facts stand in JSON-LD and microdata, with the slips that publishers make in both. */
export function structuredPage(article: DemoArticle, origin: string): string {
  return `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>${escapeHtml(article.title)} - De Polderklerk Digitaal</title>
<link rel="canonical" href="${origin}${article.path}">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Organization","name":"De Polderklerk","url":"${origin}/"}</script>
<script type="application/ld+json">${articleJsonLd(article, origin)}</script></head>
<body><div class="ad">Advertentie</div><nav class="crumbs"><a href="${sectionPath(article.section)}">${escapeHtml(article.section)}</a> / ${escapeHtml(article.kind)}</nav>
<article class="post"><h1 class="post__title">${escapeHtml(article.title)}</h1>
<p class="post__meta">Bijgewerkt op ${dutchDay(dayBefore(article.day, -1))}</p>
${article.lead === null ? "" : `<p class="post__intro"><b>${escapeHtml(article.lead)}</b></p>`}
${article.image === null ? "" : `<figure><img src="${article.image.path}" alt="${escapeHtml(article.image.alt ?? `beeld-${article.index}.jpg`)}">${caption(article)}</figure>`}
<div class="post__text">${article.body.map(blockHtml).join("\n")}
${article.promo === null ? "" : `<p class="paywall">${escapeHtml(article.promo)}</p>`}
<div class="share">Deel dit artikel op LinkedIn</div></div></article>
<h2 class="reacties-kop">${countWords(article.declared)}</h2>
<ul class="reacties">${article.comments.map(commentItem).join("")}</ul>
<div class="ad">Advertentie</div></body></html>`;
}

function articleJsonLd(article: DemoArticle, origin: string): string {
  const node = {
    "@type": ["NewsArticle"],
    headline: `${article.title} &amp; meer`,
    datePublished: withoutColon(article.publishedAt),
    dateModified: withoutColon(article.publishedAt.replace(/^.{10}/, dayBefore(article.day, -1))),
    articleSection: article.section,
    author:
      article.author === null
        ? []
        : [{ "@type": "Person", name: article.author.name, jobTitle: article.author.role ?? undefined }],
    isAccessibleForFree: article.promo === null ? "True" : "False",
    hasPart:
      article.promo === null
        ? undefined
        : { "@type": "WebPageElement", isAccessibleForFree: "False", cssSelector: ".paywall" },
    commentCount: String(article.declared),
    url: `${origin}${article.path}`,
    description: "EERSTE\nTWEEDE",
  };
  const json = JSON.stringify({
    "@context": "https://schema.org",
    "@graph": [{ "@type": "WebSite", name: "De Polderklerk" }, node],
  });
  // A raw line feed inside a string is not JSON, yet pages have it.
  return json.replace("EERSTE\\nTWEEDE", "Eerste regel\ntweede regel");
}

const withoutColon = (instant: string) => instant.replace(/([+-]\d{2}):(\d{2})$/, "$1$2");

function caption(article: DemoArticle): string {
  if (article.image?.caption == null) return "";
  return `<figcaption><span class="c-caption">${escapeHtml(article.image.caption)}</span> <span class="c-credit">${escapeHtml(article.image.credit ?? "")}</span></figcaption>`;
}

function blockHtml(block: Block): string {
  if (block.type === "heading") return `<h2>${escapeHtml(block.text)}</h2>`;
  if (block.type === "quote") return `<blockquote>${escapeHtml(block.text)}</blockquote>`;
  if (block.type === "list-item") return `<ol><li>${escapeHtml(block.text)}</li></ol>`;
  return `<p>${escapeHtml(block.text)}</p>`;
}

function countWords(count: number): string {
  if (count === 0) return "Geen reacties";
  return count === 1 ? "Eén reactie" : `${count} reacties`;
}

function commentItem(comment: DemoComment): string {
  const [date, time] = [comment.publishedAt.slice(0, 10), comment.publishedAt.slice(11, 16)];
  const role = comment.role === null ? "" : ` <span itemprop="jobTitle">${escapeHtml(comment.role)}</span>`;
  return `<li id="reactie-${comment.number}" itemscope itemtype="http://schema.org/comment" itemprop="comment"><span itemprop="author" itemscope>Dhr./mw. <span itemprop="name">${escapeHtml(comment.author)}</span>${role}</span>
<time content="${withoutColon(comment.publishedAt)}">${date.split("-").reverse().join(".")}, ${time} uur</time>
<div itemprop="text">${comment.paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join("")}</div><button>Reageer</button></li>`;
}
