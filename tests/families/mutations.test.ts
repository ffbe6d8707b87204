import { describe, expect, it } from "vitest";
import { decodeBody } from "../../src/model/charset.ts";
import { bodyOf, type Family, type FamilyArticle, pageAt, readFamilies, resultOf } from "../support/family.ts";
import { jsonMutations, type Mutation, markupMutations, treeMutations } from "../support/family-mutations.ts";
import { differences, falsehoods } from "../support/family-verdict.ts";

/** A page changed: its bytes, as they are sent. */
type Change = Omit<Mutation, "html"> & { readonly url: string; readonly body: Uint8Array };

const families = await readFamilies();

describe.each(families.map((family) => [family.name, family] as const))("%s, changed", (_, family) => {
  const articles = family.articles.filter(({ golden }) => "title" in golden);

  it.each(articles.map((article) => [article.name, article] as const))(
    "%s has its true values or none, with a doubt, and the same record where nothing it says was touched",
    async (_name, article) => {
      const wrong: string[] = [];
      let kept = 0;
      for (const { name, isHarmless, url, body } of await changesOf(family, article)) {
        const found = await resultOf(family, article, new Map([[url, body]]));
        const judge = isHarmless ? differences : falsehoods;
        wrong.push(...judge(article.golden, found).map((fault) => `${name}: ${fault}`));
        if ("title" in found) kept++;
      }
      expect(wrong).toEqual([]);
      // The judge has something to judge: not every change costs the record.
      expect(kept).toBeGreaterThan(5);
    },
  );
});

/** All changes of the article's page and of each page that belongs to it. */
async function changesOf(family: Family, article: FamilyArticle): Promise<Change[]> {
  const urls = new Set([pageAt(family, article.url).finalUrl]);
  await resultOf(family, article, new Map(), (url) => urls.add(url));
  return family.pages.flatMap((page) => {
    if (!urls.has(page.url) || page.file === undefined || (page.status ?? 200) >= 400) return [];
    urls.delete(page.url);
    const { url } = page;
    const raw = bodyOf(family, page).toString("latin1");
    const asSent = (mutation: Mutation): Change => ({ ...mutation, url, body: Buffer.from(mutation.html, "latin1") });
    if (page.file.endsWith(".json")) return jsonMutations(raw, (key) => isStatus(family, key)).map(asSent);
    const asUtf8 = (mutation: Mutation): Change => ({ ...mutation, url, body: Buffer.from(`\ufeff${mutation.html}`) });
    return [
      ...markupMutations(raw, family.ad, (hook) => isRemoved(family, hook)).map(asSent),
      ...treeMutations(decodeBody(pageAt(family, url)), itemsOf(family)).map(asUtf8),
    ];
  });
}

/** Selects the comments of whichever description holds. */
function itemsOf({ loaded: { site } }: Family): string {
  const blocks = [site.comments, ...site.variants.map(({ comments }) => comments)].flat();
  return blocks.flatMap((block) => block?.item ?? []).join(", ");
}

function isRemoved({ loaded: { site } }: Family, hook: string): boolean {
  return valuesOf(site, "remove").some((selector) => selector.includes(hook));
}

const isStatus = ({ loaded: { site } }: Family, key: string): boolean =>
  site.variants.some(({ comments }) =>
    [comments ?? []].flat().some(({ statuses }) => statuses.some(({ json }) => json === key)),
  );

/** What stands under a key, anywhere in a site file. */
function valuesOf(part: unknown, key: string): string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) =>
    name === key ? ([value].flat() as string[]) : valuesOf(value, key),
  );
}
