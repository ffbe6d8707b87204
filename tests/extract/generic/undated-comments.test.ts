import { describe, expect, it } from "vitest";
import { parseHtml } from "../../../src/dom/parse-html.ts";
import { readGeneric } from "../../../src/extract/generic/generic.ts";

const paragraph =
  "<p>De raad van Oud Zandhoven vergaderde dinsdag lang over het veer, dat al jaren te laat komt, en nam na drie uur geen besluit.</p>";
const people = [
  ["Noud de Wit", "", "Eindelijk iemand die het zegt, want dit duurt al jaren."],
  ["Miep Voorbeeld", "beleidsmedewerker veren", "Vraag het de mensen aan de balie, die weten het wel."],
  ["Anoniem", "", "Hier word ik niet vrolijk van."],
] as const;

function page(heading: string, foot: string, items: readonly (readonly [string, string, string])[] = people): string {
  const list = items.map(
    ([name, role, text]) =>
      `<li class="reaction"><div class="reaction__head"><span class="reaction__name">${name}</span>${role === "" ? "" : ` <span class="reaction__role">${role}</span>`}</div><div class="reaction__text"><p>${text}</p></div>${foot}</li>`,
  );
  return `<!doctype html><html lang="nl"><head><title>Het veer komt te laat</title></head><body><main><article><h1>Het veer komt te laat</h1><div>${paragraph.repeat(4)}</div></article><section class="reactions"><h2>${heading}</h2><ol>${list.join("")}</ol></section></main></body></html>`;
}

function commentsOf(html: string) {
  const read = readGeneric(parseHtml(html), {
    url: "https://krant.example/nieuws/het-veer",
    fetchedAt: "2026-05-20T12:00:00.000Z",
  });
  return read.comments.value.map(({ author, role, text }) => [author, role ?? "", text]);
}

const tools = `<div class="reaction__tools"><a href="#" rel="nofollow">Reageer</a><a href="#" rel="nofollow">Meld</a></div>`;

describe("comments without dates, on a page that nobody described", () => {
  it("are known by their links to answer, side by side with other buttons", () => {
    expect(commentsOf(page("Reacties", tools))).toEqual(people);
  });

  it("are known by a heading that gives their number", () => {
    expect(commentsOf(page("Reacties (3)", ""))).toEqual(people);
  });

  it("are known where there is but one, by both", () => {
    expect(commentsOf(page("Reacties (1)", tools, people.slice(0, 1)))).toEqual(people.slice(0, 1));
    expect(commentsOf(page("Reacties (1)", "", people.slice(0, 1)))).toEqual([]);
    expect(commentsOf(page("Reacties", tools, people.slice(0, 1)))).toEqual([]);
  });

  it("are none where a heading gives another number, and nothing else speaks for them", () => {
    expect(commentsOf(page("Reacties (7)", ""))).toEqual([]);
    expect(commentsOf(page("Reacties", ""))).toEqual([]);
  });

  it("are none where the heading is another's", () => {
    expect(commentsOf(page("Lees ook (3)", ""))).toEqual([]);
    expect(commentsOf(page("Meest gelezen", tools))).toEqual([]);
  });
});

it("a subject that the markup names stands apart from the comment's text", () => {
  const items = ["Honden!", "Re: Honden!"].map(
    (subject, nr) =>
      `<article typeof="schema:Comment" class="comment"><footer><span rel="schema:author"><span typeof="schema:Person" property="schema:name">${people[nr]![0]}</span></span>, <time datetime="2026-05-1${nr}T10:00">1${nr} mei 2026</time></footer><h3 property="schema:name">${subject}</h3><div property="schema:text"><p>${people[nr]![2]}</p></div></article>`,
  );
  const html = `<!doctype html><html lang="nl"><head><title>Het veer</title></head><body><main><article><h1>Het veer komt te laat</h1>${paragraph.repeat(4)}</article><section id="comments"><h2>2 reacties</h2>${items.join("")}</section></main></body></html>`;
  const read = readGeneric(parseHtml(html), { url: "https://krant.example/a", fetchedAt: "2026-05-20T12:00:00.000Z" });
  expect(read.comments.value.map(({ author, title, text }) => [author, title, text])).toEqual([
    [people[0][0], "Honden!", people[0][2]],
    [people[1][0], "Re: Honden!", people[1][2]],
  ]);
});
