import { gzipSync } from "node:zlib";
import { escapeHtml } from "./escape-html.ts";
import type { Magazine } from "./magazine.ts";

/** RSS with the newest articles: a link, a date and a teaser each. */
export function rssFeed(magazine: Magazine, origin: string): string {
  const items = magazine.articles
    .slice(0, 15)
    .map(
      (article) =>
        `<item><title>${escapeHtml(article.title)}</title><link>${origin}${article.path}</link><guid isPermaLink="false">${article.index}</guid><pubDate>${new Date(`${article.day}T09:00:00Z`).toUTCString()}</pubDate><description>${escapeHtml(article.lead ?? "")}</description></item>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>De Polderklerk</title><link>${origin}/</link><description>Nieuws</description>${items.join("\n")}</channel></rss>`;
}

export function sitemapIndex(origin: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${origin}/sitemap-artikelen.xml.gz</loc></sitemap></sitemapindex>`;
}

/** All articles, gzipped; one address is broken and one belongs to another host, as happens. */
export function articleSitemap(magazine: Magazine, origin: string): Buffer {
  const urls = magazine.articles.map(
    (article) => `<url><loc>${origin}${article.path}</loc><lastmod>${article.day}</lastmod></url>`,
  );
  urls.splice(3, 0, "<url><loc>http://[kapot</loc></url>", "<url><loc>http://elders.example/artikel</loc></url>");
  return gzipSync(
    `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join("\n")}</urlset>`,
  );
}
