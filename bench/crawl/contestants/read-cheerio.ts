import type { CheerioAPI } from "cheerio";

/** The record that all hand-written contestants make, with cheerio's calls. */
export function readArticle($: CheerioAPI, path: string) {
  const text = (value: string) => value.replace(/\s+/g, " ").trim();
  $(".story__related").remove();
  return {
    path,
    title: text($("h1.story__title").text()),
    day: $("time.story__date").attr("datetime") ?? null,
    author: text($("span.story__author").text()),
    paragraphs: $(".story__text > p")
      .toArray()
      .map((element) => text($(element).text())),
    comments: $("section.reactions li.reaction")
      .toArray()
      .map((element) => ({
        author: text($(element).find(".reaction__name").text()),
        role: text($(element).find(".reaction__role").text()) || null,
        text: text($(element).find(".reaction__text").text()),
      })),
  };
}

export function readListing($: CheerioAPI) {
  return {
    articles: $("li.card a.card__link")
      .toArray()
      .map((element) => $(element).attr("href") ?? ""),
    next: $("a.pager__next").attr("href"),
  };
}
