import type { Tongue } from "../threads/tongues.ts";

/** What a page's design tells of its article, and how; fields it does not tell are not asked. */
export interface Told {
  readonly title: string;
  readonly lead: string | null;
  readonly section: string | null;
  readonly authors: readonly (readonly [name: string, role: string | null])[];
  readonly day: string | null;
  readonly modifiedDay: string | null;
  readonly image: string | null;
  readonly blocks: readonly (readonly [type: string, text: string])[];
}

export interface ArticleDesign {
  readonly name: string;
  readonly told: (t: Tongue) => Partial<Told>;
  readonly html: (t: Tongue) => string;
}

const day = (t: Tongue, date = new Date(Date.UTC(2024, 4, 17))): string =>
  new Intl.DateTimeFormat(t.language, { dateStyle: "long", timeZone: "UTC" }).format(date);
const said = (t: Tongue, k: number): string => t.texts[k]!.split("\n")[0]!;
const ld = (data: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", ...data })}</script>`;
const paragraphs = (t: Tongue): string => t.prose.map((text) => `<p>${text}</p>`).join("\n");
const prose = (t: Tongue) => t.prose.map((text) => ["paragraph", text] as const);
const shell = (t: Tongue, head: string, body: string): string =>
  `<!doctype html><html lang="${t.language}"><head><meta charset="utf-8">${head}</head><body>${body}</body></html>`;
const others = (t: Tongue): string =>
  `<div class="strip">${[1, 2, 3].map((k) => `<div class="tile"><a href="/x/${k}"><img src="/t${k}.jpg"><h3>${said(t, k).slice(0, 44)}</h3></a><p>${said(t, k + 1)}</p></div>`).join("")}</div>`;

export const articles: readonly ArticleDesign[] = [
  {
    name: "nothing for machines: kicker, headline, standfirst, byline with date",
    told: (t) => ({
      title: t.title,
      lead: said(t, 0),
      authors: [["Ida Noorman", null]],
      day: "2024-05-17",
      blocks: prose(t),
    }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title} | ${t.paper}</title>`,
        `<div id="top"><a href="/">${t.paper}</a></div><div class="a"><div class="b"><span>Regio</span><h1>${t.title}</h1><p class="standfirst">${said(t, 0)}</p><div class="credits-line">${t.by} <a href="/auteur/ida-noorman" rel="author">Ida Noorman</a> · ${day(t)}</div>${paragraphs(t)}</div></div>${others(t)}`,
      ),
  },
  {
    name: "declared twice, the wrong date in the sidebar",
    told: (t) => ({
      title: t.title,
      section: "Regio",
      authors: [
        ["Ida Noorman", "Reporter"],
        ["Teun Vlas", null],
      ],
      day: "2024-05-17",
      modifiedDay: "2024-05-18",
      image: "https://cdn.example/pool-1200.jpg",
      blocks: prose(t),
    }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title} - ${t.paper}</title>${ld({
          "@type": "NewsArticle",
          headline: t.title,
          articleSection: "Regio",
          datePublished: "2024-05-17T08:00:00+02:00",
          dateModified: "2024-05-18T09:30:00+02:00",
          image: [{ "@type": "ImageObject", url: "https://cdn.example/pool-1200.jpg" }],
          author: [
            { "@type": "Person", name: "Ida Noorman", jobTitle: "Reporter" },
            { "@type": "Person", name: "Teun Vlas" },
          ],
          publisher: { "@type": "Organization", name: t.paper },
        })}`,
        `<aside><time datetime="2023-01-01">1-1-2023</time></aside><main><h1>${t.title}</h1>${paragraphs(t)}</main>`,
      ),
  },
  {
    name: "a table, a list, a quote and code among paragraphs",
    told: (t) => ({
      title: t.title,
      blocks: [
        ["paragraph", t.prose[0]!],
        ["heading", "2024"],
        ["table", "Jaar\tEuro\n2023\t1,2\n2024\t1,9"],
        ["paragraph", t.prose[1]!],
        ["list-item", said(t, 0)],
        ["list-item", said(t, 1)],
        ["quote", said(t, 3)],
        ["code", "curl https://api.example/pool\n  --json"],
        ["paragraph", t.prose[2]!],
      ],
    }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<main><h1>${t.title}</h1><div class="text"><p>${t.prose[0]}</p><h2>2024</h2><div class="scroll"><table><tr><th>Jaar</th><th>Euro</th></tr><tr><td>2023</td><td>1,2</td></tr><tr><td>2024</td><td>1,9</td></tr></table></div><p>${t.prose[1]}</p><ul><li>${said(t, 0)}</li><li><p>${said(t, 1)}</p></li></ul><blockquote><p>${said(t, 3)}</p></blockquote><pre><code>curl https://api.example/pool\n  --json</code></pre><p>${t.prose[2]}</p></div></main>`,
      ),
  },
  {
    name: "paragraphs parted by breaks in one cell of a layout table",
    told: (t) => ({ title: t.title, blocks: prose(t), day: "2024-05-17" }),
    html: (t) =>
      shell(
        t,
        `<title>${t.paper}: ${t.title}</title>`,
        `<table width="800"><tr><td width="150"><a href="/1">Home</a><br><a href="/2">Sport</a></td><td><h1>${t.title}</h1><font size="1">${day(t)}</font><br><br>${t.prose.join("<br><br>")}<br><br></td><td width="150"><a href="/ad">Reclame</a></td></tr></table>`,
      ),
  },
  {
    name: "utility classes, an ad and a promise of a newsletter between",
    told: (t) => ({ title: t.title, authors: [["Ida Noorman", null]], day: "2024-05-17", blocks: prose(t) }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title><meta name="author" content="Ida Noorman"><meta property="article:published_time" content="2024-05-17T06:00:00Z">`,
        `<div class="max-w-4xl mx-auto px-4"><h1 class="text-4xl font-bold">${t.title}</h1><div class="prose"><p class="mb-4">${t.prose[0]}</p><div class="my-8 p-4 bg-gray-100 newsletter-signup"><p>${t.write}</p><input type="email"></div><p class="mb-4">${t.prose[1]}</p><div class="ad-slot">Advertentie</div><p class="mb-4">${t.prose[2]}</p></div></div>${others(t)}`,
      ),
  },
  {
    name: "microdata of an older theme, figure with caption and credit",
    told: (t) => ({
      title: t.title,
      authors: [["Ida Noorman", null]],
      day: "2024-05-17",
      image: "https://www.example.org/img/pool.jpg",
      blocks: prose(t),
    }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title} « ${t.paper}</title>`,
        `<article itemscope itemtype="http://schema.org/Article"><h1 itemprop="headline">${t.title}</h1><p class="post-meta"><span itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="/a"><span itemprop="name">Ida Noorman</span></a></span> <time itemprop="datePublished" datetime="2024-05-17T08:00:00+02:00">${day(t)}</time></p><figure><img itemprop="image" src="/img/pool.jpg" width="900" height="500" alt="pool"><figcaption>${said(t, 4)} Foto: Kees Oog</figcaption></figure><div itemprop="articleBody">${paragraphs(t)}</div></article>`,
      ),
  },
  {
    name: "a text that only the framework's script holds",
    told: (t) => ({ title: t.title, blocks: prose(t) }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<div id="__next"><h1>${t.title}</h1></div><script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { pageProps: { article: { title: t.title, body: t.prose.map((text) => `<p>${text}</p>`).join("") } } } })}</script>`,
      ),
  },
  {
    name: "two authors in one line, the day behind a bar, updated below",
    told: (t) => ({
      title: t.title,
      authors: [
        ["Ida Noorman", null],
        ["Teun Vlas", null],
      ],
      day: "2024-05-17",
      blocks: prose(t),
    }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<main><h1>${t.title}</h1><p class="byline">${t.by} Ida Noorman &amp; Teun Vlas | ${day(t)}</p>${paragraphs(t)}<p class="share">Facebook WhatsApp</p></main>${others(t)}`,
      ),
  },
  {
    name: "bread crumbs, and a standfirst as a second heading",
    told: (t) => ({ title: t.title, section: "Sport", lead: said(t, 5), blocks: prose(t) }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<nav class="breadcrumb"><a href="/">Home</a> › <a href="/sport">Sport</a> › <span>${t.title}</span></nav><article><header><h1>${t.title}</h1><h2 class="deck">${said(t, 5)}</h2></header>${paragraphs(t)}</article>`,
      ),
  },
  {
    name: "an interview: bold questions, answers in paragraphs",
    told: (t) => ({
      title: t.title,
      blocks: [
        ["paragraph", t.prose[0]!],
        ["paragraph", said(t, 3)],
        ["paragraph", t.prose[1]!],
        ["paragraph", said(t, 4)],
        ["paragraph", t.prose[2]!],
      ],
    }),
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<main class="interview"><h1>${t.title}</h1><p>${t.prose[0]}</p><p><strong>${said(t, 3)}</strong></p><p>${t.prose[1]}</p><p><strong>${said(t, 4)}</strong></p><p>${t.prose[2]}</p></main>`,
      ),
  },
];

/** Pages that are no article, with what they are. */
export const notArticles: readonly { name: string; what: string; path: string; html: (t: Tongue) => string }[] = [
  {
    name: "a gate that asks for consent",
    what: "consent",
    path: "/2024/05/17/pool",
    html: (t) =>
      shell(
        t,
        `<title>${consent[t.language]![0]}</title>`,
        `<main><h1>${consent[t.language]![0]}</h1><p>${consent[t.language]![1]}</p><button>OK</button></main>`,
      ),
  },
  {
    name: "a page that is not found",
    what: "soft-not-found",
    path: "/2024/05/17/pool",
    html: (t) =>
      shell(
        t,
        `<title>${lost[t.language]} - ${t.paper}</title>`,
        `<main><h1>${lost[t.language]}</h1><p>${said(t, 0)}</p><ul><li><a href="/">Home</a></li></ul></main>${others(t)}`,
      ),
  },
  {
    name: "a form to log in",
    what: "login",
    path: "/login",
    html: (t) =>
      shell(
        t,
        `<title>Login - ${t.paper}</title>`,
        `<main><h1>Login</h1><form><input type="email"><input type="password"><button>OK</button></form></main>`,
      ),
  },
  {
    name: "a front page",
    what: "not-an-article",
    path: "/",
    html: (t) =>
      shell(
        t,
        `<title>${t.paper}</title>`,
        `<main>${[1, 2, 3, 4].map((k) => `<section><h2>${k}</h2>${others(t).replaceAll("/x/", `/x/${k}`)}</section>`).join("")}</main>`,
      ),
  },
  {
    name: "a section with its teasers",
    what: "not-an-article",
    path: "/sport/",
    html: (t) =>
      shell(
        t,
        `<title>Sport - ${t.paper}</title>`,
        `<main><h1>Sport</h1>${[1, 2, 3, 4].map((k) => others(t).replaceAll("/x/", `/x/${k}`)).join("")}<a href="?page=2">2</a></main>`,
      ),
  },
  {
    name: "a wall with nothing behind the first line",
    what: "paywall",
    path: "/2024/05/17/pool",
    html: (t) =>
      shell(
        t,
        `<title>${t.title}</title>`,
        `<main><h1>${t.title}</h1><p>${t.prose[0]!.slice(0, 60)}…</p><div class="paywall"><h2>${wall[t.language]}</h2><a href="/abo">OK</a></div></main>`,
      ),
  },
];

const lost: Readonly<Record<string, string>> = {
  nl: "Pagina niet gevonden",
  de: "Seite nicht gefunden",
  fr: "Page introuvable",
  es: "Página no encontrada",
  it: "Pagina non trovata",
  pl: "Nie znaleziono strony",
  pt: "Página não encontrada",
  en: "Page not found",
};
const wall: Readonly<Record<string, string>> = {
  nl: "Alleen voor abonnees",
  de: "Nur für Abonnenten",
  fr: "Article réservé aux abonnés",
  es: "Contenido exclusivo para suscriptores",
  it: "Contenuto riservato agli abbonati",
  pl: "Artykuł dostępny tylko dla prenumeratorów",
  pt: "Conteúdo exclusivo para assinantes",
  en: "Only for subscribers",
};
const consent: Readonly<Record<string, readonly [string, string]>> = {
  nl: ["Wij gebruiken cookies", "Deze website gebruikt cookies. Kies welke u wilt toestaan."],
  de: ["Wir verwenden Cookies", "Unsere Website verwendet Cookies. Bitte wählen Sie aus, welche Sie zulassen."],
  fr: ["Vos choix en matière de cookies", "Notre site utilise des cookies. Veuillez choisir ceux que vous acceptez."],
  es: ["Utilizamos cookies", "Nuestro sitio utiliza cookies. Elija cuáles acepta."],
  it: ["Utilizziamo i cookie", "Questo sito utilizza i cookie. Scelga quali accettare."],
  pl: ["Używamy plików cookie", "Nasza strona używa plików cookie. Proszę wybrać, na które się Państwo zgadzają."],
  pt: ["Utilizamos cookies", "O nosso site utiliza cookies. Escolha quais aceita."],
  en: ["We use cookies", "Our website uses cookies. Please choose which ones you allow."],
};
