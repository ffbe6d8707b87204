import type { Tongue } from "./tongues.ts";

const people = ["Bas Tol", "Ilse Wender", "Marc Pinot", "Rosa Quint"];
const each = (draw: (name: string, k: number) => string): string => people.map(draw).join("");
const day = (t: Tongue, k: number): string =>
  new Intl.DateTimeFormat(t.language, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(Date.UTC(2024, 4, 11 + k)),
  );
const speech = (t: Tongue, k: number): string => t.texts[k % 6]!.split("\n")[0]!;

/** Parts of pages that have no comment; each stands alone below an article. */
export const noThreads: readonly { readonly name: string; readonly draw: (t: Tongue) => string }[] = [
  {
    name: "what politicians say, day by day, in an article's box",
    draw: (t) =>
      `<section class="box"><h2>${t.by} ...</h2>${each((name, k) => `<div class="quote-item"><strong>${name}</strong><span>${day(t, k)}</span><p>${speech(t, k)}</p></div>`)}</section>`,
  },
  {
    name: "an empty section with its form and house rules",
    draw: (t) =>
      `<section class="comments" id="comments"><h2>${t.heading(0)}</h2><form><label>${t.by}</label><input><textarea></textarea><button>${t.write}</button></form><div class="rules"><h3>${t.write}</h3><p>${t.prose[0]}</p><p>${t.prose[1]}</p></div></section>`,
  },
  {
    name: "an invitation with a count, the thread elsewhere",
    draw: (t) =>
      `<div id="comments"><a href="https://talk.example/t/99">${t.heading(12)}</a><p><b>${t.write}</b> 20-05-2024</p></div>`,
  },
  {
    name: "a live blog by two reporters",
    draw: (t) =>
      `<div class="stream"><h2>Live</h2>${each((name, k) => `<article class="stream-post" id="post-${900 + k}"><header><span class="author">${name}</span><time datetime="2024-05-20T1${k}:00:00+02:00">1${k}:00</time></header><p>${t.prose[k % 3]}</p><button>${t.like}</button></article>`)}</div>`,
  },
  {
    name: "podcast episodes",
    draw: (t) =>
      `<section class="episodes"><h2>Podcast</h2>${each((name, k) => `<div class="episode"><h3>${speech(t, k).slice(0, 40)}</h3><p class="meta">${name} · ${day(t, k)} · 3${k} min</p><p>${t.prose[k % 3]}</p></div>`)}</section>`,
  },
  {
    name: "tips from readers in a column of links",
    draw: (t) =>
      `<aside class="col"><h3>${t.paper}</h3><ul>${each((name, k) => `<li><a href="/a/${k}"><b>${name}</b> ${day(t, k)} <span>${speech(t, k)}</span></a></li>`)}</ul></aside>`,
  },
  {
    name: "ratings of a book by readers",
    draw: (t) =>
      `<section class="ratings"><h2>★★★★☆ 4,3</h2>${each((name, k) => `<div class="rating-row"><b>${name}</b> ★★★★☆ <time>${day(t, k)}</time><p>${speech(t, k)}</p></div>`)}</section>`,
  },
  {
    name: "the board of a club",
    draw: (t) =>
      `<table><tr><th>${t.by}</th><th>2024</th></tr>${each((name, k) => `<tr><td>${name}</td><td>${day(t, k)}</td></tr>`)}</table>`,
  },
  {
    name: "an archive of opinion pieces that are called comments",
    draw: (t) =>
      `<section><h2>${t
        .heading(4)
        .replace(/\d+|[()]/g, "")
        .trim()}</h2>${each((name, k) => `<article><h3><a href="/opinion/${k}">${speech(t, k).slice(0, 50)}</a></h3><p><span>${name}</span>, <time>${day(t, k)}</time></p><p>${t.prose[k % 3]}</p></article>`)}</section>`,
  },
  {
    name: "versions of the article",
    draw: (t) =>
      `<ul class="history"><li><b>v2</b> ${day(t, 1)} <span>${t.edited}</span></li><li><b>v1</b> ${day(t, 0)}</li></ul>`,
  },
  {
    name: "readers' photos with names and days",
    draw: (t) =>
      `<div class="photos"><h2>Foto</h2>${each((name, k) => `<figure><img src="p${k}.jpg" width="600" height="400"><figcaption><b>${name}</b>, ${day(t, k)}. ${speech(t, k)}</figcaption></figure>`)}</div>`,
  },
  {
    name: "obituaries",
    draw: (t) =>
      `<section class="notices"><h2>In memoriam</h2>${each((name, k) => `<div><h4>${name}</h4><p>${day(t, k)}</p><p>${t.prose[k % 3]}</p></div>`)}</section>`,
  },
];
