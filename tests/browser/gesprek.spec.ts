import { expect, type Page, test } from "@playwright/test";
import type { DemoArticle } from "../../src/demo/magazine.ts";
import { makeMagazine } from "../../src/demo/magazine.ts";
import { type ScriptedWay, wayOf } from "../../src/demo/scripted-page.ts";
import { SCRIPTED_SECTION, withScriptedSection } from "../../src/demo/scripted-section.ts";
import { type ServedMagazine, serveMagazine } from "../../src/demo/serve-magazine.ts";
import { PAGE_TOOLS, type Serialised } from "../../src/render/page/page-tools.ts";

const plain = makeMagazine({ articleCount: 4, maxComments: 5, seed: 4 });
const magazine = withScriptedSection(plain, { articleCount: 120, maxComments: 23, seed: 7 });
const scripted = magazine.articles.filter(({ section }) => section === SCRIPTED_SECTION);
let served: ServedMagazine;

test.beforeAll(async () => {
  served = await serveMagazine(magazine);
});
test.afterAll(async () => served.close());

/** The page as its reader has it: the scope in which comments stand. */
async function open(page: Page, article: DemoArticle) {
  await page.goto(`http://127.0.0.1:${served.port}${article.path}`);
  return wayOf(article) === "frame" ? page.frameLocator("iframe.gesprek-kader") : page;
}

const anArticle = (way: ScriptedWay, isWanted: (count: number) => boolean) => {
  const found = scripted.find((article) => wayOf(article) === way && isWanted(article.comments.length));
  if (found === undefined) throw new Error(`the demo has no such article: ${way}`);
  return found;
};

const serialise = (page: Page): Promise<Serialised> => page.evaluate(`${PAGE_TOOLS}.serialise(4000000, location.href)`);

for (const way of ["plain", "shadow", "frame"] as const) {
  test(`a reader finds all comments behind the button, shown the ${way} way, and so does the text of the page`, async ({
    page,
  }) => {
    const article = anArticle(way, (count) => count > 10);
    const reader = await open(page, article);
    const comments = reader.locator(".g-reactie, polder-reactie");
    const button = reader.getByRole("button", { name: "Toon meer reacties" });
    await expect(comments).toHaveCount(10);
    for (let shown = 10; shown < article.comments.length; shown += 10) await button.click();
    await expect(comments).toHaveCount(article.comments.length);
    await expect(button).toBeHidden();
    await expect(page.locator(".c-comments__count")).toHaveText(`Reacties: ${article.comments.length}`);
    // A slot has no text of its own; what is put into it has.
    await expect(reader.locator(way === "shadow" ? "[slot=naam]" : ".g-naam")).toHaveText(
      article.comments.map(({ author }) => author),
    );

    const { html } = await serialise(page);
    // Read again as a page without any script, it shows the same comments, in the page itself.
    await page.setContent(html.replace(/<script[\s\S]*?<\/script>/g, ""));
    const again = page.locator(".g-reactie, polder-reactie");
    await expect(again).toHaveCount(article.comments.length);
    await expect(page.locator(".g-naam")).toHaveText(article.comments.map(({ author }) => author));
    await expect(again.last().locator(".g-tekst p")).toHaveText([...(article.comments.at(-1)?.paragraphs ?? [])]);
  });
}

test("an article without comments says so, and has no button", async ({ page }) => {
  const reader = await open(
    page,
    anArticle("plain", (count) => count === 0),
  );
  await expect(reader.locator(".g-leeg")).toHaveText("Wees de eerste die reageert.");
  await expect(reader.locator("button.g-meer")).toBeHidden();
});

test("the tools aim at what a reader can click, and at nothing else", async ({ page }) => {
  await page.setContent(`
    <button class="a" style="display:none">a</button><button class="a" disabled>b</button><button class="a" style="visibility:hidden">c</button>
    <div style="height:3000px"></div><button class="a" id="goed">d</button><div style="position:relative"><button class="b">e</button><div style="position:absolute;inset:0" class="deksel"></div></div>`);
  const aim = (selector: string) =>
    page.evaluate(`${PAGE_TOOLS}.aim(${JSON.stringify(selector)}, false)`) as Promise<{
      x: number;
      y: number;
      words: string;
      coveredBy: string | null;
    } | null>;
  const target = await aim("button.a");
  expect(target).toMatchObject({ words: "d", coveredBy: null });
  expect(await page.evaluate(`document.elementFromPoint(${target?.x}, ${target?.y}).id`)).toBe("goed");
  expect(await aim("button.b")).toMatchObject({ coveredBy: "div deksel" });
  expect(await aim(".nergens")).toBeNull();
});
