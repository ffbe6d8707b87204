import { describe, expect, test } from "vitest";
import { article, read } from "./page.ts";

const teasers = Array.from(
  { length: 12 },
  (_, k) =>
    `<div class="card"><h3><a href="/stad/bericht-${k}">Bericht nummer ${k} over de stad Oosterveen</a></h3><p>De gemeente besloot vandaag iets over punt ${k}.</p></div>`,
).join("");

describe("no article is", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      "a gate that asks for consent",
      "consent",
      "https://x.example/a",
      `<title>Privacy Gate</title><h1>Wij respecteren je privacy</h1><p>Wij en onze partners gebruiken cookies. Akkoord?</p><button>Akkoord</button>`,
    ],
    [
      "a missing page that answers as if all were well",
      "soft-not-found",
      "https://x.example/a",
      `<title>Pagina niet gevonden - Dagblad</title><h1>Pagina niet gevonden</h1><p>De pagina die u zoekt bestaat niet meer.</p>`,
    ],
    [
      "the same in English",
      "soft-not-found",
      "https://x.example/a",
      `<title>404 | Example Daily</title><h1>Sorry, this page could not be found</h1><p>Try our search.</p>`,
    ],
    [
      "the same in Spanish",
      "soft-not-found",
      "https://x.example/a",
      `<title>Página no encontrada</title><h1>Página no encontrada</h1><p>Vuelva a la portada.</p>`,
    ],
    [
      "a page to log in at",
      "login",
      "https://x.example/a",
      `<title>Inloggen</title><h1>Inloggen</h1><form><input name="e"><input type="password"></form>`,
    ],
    ["a front page", "not-an-article", "https://x.example/", `<title>Dagblad Voorbeeld</title><main>${teasers}</main>`],
    [
      "a section's list",
      "not-an-article",
      "https://x.example/stad",
      `<title>Stad</title><h1>Stad</h1><main>${teasers}</main>`,
    ],
    [
      "a gate of partners",
      "consent",
      "https://x.example/a",
      `<title>Brug weer open</title><h1>Weiter mit Werbung oder im Abo</h1><p>Wir und unsere 214 Partner verarbeiten personenbezogene Daten, um Inhalte und Anzeigen zu personalisieren.</p><button>Einverstanden</button>`,
    ],
    ["an empty page", "empty", "https://x.example/a", `<title>Brug</title><div id="app"></div>`],
  ];
  test.each(cases)("%s", (_name, what, url, html) => {
    expect(read(`<html><body>${html}</body></html>`, { url }).notArticle?.what).toBe(what);
  });
});

describe("an article is", () => {
  test("a page with text and a title", () => {
    expect(read(article()).notArticle).toBeNull();
  });

  test("one about cookies, walls and lost pages", () => {
    const html = `<html><head><title>Waarom de pagina niet gevonden werd</title></head><body><article><h1>Waarom de pagina niet gevonden werd</h1>${Array.from({ length: 8 }, (_, k) => `<p>De site van de gemeente gaf ${k} dagen lang een foutmelding, omdat iemand de cookies en de inlogpagina had weggegooid.</p>`).join("")}</article></body></html>`;
    expect(read(html).notArticle).toBeNull();
  });

  test("a short one with many links around it", () => {
    expect(read(article(`<section class="more">${teasers}</section>`)).notArticle).toBeNull();
  });
});
