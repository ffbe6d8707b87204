import { describe, expect, test } from "vitest";
import { read } from "../page.ts";
import { tongues } from "../threads/tongues.ts";
import { type ArticleDesign, articles, notArticles } from "./articles.ts";
import { articles as moreArticles } from "./more-articles.ts";

const site = "https://www.example.org";
const fetchedAt = "2024-05-20T18:00:00.000Z";

describe("in eight languages, the fields of", () => {
  test.each([...articles, ...moreArticles].map((design) => [design.name, design] as const))("%s", (_name, design) => {
    for (const tongue of tongues) {
      const reading = read(design.html(tongue), { url: `${site}/regio/pool-decision-99`, fetchedAt });
      const wanted = wantedOf(design.told(tongue));
      const found = {
        language: reading.language.value,
        title: reading.title.value,
        lead: reading.lead.value,
        authors: reading.authors.value.map(({ name, role }) => [name, role]),
        day: reading.publishedAt.value?.at.slice(0, 10) ?? null,
        blocks: reading.body.value.map(({ type, text }) => [type, text]),
        comments: reading.comments.value,
        notArticle: reading.notArticle,
        section: wanted.section === undefined ? undefined : reading.section.value,
        modifiedDay: wanted.modifiedDay === undefined ? undefined : reading.modifiedAt.value?.at.slice(0, 10),
        image: wanted.image === undefined ? undefined : reading.images.value[0]?.url,
      };
      expect(found).toEqual({ language: tongue.language, ...wanted });
    }
  });
});

/** What a design does not tell of lead, authors and day must not be found; of the rest it is not asked. */
function wantedOf(told: ReturnType<ArticleDesign["told"]>) {
  const { title, lead = null, authors = [], day = null, blocks, section, modifiedDay, image } = told;
  return { title, lead, authors, day, blocks, comments: [], notArticle: null, section, modifiedDay, image };
}

describe("in eight languages, no article is", () => {
  test.each(notArticles.map((page) => [page.name, page] as const))("%s", (_name, { html, path, what }) => {
    for (const tongue of tongues)
      expect(read(html(tongue), { url: `${site}${path}`, fetchedAt }).notArticle?.what, tongue.language).toBe(what);
  });
});
