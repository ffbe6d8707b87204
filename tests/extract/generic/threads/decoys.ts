import type { Tongue } from "./tongues.ts";

/** Parts of a page that look like comments and are none. */
export interface Decoy {
  readonly name: string;
  readonly draw: (tongue: Tongue) => string;
}

const people = ["Bas Tol", "Ilse Wender", "Marc Pinot", "Rosa Quint"];
const slug = (k: number): string => `/2024/05/1${k}/other-${k}`;
/** What somebody says elsewhere: no comment on this page says it so. */
const said = (t: Tongue, k: number): string => t.texts[k % 6]!.split("\n")[0]!.split(" ").slice(4).join(" ");
const each = (draw: (name: string, k: number) => string): string => people.map(draw).join("");

const also: Readonly<Record<string, string>> = {
  nl: "Lees ook",
  de: "Mehr zum Thema",
  fr: "À lire aussi",
  es: "Te puede interesar",
  it: "Leggi anche",
  pl: "Czytaj także",
  pt: "Leia também",
  en: "More on this story",
};
const latest: Readonly<Record<string, string>> = {
  nl: "Laatste reacties",
  de: "Neueste Kommentare",
  fr: "Derniers commentaires",
  es: "Últimos comentarios",
  it: "Ultimi commenti",
  pl: "Ostatnie komentarze",
  pt: "Últimos comentários",
  en: "Recent comments",
};

export const decoys: readonly Decoy[] = [
  {
    name: "recent comments of the whole site in a column",
    draw: (t) =>
      `<div class="rechts"><div class="box"><h4>${latest[t.language]}</h4><ul>${each((name, k) => `<li><b>${name}</b> <span>1${k}:0${k}</span><p>${said(t, k + 3).slice(0, 60)}…</p><a href="${slug(k)}#comment-9${k}">${t.prose[k % 3]!.slice(0, 40)}</a></li>`)}</ul></div></div>`,
  },
  {
    name: "related articles with author, date and count of comments",
    draw: (t) =>
      `<section class="more"><h2>${also[t.language]}</h2>${each((name, k) => `<div class="card"><h3><a href="${slug(k)}">${t.prose[k % 3]!.slice(0, 50)}</a></h3><p><span class="author">${name}</span> <time datetime="2024-05-1${k}">1${k}-05-2024</time></p><p>${t.prose[(k + 1) % 3]}</p><a href="${slug(k)}#comments">${t.heading(k + 2)}</a></div>`)}</section>`,
  },
  {
    name: "readers' praise",
    draw: (t) =>
      `<section class="praise"><h2>${t.paper}</h2>${each((name, k) => `<figure><blockquote><p>${said(t, k + 1)}</p></blockquote><figcaption>${name}, 201${k}</figcaption></figure>`)}</section>`,
  },
  {
    name: "most commented",
    draw: (t) =>
      `<aside><h3>Top 4</h3><ol>${each((name, k) => `<li><a href="${slug(k)}">${t.prose[k % 3]!.slice(0, 60)}</a> <span class="comment-count">${40 - k}</span> <span>${name}</span></li>`)}</ol></aside>`,
  },
  {
    name: "embedded posts",
    draw: (t) =>
      each(
        (name, k) =>
          `<blockquote class="twitter-tweet"><p>${said(t, k)}</p>&mdash; ${name} (@p${k}) <a href="https://social.example/p${k}/status/${k}">May 1${k}, 2024</a></blockquote>`,
      ),
  },
  {
    name: "a live ticker",
    draw: (t) =>
      `<div class="ticker-box"><h2>Live</h2>${each((name, k) => `<div class="entry"><time datetime="2024-05-20T1${k}:00:00+02:00">1${k}:00</time> <strong>${name}</strong><p>${t.prose[k % 3]}</p></div>`)}</div>`,
  },
  {
    name: "questions and answers",
    draw: (t) =>
      `<section class="questions"><h2>FAQ</h2>${each((_name, k) => `<details><summary>${t.prose[k % 3]!.slice(0, 50)}?</summary><p>${said(t, k)} (2024)</p></details>`)}</section>`,
  },
  {
    name: "reviews of a product",
    draw: (t) =>
      `<div class="shop"><h3>4,5 / 5</h3>${each((name, k) => `<div class="rev" itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">${name}</span> <span itemprop="datePublished">2024-05-0${k + 1}</span><p itemprop="reviewBody">${said(t, k + 2)}</p></div>`)}</div>`,
  },
  {
    name: "events",
    draw: (t) =>
      `<section><h2>Agenda</h2><ul class="events">${each((name, k) => `<li><time datetime="2024-06-0${k + 1}T20:00">0${k + 1}-06-2024 20:00</time> <strong>${name}</strong><p>${t.prose[k % 3]!.slice(0, 70)}</p></li>`)}</ul></section>`,
  },
  {
    name: "who writes here",
    draw: (t) =>
      `<section class="team"><h2>${t.by}</h2>${each((name, k) => `<div class="person"><h4>${name}</h4><p>${t.prose[k % 3]}</p><span>201${k}</span></div>`)}</section>`,
  },
];
