import type { Told } from "../threads/thread.ts";
import { type Voice, voices } from "./voices.ts";

/** How a comment system that exists puts out a thread: the part below an article, or a page of its own. */
export interface System {
  readonly name: string;
  readonly language: string;
  /** Shows no nesting. */
  readonly isFlat?: boolean;
  /** Tells answers from comments, but not answers from their answers. */
  readonly showsOneLevel?: boolean;
  readonly draw: (tops: readonly Told[], voice: Voice) => string;
  /** A page of its own, at this address; what `draw` gives is all that stands in its body. */
  readonly board?: { readonly url: string; readonly head?: string; readonly body?: string };
}

/** A thread of seven: an answer to an answer, a short word, a text of two paragraphs, one that names a day. */
export function threadOf(voice: Voice, isFlat: boolean): { tops: Told[]; all: Told[] } {
  const parents = isFlat ? [-1, -1, -1, -1, -1, -1, -1] : [-1, 0, 1, -1, 3, -1, -1];
  const all: (Told & { children: Told[] })[] = [];
  for (const [k, parent] of parents.entries()) {
    const told = {
      id: 731_204 + k * 13,
      name: voice.names[k]!,
      role: null,
      at: new Date(Date.UTC(2024, 4, 20, 5 + k, 12 + k)),
      paragraphs: voice.texts[k]!.split("\n\n"),
      depth: parent < 0 ? 0 : all[parent]!.depth + 1,
      answers: parent < 0 ? null : parent,
      votes: (k * 5) % 7,
      isEdited: false,
      isRemoved: false,
      children: [],
    };
    if (parent >= 0) all[parent]!.children.push(told);
    all.push(told);
  }
  return { tops: all.filter((told) => told.answers === null), all };
}

export const flat = (tops: readonly Told[]): Told[] => tops.flatMap((told) => [told, ...flat(told.children)]);
export const each = (tops: readonly Told[], draw: (told: Told, k: number) => string): string =>
  tops.map(draw).join("\n");
export const ps = (told: Told): string => told.paragraphs.map((text) => `<p>${text}</p>`).join("\n");
export const br = (told: Told): string => told.paragraphs.join("<br />\n<br />\n");
export const iso = (told: Told): string => `${told.at.toISOString().slice(0, 19)}+00:00`;
export const clock = (told: Told): string => told.at.toISOString().slice(11, 16);
export const day = (told: Told, voice: Voice): string =>
  new Intl.DateTimeFormat(voice.language, { dateStyle: "long", timeZone: "UTC" }).format(told.at);
export const ago = (told: Told, voice: Voice): string => voice.hoursAgo(18 - told.at.getUTCHours());
/** 20.05.2024, 20/05/2024, 20-05-2024 */
export const short = (_told: Told, mark = "."): string => `20${mark}05${mark}2024`;

export const fetchedAt = "2024-05-20T18:00:00.000Z";

export function pageOf(system: System): { html: string; url: string; all: readonly Told[]; voice: Voice } {
  const voice = voices[system.language]!;
  const { tops, all } = threadOf(voice, system.isFlat === true);
  const drawn = system.draw(tops, voice);
  if (system.board !== undefined) {
    const { url, head = "", body = "" } = system.board;
    const html = `<!doctype html><html lang="${voice.language}"><head><meta charset="utf-8"><title>${voice.title} - Forum</title>${head}</head><body ${body}>${drawn}</body></html>`;
    return { html, url, all, voice };
  }
  return { html: articlePage(voice, drawn), url: addressOf(voice), all, voice };
}

export function addressOf(voice: Voice): string {
  return `https://www.${voice.language}-bode.example/2024/05/20/${voice.title.toLowerCase().replace(/[^a-z]+/g, "-")}/`;
}

export function articlePage(voice: Voice, below: string): string {
  const { language, title, prose } = voice;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title} | Bode</title><meta property="og:title" content="${title}"><meta property="article:published_time" content="2024-05-20T05:00:00+02:00"></head><body class="single-post">
<header class="site-header"><a href="/">Bode</a><nav><ul><li><a href="/1">A</a></li><li><a href="/2">B</a></li><li><a href="/3">C</a></li></ul></nav></header>
<main id="main"><article class="post-4411"><header class="entry-header"><h1 class="entry-title">${title}</h1><p class="entry-meta"><span class="author">Ida Noorman</span> <time datetime="2024-05-20T05:00:00+02:00">20-05-2024</time></p></header>
<div class="entry-content">${prose.map((text) => `<p>${text}</p>`).join("\n")}</div></article>
${below}
</main><footer class="site-footer"><p>© 2024 Bode</p></footer></body></html>`;
}
