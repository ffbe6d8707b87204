import { type DemoArticle, type DemoComment, type Magazine, makeMagazine, sectionPath } from "./magazine.ts";

/** Where the comments come by script. */
export const SCRIPTED_SECTION = "gesprek";

/** Numbers of its articles begin here, well above those of the rest. */
const FIRST_INDEX = 10_000;

/**
 * The magazine with one more section, whose pages hold no comment as they are sent (families F8 and F9). The other sections stay as they
 * are, letter by letter.
 */
export function withScriptedSection(
  magazine: Magazine,
  options: { readonly articleCount: number; readonly maxComments: number; readonly seed: number },
): Magazine {
  // Of five articles that are invented, four are in the layout that this section shares.
  const invented = makeMagazine({ ...options, articleCount: Math.ceil((options.articleCount * 5) / 4) + 1 });
  const own = invented.articles.filter(({ layout }) => layout === "modern").slice(0, options.articleCount);
  return {
    articles: [...magazine.articles, ...own.map(scriptedArticle)],
    sections: [...magazine.sections, SCRIPTED_SECTION],
  };
}

function scriptedArticle(article: DemoArticle, place: number): DemoArticle {
  const index = FIRST_INDEX + place;
  const slug = article.path.replace(/^.*\//, "").replace(/-\d+$/, "");
  const comments = article.comments.map((comment, at): DemoComment => ({ ...comment, number: index * 1000 + at + 1 }));
  return {
    ...article,
    index,
    path: `${sectionPath(SCRIPTED_SECTION)}/${slug}-${index}`,
    layout: "scripted",
    section: SCRIPTED_SECTION,
    isPartnerContent: false,
    kind: "Nieuws",
    comments,
    declared: comments.length,
  };
}
