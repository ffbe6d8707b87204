import { expect, it } from "vitest";
import { parseHtml } from "../../../src/dom/parse-html.ts";
import { readGeneric } from "../../../src/extract/generic/generic.ts";

const paragraph =
  "<p>De raad van Oud Zandhoven vergaderde dinsdag lang over het veer, dat al jaren te laat komt, en nam na drie uur geen besluit.</p>";
const people = [
  ["Noud de Wit", "Eindelijk iemand die het zegt, want dit duurt al jaren."],
  ["Miep Voorbeeld", "Vraag het de mensen aan de balie, die weten het wel."],
] as const;

it("a subject that the markup names stands apart from the comment's text", () => {
  const items = ["Honden!", "Re: Honden!"].map(
    (subject, nr) =>
      `<article typeof="schema:Comment" class="comment"><footer><span rel="schema:author"><span typeof="schema:Person" property="schema:name">${people[nr]![0]}</span></span>, <time datetime="2026-05-1${nr}T10:00">1${nr} mei 2026</time></footer><h3 property="schema:name">${subject}</h3><div property="schema:text"><p>${people[nr]![1]}</p></div></article>`,
  );
  const html = `<!doctype html><html lang="nl"><head><title>Het veer</title></head><body><main><article><h1>Het veer komt te laat</h1>${paragraph.repeat(4)}</article><section id="comments"><h2>2 reacties</h2>${items.join("")}</section></main></body></html>`;
  const read = readGeneric(parseHtml(html), { url: "https://krant.example/a", fetchedAt: "2026-05-20T12:00:00.000Z" });
  expect(read.comments.value.map(({ author, title, text }) => [author, title, text])).toEqual([
    [people[0][0], "Honden!", people[0][1]],
    [people[1][0], "Re: Honden!", people[1][1]],
  ]);
});
