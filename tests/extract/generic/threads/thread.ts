import { decoys } from "./decoys.ts";
import type { Tongue } from "./tongues.ts";

/** One comment as the page shall show it, and as it is to be read. */
export interface Told {
  readonly id: number;
  readonly name: string;
  readonly role: string | null;
  readonly at: Date;
  readonly paragraphs: readonly string[];
  readonly depth: number;
  readonly answers: number | null;
  readonly votes: number;
  readonly isEdited: boolean;
  readonly isRemoved: boolean;
  readonly children: readonly Told[];
}

/** What a design makes of a thread: the part of the page below the article. */
export interface Design {
  readonly name: string;
  readonly draw: (thread: readonly Told[], tongue: Tongue) => string;
  /** Shows no nesting, no role. */
  readonly isFlat?: boolean;
  readonly showsRoles?: boolean;
  /** The second comment quotes the first, and the quote counts as its text. */
  readonly hasQuote?: boolean;
  /** A page of its own instead of an article's: a board's topic. */
  readonly page?: (thread: readonly Told[], tongue: Tongue) => { readonly html: string; readonly url: string };
}

export const fetchedAt = "2024-05-20T18:00:00.000Z";

/** A thread of six: two answers one below the other, a removed comment, an anonymous one where asked. */
export function threadOf(tongue: Tongue, isFlat: boolean): { tops: Told[]; all: Told[] } {
  const parents = isFlat ? [-1, -1, -1, -1, -1, -1] : [-1, 0, 1, -1, 3, -1];
  const all: (Told & { children: Told[] })[] = [];
  parents.forEach((parent, k) => {
    const told = {
      id: 48210 + k * 7,
      name: k === 5 ? tongue.anonymous : tongue.names[k]!,
      role: k === 2 ? tongue.role : null,
      at: new Date(Date.UTC(2024, 4, 20, 4 + k, 11 + k)),
      paragraphs: tongue.texts[k]!.split("\n\n"),
      depth: parent < 0 ? 0 : all[parent]!.depth + 1,
      answers: parent < 0 ? null : parent,
      votes: (k * 5) % 7,
      isEdited: k === 3,
      isRemoved: k === 4,
      children: [],
    };
    if (parent >= 0) all[parent]!.children.push(told);
    all.push(told);
  });
  return { tops: all.filter((told) => told.answers === null), all };
}

/** Day and time as the language writes them. */
export function when(told: Told, tongue: Tongue): string {
  const day = new Intl.DateTimeFormat(tongue.language, { dateStyle: "long", timeZone: "UTC" }).format(told.at);
  return `${day} ${tongue.at} ${clock(told)}`;
}

export function clock(told: Told): string {
  return told.at.toISOString().slice(11, 16);
}

export function ago(told: Told, tongue: Tongue): string {
  return tongue.ago(Math.round((Date.parse(fetchedAt) - told.at.getTime()) / 3_600_000));
}

export function paragraphs(told: Told, tongue: Tongue): string {
  if (told.isRemoved) return `<p>${tongue.removed}</p>`;
  return told.paragraphs.map((text) => `<p>${text}</p>`).join("");
}

export function broken(told: Told, tongue: Tongue): string {
  return told.isRemoved ? tongue.removed : told.paragraphs.join("<br><br>");
}

/** The article's page around a design, with three other things that look like comments and are none. */
export function pageOf(
  design: Design,
  tongue: Tongue,
  seed: number,
): { html: string; url: string; all: readonly Told[] } {
  const { tops, all } = threadOf(tongue, design.isFlat === true);
  const own = design.page?.(tops, tongue);
  if (design.hasQuote === true) {
    const quote = `${all[0]!.name} ${tongue.says}: ${all[0]!.paragraphs[0]}`;
    all[1] = { ...all[1]!, paragraphs: [quote, ...all[1]!.paragraphs] };
  }
  // The first post of a board is its article.
  if (own !== undefined) return { ...own, all: all.slice(1) };
  return { html: articlePage(tongue, design.draw(tops, tongue), seed), url: addressOf(tongue), all };
}

export function addressOf(tongue: Tongue): string {
  return `https://www.${tongue.paper.toLowerCase().replace(/[^a-z]+/g, "-")}.example/2024/05/20/${tongue.title.toLowerCase().replace(/[^a-z]+/g, "-")}`;
}

export function articlePage(tongue: Tongue, below: string, seed: number): string {
  const { language, paper, title, prose } = tongue;
  const others = [0, 1, 2].map((k) => decoys[(seed * 3 + k) % decoys.length]!.draw(tongue));
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title} - ${paper}</title><meta property="og:title" content="${title}"></head><body class="single">
<header><a href="/">${paper}</a><nav><ul><li><a href="/1">A</a></li><li><a href="/2">B</a></li></ul></nav></header>
<div class="layout"><main><article><h1>${title}</h1><p class="meta">${tongue.by} Ida Noorman, <time datetime="2024-05-20T05:00:00+02:00">20-05-2024</time></p>
${prose.map((text) => `<p>${text}</p>`).join("\n")}</article>
${others[0]}
${below}
</main>${others[1]}</div>
${others[2]}<footer><p>© 2024 ${paper}</p></footer></body></html>`;
}
