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
