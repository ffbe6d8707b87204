import type { DemoArticle } from "./magazine.ts";
import { modernPage } from "./modern-page.ts";
import { FRAME_PATH, SCRIPT_PATH } from "./scripted-answers.ts";

/** How an article of the section shows its comments, by its number. */
export type ScriptedWay = "plain" | "shadow" | "frame";

const WAYS: readonly ScriptedWay[] = ["plain", "shadow", "frame"];

export function wayOf(article: DemoArticle): ScriptedWay {
  return WAYS[article.index % WAYS.length] as ScriptedWay;
}

/** An article in the magazine's layout, with the place where a script puts the comments. */
export function scriptedPage(article: DemoArticle, origin: string): string {
  const page = modernPage({ ...article, comments: [] }, origin);
  return page.replace("</section>\n</main>", `${placeOf(article)}</section>\n</main>`);
}

function placeOf(article: DemoArticle): string {
  if (wayOf(article) === "frame")
    return `<iframe class="gesprek-kader" title="Reacties" src="${FRAME_PATH}?artikel=${article.index}" width="700" height="600"></iframe>`;
  const host = wayOf(article) === "shadow" ? "polder-gesprek" : "div";
  return `<${host} class="gesprek" data-artikel="${article.index}"></${host}><noscript>Zet scripts aan om de reacties te lezen.</noscript>
<script src="${SCRIPT_PATH}" defer></script>`;
}
