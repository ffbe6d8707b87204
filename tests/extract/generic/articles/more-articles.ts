import type { Tongue } from "../threads/tongues.ts";
import type { ArticleDesign } from "./articles.ts";

const day = (t: Tongue): string =>
  new Intl.DateTimeFormat(t.language, { dateStyle: "full", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 4, 17)));
const said = (t: Tongue, k: number): string => t.texts[k]!.split("\n")[0]!;
const paragraphs = (t: Tongue): string => t.prose.map((text) => `<p>${text}</p>`).join("\n");
const prose = (t: Tongue) => t.prose.map((text) => ["paragraph", text] as const);
const shell = (t: Tongue, head: string, body: string): string =>
  `<!doctype html><html lang="${t.language}"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;

/** Designs that were written after the rules. */
export const articles: readonly ArticleDesign[] = [
  {
    name: "hashed classes, the byline beside a picture, tags at the foot",
    told: (t) => ({ title: t.title, authors: [["Ida Noorman", null]], day: "2024-05-17", blocks: prose(t) }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title} | ${t.paper}</title><meta property="og:title" content="${t.title}">`,
        `<div class="_r1"><div class="_h7"><h1 class="_t9">${t.title}</h1><div class="_m2"><img class="_av" src="/ida.png" width="40" height="40"><div class="_m3"><span class="_m4">${t.by} Ida Noorman</span><time class="_m5" datetime="2024-05-17T08:00:00+02:00">${day(t)}</time></div></div></div><div class="_b1">${t.prose.map((text) => `<div class="_p1">${text}</div>`).join("")}</div><ul class="_g1"><li><a href="/tag/a">Water</a></li><li><a href="/tag/b">Stad</a></li></ul></div>`,
      ),
  },
  {
    name: "an editor's system with wrappers around each paragraph and a related box between",
    told: (t) => ({ title: t.title, lead: said(t, 0), blocks: prose(t), section: "Regio" }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title><meta property="article:section" content="Regio"><meta name="description" content="${said(t, 0)}">`,
        `<main><div class="cmp cmp-title"><h1>${t.title}</h1></div><div class="cmp cmp-intro"><p>${said(t, 0)}</p></div><div class="cmp cmp-text"><p>${t.prose[0]}</p></div><div class="cmp cmp-link"><a href="/x"><span>${said(t, 2).slice(0, 40)}</span></a></div><div class="cmp cmp-text"><p>${t.prose[1]}</p></div><div class="cmp cmp-text"><p>${t.prose[2]}</p></div></main>`,
      ),
  },
  {
    name: "a listicle with numbers for headings",
    told: (t) => ({
      title: t.title,
      blocks: t.prose.flatMap((text, k) => [
        ["heading", `${k + 1}.`],
        ["paragraph", text],
      ]),
    }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<article><h1>${t.title}</h1>${t.prose.map((text, k) => `<h2>${k + 1}.</h2><p>${text}</p>`).join("")}</article>`,
      ),
  },
  {
    name: "a wiki-like page: data list, nested list, footnotes",
    told: (t) => ({
      title: t.title,
      blocks: [
        ["paragraph", t.prose[0]!],
        ["paragraph", t.prose[1]!],
        ["list-item", said(t, 0)],
        ["list-item", said(t, 1)],
        ["list-item", said(t, 2)],
        ["paragraph", t.prose[2]!],
      ],
    }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<div id="content"><h1>${t.title}</h1><div id="bodyContent"><p>${t.prose[0]}</p><p>${t.prose[1]}</p><ul><li>${said(t, 0)}<ul><li>${said(t, 1)}</li></ul></li><li>${said(t, 2)}</li></ul><p>${t.prose[2]}</p></div></div>`,
      ),
  },
  {
    name: "the date alone above the headline, the author alone below the text",
    told: (t) => ({ title: t.title, day: "2024-05-17", authors: [["Ida Noorman", null]], blocks: prose(t) }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<div class="wrap"><div class="top">${day(t)}</div><h1>${t.title}</h1><div class="txt">${paragraphs(t)}</div><p class="author">Ida Noorman</p></div>`,
      ),
  },
  {
    name: "a declared graph with references, agency in the author's place",
    told: (t) => ({
      title: t.title,
      day: "2024-05-17",
      authors: [["Ida Noorman", null]],
      image: "https://cdn.example/a.jpg",
      blocks: prose(t),
    }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title><script type="application/ld+json">${JSON.stringify({
          "@context": "https://schema.org",
          "@graph": [
            {
              "@type": "Article",
              headline: t.title,
              datePublished: "2024-05-17T06:00:00Z",
              author: { "@id": "#ida" },
              image: { "@id": "#img" },
            },
            { "@type": "Person", "@id": "#ida", name: "Ida Noorman" },
            { "@type": "ImageObject", "@id": "#img", url: "https://cdn.example/a.jpg" },
          ],
        })}</script>`,
        `<main><h1>${t.title}</h1>${paragraphs(t)}</main>`,
      ),
  },
  {
    name: "custom elements and slots",
    told: (t) => ({ title: t.title, blocks: prose(t), day: "2024-05-17" }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<news-app><news-article><h1 slot="title">${t.title}</h1><news-date><time datetime="2024-05-17T06:00:00Z"></time></news-date><news-body>${t.prose.map((text) => `<news-paragraph>${text}</news-paragraph>`).join("")}</news-body></news-article><news-rail><news-card><a href="/z">${said(t, 3)}</a></news-card></news-rail></news-app>`,
      ),
  },
  {
    name: "an author's box with a life below the text, and a share bar above it",
    told: (t) => ({ title: t.title, authors: [["Ida Noorman", null]], day: "2024-05-17", blocks: prose(t) }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title><meta property="article:published_time" content="2024-05-17T06:00:00Z">`,
        `<article><h1>${t.title}</h1><div class="byline">${t.by} <span class="name">Ida Noorman</span></div><div class="share-bar"><a>Facebook</a><a>X</a></div><div class="entry">${paragraphs(t)}</div><div class="author-box"><h4>Ida Noorman</h4><p>${said(t, 5)}</p></div></article>`,
      ),
  },
  {
    name: "a heading for search engines in the head, the site's name as first heading",
    told: (t) => ({ title: t.title, blocks: prose(t) }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title} - ${t.paper}</title><meta property="og:site_name" content="${t.paper}">`,
        `<header><h1><a href="/">${t.paper}</a></h1></header><section><h2 class="entry-title">${t.title}</h2>${paragraphs(t)}</section>`,
      ),
  },
  {
    name: "the same text again for print, and a transcript in a folded box",
    told: (t) => ({ title: t.title, blocks: [...prose(t), ["paragraph", said(t, 0)], ["paragraph", said(t, 3)]] }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<main><h1>${t.title}</h1><div class="c">${paragraphs(t)}<details><summary>+</summary><p>${said(t, 0)}</p><p>${said(t, 3)}</p></details></div><div class="print-only">${paragraphs(t)}</div></main>`,
      ),
  },
];
