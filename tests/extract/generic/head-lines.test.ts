import { expect, test } from "vitest";
import { article, read } from "./page.ts";

const first = "De brug over de Vliet is sinds maandagochtend weer open voor alle verkeer";
const ld = `<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Brug weer open","datePublished":"2024-05-19T09:00:00+02:00","author":[{"@type":"Person","name":"Jan Veer"},{"@type":"Person","name":"Tess Blom"}]}</script>`;

test.each([
  ["<p>Door Jan Veer en Tess Blom</p>"],
  ["<p>tekst: Jan Veer, Tess Blom, foto's: Kees Blok</p>"],
  ["<p>Gepubliceerd 19 mei 2024 09:00</p>"],
])("a line that only names who wrote and when is no text: %s", (line) => {
  const body = read(article().replace('<div class="article-body">', `${ld}<div class="article-body">${line}`)).body
    .value;
  expect(body[0]!.text.startsWith(first)).toBe(true);
});

test.each([
  ["<p>Zondag 12 mei 2019 werd de brug voor het eerst gesloten.</p>"],
  ["<p>Jan Veer zag het gebeuren en riep de brugwachter erbij.</p>"],
])("what tells of something else is: %s", (line) => {
  const body = read(article().replace('<div class="article-body">', `${ld}<div class="article-body">${line}`)).body
    .value;
  expect(`<p>${body[0]!.text}</p>`).toBe(line);
});

test("the heading over comments and the lines behind them are no text", () => {
  const comments = ["Mina Oord", "Kees Blok"]
    .map(
      (name) =>
        `<div><p><b>${name}</b> <small>19 mei 2024 10:11</small></p><p>Eindelijk weer open, zegt ${name}.</p></div>`,
    )
    .join("");
  const html = article().replace(
    "</div></article>",
    `<h3>2 reacties</h3>${comments}<p>Schrijf zelf iets</p></div></article>`,
  );
  const { comments: found, body } = read(html);
  expect(found.value).toHaveLength(2);
  expect(body.value).toHaveLength(3);
});
