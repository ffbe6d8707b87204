import { parseHtml } from "../../../src/dom/parse-html.ts";
import { readGeneric } from "../../../src/extract/generic/generic.ts";
import type { GenericContext, GenericReading } from "../../../src/extract/generic/reading.ts";

/** An invented page's address and the moment it was brought. */
export const context: GenericContext = {
  url: "https://www.dagblad-voorbeeld.example/stad/brug-weer-open-1234",
  fetchedAt: "2024-05-20T12:00:00.000Z",
  zone: "Europe/Amsterdam",
};

export function read(html: string, more: Partial<GenericContext> = {}): GenericReading {
  return readGeneric(parseHtml(html), { ...context, ...more });
}

/** Author and text of each comment, a line each. */
export function said(html: string, more: Partial<GenericContext> = {}): string[] {
  return read(html, more).comments.value.map(({ author, text }) => `${author}: ${text}`);
}

/** Three paragraphs of an article under its headline, and whatever belongs below. */
export function article(below = "", above = ""): string {
  return `<!doctype html><html lang="nl"><head><title>Brug weer open - Dagblad Voorbeeld</title></head><body>
<header class="site-header"><nav><a href="/">Home</a><a href="/sport">Sport</a></nav></header>
<main><article><h1>Brug weer open</h1>${above}<div class="article-body">
<p>De brug over de Vliet is sinds maandagochtend weer open voor alle verkeer, zegt de gemeente Oosterveen in een bericht.</p>
<p>De reparatie duurde drie weken langer dan gepland, omdat een onderdeel uit Zweden moest komen en daar te laat werd gemaakt.</p>
<p>Volgens wethouder Tilly Brandsma is de brug nu weer goed voor ten minste vijftig jaar, mits hij elk voorjaar wordt gesmeerd.</p>
</div></article></main>${below}<footer class="site-footer"><p>Dagblad Voorbeeld, alle rechten voorbehouden.</p></footer></body></html>`;
}
